/* Starts a process that the program can't notice: no child of it, no signal, no shared session, no inherited files.
 * Called by: the compiler client. */
#ifndef HL_JIT_COMPILER_SPAWN_H
#define HL_JIT_COMPILER_SPAWN_H

#include <sys/types.h>

/* Executes `path` with `channel` as descriptor 3 and `output` as 0, 1 and 2. Both must be above 3 and close-on-exec.
 * Returns 0, or the error of the step that failed: the new program is running when this returns 0. */
int hl_spawn_detached(const char *path, char *const environment[], int channel, int output, pid_t *process);

#endif
