/* PEP 523's frame hook: which eval loop runs a frame.
 *
 * Owns: the installation of the hook, and the choice. Called by: the module (enable, disable), CPython (each frame).
 * A new frame is ours if its code has a live loop and nothing traces or profiles, or if the recorder expects it. */
#ifndef HL_SRC_HOOK_H
#define HL_SRC_HOOK_H

#include <stdbool.h>

void hl_hook_install(void);
void hl_hook_remove(void);
bool hl_hook_installed(void);

#endif
