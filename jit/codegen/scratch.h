/* The directory for libgccjit's temporary files.
 *
 * Owns: a directory that goes when this process ends in order, and the removal of those that killed processes left. Called by: jit/compiler/main.c.
 */
#ifndef HL_JIT_CODEGEN_SCRATCH_H
#define HL_JIT_CODEGEN_SCRATCH_H

void hl_scratch_make(void);   /* and sets TMPDIR; if no directory can be made, libgccjit reports it at the first job */
void hl_scratch_remove(void); /* from any thread */

#endif
