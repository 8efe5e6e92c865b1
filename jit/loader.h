/* Maps an object file that the compiler process made.
 *
 * Owns: the mapping (code read-execute, data read-only) and its relocation. Called by: the compiler client.
 * Symbols are resolved against runtime/helpers.def, support.def and symbols.def and nothing else; an unknown symbol or relocation is an error, never a crash.
 * With HOTLOOP_PERF set in the environment, code is entered in /tmp/perf-<pid>.map, where `perf report` looks for the names of code that no file holds.
 */
#ifndef HL_JIT_LOADER_H
#define HL_JIT_LOADER_H

#include "../runtime/native.h"
#include <stddef.h>

typedef struct HlMachineCode {
    HlNativeFunction *function;
    void *mapping;
    size_t mapped, code_size; /* bytes */
} HlMachineCode;

/* NULL: `error` says why. `name` is for perf. */
HlMachineCode *hl_load_object(const void *object, size_t size, const char *name, char *error, size_t error_size);
void hl_unload(HlMachineCode *code);

#endif
