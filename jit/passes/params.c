/* Parameters: removes block parameters that always have the same value, and joins blocks that always follow each other.
 *
 * The recorder gives each merge point a parameter for every slot of the frames, whether the slot changes on the paths that meet there or not. A value
 * that goes round a loop unchanged looks like one that the loop computes; only after this pass is it seen to be invariant.
 *
 * A parameter is a copy if all edges bring it one value, or itself. Assumed of every parameter at first, and given up where an edge brings something else,
 * until nothing changes: that finds copies in nested loops, where each parameter is an argument of the other.
 *
 * What is checked in a loop goes round in its refined form: check_type %p instead of %p. A refinement of the parameter counts as the parameter itself.
 * Where edges bring different refinements of one value, the parameter is their common part: no block relies on more than all of its edges bring.
 */
#include "passes.h"
#include "rewrite.h"
#include "values.h"

typedef struct Copies {
    const HlGraph *graph;
    HlOp **value; /* by operation id, parameters only: what it is a copy of; itself if of nothing; NULL: nothing known yet */
} Copies;

/* The value that `op` is a copy of; NULL if not known yet. */
static HlOp *copied(const Copies *copies, HlOp *op)
{
    return op->code == HL_OP_PARAM ? copies->value[op->id] : op;
}

/* What `op` refines, NULL if it is no refinement or nothing is known yet. */
static HlOp *refined(const Copies *copies, const HlOp *op)
{
    return hl_is_refinement(op) ? copied(copies, op->args[0]) : NULL;
}

/* `arg` is the parameter `param`, perhaps refined. */
static bool leads_to(const Copies *copies, HlOp *arg, const HlOp *param)
{
    while (arg && arg != param) {
        if (arg->code == HL_OP_PARAM)
            arg = copies->value[arg->id] == arg ? NULL : copies->value[arg->id];
        else
            arg = hl_is_refinement(arg) ? arg->args[0] : NULL;
    }
    return arg != NULL;
}

/* The most refined value of which both are refinements, or NULL. */
static HlOp *common_value(const Copies *copies, HlOp *a, HlOp *b)
{
    for (HlOp *x = a; x; x = refined(copies, x))
        for (HlOp *y = b; y; y = refined(copies, y))
            if (x == y)
                return x;
    return NULL;
}

/* What the parameter is a copy of, as far as the arguments are known. */
static HlOp *evaluate(const Copies *copies, const HlNode *node, uint32_t k)
{
    HlOp *param = node->block->params[k], *result = NULL;
    for (uint32_t i = 0; i < node->pred_count; i++) {
        HlOp *arg = hl_pred_edge(&node->preds[i])->args[k];
        if (leads_to(copies, arg, param))
            continue;
        HlOp *value = copied(copies, arg);
        if (!value)
            continue;
        result = result ? common_value(copies, result, value) : value;
        if (!result)
            return param;
    }
    return result;
}

/* True if something changed. With `settle`, parameters that still change are taken for values of their own. */
static bool evaluate_all(const Copies *copies, bool settle)
{
    bool changed = false;
    for (uint32_t i = 1; i < copies->graph->count; i++) {
        const HlNode *node = &copies->graph->nodes[i];
        for (uint32_t k = 0; k < node->block->param_count; k++) {
            HlOp *param = node->block->params[k];
            HlOp **known = &copies->value[param->id];
            HlOp *value = *known == param ? param : evaluate(copies, node, k);
            if (value == *known)
                continue;
            *known = settle ? param : value;
            changed = true;
        }
    }
    return changed;
}

/* Removes the parameters of the block that are copies. */
static void remove_copies(const Copies *copies, const HlNode *node, HlReplacements *replacements, bool *marks)
{
    bool any = false;
    for (uint32_t k = 0; k < node->block->param_count; k++) {
        HlOp *param = node->block->params[k], *value = copies->value[param->id];
        marks[k] = value && value != param;
        any |= marks[k];
        if (marks[k])
            hl_replace(replacements, param, value);
    }
    if (any)
        hl_remove_params(node, marks);
}

static void remove_all_copies(HlScratch *scratch, const HlGraph *graph, HlReplacements *replacements)
{
    enum { MOST_ROUNDS = 50 }; /* a few are usual: one more than loops are nested */
    Copies copies = {graph, HL_SCRATCH_ARRAY(scratch, HlOp *, graph->op_count)};
    for (int round = 0; evaluate_all(&copies, round > MOST_ROUNDS); round++)
        ;
    for (uint32_t i = 1; i < graph->count; i++) {
        const HlNode *node = &graph->nodes[i];
        remove_copies(&copies, node, replacements, HL_SCRATCH_ARRAY(scratch, bool, node->block->param_count));
    }
}

/* The block is only reached by the jump at the end of another one. */
static bool follows_jump(const HlNode *node)
{
    return node->pred_count == 1 && node->preds[0].op->code == HL_OP_JUMP && node->preds[0].op->block != node->block;
}

/* Puts the block's operations in the place of the jump that leads to it. */
static void join(HlIr *ir, const HlNode *node, HlReplacements *replacements)
{
    HlBlock *block = node->block;
    HlOp *jump = node->preds[0].op;
    HlBlock *to = jump->block;
    for (uint32_t k = 0; k < block->param_count; k++)
        hl_replace(replacements, block->params[k], jump->target[0].args[k]);
    hl_op_remove(jump);
    while (block->first) {
        HlOp *op = block->first;
        hl_op_remove(op);
        hl_op_append(to, op);
    }
    hl_block_remove(ir, block);
}

static void run_params(HlScratch *scratch, void *context)
{
    HlIr *ir = context;
    HlReplacements replacements = hl_replacements(scratch, ir);
    hl_share_constants(scratch, ir, &replacements);
    hl_replace_uses(&replacements, ir); /* equal constants are now one argument */
    HlGraph *graph = hl_graph_new(scratch, ir);
    hl_remove_unreachable(ir, graph);
    remove_all_copies(scratch, graph, &replacements);
    for (uint32_t i = 1; i < graph->count; i++)
        if (follows_jump(&graph->nodes[i]))
            join(ir, &graph->nodes[i], &replacements);
    hl_replace_uses(&replacements, ir);
}

bool hl_pass_params(HlIr *ir) { return hl_scratch_run(run_params, ir); }
