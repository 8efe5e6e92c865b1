/* Leaving compiled code: from an exit number and raw values to real frames.
 *
 * Owns: boxing of exit values, virtual objects made real, postponed stores, the rebuilding and running of inlined frames.
 * Called by: jit/nest.c after compiled code (or the executor) returned, and when it installs a version; by compiled code through hl_rt_flush.
 */
#ifndef HL_RUNTIME_EXIT_H
#define HL_RUNTIME_EXIT_H

#include "cpython/cpython.h"
#include "ir/ir.h"
#include "native.h"

/* Writes into each number or object slot of `ir`'s snapshots where its value stands in HlNative.exit_values (HlSlot.index). Called once, by the nest, when a version
 * is installed: after the last pass, before the first entry. Nothing else of the IR changes except HlOp.user. */
void hl_exit_prepare(HlIr *ir);

/* Applies `snapshot`. The root frame gets its locals, stack (stacktop), and position (prev_instr = pc - 1 unit). Inlined frames are built, outer to inner, and run to
 * their ends in our evaluator; then the root frame stands after its CALL with the result pushed. The frames are blocks of their own, made without CPython's
 * help: the hook never sees them, and they are right for every signature.
 * Returns HL_RESUME, HL_RESUME_POLL, or HL_RESUME_RAISE (exception set; the position is that of the instruction that raised).
 * Out of memory while boxing: MemoryError is set and HL_RESUME_RAISE returned; the frame is consistent. */
HlResume hl_exit(HlNative *native, const HlSnapshot *snapshot);

/* The FLUSH operation: makes the root frame's locals, postponed stores and position those of snapshot `id`, whose values compiled code has put into exit_values.
 * Inlined frames get real ones, with locals and position, which run until hl_rt_hide_frames. Stacks are left alone. Out of memory ends the process: compiled code has no way to raise here. */
void hl_rt_flush(HlNative *native, int64_t id);
/* After it: no inlined frame is shown. Those that somebody keeps (a traceback, sys._getframe) stay, empty, for the next flush or exit. */
void hl_rt_hide_frames(HlNative *native);
/* Somebody keeps the frame of inlined call `index`: it can't just end. */
int32_t hl_rt_frame_kept(HlNative *native, int64_t index);

#endif
