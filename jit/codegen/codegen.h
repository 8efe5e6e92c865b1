/* From IR to a libgccjit context.
 *
 * Owns: the meaning of each IR operation in machine code. Called by: the compiler process (jit/compiler/main.c) only; libgccjit is never in the user's process.
 */
#ifndef HL_JIT_CODEGEN_H
#define HL_JIT_CODEGEN_H

#include "ir/ir.h"
#include <libgccjit.h>

typedef struct HlCodegenOptions {
    int optimize;      /* gcc's level: 1, 2, 3 */
    const char *march; /* "x86-64-v2", ... */
} HlCodegenOptions;

/* A context that defines the function hl_nest (an HlNativeFunction), ready for gcc_jit_context_compile_to_file; the caller releases it.
 * NULL: `error` says why. The function must have been verified. */
gcc_jit_context *hl_codegen(const HlIr *ir, const HlCodegenOptions *options, char *error, size_t error_size);

#endif
