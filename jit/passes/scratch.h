/* Temporary memory of a pass.
 *
 * Owns: everything a pass allocates for its own use; all of it is freed when the pass ends. Used by every pass and by their shared parts.
 * Allocation never returns NULL: when memory is out, the pass is left at once through hl_scratch_run, which then returns false.
 */
#ifndef HL_JIT_PASSES_SCRATCH_H
#define HL_JIT_PASSES_SCRATCH_H

#include <setjmp.h>
#include <stdbool.h>
#include <stddef.h>

typedef struct HlScratch {
    struct HlScratchChunk *chunks;
    char *next, *end; /* the free part of the newest chunk */
    jmp_buf escape;
} HlScratch;

typedef void HlScratchBody(HlScratch *scratch, void *context);

/* Runs `body` with fresh scratch memory, frees it, and says whether the body came to its end. */
bool hl_scratch_run(HlScratchBody *body, void *context);

void *hl_scratch_alloc(HlScratch *scratch, size_t size); /* zeroed */
void *hl_scratch_grow(HlScratch *scratch, void *old, size_t old_size, size_t new_size); /* a copy with room; the new part is zeroed */
/* `pointer`, which came from the IR's arena; leaves the pass if it is NULL. */
void *hl_scratch_need(HlScratch *scratch, void *pointer);

#define HL_SCRATCH_ARRAY(scratch, type, count) ((type *)hl_scratch_alloc(scratch, sizeof(type) * ((size_t)(count) + 1)))

#endif
