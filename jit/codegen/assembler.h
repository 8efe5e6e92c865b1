/* From a libgccjit context to the bytes of an object file.
 *
 * Owns: the `as` process that waits for the next job, and the memory files around it. Called by: jit/compiler/main.c.
 */
#ifndef HL_JIT_CODEGEN_ASSEMBLER_H
#define HL_JIT_CODEGEN_ASSEMBLER_H

#include <libgccjit.h>
#include <stdbool.h>
#include <stddef.h>

typedef struct HlBytes {
    char *bytes; /* malloc'd; a 0 byte follows */
    size_t size;
} HlBytes;

/* Starts an assembler ahead of time, if none waits. False: `error` says why, and no job can succeed. */
bool hl_assembler_start(char *error, size_t error_size);
/* Compiles and assembles. `assembly`, unless NULL, gets gcc's text. False: `error` says why. */
bool hl_assemble(gcc_jit_context *context, HlBytes *object, HlBytes *assembly, char *error, size_t error_size);
/* Ends the waiting assembler. Async-signal-safe. */
void hl_assembler_stop(void);

#endif
