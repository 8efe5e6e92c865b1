/* The code store: object files that earlier compiles have made, on disk, so that a program's next run need not wait for them.
 *
 * Owns: the files in one directory, an entry each. An entry is found by the whole input of its compile (the IR text, the compiler's options and identity), which
 * it also holds and which is compared, so a stale entry can't exist; a checksum finds damage. Trusts nothing that others could have written: directory and entries
 * must be the user's own and not writable by others. Every failure means "not there": the store never makes a compile fail.
 * Called by: the compiler process (jit/compiler/main.c) only.
 */
#ifndef HL_JIT_STORE_H
#define HL_JIT_STORE_H

#include "codegen/assembler.h"
#include <stdint.h>

/* The input of a compile. */
typedef struct HlStoreKey {
    const char *identity; /* of everything but the text: compiler, options, processor */
    const char *text;
    size_t length;
} HlStoreKey;

/* False: no such entry. The bytes are the caller's to free. */
bool hl_store_find(const char *directory, const HlStoreKey *key, HlBytes *object);
/* Makes an entry, and the directory if it is missing. When the directory's entries exceed `limit` bytes, those that were used least recently go. */
void hl_store_keep(const char *directory, const HlStoreKey *key, const HlBytes *object, uint64_t limit);
/* The checksum of a file's bytes as 32 hexadecimal digits, for identities; false if it can't be read. */
bool hl_store_fingerprint(const char *path, char digits[33]);

#endif
