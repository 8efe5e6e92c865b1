/* Hot loops in frames that CPython's eval loop is already running: those that began before the hook was there, or during one of its pauses.
 *
 * At each tick a pending call looks at the running frames of the main thread. A frame that is seen twice inside the same live loop gets a trace function, for a moment:
 * at the loop's next header CPython's loop calls it, with the frame's position and stack saved, and our eval loop runs the frame to its end inside that call.
 * The frame is then left so that CPython's loop returns the result, or raises the exception, at once.
 * Owns: the watch on one frame. Called by: the hook's ticks (any thread, without the GIL). */
#ifndef HL_SRC_TAKEOVER_H
#define HL_SRC_TAKEOVER_H

#include "cpython/adapter.h"

/* `main`: the main thread; only while it runs Python can its frames be looked at soon, and at other times nothing is asked for. */
void hl_takeover_request(PyThreadState *main);
void hl_takeover_after_fork_child(void);

extern int hl_takeover_count; /* frames taken over so far */

#endif
