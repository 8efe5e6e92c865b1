/* The frame hook: a frame with a live loop, or one that the recorder follows, runs in our eval loop; every other in CPython's. */
#include "hook.h"

#include "../jit/recorder/recorder.h"
#include "arguments.h"
#include "cpython/adapter.h"
#include "evaluator/evaluator.h"
#include "evaluator/testing.h"
#include "hotness.h"
#include "takeover.h"
#include "ticker.h"

enum {
    NO_LOOPS_HERE = CO_COROUTINE | CO_ASYNC_GENERATOR,
    PATIENCE = 20000, /* frames in a row that are not ours until a pause, at first */
    MAX_PATIENCE = 1 << 18,
    SLICE = 200,      /* frames between two pauses */
};

/* Written under the GIL, except by the ticker's callback, which runs under the ticker's lock; hl_hook_remove stops the ticker first. */
static bool wanted;           /* installed, as far as the user is concerned */
static volatile bool pausing; /* wanted, but taken off until the next tick */
static volatile int patience; /* frames until the next pause */
static int full_patience = PATIENCE;
static PyInterpreterState *interpreter;
static PyThreadState *main_thread;

static PyObject *hook(PyThreadState *tstate, _PyInterpreterFrame *frame, int throwflag);

static void set_hook(_PyFrameEvalFunction function)
{
    __atomic_store_n(&interpreter->eval_frame, function, __ATOMIC_RELAXED);
}

static void tick(void)
{
    if (pausing && !(hl_test_mode & HL_TEST_TAKE_OVER)) {
        pausing = false;
        patience = SLICE;
        set_hook(hook);
    }
    hl_takeover_request(main_thread);
}

/* On a deep C stack there is no hook below: CPython's loop then calls Python functions without using more of it. */
static PyObject *run_deep(PyThreadState *tstate, _PyInterpreterFrame *frame, int throwflag)
{
    set_hook(NULL);
    PyObject *result = _PyEval_EvalFrameDefault(tstate, frame, throwflag);
    if (wanted && !pausing)
        set_hook(hook);
    return result;
}

static void pause_if_useless(void)
{
    if (hl_recorder != NULL || (hl_test_mode & HL_TEST_EVALUATE_ALL) || !hl_ticker_running()) {
        patience = full_patience;
        return;
    }
    pausing = true;
    set_hook(NULL);
}

static bool is_ours(PyThreadState *tstate, _PyInterpreterFrame *frame, HlCode *code)
{
    if (hl_recorder != NULL && hl_recorder_expects(tstate, frame))
        return true;
    return (code != NULL && code->live_loops > 0) || (hl_test_mode & HL_TEST_EVALUATE_ALL);
}

/* What a call of a generator function runs is over at once: it makes the generator. */
static bool may_be_ours(const _PyInterpreterFrame *frame)
{
    int flags = frame->f_code->co_flags;
    return !(flags & NO_LOOPS_HERE) && (!(flags & CO_GENERATOR) || frame->owner == FRAME_OWNED_BY_GENERATOR);
}

static PyObject *choose(PyThreadState *tstate, _PyInterpreterFrame *frame, int throwflag)
{
    if (hl_c_stack_is_deep())
        return run_deep(tstate, frame, throwflag);
    if (!throwflag && !tstate->cframe->use_tracing && may_be_ours(frame)) {
        HlCode *code = hl_code_get(frame->f_code);
        if (is_ours(tstate, frame, code)) {
            patience = full_patience;
            return hl_evaluate(tstate, frame, code, HL_START_NORMAL);
        }
    }
    if (--patience < 0 || (hl_test_mode & HL_TEST_TAKE_OVER))
        pause_if_useless();
    return _PyEval_EvalFrameDefault(tstate, frame, throwflag);
}

/* The common case, in which every instruction counts: the code is known to have no live loop. */
static inline bool is_surely_not_ours(_PyInterpreterFrame *frame)
{
    HlCode *known = hl_code_slot(frame->f_code, hl_code_slot_index);
    return __builtin_expect(known != NULL && known->live_loops == 0 && hl_recorder == NULL && hl_test_mode == 0 && !hl_c_stack_is_deep(), 1);
}

static PyObject *hook(PyThreadState *tstate, _PyInterpreterFrame *frame, int throwflag)
{
    if (!throwflag)
        hl_move_arguments(tstate, frame);
    if (is_surely_not_ours(frame) && patience > 0) {
        patience--;
        return _PyEval_EvalFrameDefault(tstate, frame, throwflag);
    }
    return choose(tstate, frame, throwflag);
}

/* The hook for one frame, during a pause. */
static PyObject *hook_once(PyThreadState *tstate, _PyInterpreterFrame *frame, int throwflag)
{
    set_hook(wanted && !pausing ? hook : NULL);
    if (!throwflag)
        hl_move_arguments(tstate, frame);
    if (is_surely_not_ours(frame))
        return _PyEval_EvalFrameDefault(tstate, frame, throwflag);
    return choose(tstate, frame, throwflag);
}

void hl_hook_next_frame(void)
{
    set_hook(hook_once);
}

void hl_hook_install(void)
{
    interpreter = PyInterpreterState_Get();
    main_thread = hl_main_thread_state();
    wanted = true;
    pausing = false;
    patience = full_patience;
    set_hook(hook);
    hl_ticker_start(tick);
}

void hl_hook_remove(void)
{
    if (!wanted)
        return;
    hl_ticker_stop();
    wanted = false;
    pausing = false;
    set_hook(NULL);
}

bool hl_hook_installed(void)
{
    return wanted;
}

void hl_hook_missed_loop(void)
{
    if (pausing && full_patience < MAX_PATIENCE)
        full_patience *= 2;
    patience = full_patience;
    pausing = false;
    if (wanted && !(hl_test_mode & HL_TEST_TAKE_OVER))
        set_hook(hook);
}

void hl_hook_after_fork_child(void)
{
    hl_ticker_after_fork_child();
    hl_takeover_after_fork_child();
    if (wanted)
        hl_hook_install();
}
