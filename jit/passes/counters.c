/* Counters; see counters.h. */
#include "counters.h"

#include "loops.h"
#include "values.h"

#include <string.h>

enum { MOST_STEP = 16, MOST_VALUES = 64 };

typedef struct Search {
    const HlGraph *graph;
    HlLoops loops;
    const HlOp *param;
    const HlOp **seen; /* by operation id: the last parameter whose search came here */
    HlStart waiting[MOST_VALUES], starts[MOST_VALUES];
    uint32_t waiting_count, start_count, count;
    bool too_many;
} Search;

static void visit(Search *search, HlOp *op, const HlOp *at)
{
    op = hl_root(op);
    if (search->seen[op->id] == search->param)
        return;
    search->seen[op->id] = search->param;
    if (search->count == MOST_VALUES) {
        search->too_many = true;
        return;
    }
    search->count++;
    search->waiting[search->waiting_count++] = (HlStart){op, at};
}

/* The operand that a small step up was made from, or NULL. */
static HlOp *stepped(const HlOp *op)
{
    if (op->code != HL_OP_IADD && op->code != HL_OP_IADD_CHECK)
        return NULL;
    for (int i = 0; i < 2; i++)
        if (op->args[i]->code == HL_OP_INT && op->args[i]->imm.i >= 0 && op->args[i]->imm.i <= MOST_STEP)
            return op->args[1 - i];
    return NULL;
}

static void visit_arguments(Search *search, const HlOp *param)
{
    const HlNode *node = hl_graph_node(search->graph, param->block);
    uint32_t k = 0;
    while (node->block->params[k] != param)
        k++;
    for (uint32_t i = 0; i < node->pred_count; i++)
        visit(search, hl_pred_edge(&node->preds[i])->args[k], node->preds[i].op);
}

static bool is_in_loop(const Search *search, const HlBlock *block) { return search->loops.innermost[search->graph->index[block->id]] != NULL; }

static void take(Search *search, HlStart start)
{
    HlOp *op = start.value, *from = stepped(op);
    if (from) {
        visit(search, from, op);
    }
    else if (op->code == HL_OP_PARAM && is_in_loop(search, op->block)) {
        visit_arguments(search, op);
    }
    else if (op->code == HL_OP_ISELECT) {
        visit(search, op->args[1], op);
        visit(search, op->args[2], op);
    }
    else {
        search->starts[search->start_count++] = start;
    }
}

static HlCounter find_counter(HlScratch *scratch, Search *search, HlOp *param)
{
    search->param = param;
    search->waiting_count = search->start_count = search->count = 0;
    search->too_many = false;
    visit(search, param, param->block->first);
    while (search->waiting_count && !search->too_many)
        take(search, search->waiting[--search->waiting_count]);
    if (search->too_many)
        return (HlCounter){0};
    HlCounter counter = {HL_SCRATCH_ARRAY(scratch, HlStart, search->start_count), search->start_count};
    memcpy(counter.starts, search->starts, search->start_count * sizeof *counter.starts);
    return counter;
}

HlCounter *hl_counters_find(HlScratch *scratch, const HlGraph *graph)
{
    HlCounter *counters = HL_SCRATCH_ARRAY(scratch, HlCounter, graph->op_count);
    Search *search = hl_scratch_alloc(scratch, sizeof *search);
    search->graph = graph;
    search->loops = hl_loops_find(scratch, graph);
    search->seen = HL_SCRATCH_ARRAY(scratch, const HlOp *, graph->op_count);
    for (uint32_t i = 0; i < graph->count; i++) {
        const HlBlock *block = graph->nodes[i].block;
        for (uint32_t k = 0; k < block->param_count; k++)
            if (block->params[k]->type == HL_I64)
                counters[block->params[k]->id] = find_counter(scratch, search, block->params[k]);
    }
    return counters;
}
