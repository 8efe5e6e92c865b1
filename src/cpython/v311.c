/* The operations of adapter.h for CPython 3.11. */
#include "adapter.h"

#include <pthread.h>
#include <stdint.h>

/* --- frames --- */

PyObject *hl_frame_hand_over(PyThreadState *tstate, _PyInterpreterFrame *frame)
{
    /* Our loop does not warm code up. What comes here is hot, so CPython shall specialise it at its next chance. */
    if (frame->f_code->co_warmup != 0)
        frame->f_code->co_warmup = -1;
    return _PyEval_EvalFrameDefault(tstate, frame, 0);
}

/* --- exceptions --- */

/* A number of the exception table: groups of six bits, the highest first; bit 6 says that another group follows. */
static const unsigned char *read_number(const unsigned char *at, int *number)
{
    int value = *at & 63;
    while (*at++ & 64)
        value = value << 6 | (*at & 63);
    *number = value;
    return at;
}

bool hl_find_handler(PyCodeObject *code, int unit, HlHandlerEntry *entry)
{
    const unsigned char *at = (const unsigned char *)PyBytes_AS_STRING(code->co_exceptiontable);
    const unsigned char *end = at + PyBytes_GET_SIZE(code->co_exceptiontable);
    while (at < end) {
        int start, length, target, depth_and_flag;
        at = read_number(at, &start);
        at = read_number(at, &length);
        at = read_number(at, &target);
        at = read_number(at, &depth_and_flag);
        if (start > unit)
            return false; /* entries are sorted */
        if (unit < start + length) {
            *entry = (HlHandlerEntry){.target = target, .depth = depth_and_flag >> 1, .push_offset = depth_and_flag & 1};
            return true;
        }
    }
    return false;
}

/* Tells a trace or profile function of an event. An exception that is set stays set unless the function raises another. */
static void tell(PyThreadState *tstate, Py_tracefunc function, PyObject *object, PyFrameObject *frame, int event, PyObject *argument)
{
    PyObject *type, *value, *traceback;
    if (function == NULL || tstate->tracing)
        return;
    PyErr_Fetch(&type, &value, &traceback);
    PyThreadState_EnterTracing(tstate);
    int status = function(object, frame, event, argument);
    PyThreadState_LeaveTracing(tstate);
    if (status == 0)
        PyErr_Restore(type, value, traceback);
    else {
        Py_XDECREF(type);
        Py_XDECREF(value);
        Py_XDECREF(traceback);
    }
}

static void tell_exception(PyThreadState *tstate, PyFrameObject *frame)
{
    PyObject *type, *value, *traceback;
    PyErr_Fetch(&type, &value, &traceback);
    if (value == NULL)
        value = Py_NewRef(Py_None);
    PyErr_NormalizeException(&type, &value, &traceback);
    PyObject *argument = PyTuple_Pack(3, type, value, traceback == NULL ? Py_None : traceback);
    PyErr_Restore(type, value, traceback);
    if (argument == NULL)
        return;
    tell(tstate, tstate->c_tracefunc, tstate->c_traceobj, frame, PyTrace_EXCEPTION, argument);
    Py_DECREF(argument);
}

void hl_frame_raised(PyThreadState *tstate, _PyInterpreterFrame *frame)
{
    /* A frame that has not come to its first RESUME is not shown to anybody. */
    if (_PyFrame_IsIncomplete(frame))
        return;
    PyFrameObject *object = PyThreadState_GetFrame(tstate); /* ours: it is the running one */
    if (object == NULL)
        return;
    PyTraceBack_Here(object);
    if (tstate->c_tracefunc != NULL)
        tell_exception(tstate, object);
    Py_DECREF(object);
}

void hl_frame_unwound(PyThreadState *tstate, _PyInterpreterFrame *frame, _PyCFrame *own)
{
    if (!own->use_tracing || _PyFrame_IsIncomplete(frame))
        return;
    PyFrameObject *object = PyThreadState_GetFrame(tstate);
    if (object == NULL)
        return;
    tell(tstate, tstate->c_tracefunc, tstate->c_traceobj, object, PyTrace_RETURN, NULL);
    tell(tstate, tstate->c_profilefunc, tstate->c_profileobj, object, PyTrace_RETURN, NULL);
    Py_DECREF(object);
}

void hl_frame_stop_iteration(PyThreadState *tstate, _PyInterpreterFrame *frame)
{
    if (tstate->c_tracefunc == NULL || _PyFrame_IsIncomplete(frame))
        return;
    PyFrameObject *object = PyThreadState_GetFrame(tstate);
    if (object != NULL)
        tell_exception(tstate, object);
    Py_XDECREF(object);
}

PyObject *hl_take_exception(void)
{
    PyObject *type, *value, *traceback;
    PyErr_Fetch(&type, &value, &traceback);
    PyErr_NormalizeException(&type, &value, &traceback);
    PyException_SetTraceback(value, traceback == NULL ? Py_None : traceback);
    Py_XDECREF(traceback);
    Py_XDECREF(type);
    return value;
}

/* --- ints --- */

int hl_int_room(void)
{
    static int room;
    if (room == 0) {
        /* An int of one digit asks for 28 bytes. Debug allocators put a guard right behind them; of others nothing is known. */
        const char *allocator = _PyMem_GetCurrentAllocatorName();
        room = allocator != NULL && strcmp(allocator, "pymalloc") == 0 && sizeof(PyLongObject) == 32 ? 2 : 1;
    }
    return room;
}

/* --- the eval breaker --- */

/* The flag is the disjunction of its reasons; each reason was served or belongs to another thread. */
static void recompute_breaker(PyThreadState *tstate)
{
    struct _ceval_state *state = &tstate->interp->ceval;
    struct _ceval_runtime_state *runtime = &_PyRuntime.ceval;
    bool signals = _Py_atomic_load_relaxed(&runtime->signals_pending) && _Py_ThreadCanHandleSignals(tstate->interp);
    bool calls = _Py_atomic_load_relaxed(&state->pending.calls_to_do) && _Py_ThreadCanHandlePendingCalls();
    int pending = _Py_atomic_load_relaxed(&state->gil_drop_request) | signals | calls | state->pending.async_exc;
    _Py_atomic_store_relaxed(&state->eval_breaker, pending);
}

bool hl_serve_eval_breaker(PyThreadState *tstate)
{
    struct _ceval_state *state = &tstate->interp->ceval;
    if (_Py_atomic_load_relaxed(&_PyRuntime.ceval.signals_pending) || _Py_atomic_load_relaxed(&state->pending.calls_to_do)) {
        if (Py_MakePendingCalls() != 0)
            return false;
    }
    if (_Py_atomic_load_relaxed(&state->gil_drop_request)) {
        PyThreadState *saved = PyEval_SaveThread();
        PyEval_RestoreThread(saved);
    }
    if (tstate->async_exc != NULL) {
        PyObject *exception = tstate->async_exc;
        tstate->async_exc = NULL;
        state->pending.async_exc = 0;
        recompute_breaker(tstate);
        PyErr_SetNone(exception);
        Py_DECREF(exception);
        return false;
    }
    return true;
}

PyThreadState *hl_main_thread_state(void)
{
    PyThreadState *tstate = PyInterpreterState_ThreadHead(PyInterpreterState_Get());
    while (tstate != NULL && tstate->thread_id != _PyRuntime.main_thread)
        tstate = PyThreadState_Next(tstate);
    return tstate;
}

bool hl_thread_runs(PyThreadState *tstate)
{
    return (PyThreadState *)_Py_atomic_load(&_PyRuntime.gilstate.tstate_current) == tstate;
}

/* A set breaker without a reason that the running thread can serve must not stay: CPython's loop never clears it, compiled loops leave at every iteration,
 * and where CPython's loop traces, it serves the breaker again and again. A thread computes its breaker when it takes the GIL, and is entered as the running
 * one after that. So if main is the running one after we have set the breaker, whoever follows computes it anew; if it is not, we take it back. */
void hl_interrupt_main(PyThreadState *main)
{
    struct _ceval_state *state = &main->interp->ceval;
    if (!hl_thread_runs(main))
        return;
    _Py_atomic_store(&state->eval_breaker, 1);
    if (hl_thread_runs(main))
        return;
    _Py_atomic_store(&state->eval_breaker, 0);
    if (_Py_atomic_load(&state->gil_drop_request) || _Py_atomic_load(&_PyRuntime.ceval.signals_pending) || *(volatile int *)&state->pending.async_exc)
        _Py_atomic_store(&state->eval_breaker, 1);
}

/* --- code objects --- */

Py_ssize_t hl_code_slot_request(freefunc release)
{
    return _PyEval_RequestCodeExtraIndex(release);
}

/* _PyCode_SetExtra would make room for all slots that are reserved, also for those of the program, whose functions are then called for code objects that the
 * program has put nothing into. */
bool hl_code_slot_set(PyCodeObject *code, Py_ssize_t index, void *content)
{
    HlCodeExtra *extra = code->co_extra;
    Py_ssize_t size = extra != NULL ? extra->size : 0;
    if (size <= index) {
        extra = PyMem_Realloc(extra, sizeof *extra + ((size_t)index + 1) * sizeof extra->slots[0]);
        if (extra == NULL)
            return false;
        for (; size <= index; size++)
            extra->slots[size] = NULL;
        extra->size = size;
        code->co_extra = extra;
    }
    extra->slots[index] = content;
    return true;
}

/* --- the C stack --- */

enum { DEEP = 4 << 20 }; /* of the usual 8 MiB; a smaller stack is deep when half of it is used */

__thread uintptr_t hl_c_stack_floor = UINTPTR_MAX;

static void measure_stack(uintptr_t here)
{
    pthread_attr_t attributes;
    void *low;
    size_t size;
    hl_c_stack_floor = here - DEEP / 8;
    if (pthread_getattr_np(pthread_self(), &attributes) != 0)
        return;
    if (pthread_attr_getstack(&attributes, &low, &size) == 0 && here - (uintptr_t)low < size)
        hl_c_stack_floor = (uintptr_t)low + size - (size / 2 < DEEP ? size / 2 : DEEP);
    pthread_attr_destroy(&attributes);
}

bool hl_c_stack_is_deep_at(uintptr_t here)
{
    if (hl_c_stack_floor == UINTPTR_MAX)
        measure_stack(here);
    return here < hl_c_stack_floor; /* also on the stack of a coroutine library, if that lies lower: its size is unknown */
}
