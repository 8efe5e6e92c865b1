/* The frame hook: a frame with a live loop, or one that the recorder follows, runs in our eval loop; every other in CPython's. */
#include "hook.h"

#include "../jit/recorder/recorder.h"
#include "cpython/adapter.h"
#include "evaluator/evaluator.h"
#include "evaluator/testing.h"
#include "hotness.h"

enum { NO_LOOPS_HERE = CO_GENERATOR | CO_COROUTINE | CO_ASYNC_GENERATOR };

static bool wanted; /* installed, as far as the user is concerned */

static PyObject *hook(PyThreadState *tstate, _PyInterpreterFrame *frame, int throwflag);

/* With no hook below: CPython's loop then calls Python functions without using more C stack. */
static PyObject *run_without_hook(PyThreadState *tstate, _PyInterpreterFrame *frame, int throwflag)
{
    PyInterpreterState *interpreter = tstate->interp;
    interpreter->eval_frame = NULL;
    PyObject *result = _PyEval_EvalFrameDefault(tstate, frame, throwflag);
    if (wanted)
        interpreter->eval_frame = hook;
    return result;
}

static bool is_ours(PyThreadState *tstate, _PyInterpreterFrame *frame, HlCode *code)
{
    if (hl_recorder != NULL && hl_recorder_expects(tstate, frame))
        return true;
    return code != NULL && code->live_loops > 0;
}

static PyObject *hook(PyThreadState *tstate, _PyInterpreterFrame *frame, int throwflag)
{
    PyCodeObject *object = frame->f_code;
    if (hl_c_stack_is_deep())
        return run_without_hook(tstate, frame, throwflag);
    if (object->co_extra == NULL && object->co_warmup == 0 && hl_recorder == NULL && !hl_test_evaluate_all)
        return _PyEval_EvalFrameDefault(tstate, frame, throwflag);
    if (throwflag || tstate->cframe->use_tracing || (object->co_flags & NO_LOOPS_HERE))
        return _PyEval_EvalFrameDefault(tstate, frame, throwflag);
    HlCode *code = hl_code_get(object);
    if (is_ours(tstate, frame, code) || hl_test_evaluate_all)
        return hl_evaluate(tstate, frame, code, HL_START_NORMAL);
    return _PyEval_EvalFrameDefault(tstate, frame, throwflag);
}

void hl_hook_install(void)
{
    wanted = true;
    PyInterpreterState_Get()->eval_frame = hook;
}

void hl_hook_remove(void)
{
    wanted = false;
    PyInterpreterState_Get()->eval_frame = NULL;
}

bool hl_hook_installed(void)
{
    return wanted;
}
