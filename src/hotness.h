/* What hotloop knows of a code object: its loops, how hot they are, and their nests.
 *
 * Owns: one HlCode per code object, kept in co_extra (through src/cpython/) and freed with the code object.
 * Called by: the hook (which eval loop?), the evaluator (back edges), the nest (give up, install).
 */
#ifndef HL_SRC_HOTNESS_H
#define HL_SRC_HOTNESS_H

#include "cpython/cpython.h"
#include <stdint.h>

struct HlNest;

typedef struct HlLoop {
    int32_t header;  /* unit index of the target of its backward jumps */
    int32_t end;     /* unit index just after its last backward jump: the loop is [header, end) */
    int32_t parent;  /* index of the innermost loop around it, -1 if none; loops are sorted by header, outer first */
    int32_t counter; /* back edges left until hl_hotness_back_edge must be called; the evaluator decrements it */
    int32_t countdown; /* where `counter` started this time */
    int64_t total;   /* back edges seen before this countdown */
    bool given_up;   /* never record again */
    const char *reason; /* why given up: a sentence of jit/reasons.def, NULL otherwise */
    struct HlNest *nest; /* rooted here, or NULL; owned by the loop */
    uint8_t evictions; /* nests of this loop that were dropped for others: each doubles the threshold for the next */
} HlLoop;

/* Back edges that the evaluator has seen. */
static inline int64_t hl_loop_iterations(const HlLoop *loop) { return loop->total + (loop->countdown - loop->counter); }

typedef struct HlCode {
    PyCodeObject *code;      /* borrowed: it owns us */
    int32_t loop_count;
    int32_t live_loops;      /* loops not given up; 0: frames go to CPython's eval loop */
    int16_t *loop_at;        /* for each code unit: index of the loop whose header it is, -1 */
    struct HlCache *caches;  /* the evaluator's inline caches; NULL until used; PyMem_Free'd with the HlCode */
    struct HlCode *next_code, **link_code; /* in hl_codes; what points to this one */
    HlLoop loops[];
} HlCode;
extern HlCode *hl_codes; /* every HlCode, newest first; for src/report.c, whose hl_report_code_gone is called before one is unlinked and freed */

/* The HlCode of a code object; NULL if it has no loops, is a generator or coroutine, or memory is out. Cheap after the first call. */
HlCode *hl_code_get(PyCodeObject *code);
extern Py_ssize_t hl_code_slot_index; /* of the slot that holds it; negative until the first call */

typedef enum HlAction {
    HL_CONTINUE,  /* go on interpreting at the header */
    HL_RECORD,    /* a recording has begun: call hl_recorder_instruction before each instruction, starting with the header's */
    HL_RELOAD,    /* compiled code has run: take position and stack from the frame (prev_instr + 1 unit, stacktop) and go on */
    HL_RAISE,     /* as HL_RELOAD, then run the error path of the instruction at that position: an exception is set */
    HL_HAND_OVER, /* the loops of this code are given up: hand the frame to CPython's eval loop before the header */
} HlAction;

/* The slow path of a back edge (counter < 0 after the decrement, or a nest is ready): decides, records, or runs compiled code.
 * In: the frame is at `header` with its stack saved (stacktop valid, prev_instr = header - 1 unit) and the eval breaker has been served. */
HlAction hl_hotness_back_edge(PyThreadState *tstate, _PyInterpreterFrame *frame, HlCode *code, HlLoop *loop);

/* The loop's nest is gone, for want of room: it is counted anew. */
void hl_loop_evicted(HlLoop *loop);

/* Ends all hopes for a loop. `reason` is static. */
void hl_loop_give_up(HlCode *code, HlLoop *loop, const char *reason);

#endif
