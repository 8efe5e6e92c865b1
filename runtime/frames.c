/* Frames of inlined calls: made when compiled code leaves inside them, run to their ends, and cleared as CPython clears its own; see rebuild.h.
 *
 * Each is a block of its own, not a part of the thread's data stack: no CPython function that pops frames ever sees one, because an entry frame is cleared by
 * whoever started its evaluation, which is this file. While an inner frame runs, each outer one is current on an own _PyCFrame, as it would be if it had
 * called from CPython's eval loop, and counts one level of recursion.
 */
#include "rebuild.h"
#include "cpython/adapter.h"
#include "evaluator/evaluator.h"
#include "hotness.h"
#include <string.h>

/* --- making --- */

_PyInterpreterFrame *hl_frame_allocate(HlExit *leaving, const HlSnapshotFrame *from)
{
    const PyCodeObject *code = leaving->native->constants[from->code];
    size_t slots = (size_t)code->co_nlocalsplus + (size_t)code->co_stacksize;
    return PyMem_Malloc((FRAME_SPECIALS_SIZE + slots) * sizeof(PyObject *));
}

void hl_frame_fill(HlExit *leaving, const HlSnapshotFrame *from, _PyInterpreterFrame *frame)
{
    PyCodeObject *code = leaving->native->constants[from->code];
    PyFunctionObject *function = leaving->native->constants[from->function];
    memset(frame, 0, FRAME_SPECIALS_SIZE * sizeof(PyObject *));
    frame->f_func = (PyFunctionObject *)Py_NewRef(function);
    frame->f_code = (PyCodeObject *)Py_NewRef(code);
    frame->f_globals = function->func_globals;
    frame->f_builtins = function->func_builtins;
    frame->owner = FRAME_OWNED_BY_THREAD;
    frame->is_entry = true;
    frame->prev_instr = _PyCode_CODE(code) + from->pc - 1;
    frame->stacktop = (int)(from->local_count + from->stack_count);
    for (int i = 0; i < frame->stacktop; i++)
        frame->localsplus[i] = hl_exit_make(leaving, &from->slots[i]);
}

/* --- clearing --- */

/* Somebody keeps the frame object: it gets a copy of the frame, and its caller's frame object while the caller can still be found. */
static void move_to_object(PyFrameObject *object, _PyInterpreterFrame *frame)
{
    object->f_frame = frame;
    PyFrameObject *back = PyFrame_GetBack(object);
    if (back == NULL)
        PyErr_Clear(); /* no memory for it: the chain ends here, as in CPython */
    size_t size = (FRAME_SPECIALS_SIZE + (size_t)frame->stacktop) * sizeof(PyObject *);
    _PyInterpreterFrame *copy = (_PyInterpreterFrame *)object->_f_frame_data;
    memcpy(copy, frame, size);
    copy->owner = FRAME_OWNED_BY_FRAME_OBJECT;
    copy->previous = NULL;
    copy->frame_obj = NULL;
    object->f_frame = copy;
    object->f_back = back;
    if (!PyObject_GC_IsTracked((PyObject *)object))
        PyObject_GC_Track(object);
}

/* True if the frame's contents went to its frame object. */
static bool give_to_object(_PyInterpreterFrame *frame)
{
    PyFrameObject *object = frame->frame_obj;
    if (object == NULL)
        return false;
    bool kept = Py_REFCNT(object) > 1;
    if (kept)
        move_to_object(object, frame);
    frame->frame_obj = NULL;
    Py_DECREF(object);
    return kept;
}

static void clear(PyThreadState *tstate, _PyInterpreterFrame *frame)
{
    /* What is released may run Python code: at the depth at which the frame ran. */
    tstate->recursion_remaining--;
    if (!give_to_object(frame)) {
        for (int i = 0; i < frame->stacktop; i++)
            Py_XDECREF(frame->localsplus[i]);
        Py_XDECREF(frame->f_locals);
        Py_DECREF(frame->f_func);
        Py_DECREF(frame->f_code);
    }
    tstate->recursion_remaining++;
}

/* --- running --- */

/* Without hl_frame_enter's test of the recursion limit: for the program, this frame has been running for some time. */
static void enter(PyThreadState *tstate, _PyCFrame *own, _PyInterpreterFrame *frame)
{
    own->use_tracing = tstate->cframe->use_tracing;
    own->previous = tstate->cframe;
    own->current_frame = frame;
    frame->previous = tstate->cframe->current_frame;
    frame->prev_instr++; /* from before its CALL to the CALL itself */
    tstate->cframe = own;
    tstate->recursion_remaining--;
}

static PyObject *run(PyThreadState *tstate, _PyInterpreterFrame *frame, HlStart start)
{
    PyObject *result = hl_evaluate(tstate, frame, hl_code_get(frame->f_code), start);
    clear(tstate, frame);
    PyMem_Free(frame);
    return result;
}

PyObject *hl_frames_run(PyThreadState *tstate, _PyInterpreterFrame **frames, const HlSnapshotFrame *snapshots, uint32_t count, HlResume innermost)
{
    _PyCFrame own[count];
    for (uint32_t i = 0; i + 1 < count; i++)
        enter(tstate, &own[i], frames[i]);
    PyObject *result = run(tstate, frames[count - 1], innermost == HL_RESUME_RAISE ? HL_START_RAISE : HL_START_NORMAL);
    for (uint32_t i = count - 1; i-- > 0;) {
        hl_frame_leave(tstate, &own[i]);
        bool returned = hl_frame_return_to(frames[i], result, snapshots[i + 1].returns);
        result = run(tstate, frames[i], returned ? HL_START_NORMAL : HL_START_RAISE);
    }
    return result;
}
