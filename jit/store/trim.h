/* Keeps the code store's directory within its size. Owns: the choice of what goes. Called by: store.c after it has added an entry. */
#ifndef HL_JIT_STORE_TRIM_H
#define HL_JIT_STORE_TRIM_H

#include <stdint.h>

#define HL_STORE_SUFFIX ".hlcode"
#define HL_STORE_ENTRY_LIMIT (64 << 20) /* bytes; nothing that hotloop makes comes near */

/* If the entries take more than `limit` bytes, those used least recently are removed until a quarter of that is free. The directory is read anew by one in
 * some calls only. */
void hl_store_trim(int directory, uint64_t limit);

#endif
