/* Temporary memory of a pass: a bump allocator over chunks; see scratch.h. */
#include "scratch.h"

#include <stdlib.h>
#include <string.h>

enum { CHUNK_SIZE = 64 * 1024, ALIGNMENT = 16 };

typedef struct HlScratchChunk {
    struct HlScratchChunk *older;
    size_t padding; /* keeps what follows aligned */
} HlScratchChunk;

static void free_chunks(HlScratch *scratch)
{
    while (scratch->chunks) {
        HlScratchChunk *older = scratch->chunks->older;
        free(scratch->chunks);
        scratch->chunks = older;
    }
}

bool hl_scratch_run(HlScratchBody *body, void *context)
{
    HlScratch scratch = {0};
    if (setjmp(scratch.escape) == 0) {
        body(&scratch, context);
        free_chunks(&scratch);
        return true;
    }
    free_chunks(&scratch);
    return false;
}

static void add_chunk(HlScratch *scratch, size_t size)
{
    size_t room = size > CHUNK_SIZE ? size : CHUNK_SIZE;
    HlScratchChunk *chunk = calloc(1, sizeof(HlScratchChunk) + room);
    if (!chunk)
        longjmp(scratch->escape, 1);
    chunk->older = scratch->chunks;
    scratch->chunks = chunk;
    scratch->next = (char *)(chunk + 1);
    scratch->end = scratch->next + room;
}

void *hl_scratch_alloc(HlScratch *scratch, size_t size)
{
    size = (size + ALIGNMENT - 1) & ~(size_t)(ALIGNMENT - 1);
    if ((size_t)(scratch->end - scratch->next) < size)
        add_chunk(scratch, size);
    void *result = scratch->next;
    scratch->next += size;
    return result;
}

void *hl_scratch_grow(HlScratch *scratch, void *old, size_t old_size, size_t new_size)
{
    void *result = hl_scratch_alloc(scratch, new_size);
    if (old_size)
        memcpy(result, old, old_size);
    return result;
}

void *hl_scratch_need(HlScratch *scratch, void *pointer)
{
    if (!pointer)
        longjmp(scratch->escape, 1);
    return pointer;
}
