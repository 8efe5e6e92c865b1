/* Blocks in front of loops, for what is done once before a loop.
 *
 * Used by: hoist, presume, bounds. Belongs to a graph and its loops, which don't know the new blocks.
 * A preheader has the header's parameters, all edges from outside go to it, and it jumps to the header. Its checks leave as if the header had just been reached.
 */
#ifndef HL_JIT_PASSES_PREHEADER_H
#define HL_JIT_PASSES_PREHEADER_H

#include "loops.h"

typedef struct HlPreheader {
    HlBlock *block, *exit; /* exit: where its checks fail to; both NULL until needed */
} HlPreheader;

typedef struct HlPreheaders {
    HlScratch *scratch;
    const HlGraph *graph;
    const HlLoops *loops;
    HlPreheader *by_loop; /* by number of the loop */
} HlPreheaders;

HlPreheaders hl_preheaders(HlScratch *scratch, const HlGraph *graph, const HlLoops *loops);
static inline HlPreheader *hl_preheader_of(const HlPreheaders *all, const HlLoopInfo *loop) { return &all->by_loop[loop - all->loops->loops]; }
/* Both are made at the first call. The block's `user` becomes the loop around the loop. The loop's header must have a snapshot for an exit. */
HlBlock *hl_preheader_block(const HlPreheaders *all, const HlLoopInfo *loop);
HlBlock *hl_preheader_exit(const HlPreheaders *all, const HlLoopInfo *loop);

#endif
