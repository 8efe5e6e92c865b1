/* PEP 523's frame hook: which eval loop runs a frame.
 *
 * Owns: the installation of the hook, the choice, and the pauses. Called by: the module (enable, disable, fork), CPython (each frame), the ticker.
 * A new frame is ours if its code has a live loop and nothing traces or profiles, or if the recorder expects it.
 *
 * Pauses: a hook makes every call of a Python function slower (CPython no longer runs it inside its caller's eval loop), by a quarter in programs that do little else.
 * So when very many frames in a row were not ours, the hook is taken off, and the ticker puts it back for a few frames every few milliseconds. A loop that starts
 * during a pause is found by src/takeover.c. */
#ifndef HL_SRC_HOOK_H
#define HL_SRC_HOOK_H

#include <stdbool.h>

void hl_hook_install(void);
void hl_hook_remove(void);
bool hl_hook_installed(void); /* also during a pause */
void hl_hook_after_fork_child(void);
/* Our eval loop is about to call a Python function during a pause: the hook sees the next frame all the same. */
void hl_hook_next_frame(void);
/* A loop had to be taken over from CPython's eval loop: a pause ends, and there shall be fewer. */
void hl_hook_missed_loop(void);

#endif
