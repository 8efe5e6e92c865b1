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

/* One block of the dominator tree whose operations are being numbered. */
typedef struct Level {
    uint32_t node;
    HlOp *next;     /* operation to number next */
    uint32_t child; /* block hanging on `next` to visit before, plus 1; 0: none left */
} Level;

typedef struct Walk {
    HlGraph *graph;
    uint32_t *hanging; /* by operation id: first node + 1 whose idom_op it is */
    uint32_t *sibling; /* by node: the next one hanging on the same operation, plus 1 */
    Level *levels;
    uint32_t depth, number; /* number: the next to give out */
} Walk;

static void hang_blocks(HlScratch *scratch, Walk *walk)
{
    const HlGraph *graph = walk->graph;
    walk->hanging = HL_SCRATCH_ARRAY(scratch, uint32_t, graph->op_count);
    walk->sibling = HL_SCRATCH_ARRAY(scratch, uint32_t, graph->count);
    for (uint32_t i = graph->count; i-- > 1;) {
        uint32_t *first = &walk->hanging[graph->nodes[i].idom_op->id];
        walk->sibling[i] = *first;
        *first = i + 1;
    }
}

static void enter_block(Walk *walk, uint32_t index)
{
    HlNode *node = &walk->graph->nodes[index];
    node->first = walk->number++;
    for (uint32_t k = 0; k < node->block->param_count; k++)
        walk->graph->number[node->block->params[k]->id] = node->first;
    walk->levels[walk->depth++] = (Level){index, node->block->first, walk->hanging[node->block->first->id]};
}

static void number_op(Walk *walk, Level *level)
{
    walk->graph->number[level->next->id] = walk->number++;
    level->next = level->next->next;
    level->child = level->next ? walk->hanging[level->next->id] : 0;
}

/* Gives the final numbers; see graph.h. */
static void number_by_dominance(HlScratch *scratch, HlGraph *graph)
{
    Walk walk = {.graph = graph, .levels = HL_SCRATCH_ARRAY(scratch, Level, graph->count)};
    hang_blocks(scratch, &walk);
    enter_block(&walk, 0);
    while (walk.depth) {
        Level *level = &walk.levels[walk.depth - 1];
        if (level->child) {
            uint32_t child = level->child - 1;
            level->child = walk.sibling[child];
            enter_block(&walk, child);
        }
        else if (level->next) {
            number_op(&walk, level);
        }
        else {
            graph->nodes[level->node].last = walk.number - 1;
            walk.depth--;
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
