/* The memory of one function: bump allocation in growing chunks, freed at once.
 * Called by: build.c and, through hl_ir_alloc, everybody who makes parts of a function. */
#include "arena.h"
#include <stdlib.h>
#include <string.h>

enum { FIRST_CHUNK = 16 * 1024, LAST_CHUNK = 1024 * 1024, ALIGNMENT = 8 };

typedef struct Chunk {
    struct Chunk *next;
    size_t size, used; /* of bytes */
    char bytes[];
} Chunk;

struct HlArena {
    Chunk *chunks; /* the newest first: allocations come from it */
    size_t next_size;
    bool failed;
};

HlArena *hl_arena_new(void)
{
    HlArena *arena = calloc(1, sizeof *arena);
    if (arena)
        arena->next_size = FIRST_CHUNK;
    return arena;
}

void hl_arena_free(HlArena *arena)
{
    if (!arena)
        return;
    for (Chunk *chunk = arena->chunks, *next; chunk; chunk = next) {
        next = chunk->next;
        free(chunk);
    }
    free(arena);
}

size_t hl_arena_size(const HlArena *arena)
{
    size_t size = sizeof *arena;
    for (const Chunk *chunk = arena->chunks; chunk; chunk = chunk->next)
        size += sizeof *chunk + chunk->size;
    return size;
}

bool hl_arena_failed(const HlArena *arena) { return arena->failed; }

static Chunk *add_chunk(HlArena *arena, size_t needed)
{
    size_t size = arena->next_size > needed ? arena->next_size : needed;
    Chunk *chunk = malloc(sizeof *chunk + size);
    if (!chunk)
        return NULL;
    chunk->next = arena->chunks;
    chunk->size = size;
    chunk->used = 0;
    arena->chunks = chunk;
    if (arena->next_size < LAST_CHUNK)
        arena->next_size *= 2;
    return chunk;
}

void *hl_arena_alloc(HlArena *arena, size_t size)
{
    Chunk *chunk = arena->chunks;
    if (size > SIZE_MAX / 2) {
        arena->failed = true;
        return NULL;
    }
    size = (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    if (!chunk || chunk->size - chunk->used < size)
        chunk = add_chunk(arena, size);
    if (!chunk) {
        arena->failed = true;
        return NULL;
    }
    void *result = chunk->bytes + chunk->used;
    chunk->used += size;
    return memset(result, 0, size);
}
