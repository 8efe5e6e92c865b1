/* The control-flow graph of a function: order, predecessors, dominators.
 *
 * Used by: the passes. A snapshot: valid until blocks or edges are added; it stays a sound approximation when edges are removed.
 *
 * Blocks are extended: a check in the middle of a block may leave it, so what stands after the check does not dominate the check's fail block.
 * Dominance is therefore a relation between operations. Each reachable operation has a number such that `a` dominates `b` if and only if
 * number(a) <= number(b) <= the last number of the dominator subtree of a's block. (A depth-first walk of the dominator tree gives such numbers if
 * it visits the blocks that hang on a check just before it numbers the check itself.)
 */
#ifndef HL_JIT_PASSES_GRAPH_H
#define HL_JIT_PASSES_GRAPH_H

#include "../ir/ir.h"
#include "scratch.h"

enum { HL_FAIL_EDGE = -1 };
#define HL_NO_NODE UINT32_MAX

/* An edge into a block. */
typedef struct HlPred {
    HlOp *op;      /* the check or terminator that it comes from */
    uint32_t from; /* its node */
    int target;    /* 0 or 1: number of the terminator's target; HL_FAIL_EDGE */
} HlPred;

typedef struct HlNode {
    HlBlock *block;
    HlPred *preds; /* from reachable blocks only */
    uint32_t pred_count;
    uint32_t idom;        /* immediate dominator; the entry: itself */
    HlOp *idom_op;        /* in idom's block: just before this operation the paths to the block part from other paths */
    uint32_t first, last; /* numbers of its dominator subtree; `first` is also the number of its parameters */
} HlNode;

typedef struct HlGraph {
    HlIr *ir;
    uint32_t count;
    HlNode *nodes;    /* the reachable blocks in reverse postorder; the entry is 0 */
    uint32_t *index;  /* by block id: index of its node, HL_NO_NODE if not reachable */
    uint32_t *number; /* by operation id */
    uint32_t op_count; /* operations known: those with a lower id */
} HlGraph;

HlGraph *hl_graph_new(HlScratch *scratch, HlIr *ir);
static inline HlNode *hl_graph_node(const HlGraph *graph, const HlBlock *block) { return &graph->nodes[graph->index[block->id]]; }

/* `a` is executed before each execution of `b`, or is `b`. Constants count as executed before everything (the passes keep them in the entry). */
bool hl_dominates(const HlGraph *graph, const HlOp *a, const HlOp *b);
/* Every path to `op` passes through `block`'s start. */
bool hl_block_dominates(const HlGraph *graph, const HlBlock *block, const HlOp *op);
/* The edge's argument list; NULL for a fail edge. */
static inline HlEdge *hl_pred_edge(const HlPred *pred) { return pred->target == HL_FAIL_EDGE ? NULL : &pred->op->target[pred->target]; }

static inline bool hl_is_constant(const HlOp *op)
{
    return op->code == HL_OP_INT || op->code == HL_OP_FLOAT || op->code == HL_OP_BOOL || op->code == HL_OP_CONST;
}

#endif
