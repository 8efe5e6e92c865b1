/* Folding: every operation whose result is known before it runs is replaced by that result.
 *
 * A recorded trace repeats itself: each instruction tests the types that the one before has tested, loads what was just stored, and computes with
 * constants of the program. gcc can't remove most of that: it must keep each check, as it does not know that a check of a type tells the same as an
 * earlier one, and it must assume that every store changes every load. Here both are known.
 *
 * One walk over the blocks in reverse postorder. For each operation, in this order: constants and identities (simplify.c), checks that can't fail,
 * conditions that a dominating check or branch has settled (conditions.c), loads of what was stored (memory.c), and an equal operation that dominates
 * this one (table.c). Dominance is that of operations, not of blocks; see graph.h.
 *
 * Two equal checks may have different fail blocks; the dominating one stays. Where it holds the other would hold too, and where it fails
 * the other is not reached.
 */
#include "conditions.h"
#include "loops.h"
#include "memory.h"
#include "passes.h"
#include "rewrite.h"
#include "simplify.h"
#include "table.h"
#include "values.h"

typedef struct Fold {
    HlIr *ir;
    HlGraph *graph;
    HlLoops loops;
    HlMemory *memory;
    HlReplacements replacements;
    HlConstants constants;
    HlTable table;
    HlTable items;   /* loads of items by the version past puts; see number_item */
    HlOp **checked;  /* by operation id: the last check_type of an item */
    HlFacts facts;
    bool edges_gone; /* some blocks may be unreachable now */
} Fold;

static void replace_op(Fold *fold, HlOp *op, HlOp *value)
{
    if (op->fail)
        fold->edges_gone = true;
    if (op->type != HL_VOID)
        hl_replace(&fold->replacements, op, hl_resolve(&fold->replacements, value));
    hl_op_remove(op);
}

/* The operand is a truth value that a dominating check or branch has settled: then it is a constant here. */
static void settle_operand(Fold *fold, HlOp *op)
{
    if (!op->arg_count || op->args[0]->type != HL_B1 || op->args[0]->code == HL_OP_BOOL || op->code == HL_OP_CALL)
        return;
    int known = hl_facts_find(&fold->facts, op->args[0], op);
    if (known >= 0)
        op->args[0] = hl_constant_b1(&fold->constants, known);
}

/* The value of a comparison that was settled by a check of a related one. */
static HlOp *settled_comparison(Fold *fold, const HlOp *op)
{
    if (op->type != HL_B1 || hl_condition(op).code == HL_OP_PARAM)
        return NULL;
    int known = hl_facts_find(&fold->facts, op, op);
    return known < 0 ? NULL : hl_constant_b1(&fold->constants, known);
}

/* Everything after `op` in its block is not reached. */
static void cut_block_after(HlOp *op)
{
    while (op->next)
        hl_op_remove(op->next);
}

static void become_jump(Fold *fold, HlOp *op, HlEdge edge)
{
    op->target[0] = edge;
    op->target[1] = (HlEdge){0};
    op->fail = NULL;
    hl_become(op, HL_OP_JUMP, 0);
    cut_block_after(op);
    fold->edges_gone = true;
}

/* An item that a put has stored has the type of the number. */
static bool is_put_type(const Fold *fold, const HlOp *check)
{
    const HlOp *put = hl_memory_put(fold->memory, hl_root(check->args[0]));
    return put && hl_is_type(fold->ir, check->imm.i, put->code == HL_OP_PUT_F64 ? "float" : "int");
}

static int check_outcome(const Fold *fold, const HlOp *op)
{
    if (op->code == HL_OP_CHECK_TYPE && is_put_type(fold, op))
        return 1;
    return hl_check_outcome(fold->ir, op);
}

/* True if the check is settled: removed, or turned into a jump. */
static bool fold_check(Fold *fold, HlOp *op)
{
    int outcome = check_outcome(fold, op);
    if (outcome < 0)
        return false;
    if (outcome)
        replace_op(fold, op, op->args[0]);
    else
        become_jump(fold, op, (HlEdge){op->fail, NULL});
    return true;
}

static bool is_numbered(const HlOp *op)
{
    if (op->type == HL_VOID && !hl_op_is(op, HL_FLAG_CHECK))
        return false;
    return hl_is_value_only(op) || (hl_op_is(op, HL_FLAG_CHECK) && !hl_is_poll(op));
}

/* An item that was loaded before and is known to be no number, a row of a matrix say: puts have not changed it. */
static HlOp *number_item(Fold *fold, HlOp *op)
{
    uint32_t version = hl_memory_version_past_puts(fold->memory, op);
    HlOp *earlier = hl_table_find(&fold->items, op, version);
    const HlOp *check = earlier ? fold->checked[earlier->id] : NULL;
    if (check && hl_dominates(fold->graph, check, op) && hl_is_no_number_type(fold->ir, check->imm.i))
        return earlier;
    hl_table_add(&fold->items, op, version);
    return NULL;
}

/* The same value from an earlier operation, or from a store. Else `op` becomes the earlier operation for those to come. */
static HlOp *number_op(Fold *fold, HlOp *op)
{
    uint32_t version = hl_memory_version(fold->memory, op);
    HlOp *value = hl_memory_forward(fold->memory, op);
    if (!value)
        value = hl_table_find(&fold->table, op, version);
    if (!value && op->code == HL_OP_LOAD_ITEM)
        value = number_item(fold, op);
    if (!value)
        hl_table_add(&fold->table, op, version);
    return value;
}

/* What is known after a check that has held. */
static void learn(Fold *fold, HlOp *op)
{
    if (op->code == HL_OP_CHECK_TRUE || op->code == HL_OP_CHECK_FALSE)
        hl_facts_after(&fold->facts, op, op->args[0], op->code == HL_OP_CHECK_TRUE);
    if (op->code == HL_OP_CHECK_TYPE && op->args[0]->code == HL_OP_LOAD_ITEM)
        fold->checked[op->args[0]->id] = op;
    if (op->code == HL_OP_CHECK_IS) /* the object itself: what is computed from it is then invariant */
        hl_replace(&fold->replacements, op, hl_constant_object(&fold->constants, op->imm.i));
}

static void fold_op(Fold *fold, HlOp *op)
{
    hl_replace_operands(&fold->replacements, op);
    settle_operand(fold, op);
    HlOp *value = hl_simplify(&fold->constants, op);
    if (!value)
        value = settled_comparison(fold, op);
    if (value) {
        replace_op(fold, op, value);
        return;
    }
    if (hl_op_is(op, HL_FLAG_CHECK) && fold_check(fold, op)) {
        if (op->block) /* now a jump */
            hl_memory_step(fold->memory, op);
        return;
    }
    if (op->code == HL_OP_BRANCH && op->args[0]->code == HL_OP_BOOL)
        become_jump(fold, op, op->target[op->args[0]->imm.i ? 0 : 1]);
    value = is_numbered(op) ? number_op(fold, op) : NULL;
    if (value) {
        replace_op(fold, op, value);
        return;
    }
    hl_memory_step(fold->memory, op);
    learn(fold, op);
}

static void fold_block(Fold *fold, uint32_t index)
{
    const HlNode *node = &fold->graph->nodes[index];
    if (!hl_memory_enter(fold->memory, index)) {
        fold->edges_gone = true;
        return;
    }
    bool truth;
    const HlOp *condition = hl_entry_condition(node, &truth);
    if (condition)
        hl_facts_in(&fold->facts, node, condition, truth);
    for (HlOp *op = node->block->first, *next; op; op = next) {
        next = op->next;
        if (!hl_is_constant(op))
            fold_op(fold, op);
        if (op->block && hl_op_is(op, HL_FLAG_TERMINATOR))
            break;
    }
}

static void run_fold(HlScratch *scratch, void *context)
{
    HlIr *ir = context;
    Fold fold = {.ir = ir, .replacements = hl_replacements(scratch, ir)};
    fold.constants = hl_share_constants(scratch, ir, &fold.replacements);
    fold.graph = hl_graph_new(scratch, ir);
    fold.loops = hl_loops_find(scratch, fold.graph);
    fold.memory = hl_memory_new(scratch, fold.graph, &fold.loops);
    fold.table = hl_table_new(scratch, fold.graph);
    fold.items = hl_table_new(scratch, fold.graph);
    fold.checked = HL_SCRATCH_ARRAY(scratch, HlOp *, ir->op_count);
    fold.facts = hl_facts_new(scratch, fold.graph);
    for (uint32_t i = 0; i < fold.graph->count; i++)
        fold_block(&fold, i);
    hl_replace_uses(&fold.replacements, ir);
    if (fold.edges_gone)
        hl_remove_unreachable(ir, hl_graph_new(scratch, ir));
}

bool hl_pass_fold(HlIr *ir) { return hl_scratch_run(run_fold, ir); }
