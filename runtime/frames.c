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

/* Without locals and position. */
static _PyInterpreterFrame *new_frame(PyCodeObject *code, PyFunctionObject *function)
{
    size_t slots = (size_t)code->co_nlocalsplus + (size_t)code->co_stacksize;
    _PyInterpreterFrame *frame = PyMem_Malloc((FRAME_SPECIALS_SIZE + slots) * sizeof(PyObject *));
    if (frame == NULL)
        return NULL;
    memset(frame, 0, (FRAME_SPECIALS_SIZE + (size_t)code->co_nlocalsplus) * sizeof(PyObject *));
    frame->f_func = (PyFunctionObject *)Py_NewRef(function);
    frame->f_code = (PyCodeObject *)Py_NewRef(code);
    frame->f_globals = function->func_globals;
    frame->f_builtins = function->func_builtins;
    frame->owner = FRAME_OWNED_BY_THREAD;
    frame->is_entry = true;
    frame->prev_instr = _PyCode_CODE(code) - 1;
    frame->stacktop = HL_STACKTOP_NATIVE;
    return frame;
}

_PyInterpreterFrame *hl_frame_of(HlExit *leaving, uint32_t index)
{
    const HlSnapshotFrame *from = &leaving->snapshot->frames[index + 1];
    _PyInterpreterFrame **frame = &leaving->native->inlined[index];
    if (*frame == NULL)
        *frame = new_frame(leaving->native->constants[from->code], leaving->native->constants[from->function]);
    return *frame;
}

void hl_frame_fill(HlExit *leaving, const HlSnapshotFrame *from, _PyInterpreterFrame *frame)
{
    frame->prev_instr = _PyCode_CODE(frame->f_code) + from->pc - 1;
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

/* --- showing them to unknown code, for the time of one instruction --- */

/* Compiled code keeps the object and its reference: counts are what they would be. Numbers and virtual objects are made for the frame. */
static bool is_lent(const HlSlot *slot)
{
    return slot->kind == HL_SLOT_BORROW && slot->value->type == HL_OBJ;
}

void hl_frames_show(HlExit *leaving)
{
    HlNative *native = leaving->native;
    const HlSnapshot *snapshot = leaving->snapshot;
    _PyInterpreterFrame *outer = native->frame;
    for (uint32_t i = 0; i + 1 < snapshot->frame_count; i++) {
        const HlSnapshotFrame *from = &snapshot->frames[i + 1];
        _PyInterpreterFrame *frame = hl_frame_of(leaving, i);
        if (frame == NULL) {
            leaving->failed = true;
            return;
        }
        for (uint32_t k = 0; k < from->local_count; k++)
            frame->localsplus[k] = is_lent(&from->slots[k]) ? hl_exit_peek(leaving, &from->slots[k]) : hl_exit_make(leaving, &from->slots[k]);
        frame->prev_instr = _PyCode_CODE(frame->f_code) + from->pc;
        frame->previous = outer;
        outer = frame;
    }
    native->shown = snapshot;
    native->tstate->cframe->current_frame = outer;
    native->tstate->recursion_remaining -= (int)snapshot->frame_count - 1;
}

/* Nobody has the frame object, and a new one would be as good. */
static bool is_replaceable(PyFrameObject *object)
{
    return Py_REFCNT(object) == 1 && object->f_trace == NULL && object->f_trace_lines && !object->f_trace_opcodes;
}

/* Somebody keeps the frame object, or its dictionary of locals is there to be found again. */
static bool is_kept(_PyInterpreterFrame *frame)
{
    PyFrameObject *object = frame->frame_obj;
    if (object != NULL && is_replaceable(object)) {
        frame->frame_obj = NULL;
        Py_DECREF(object);
    }
    return frame->frame_obj != NULL || frame->f_locals != NULL;
}

static void free_frame(_PyInterpreterFrame *frame)
{
    Py_DECREF(frame->f_func);
    Py_DECREF(frame->f_code);
    PyMem_Free(frame);
}

static void empty(_PyInterpreterFrame *frame, const HlSnapshotFrame *from)
{
    for (uint32_t k = 0; k < from->local_count; k++) {
        PyObject *object = frame->localsplus[k];
        frame->localsplus[k] = NULL;
        if (!is_lent(&from->slots[k]))
            Py_XDECREF(object);
    }
}

void hl_rt_hide_frames(HlNative *native)
{
    const HlSnapshot *snapshot = native->shown;
    if (snapshot == NULL)
        return;
    bool kept = false; /* an outer frame is what an inner one returns to */
    native->shown = NULL;
    native->tstate->cframe->current_frame = native->frame;
    native->tstate->recursion_remaining += (int)snapshot->frame_count - 1;
    for (uint32_t i = snapshot->frame_count - 1; i-- > 0;) {
        _PyInterpreterFrame *frame = native->inlined[i];
        empty(frame, &snapshot->frames[i + 1]);
        kept = is_kept(frame) || kept;
        if (!kept) {
            free_frame(frame);
            native->inlined[i] = NULL;
        }
    }
}

/* The frame ends, so it is not shown any more. It is still shown here when unknown code was the last step of an iterator. */
int32_t hl_rt_frame_kept(HlNative *native, int64_t index)
{
    hl_rt_hide_frames(native);
    _PyInterpreterFrame *frame = native->inlined[index];
    if (frame == NULL)
        return false;
    if (is_kept(frame))
        return true;
    free_frame(frame);
    native->inlined[index] = NULL;
    return false;
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
