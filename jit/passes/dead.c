/* Dead code: removes operations whose results nobody uses, and parameters that only feed each other.
 *
 * Recorded code computes many values for snapshots that earlier passes have made unreachable, and merge points carry every slot of the frames. Each value
 * that is kept for an exit costs compile time: gcc spends most of its time on what exits need.
 *
 * Starts from the operations that have an effect and follows uses; what is not reached goes. Overflow checks are no effect: if nobody uses the sum, nobody
 * needs to know that it would have been a big int. A header's snapshot uses its values as long as it is there.
 */
#include "passes.h"
#include "rewrite.h"
#include "values.h"

typedef struct Life {
    const HlGraph *graph;
    bool *live;       /* by operation id */
    bool *block_live; /* by node: reached through the edges of live operations */
    HlOp **waiting;   /* live operations whose uses have not been visited */
    uint32_t count;
} Life;

static void mark(Life *life, HlOp *op)
{
    if (life->live[op->id])
        return;
    life->live[op->id] = true;
    life->waiting[life->count++] = op;
}

static void mark_use(HlOp **use, void *context)
{
    mark(context, *use);
}

/* A live parameter keeps its arguments alive. */
static void mark_arguments(Life *life, const HlOp *param)
{
    const HlNode *node = hl_graph_node(life->graph, param->block);
    uint32_t k = 0;
    while (node->block->params[k] != param)
        k++;
    for (uint32_t i = 0; i < node->pred_count; i++)
        mark(life, hl_pred_edge(&node->preds[i])->args[k]);
}

/* The block is reached: what has an effect in it is live. */
static void mark_block(Life *life, HlBlock *block)
{
    bool *live = block ? &life->block_live[life->graph->index[block->id]] : NULL;
    if (!block || *live)
        return;
    *live = true;
    for (HlOp *op = block->first; op; op = op->next)
        if (!hl_is_value_only(op))
            mark(life, op);
    if (block->header)
        hl_snapshot_visit_uses(block->header, mark_use, life);
}

/* Operands and snapshot, but not edge arguments: those live only if the parameter does. */
static void mark_operands(Life *life, HlOp *op)
{
    for (uint32_t i = 0; i < op->arg_count; i++)
        mark(life, op->args[i]);
    if (op->snapshot)
        hl_snapshot_visit_uses(op->snapshot, mark_use, life);
    mark_block(life, op->fail);
    mark_block(life, op->target[0].block);
    mark_block(life, op->target[1].block);
}

static void find_live(Life *life)
{
    mark_block(life, life->graph->nodes[0].block);
    while (life->count) {
        HlOp *op = life->waiting[--life->count];
        if (op->code == HL_OP_PARAM)
            mark_arguments(life, op);
        else
            mark_operands(life, op);
    }
}

static void remove_dead_params(HlScratch *scratch, const Life *life, const HlNode *node)
{
    const HlBlock *block = node->block;
    bool *marks = HL_SCRATCH_ARRAY(scratch, bool, block->param_count), any = false;
    for (uint32_t k = 0; k < block->param_count; k++)
        any |= marks[k] = !life->live[block->params[k]->id];
    if (any)
        hl_remove_params(node, marks);
}

static void remove_dead_ops(const Life *life, HlBlock *block)
{
    for (HlOp *op = block->first, *next; op; op = next) {
        next = op->next;
        if (!life->live[op->id])
            hl_op_remove(op);
    }
}

static void run_dead(HlScratch *scratch, void *context)
{
    HlIr *ir = context;
    HlGraph *graph = hl_graph_new(scratch, ir);
    Life life = {
        .graph = graph,
        .live = HL_SCRATCH_ARRAY(scratch, bool, ir->op_count),
        .block_live = HL_SCRATCH_ARRAY(scratch, bool, graph->count),
        .waiting = HL_SCRATCH_ARRAY(scratch, HlOp *, ir->op_count),
    };
    hl_remove_unreachable(ir, graph);
    find_live(&life);
    for (uint32_t i = 0; i < graph->count; i++) {
        if (life.block_live[i]) {
            remove_dead_params(scratch, &life, &graph->nodes[i]);
            remove_dead_ops(&life, graph->nodes[i].block);
        }
        else {
            hl_block_remove(ir, graph->nodes[i].block);
        }
    }
}

bool hl_pass_dead(HlIr *ir) { return hl_scratch_run(run_dead, ir); }
