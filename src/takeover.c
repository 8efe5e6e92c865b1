/* Taking over frames that CPython's eval loop runs. */
#include "takeover.h"

#include "../jit/recorder/recorder.h"
#include "cpython/adapter.h"
#include "cpython/bytecode.h"
#include "evaluator/evaluator.h"
#include "evaluator/testing.h"
#include "hook.h"
#include "hotness.h"

#include <frameobject.h>
#include <stdbool.h>

enum {
    MAX_DEPTH = 32,       /* how far out from the innermost frame a loop is looked for */
    PATIENCE = 100000,    /* trace events after which a watch ends without result */
};

int hl_takeover_count;

static volatile bool requested;      /* a look is pending */
static _PyInterpreterFrame *sighted; /* where the last look found a live loop turning; only compared, never followed */
static _PyInterpreterFrame *watched; /* waited for by the trace function */
static int patience;

/* The innermost live loop that the frame is in, if CPython's loop runs it. */
static HlLoop *turning_loop(_PyInterpreterFrame *frame, HlCode *code)
{
    int unit = _PyInterpreterFrame_LASTI(frame);
    for (int i = code->loop_count - 1; i >= 0; i--) {
        HlLoop *loop = &code->loops[i];
        if (loop->header <= unit && unit < loop->end)
            return loop->given_up ? NULL : loop;
    }
    return NULL;
}

/* The innermost frame with live loops, if it is in one of them and not ours. */
static _PyInterpreterFrame *find_candidate(PyThreadState *tstate)
{
    _PyInterpreterFrame *frame = tstate->cframe->current_frame;
    for (int depth = 0; frame != NULL && depth < MAX_DEPTH; depth++, frame = frame->previous) {
        HlCode *code = _PyFrame_IsIncomplete(frame) ? NULL : hl_code_get(frame->f_code);
        if (frame->stacktop == HL_STACKTOP_OURS || frame->stacktop == HL_STACKTOP_NATIVE)
            return NULL;
        if (code != NULL && code->live_loops > 0 && !(frame->f_code->co_flags & CO_GENERATOR)) /* those come to the hook each time */
            return turning_loop(frame, code) == NULL ? NULL : frame;
    }
    return NULL;
}

/* --- the trace function --- */

static void stop_watching(PyThreadState *tstate)
{
    watched = NULL;
    tstate->c_tracefunc = NULL;
    tstate->c_traceobj = NULL;
    tstate->cframe->use_tracing = tstate->c_profilefunc != NULL ? 255 : 0;
}

static int find_return(PyCodeObject *code)
{
    for (int unit = 0; unit < Py_SIZE(code);) {
        HlBytecode at = hl_bytecode_at(code, unit);
        if (at.opcode == RETURN_VALUE)
            return at.unit;
        unit = at.next;
    }
    return -1;
}

/* CPython's loop is about to add a traceback entry for the frame, which our loop has added already: the position that it shows is put into the frame instead. */
static void take_back_entry(PyFrameObject *object, _PyInterpreterFrame *frame)
{
    PyObject *type, *value, *traceback;
    PyErr_Fetch(&type, &value, &traceback);
    if (traceback != NULL && ((PyTracebackObject *)traceback)->tb_frame == object) {
        frame->prev_instr = _PyCode_CODE(frame->f_code) + ((PyTracebackObject *)traceback)->tb_lasti / (int)sizeof(_Py_CODEUNIT);
        Py_SETREF(traceback, Py_XNewRef((PyObject *)((PyTracebackObject *)traceback)->tb_next));
    }
    PyErr_Restore(type, value, traceback);
}

/* The frame stands before the instruction at prev_instr, as in a trace function. */
static int take_over(PyThreadState *tstate, PyFrameObject *object, _PyInterpreterFrame *frame, HlCode *code)
{
    int return_unit = find_return(frame->f_code);
    object->f_lineno = 0;
    hl_takeover_count++;
    hl_hook_missed_loop();
    PyThreadState_LeaveTracing(tstate);
    frame->prev_instr--;
    tstate->recursion_remaining++; /* the frame is counted already */
    PyObject *result = hl_evaluate(tstate, frame, code, HL_START_TAKEN_OVER);
    tstate->recursion_remaining--;
    PyThreadState_EnterTracing(tstate);
    if (result == HL_NOT_FINISHED) {
        frame->prev_instr++;
        return 0;
    }
    if (result == NULL) {
        take_back_entry(object, frame);
        return -1;
    }
    frame->localsplus[frame->stacktop++] = result;
    frame->prev_instr = _PyCode_CODE(frame->f_code) + return_unit;
    return 0;
}

/* Possible where an exception that we bring back would not meet a handler of the frame's own, and where there is a way to return. */
static bool can_take_over(PyCodeObject *code, int unit)
{
    HlHandlerEntry handler;
    return !hl_find_handler(code, unit, &handler) && find_return(code) >= 0;
}

static int on_trace_event(PyObject *unused, PyFrameObject *object, int event, PyObject *argument)
{
    (void)unused, (void)argument;
    PyThreadState *tstate = PyThreadState_Get();
    _PyInterpreterFrame *frame = object->f_frame;
    if (--patience < 0 || !hl_hook_installed()) {
        stop_watching(tstate);
        return 0;
    }
    if (event != PyTrace_LINE || frame != watched)
        return 0;
    HlCode *code = hl_code_get(frame->f_code);
    int unit = _PyInterpreterFrame_LASTI(frame);
    if (code != NULL && code->live_loops > 0 && code->loop_at[unit] < 0)
        return 0;
    stop_watching(tstate);
    if (code == NULL || code->live_loops == 0 || !can_take_over(frame->f_code, unit))
        return 0;
    return take_over(tstate, object, frame, code);
}

static void watch(PyThreadState *tstate, _PyInterpreterFrame *frame)
{
    watched = frame;
    patience = PATIENCE;
    tstate->c_tracefunc = on_trace_event;
    tstate->c_traceobj = NULL;
    tstate->cframe->use_tracing = 255;
}

/* --- looking --- */

static bool is_observed(PyThreadState *tstate)
{
    return tstate->c_tracefunc != NULL || tstate->c_profilefunc != NULL || tstate->tracing;
}

static int look(void *unused)
{
    (void)unused;
    requested = false;
    PyThreadState *tstate = PyThreadState_Get();
    if (!hl_hook_installed() || is_observed(tstate) || hl_recorder != NULL || tstate->interp != PyInterpreterState_Main())
        return 0;
    _PyInterpreterFrame *frame = find_candidate(tstate);
    if (frame != NULL && (frame == sighted || (hl_test_mode & HL_TEST_TAKE_OVER)))
        watch(tstate, frame);
    sighted = frame;
    return 0;
}

void hl_takeover_request(PyThreadState *main)
{
    if (main == NULL || !hl_thread_runs(main))
        return;
    if (!requested) {
        requested = true;
        if (Py_AddPendingCall(look, NULL) != 0) {
            requested = false;
            return;
        }
    }
    hl_interrupt_main(main); /* Py_AddPendingCall does not do this for other threads */
}

void hl_takeover_after_fork_child(void)
{
    requested = false;
    watched = sighted = NULL;
}
