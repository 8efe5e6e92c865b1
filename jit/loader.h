/* Maps an object file that the compiler process made.
 *
 * Owns: the mapping (code read-execute, data read-only), its relocation, and its registration for perf and gdb. Called by: the compiler client, the code store.
 * Symbols are resolved against runtime/helpers.def and nothing else; an unknown symbol or relocation is an error, never a crash.
 */
#ifndef HL_JIT_LOADER_H
#define HL_JIT_LOADER_H

#include "../runtime/native.h"
#include <stddef.h>

typedef struct HlMachineCode {
    HlNativeFunction *function;
    void *mapping;
    size_t mapped, code_size; /* bytes */
    void *debug_entry; /* of the debugger's interface, or NULL */
} HlMachineCode;

/* NULL: `error` says why. `name` is for perf and gdb. */
HlMachineCode *hl_load_object(const void *object, size_t size, const char *name, char *error, size_t error_size);
void hl_unload(HlMachineCode *code);

#endif
