/* Blocks in front of loops; see preheader.h. */
#include "preheader.h"

HlPreheaders hl_preheaders(HlScratch *scratch, const HlGraph *graph, const HlLoops *loops)
{
    return (HlPreheaders){scratch, graph, loops, HL_SCRATCH_ARRAY(scratch, HlPreheader, loops->count)};
}

static void redirect_entering_edges(const HlGraph *graph, const HlNode *header, HlBlock *to)
{
    for (uint32_t i = 0; i < header->pred_count; i++) {
        const HlPred *pred = &header->preds[i];
        if (hl_is_back_edge(graph, pred, header))
            continue;
        if (pred->target == HL_FAIL_EDGE)
            pred->op->fail = to;
        else
            pred->op->target[pred->target].block = to;
    }
}

HlBlock *hl_preheader_block(const HlPreheaders *all, const HlLoopInfo *loop)
{
    HlPreheader *preheader = hl_preheader_of(all, loop);
    if (preheader->block)
        return preheader->block;
    HlIr *ir = all->graph->ir;
    HlBlock *header = loop->header->block, *block = hl_scratch_need(all->scratch, hl_block_new(ir));
    HlOp *jump = hl_scratch_need(all->scratch, hl_op_new(ir, HL_OP_JUMP, 0, NULL));
    HlOp **args = hl_scratch_need(all->scratch, hl_ir_alloc(ir, (header->param_count + 1) * sizeof *args));
    for (uint32_t k = 0; k < header->param_count; k++)
        args[k] = hl_scratch_need(all->scratch, hl_block_add_param(ir, block, header->params[k]->type));
    jump->target[0] = (HlEdge){header, args};
    jump->line = header->first->line;
    hl_op_append(block, jump);
    block->user = loop->parent;
    hl_block_move_after(ir, block, header->prev);
    redirect_entering_edges(all->graph, loop->header, block);
    preheader->block = block;
    return block;
}

typedef struct Params {
    const HlBlock *from, *to;
} Params;

static void replace_param(HlOp **use, void *context)
{
    const Params *params = context;
    for (uint32_t k = 0; k < params->from->param_count; k++)
        if (*use == params->from->params[k])
            *use = params->to->params[k];
}

HlBlock *hl_preheader_exit(const HlPreheaders *all, const HlLoopInfo *loop)
{
    HlPreheader *preheader = hl_preheader_of(all, loop);
    if (preheader->exit)
        return preheader->exit;
    HlIr *ir = all->graph->ir;
    HlBlock *header = loop->header->block;
    preheader->exit = hl_scratch_need(all->scratch, hl_block_new(ir));
    HlOp *exit = hl_scratch_need(all->scratch, hl_op_new(ir, HL_OP_EXIT, 0, NULL));
    exit->snapshot = hl_scratch_need(all->scratch, hl_snapshot_copy(ir, header->header));
    exit->line = header->first->line;
    Params params = {header, hl_preheader_block(all, loop)};
    hl_snapshot_visit_uses(exit->snapshot, replace_param, &params);
    hl_op_append(preheader->exit, exit);
    return preheader->exit;
}
