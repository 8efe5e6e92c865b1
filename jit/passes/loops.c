/* The natural loops of a function; see loops.h. */
#include "loops.h"

bool hl_is_back_edge(const HlGraph *graph, const HlPred *pred, const HlNode *header)
{
    return hl_block_dominates(graph, header->block, pred->op);
}

static bool heads_loop(const HlGraph *graph, const HlNode *node)
{
    for (uint32_t i = 0; i < node->pred_count; i++)
        if (hl_is_back_edge(graph, &node->preds[i], node))
            return true;
    return false;
}

typedef struct Fill {
    const HlGraph *graph;
    HlLoops *loops;
    uint32_t *waiting, waiting_count;
    uint32_t *member; /* by node: number of the last loop that took it, plus 1 */
} Fill;

static void add_member(Fill *fill, HlLoopInfo *loop, uint32_t node)
{
    uint32_t mark = (uint32_t)(loop - fill->loops->loops) + 1;
    if (fill->member[node] == mark)
        return;
    fill->member[node] = mark;
    loop->node_count++;
    fill->waiting[fill->waiting_count++] = node;
}

/* Marks the loop's blocks: backwards from the back edges to the header. */
static void find_members(Fill *fill, HlLoopInfo *loop)
{
    const HlGraph *graph = fill->graph;
    uint32_t header = (uint32_t)(loop->header - graph->nodes);
    add_member(fill, loop, header);
    fill->waiting_count = 0;
    for (uint32_t i = 0; i < loop->header->pred_count; i++)
        if (hl_is_back_edge(graph, &loop->header->preds[i], loop->header))
            add_member(fill, loop, loop->header->preds[i].from);
    while (fill->waiting_count) {
        const HlNode *node = &graph->nodes[fill->waiting[--fill->waiting_count]];
        if (node == loop->header)
            continue;
        for (uint32_t i = 0; i < node->pred_count; i++)
            add_member(fill, loop, node->preds[i].from);
    }
}

/* Lists the marked blocks and what they write. All of them come after the header in reverse postorder. */
static void list_members(HlScratch *scratch, Fill *fill, HlLoopInfo *loop)
{
    uint32_t mark = (uint32_t)(loop - fill->loops->loops) + 1, count = 0;
    loop->nodes = HL_SCRATCH_ARRAY(scratch, uint32_t, loop->node_count);
    for (uint32_t i = (uint32_t)(loop->header - fill->graph->nodes); count < loop->node_count; i++) {
        if (fill->member[i] != mark)
            continue;
        loop->nodes[count++] = i;
        for (const HlOp *op = fill->graph->nodes[i].block->first; op; op = op->next)
            loop->writes |= hl_op_writes(op);
        fill->loops->innermost[i] = loop;
    }
}

HlLoops hl_loops_find(HlScratch *scratch, const HlGraph *graph)
{
    HlLoops loops = {.innermost = HL_SCRATCH_ARRAY(scratch, HlLoopInfo *, graph->count)};
    loops.loops = HL_SCRATCH_ARRAY(scratch, HlLoopInfo, graph->count);
    Fill fill = {graph, &loops, HL_SCRATCH_ARRAY(scratch, uint32_t, graph->count), 0, HL_SCRATCH_ARRAY(scratch, uint32_t, graph->count)};
    /* In reverse postorder an outer header comes before the inner ones: the last loop that takes a block is its innermost. */
    for (uint32_t i = 0; i < graph->count; i++) {
        HlNode *node = &graph->nodes[i];
        if (!heads_loop(graph, node))
            continue;
        HlLoopInfo *loop = &loops.loops[loops.count++];
        loop->header = node;
        loop->parent = loops.innermost[i];
        loop->depth = loop->parent ? loop->parent->depth + 1 : 1;
        find_members(&fill, loop);
        list_members(scratch, &fill, loop);
    }
    return loops;
}

bool hl_loop_contains(const HlLoops *loops, const HlLoopInfo *loop, uint32_t node)
{
    const HlLoopInfo *at = loops->innermost[node];
    while (at && at->depth > loop->depth)
        at = at->parent;
    return at == loop;
}
