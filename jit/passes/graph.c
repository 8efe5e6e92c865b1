/* The control-flow graph: reverse postorder, predecessors, dominators and the numbers that answer questions of dominance; see graph.h. */
#include "graph.h"

/* The successors of a block, one after the other. */
typedef struct Successors {
    HlOp *op; /* where the search goes on */
    int target; /* which target of op is next; HL_FAIL_EDGE: its fail block */
} Successors;

static Successors successors_of(const HlBlock *block) { return (Successors){block->first, HL_FAIL_EDGE}; }

/* Moves to the next edge: fills `edge` and returns its block; NULL at the end. */
static HlBlock *next_successor(Successors *at, HlPred *edge)
{
    for (; at->op; at->op = at->op->next, at->target = HL_FAIL_EDGE) {
        while (at->target < 2) {
            int target = at->target++;
            HlBlock *block = target == HL_FAIL_EDGE ? at->op->fail : at->op->target[target].block;
            if (!block)
                continue;
            *edge = (HlPred){at->op, HL_NO_NODE, target};
            return block;
        }
    }
    return NULL;
}

typedef struct Visit {
    HlBlock *block;
    Successors rest;
} Visit;

/* Fills nodes in reverse postorder. Fail blocks are visited first, so that they come after the path that goes on. */
static void order_blocks(HlScratch *scratch, HlGraph *graph)
{
    uint32_t room = graph->ir->block_count, depth = 0, placed = room;
    HlBlock **postorder = HL_SCRATCH_ARRAY(scratch, HlBlock *, room); /* filled from the end */
    bool *seen = HL_SCRATCH_ARRAY(scratch, bool, room);
    Visit *stack = HL_SCRATCH_ARRAY(scratch, Visit, room);
    stack[depth++] = (Visit){graph->ir->first, successors_of(graph->ir->first)};
    seen[graph->ir->first->id] = true;
    while (depth) {
        HlPred edge;
        HlBlock *next = next_successor(&stack[depth - 1].rest, &edge);
        if (!next) {
            postorder[--placed] = stack[--depth].block;
        }
        else if (!seen[next->id]) {
            seen[next->id] = true;
            stack[depth++] = (Visit){next, successors_of(next)};
        }
    }
    graph->count = room - placed;
    graph->nodes = HL_SCRATCH_ARRAY(scratch, HlNode, graph->count);
    graph->index = HL_SCRATCH_ARRAY(scratch, uint32_t, room);
    for (uint32_t i = 0; i < room; i++)
        graph->index[i] = HL_NO_NODE;
    for (uint32_t i = 0; i < graph->count; i++) {
        graph->nodes[i].block = postorder[placed + i];
        graph->index[postorder[placed + i]->id] = i;
    }
}

static void find_predecessors(HlScratch *scratch, HlGraph *graph)
{
    HlPred edge;
    HlBlock *to;
    for (uint32_t i = 0; i < graph->count; i++)
        for (Successors at = successors_of(graph->nodes[i].block); (to = next_successor(&at, &edge));)
            hl_graph_node(graph, to)->pred_count++;
    for (uint32_t i = 0; i < graph->count; i++) {
        graph->nodes[i].preds = HL_SCRATCH_ARRAY(scratch, HlPred, graph->nodes[i].pred_count);
        graph->nodes[i].pred_count = 0;
    }
    for (uint32_t i = 0; i < graph->count; i++)
        for (Successors at = successors_of(graph->nodes[i].block); (to = next_successor(&at, &edge));) {
            HlNode *node = hl_graph_node(graph, to);
            edge.from = i;
            node->preds[node->pred_count++] = edge;
        }
}

/* Numbers that compare operations of one block; replaced by the final ones when the dominators are known. */
static void number_by_position(HlGraph *graph)
{
    uint32_t number = 0;
    for (uint32_t i = 0; i < graph->count; i++)
        for (HlOp *op = graph->nodes[i].block->first; op; op = op->next)
            graph->number[op->id] = number++;
}

/* A place in the code: in a block, just before an operation. */
typedef struct Place {
    uint32_t node;
    HlOp *op;
} Place;

/* The last place through which all paths to `a` and all paths to `b` go. */
static Place common_dominator(const HlGraph *graph, Place a, Place b)
{
    while (a.node != b.node) {
        Place *deeper = a.node > b.node ? &a : &b;
        const HlNode *node = &graph->nodes[deeper->node];
        *deeper = (Place){node->idom, node->idom_op};
    }
    return graph->number[a.op->id] < graph->number[b.op->id] ? a : b;
}

/* The iterative algorithm of Cooper, Harvey and Kennedy, over places instead of blocks. */
static void find_dominators(HlGraph *graph)
{
    for (uint32_t i = 1; i < graph->count; i++)
        graph->nodes[i].idom = HL_NO_NODE;
    for (bool changed = true; changed;) {
        changed = false;
        for (uint32_t i = 1; i < graph->count; i++) {
            HlNode *node = &graph->nodes[i];
            Place place = {HL_NO_NODE, NULL};
            for (uint32_t k = 0; k < node->pred_count; k++) {
                Place from = {node->preds[k].from, node->preds[k].op};
                if (graph->nodes[from.node].idom == HL_NO_NODE)
                    continue;
                place = place.node == HL_NO_NODE ? from : common_dominator(graph, place, from);
            }
            if (place.node != node->idom || place.op != node->idom_op) {
                node->idom = place.node;
                node->idom_op = place.op;
                changed = true;
            }
        }
    }
}

typedef struct Walk {
    uint32_t node;
    HlOp *next;     /* operation to number next */
    uint32_t child; /* block hanging on `next` to visit before, plus 1; 0: none left */
} Walk;

/* Gives the final numbers; see graph.h. */
static void number_by_dominance(HlScratch *scratch, HlGraph *graph)
{
    uint32_t *hanging = HL_SCRATCH_ARRAY(scratch, uint32_t, graph->op_count); /* by operation id: first node + 1 whose idom_op it is */
    uint32_t *sibling = HL_SCRATCH_ARRAY(scratch, uint32_t, graph->count);
    for (uint32_t i = graph->count; i-- > 1;) {
        sibling[i] = hanging[graph->nodes[i].idom_op->id];
        hanging[graph->nodes[i].idom_op->id] = i + 1;
    }
    Walk *stack = HL_SCRATCH_ARRAY(scratch, Walk, graph->count);
    uint32_t depth = 0, number = 0, enter = 0;
    for (bool entering = true;;) {
        if (entering) {
            HlBlock *block = graph->nodes[enter].block;
            graph->nodes[enter].first = number++;
            for (uint32_t k = 0; k < block->param_count; k++)
                graph->number[block->params[k]->id] = graph->nodes[enter].first;
            stack[depth++] = (Walk){enter, block->first, hanging[block->first->id]};
            entering = false;
        }
        Walk *top = &stack[depth - 1];
        if (top->child) {
            enter = top->child - 1;
            top->child = sibling[enter];
            entering = true;
        }
        else if (top->next) {
            graph->number[top->next->id] = number++;
            top->next = top->next->next;
            top->child = top->next ? hanging[top->next->id] : 0;
        }
        else {
            graph->nodes[top->node].last = number - 1;
            if (--depth == 0)
                return;
        }
    }
}

HlGraph *hl_graph_new(HlScratch *scratch, HlIr *ir)
{
    HlGraph *graph = hl_scratch_alloc(scratch, sizeof *graph);
    graph->ir = ir;
    graph->op_count = ir->op_count;
    graph->number = HL_SCRATCH_ARRAY(scratch, uint32_t, ir->op_count);
    order_blocks(scratch, graph);
    find_predecessors(scratch, graph);
    number_by_position(graph);
    find_dominators(graph);
    number_by_dominance(scratch, graph);
    return graph;
}

bool hl_dominates(const HlGraph *graph, const HlOp *a, const HlOp *b)
{
    if (hl_is_constant(a))
        return true;
    uint32_t number = graph->number[b->id];
    return graph->number[a->id] <= number && number <= hl_graph_node(graph, a->block)->last;
}

bool hl_block_dominates(const HlGraph *graph, const HlBlock *block, const HlOp *op)
{
    const HlNode *node = hl_graph_node(graph, block);
    uint32_t number = graph->number[op->id];
    return node->first <= number && number <= node->last;
}
