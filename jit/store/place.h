/* Where the code store is. Owns: the choice of the directory. Called by: the compiler process. */
#ifndef HL_JIT_STORE_PLACE_H
#define HL_JIT_STORE_PLACE_H

#include <stdbool.h>
#include <stddef.h>

/* `wanted`, or if that is empty: hotloop in the user's cache directory (XDG base directories: $XDG_CACHE_HOME, else $HOME/.cache). False: there is none. */
bool hl_store_place(const char *wanted, char *directory, size_t size);

#endif
