/* Our eval loop: the complete CPython 3.11 instruction set.
 *
 * Owns: the execution of one frame from where it stands to its end (or to its hand-over to CPython's eval loop). Keeps no state outside the frame and the C stack.
 * Called by: the hook (new frames), the exits (frames rebuilt), src/takeover.c.
 */
#ifndef HL_SRC_EVALUATOR_H
#define HL_SRC_EVALUATOR_H

#include "cpython/cpython.h"
#include "hotness.h"

typedef enum HlStart {
    HL_START_NORMAL, /* a frame as PEP 523 hands it over, or one rebuilt to go on: position prev_instr + 1 unit, stack up to stacktop */
    HL_START_RAISE,  /* an exception is set; run the error path of the instruction at prev_instr + 1 unit */
    HL_START_TAKEN_OVER, /* as NORMAL, for a frame that CPython's loop is running and will go on with (src/takeover.c) */
} HlStart;

/* The result for a frame that was taken over and must now be gone on with by CPython's loop, at prev_instr + 1 unit with its stack saved. */
#define HL_NOT_FINISHED ((PyObject *)&hl_not_finished)
extern const char hl_not_finished;

/* Runs `frame` to its end: its result, or NULL with an exception set. The caller clears the frame, as _PyEval_EvalFrameDefault's caller does.
 * `code` may be NULL (a callee without loops that is being recorded). */
PyObject *hl_evaluate(PyThreadState *tstate, _PyInterpreterFrame *frame, HlCode *code, HlStart start);

#endif
