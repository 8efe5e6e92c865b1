/* The memory of one function. Shared by arena.c and build.c; everybody else uses hl_ir_alloc. */
#ifndef HL_JIT_IR_ARENA_H
#define HL_JIT_IR_ARENA_H

#include "ir.h"

HlArena *hl_arena_new(void); /* NULL: out of memory */
void hl_arena_free(HlArena *arena);
size_t hl_arena_size(const HlArena *arena); /* bytes taken from the system */
void *hl_arena_alloc(HlArena *arena, size_t size); /* zeroed; NULL: out of memory, which the arena remembers */
bool hl_arena_failed(const HlArena *arena);

#endif
