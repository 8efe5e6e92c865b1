/* The natural loops of a function.
 *
 * Used by: fold (which memory a loop writes), preheader, hoist, presume, counters, bounds, ticks. Belongs to a graph and is valid as long as it.
 * A loop is a header and the blocks from which a back edge to it can be reached. Side exits, and blocks that only lead to them, are not part of it.
 */
#ifndef HL_JIT_PASSES_LOOPS_H
#define HL_JIT_PASSES_LOOPS_H

#include "graph.h"

typedef struct HlLoopInfo {
    struct HlLoopInfo *parent; /* the next larger loop around it, or NULL */
    HlNode *header;
    uint32_t depth;  /* 1: outermost */
    uint32_t *nodes; /* indices of its blocks, those of inner loops included, in reverse postorder */
    uint32_t node_count;
    unsigned writes; /* HL_MEM_* that its operations write */
} HlLoopInfo;

typedef struct HlLoops {
    uint32_t count;
    HlLoopInfo *loops;      /* outer before inner */
    HlLoopInfo **innermost; /* by node index; NULL outside of all loops */
} HlLoops;

HlLoops hl_loops_find(HlScratch *scratch, const HlGraph *graph);
bool hl_loop_contains(const HlLoops *loops, const HlLoopInfo *loop, uint32_t node);
/* The edge into the loop's header comes from inside the loop. */
bool hl_is_back_edge(const HlGraph *graph, const HlPred *pred, const HlNode *header);

#endif
