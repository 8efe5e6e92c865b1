/* Memory as the passes see it: which operation may change what another reads, and versions of memory along the paths of a function.
 *
 * Used by: fold (equal loads, forwarding of stores), hoist (may it move over the loop?).
 * Each alias class has a version at each operation. A write makes a new one that remembers its writer and the version before it; blocks where paths
 * with different versions meet, and headers of loops that write the class, make one without a writer. Two executions of a load where one dominates
 * the other give the same result if their versions are the same.
 */
#ifndef HL_JIT_PASSES_MEMORY_H
#define HL_JIT_PASSES_MEMORY_H

#include "graph.h"
#include "loops.h"

enum { HL_MEM_CLASSES = 14 };

/* What `op` reads; more exact than its row. */
unsigned hl_memory_reads(const HlIr *ir, const HlOp *op);
/* `writer`, which writes a class that `load` reads, may change what it reads. */
bool hl_may_change(const HlOp *writer, const HlOp *load);
static inline bool hl_is_put(const HlOp *op) { return op->code == HL_OP_PUT_F64 || op->code == HL_OP_PUT_I64; }
static inline bool hl_is_element_get(const HlOp *op) { return op->code == HL_OP_GET_I64 || op->code == HL_OP_GET_F64; }
static inline bool hl_is_element_set(const HlOp *op) { return op->code == HL_OP_SET_I64 || op->code == HL_OP_SET_F64; }
/* Both operations address the same item of the same array, or list cell, or slot. */
bool hl_same_place(const HlOp *a, const HlOp *b);

typedef struct HlMemVersion {
    HlOp *writer;   /* NULL: paths meet here */
    uint32_t older; /* the version of the class before the writer */
} HlMemVersion;

typedef struct HlMemState {
    uint32_t version[HL_MEM_CLASSES];
} HlMemState;

typedef struct HlMemory {
    HlScratch *scratch;
    const HlGraph *graph;
    const HlLoops *loops;
    HlMemState now;
    HlMemVersion *versions;
    uint32_t version_count, version_room;
    HlMemState *states;      /* at operations with edges, where they differ from those before */
    uint32_t state_count, state_room;
    bool changed;            /* `now` is not states[state_count - 1] */
    uint32_t *state_at;      /* by operation id: number of the state when it leaves, plus 1; 0: not reached, or removed */
    uint32_t *read;          /* by operation id: the version that a load read */
} HlMemory;

/* A walk over all blocks in the graph's order: enter a block, then step over each of its operations (not over those that were removed instead). */
HlMemory *hl_memory_new(HlScratch *scratch, const HlGraph *graph, const HlLoops *loops);
/* False: no edge leads here any more, because the operations that it came from were removed; the block must then not be stepped through. */
bool hl_memory_enter(HlMemory *memory, uint32_t node);
void hl_memory_step(HlMemory *memory, HlOp *op);

/* The version that `load` reads here: the latest that may have changed it. One number for all its classes: the newest. 0 if it reads nothing. */
uint32_t hl_memory_version(HlMemory *memory, const HlOp *load);
/* The same for a load_item, if it is known to give an object that is no number: puts replace only numbers, so they can't have changed the item. */
uint32_t hl_memory_version_past_puts(const HlMemory *memory, const HlOp *load);
/* The value that `load` is known to give here because of an earlier store, or NULL. */
HlOp *hl_memory_forward(HlMemory *memory, HlOp *load);
/* The store of a raw number into an item (put_f64, put_i64) that is still there when `load`, a load_item that was stepped over, reads it; or NULL. */
const HlOp *hl_memory_put(const HlMemory *memory, const HlOp *load);

#endif
