/* CPython 3.11's private machinery as operations: frames entered, left and handed over, exceptions, the eval breaker, the slot of code objects, the C stack.
 *
 * Owns: the protocol between our eval loop and CPython's. Implemented by: v311.c (another minor version would be one more file of this kind).
 * Called by: the evaluator, the hook, hotness, and whoever rebuilds frames.
 */
#ifndef HL_SRC_CPYTHON_ADAPTER_H
#define HL_SRC_CPYTHON_ADAPTER_H

#include "cpython.h"
#include <internal/pycore_ceval.h>
#include <internal/pycore_object.h>
#include <stdbool.h>
#include <stdint.h>

/* --- frames --- */

/* stacktop of a frame that runs in our loop, and of an inlined one that compiled code runs, whose stack holds nothing; in CPython's loop it is -1. Negative: do not look at
 * the stack. */
enum { HL_STACKTOP_OURS = -2, HL_STACKTOP_NATIVE = -3 };

/* Makes `frame` the running one: links `own`, which must live on the C stack until hl_frame_leave, and counts one level of recursion.
 * False: too deep; RecursionError is set, nothing is linked. The caller then returns NULL, without a traceback entry for this frame. */
static inline bool hl_frame_enter(PyThreadState *tstate, _PyInterpreterFrame *frame, _PyCFrame *own)
{
    _PyCFrame *outer = tstate->cframe;
    own->use_tracing = outer->use_tracing;
    own->previous = outer;
    own->current_frame = frame;
    tstate->cframe = own;
    frame->is_entry = true;
    frame->previous = outer->current_frame;
    if (_Py_EnterRecursiveCallTstate(tstate, "")) {
        tstate->cframe = outer;
        outer->use_tracing = own->use_tracing;
        return false;
    }
    return true;
}

/* The same for a frame that is being run by CPython's loop and stays linked there (src/takeover.c). No recursion limit: the frame has been running. */
static inline void hl_frame_join(PyThreadState *tstate, _PyInterpreterFrame *frame, _PyCFrame *own)
{
    own->use_tracing = tstate->cframe->use_tracing;
    own->previous = tstate->cframe;
    own->current_frame = frame;
    tstate->cframe = own;
    tstate->recursion_remaining--;
}

/* The frame runs no more in our loop. Its stacktop must be valid. */
static inline void hl_frame_leave(PyThreadState *tstate, _PyCFrame *own)
{
    _Py_LeaveRecursiveCallTstate(tstate);
    tstate->cframe = own->previous;
    own->previous->use_tracing = own->use_tracing;
}

/* A generator's frame, which has been left at a yield, waits to be resumed. */
static inline void hl_frame_suspended(_PyInterpreterFrame *frame) { _PyFrame_GetGenerator(frame)->gi_frame_state = FRAME_SUSPENDED; }

/* Lets CPython's loop run the frame to its end, from the instruction after prev_instr on. The frame must have been left, its stacktop valid, and the
 * position must not be between EXTENDED_ARG and its instruction nor between KW_NAMES and its CALL. */
PyObject *hl_frame_hand_over(PyThreadState *tstate, _PyInterpreterFrame *frame);

/* --- ints --- */

/* For how many digits every int object has room that was not made with fewer: 2 where the allocator gives 16 bytes at least at a time, else 1. */
int hl_int_room(void);

/* --- exceptions --- */

typedef struct HlHandlerEntry {
    int target;       /* unit index */
    int depth;        /* stack items to keep */
    bool push_offset; /* the offset of the raising instruction is pushed below the exception */
} HlHandlerEntry;

/* The handler of an exception raised at code unit `unit`. False if there is none. */
bool hl_find_handler(PyCodeObject *code, int unit, HlHandlerEntry *entry);
/* An exception was raised in the frame, at prev_instr: adds the traceback entry, tells the trace function. */
void hl_frame_raised(PyThreadState *tstate, _PyInterpreterFrame *frame);
/* The frame ends with an exception: tells the trace function if one came on meanwhile. */
void hl_frame_unwound(PyThreadState *tstate, _PyInterpreterFrame *frame, _PyCFrame *own);
/* Tells the trace function of a StopIteration that a for loop consumes. */
void hl_frame_stop_iteration(PyThreadState *tstate, _PyInterpreterFrame *frame);
/* Takes the exception that is set: normalised, with its traceback attached. */
PyObject *hl_take_exception(void);

/* --- the eval breaker --- */

static inline const int *hl_eval_breaker_address(PyThreadState *tstate) { return (const int *)&tstate->interp->ceval.eval_breaker; }
static inline bool hl_eval_breaker(PyThreadState *tstate) { return *(volatile const int *)&tstate->interp->ceval.eval_breaker != 0; }
/* Does what the breaker asks for: signals, pending calls, the GIL, asynchronous exceptions. False: an exception is set. */
bool hl_serve_eval_breaker(PyThreadState *tstate);
/* The main thread's state in this interpreter; NULL if it has none. */
PyThreadState *hl_main_thread_state(void);
/* Whether a thread runs Python now. Asked without the GIL, the answer may be outdated when it comes. */
bool hl_thread_runs(PyThreadState *tstate);
/* Has the main thread make its pending calls soon, if it runs Python now. By any thread, without the GIL. */
void hl_interrupt_main(PyThreadState *main);

/* --- code objects --- */

typedef struct HlCodeExtra { /* what co_extra points to */
    Py_ssize_t size;
    void *slots[];
} HlCodeExtra;
/* Reserves a slot in code objects; `release` is called with its content, also NULL, when a code object dies. The slot's index, -1 if there is none. */
Py_ssize_t hl_code_slot_request(freefunc release);
static inline void *hl_code_slot(PyCodeObject *code, Py_ssize_t index)
{
    HlCodeExtra *extra = code->co_extra;
    return extra == NULL || (size_t)extra->size <= (size_t)index ? NULL : extra->slots[index];
}
bool hl_code_slot_set(PyCodeObject *code, Py_ssize_t index, void *content);

/* --- the C stack --- */

/* Below this address the thread has used so much of its C stack that no further level of a C eval loop should be put on it. Highest possible: not yet known. */
extern __thread uintptr_t hl_c_stack_floor __attribute__((tls_model("initial-exec")));
bool hl_c_stack_is_deep_at(uintptr_t here);
static inline bool hl_c_stack_is_deep(void)
{
    uintptr_t here = (uintptr_t)__builtin_frame_address(0);
    return __builtin_expect(here < hl_c_stack_floor, 0) && hl_c_stack_is_deep_at(here);
}

#endif
