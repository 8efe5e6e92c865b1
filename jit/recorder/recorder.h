/* The recorder, as the evaluator and the nest see it.
 *
 * Owns: the one recording that may be under way in the process (guarded by the GIL). Called by: hotness and nest (start), the evaluator (each instruction
 * of a recorded frame, exceptions), the hook (is this callee's frame part of the recording?).
 */
#ifndef HL_JIT_RECORDER_H
#define HL_JIT_RECORDER_H

#include "cpython/cpython.h"
#include <stdbool.h>

struct HlNest;
typedef struct HlRecorder HlRecorder;

extern HlRecorder *hl_recorder; /* the recording under way, or NULL */

void hl_recorder_prepare(void); /* when the module is loaded */
/* Begins a recording at the root header of `nest` (point < 0) or at one of its exit points. The frame stands there, stack saved. */
bool hl_recorder_start(struct HlNest *nest, int64_t point, PyThreadState *tstate, _PyInterpreterFrame *frame);

/* Before each instruction of a recorded frame, at its first unit (EXTENDED_ARG included), stack saved up to `sp`.
 * True: go on reporting. False: the recording is over (or this frame has no more part in it); stop reporting. */
bool hl_recorder_instruction(_PyInterpreterFrame *frame, int pc, PyObject **sp);

/* The instruction just reported has raised; the exception is set. True: the recording goes on at the handler, go on reporting. */
bool hl_recorder_exception(_PyInterpreterFrame *frame);
/* A recording was begun at an exit where an exception is raised, and that exception comes next. */
bool hl_recorder_awaits_exception(void);

/* True if `frame`, about to start, is the callee that the recorder follows: it must run in our evaluator with reporting on from its first instruction. */
bool hl_recorder_expects(PyThreadState *tstate, _PyInterpreterFrame *frame);
/* True if the frame, just rebuilt or reloaded after an exit, must report (a recording was started at this exit). */
bool hl_recorder_follows(PyThreadState *tstate, _PyInterpreterFrame *frame);

/* Another loop is at a back edge and may not be recorded because this recording is under way. One whose frame sits in a call that does not end, or whose thread waits,
 * is ended after a while. */
void hl_recorder_look(void);
/* Only the thread that forked goes on. */
void hl_recorder_after_fork_child(PyThreadState *tstate);

/* Drops a recording without result (the JIT was disabled, tracing began, the thread ended). */
void hl_recorder_cancel(const char *reason);

#endif
