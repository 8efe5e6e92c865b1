/* The parts of an exit, shared by exit.c, prepare.c, slots.c, virtual.c and frames.c only.
 *
 * An exit walks its snapshot in one fixed order: the stores, then the frames' slots (outermost frame first, locals before stack), and, where a virtual is
 * named for the first time, its parts. A virtual that nobody names is never made: it owns nothing. hl_exit_prepare walks in the same order.
 */
#ifndef HL_RUNTIME_REBUILD_H
#define HL_RUNTIME_REBUILD_H

#include "exit.h"

/* HlSlot.index of VALUE and BORROW slots, written by hl_exit_prepare: the position in exit_values, and for numbers that several slots hold, whether the box
 * is made here and remembered, or has been made. One box for all: `y = x` must leave `y is x` true. */
enum { HL_AT_POSITION = 0xffff, HL_AT_FIRST = 1 << 16, HL_AT_AGAIN = 1 << 17 };

/* An exit under way; lives on the C stack. */
typedef struct HlExit {
    HlNative *native;
    const HlSnapshot *snapshot;
    PyObject **virtuals; /* by number: made so far (owned), or NULL */
    bool failed;         /* something could not be made: MemoryError is set */
    PyObject **lost;     /* what the frame and the stores no longer hold: released at the very end, because slots may still borrow it, and its end may run code */
    uint32_t lost_count;
    PyObject *boxes[HL_MAX_EXIT_VALUES]; /* by position: borrowed; only what an HL_AT_FIRST slot has written is valid */
} HlExit;

/* --- slots.c --- */
/* What a slot must hold, with a reference for the slot; NULL if it is to be NULL (and for KEEP). What can't be made is replaced by hl_exit_substitute. */
PyObject *hl_exit_make(HlExit *leaving, const HlSlot *slot);
/* The same for a slot that now holds `held`, which stays if it already is the number wanted (with a new reference). */
PyObject *hl_exit_make_over(HlExit *leaving, const HlSlot *slot, PyObject *held);
PyObject *hl_exit_peek(HlExit *leaving, const HlSlot *slot);  /* the object of a store's base, borrowed */
int64_t hl_exit_integer(HlExit *leaving, const HlSlot *slot); /* without a box; of a double its bits */

/* Stands where memory ran out: an exhausted iterator, because FOR_ITER is the instruction that believes its operand. Immortal. */
extern PyObject *hl_exit_substitute;

/* --- virtual.c --- */
PyObject *hl_exit_virtual(HlExit *leaving, uint32_t number); /* borrowed from the table; made at the first call */

/* --- frames.c --- */
/* The frame of inlined call `index`: that in HlNative.inlined, where it is put if it is new. NULL: out of memory, no exception set. */
_PyInterpreterFrame *hl_frame_of(HlExit *leaving, uint32_t index);
void hl_frame_fill(HlExit *leaving, const HlSnapshotFrame *from, _PyInterpreterFrame *frame);
void hl_frames_show(HlExit *leaving); /* makes the inlined calls' frames the running ones */
/* Runs `frames`, outermost (`count` > 0) first, made from `snapshots`, to their ends, and frees them: what the outermost returned, or NULL with an exception. */
PyObject *hl_frames_run(PyThreadState *tstate, _PyInterpreterFrame **frames, const HlSnapshotFrame *snapshots, uint32_t count, HlResume innermost);

/* --- returns.c --- */
/* A frame stands at its CALL or the like, stack saved without the call's operands, and the callee has ended: the instruction is finished with the result. False: it
 * raised; the frame stands ready to raise. */
bool hl_frame_return_to(_PyInterpreterFrame *frame, PyObject *result, HlReturn returns);

#endif
