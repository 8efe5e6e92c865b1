/* Leaving compiled code: from an exit number and raw values to real frames.
 *
 * Owns: boxing of exit values, virtual objects made real, postponed stores, the rebuilding and running of inlined frames.
 * Called by: jit/nest.c after compiled code (or the executor) returned; by compiled code through hl_rt_flush.
 */
#ifndef HL_RUNTIME_EXIT_H
#define HL_RUNTIME_EXIT_H

#include "cpython/cpython.h"
#include "ir/ir.h"
#include "native.h"

/* Applies `snapshot`. The root frame gets its locals, stack (stacktop), and position (prev_instr = pc - 1 unit). Inlined frames are built, outer to inner, and run to
 * their ends in our evaluator; then the root frame stands after its CALL with the result pushed.
 * Returns HL_RESUME, HL_RESUME_POLL, or HL_RESUME_RAISE (exception set; the position is that of the instruction that raised).
 * Out of memory while boxing: MemoryError is set and HL_RESUME_RAISE returned; the frame is consistent. */
HlResume hl_exit(HlNative *native, const HlSnapshot *snapshot);

/* True if `frame` is the one that hl_exit is about to rebuild (the hook then calls hl_exit_fill and evaluates it). */
bool hl_exit_expects(PyThreadState *tstate, _PyInterpreterFrame *frame);
/* Fills the frame; the result is hl_evaluate's. */
PyObject *hl_exit_run(PyThreadState *tstate, _PyInterpreterFrame *frame);

#endif
