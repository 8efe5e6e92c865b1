/* Hoisting: what gives the same in every iteration of a loop is done once, before it.
 *
 * gcc hoists arithmetic, but no load over an exit and no exit at all: to it, leaving compiled code is an effect. So types, lengths and item addresses
 * would be read again in every iteration, and no loop would become vector code.
 *
 * A preheader is put in front of the loop: a block with the header's parameters that all edges from outside go to. Innermost loops first, so that
 * an operation may leave several loops. It can move if its operands are made outside, nothing that it reads is written inside, and
 *  - it can't fail: then it may even come from a conditional block. What makes an operation safe is that its operands are refined (docs/internals.md);
 *  - or it is a check that is reached in every iteration that comes back to the header, and whose failing just leaves. It then leaves at the header
 *    instead, with the header's snapshot: the evaluator does the first iteration, and finds out itself what the check was afraid of;
 *  - or such a check is reached in some iterations only, but tells of things that hardly ever change: a type, a global name. It is a guess that it holds.
 * Checks don't leave a loop that is marked no_hoist, nor guesses one that is marked no_guess: there they failed too often, because the loop often ends before it
 * comes to them, or because each path has an own idea of a type.
 */
#include "memory.h"
#include "passes.h"
#include "preheader.h"
#include "rewrite.h"
#include "values.h"

/* A loop's operations that write memory; `ops` is NULL until needed. */
typedef struct Writers {
    HlOp **ops;
    uint32_t count;
} Writers;

typedef struct Hoist {
    HlScratch *scratch;
    HlIr *ir;
    HlGraph *graph;
    HlLoops loops;
    HlPreheaders preheaders;
    Writers *writers; /* by number of the loop */
    bool checks_moved;
} Hoist;

/* During this pass a block's `user` is its innermost loop. */
static bool is_inside(const HlLoopInfo *loop, const HlBlock *block)
{
    const HlLoopInfo *at = block->user;
    while (at && at->depth > loop->depth)
        at = at->parent;
    return at == loop;
}

/* --- what may move --- */

static void list_writers(Hoist *hoist, const HlLoopInfo *loop, Writers *writers)
{
    uint32_t room = 16;
    writers->ops = HL_SCRATCH_ARRAY(hoist->scratch, HlOp *, room);
    for (uint32_t i = 0; i < loop->node_count; i++)
        for (HlOp *op = hoist->graph->nodes[loop->nodes[i]].block->first; op; op = op->next) {
            if (!hl_op_writes(op))
                continue;
            if (writers->count == room) {
                size_t size = room * sizeof *writers->ops;
                writers->ops = hl_scratch_grow(hoist->scratch, writers->ops, size, 2 * size);
                room *= 2;
            }
            writers->ops[writers->count++] = op;
        }
}

/* Reached in every iteration that comes back to the header. `header`: of the inner loop whose preheader `op` is in, or NULL. */
static bool is_in_every_iteration(const Hoist *hoist, const HlLoopInfo *loop, const HlOp *op, const HlNode *header)
{
    for (uint32_t i = 0; i < loop->header->pred_count; i++) {
        const HlPred *pred = &loop->header->preds[i];
        if (!hl_is_back_edge(hoist->graph, pred, loop->header))
            continue;
        bool dominates = header ? hl_block_dominates(hoist->graph, header->block, pred->op) : hl_dominates(hoist->graph, op, pred->op);
        if (!dominates)
            return false;
    }
    return true;
}

static bool is_plain_exit(const HlBlock *block) { return block->first->code == HL_OP_EXIT; }

static bool is_name_test(const HlOp *op) { return op->code == HL_OP_CALL && op->imm.i == HL_HELPER_DICT_LACKS; }

/* Worth doing before the loop even if not every iteration comes to it. */
static bool may_guess(const HlLoopInfo *loop, const HlOp *op)
{
    if (loop->header->block->no_guess)
        return false;
    switch (op->code) {
    case HL_OP_CHECK_TYPE:
    case HL_OP_CHECK_IS:
    case HL_OP_CHECK_NOT_NULL:
    case HL_OP_CHECK_ENTRY:
        return true;
    case HL_OP_CHECK_TRUE:
        return is_name_test(op->args[0]);
    default:
        return is_name_test(op);
    }
}

static bool may_hoist_check(const Hoist *hoist, const HlLoopInfo *loop, const HlOp *op, const HlNode *inner)
{
    const HlBlock *header = loop->header->block;
    if (!header->header || header->no_hoist || hl_is_poll(op) || !is_plain_exit(op->fail))
        return false;
    return may_guess(loop, op) || is_in_every_iteration(hoist, loop, op, inner);
}

/* An item that is checked at once to be no number, by a check that can move too. Puts replace only numbers in items: once it is checked before the loop, they
 * don't change it. */
static bool is_checked_no_number(const Hoist *hoist, const HlLoopInfo *loop, const HlOp *item, const HlNode *inner)
{
    const HlOp *check = item->next;
    if (item->code != HL_OP_LOAD_ITEM || check->code != HL_OP_CHECK_TYPE || check->args[0] != item)
        return false;
    return hl_is_no_number_type(hoist->ir, check->imm.i) && may_hoist_check(hoist, loop, check, inner);
}

static bool is_changed_inside(Hoist *hoist, const HlLoopInfo *loop, const HlOp *op, const HlNode *inner);

/* The number in an item that has just moved before the loop: the item holds its object all the time, so a put into another item, or another array's, can't change
 * the object in place. */
static bool is_number_of_held_item(Hoist *hoist, const HlLoopInfo *loop, const HlOp *unbox, const HlNode *inner)
{
    const HlOp *item = hl_root(unbox->args[0]);
    if (item->code != HL_OP_LOAD_ITEM || item->block != hl_preheader_of(&hoist->preheaders, loop)->block || is_changed_inside(hoist, loop, item, inner))
        return false;
    for (const HlOp *after = item->next; after; after = after->next)
        if (hl_op_writes(after) & HL_MEM_ITEMS)
            return false;
    return true;
}

/* Some operation in the loop may change what `op` reads. */
static bool is_changed_inside(Hoist *hoist, const HlLoopInfo *loop, const HlOp *op, const HlNode *inner)
{
    enum { MOST_WRITERS = 64 };
    unsigned reads = hl_memory_reads(hoist->ir, op);
    if (!(reads & loop->writes))
        return false;
    if (op->code == HL_OP_UNBOX_I64 || op->code == HL_OP_UNBOX_F64)
        return !is_number_of_held_item(hoist, loop, op, inner);
    if (op->code != HL_OP_LOAD_SLOT && op->code != HL_OP_LOAD_ITEM && !hl_is_element_get(op)) /* others have no places to tell apart */
        return true;
    Writers *writers = &hoist->writers[loop - hoist->loops.loops];
    if (!writers->ops)
        list_writers(hoist, loop, writers);
    if (writers->count > MOST_WRITERS)
        return true;
    bool past_puts = is_checked_no_number(hoist, loop, op, inner);
    for (uint32_t i = 0; i < writers->count; i++) {
        const HlOp *writer = writers->ops[i];
        if ((hl_op_writes(writer) & reads) && hl_may_change(writer, op) && !(past_puts && hl_is_put(writer)))
            return true;
    }
    return false;
}

static bool may_hoist(Hoist *hoist, const HlLoopInfo *loop, const HlOp *op, const HlNode *inner)
{
    bool check = hl_op_is(op, HL_FLAG_CHECK);
    if ((!check && !hl_is_value_only(op)) || !hl_is_safe_anywhere(op))
        return false;
    for (uint32_t i = 0; i < op->arg_count; i++)
        if (is_inside(loop, op->args[i]->block))
            return false;
    if (check && !may_hoist_check(hoist, loop, op, inner))
        return false;
    if (op->code == HL_OP_CALL && !may_guess(loop, op) && !is_in_every_iteration(hoist, loop, op, inner)) /* may be slow */
        return false;
    return !is_changed_inside(hoist, loop, op, inner);
}

/* --- moving --- */

static void move(Hoist *hoist, const HlLoopInfo *loop, HlOp *op)
{
    HlBlock *to = hl_preheader_block(&hoist->preheaders, loop);
    if (op->fail) {
        op->fail = hl_preheader_exit(&hoist->preheaders, loop);
        hoist->checks_moved = true;
    }
    hl_op_remove(op);
    hl_op_insert_before(to->last, op);
}

static void hoist_from_block(Hoist *hoist, const HlLoopInfo *loop, HlBlock *block, const HlNode *inner)
{
    for (HlOp *op = block->first, *next; op; op = next) {
        next = op->next;
        if (may_hoist(hoist, loop, op, inner))
            move(hoist, loop, op);
    }
}

static void hoist_from_loop(Hoist *hoist, const HlLoopInfo *loop)
{
    if (loop->header == hoist->graph->nodes) /* the entry has no place before it */
        return;
    for (uint32_t i = 0; i < loop->node_count; i++) {
        const HlNode *node = &hoist->graph->nodes[loop->nodes[i]];
        const HlLoopInfo *inner = hoist->loops.innermost[loop->nodes[i]];
        if (inner == loop)
            hoist_from_block(hoist, loop, node->block, NULL);
        else if (inner->parent == loop && inner->header == node && hl_preheader_of(&hoist->preheaders, inner)->block)
            hoist_from_block(hoist, loop, hl_preheader_of(&hoist->preheaders, inner)->block, node);
    }
}

static void run_hoist(HlScratch *scratch, void *context)
{
    Hoist hoist = {.scratch = scratch, .ir = context};
    hoist.graph = hl_graph_new(scratch, hoist.ir);
    hl_remove_unreachable(hoist.ir, hoist.graph);
    hoist.loops = hl_loops_find(scratch, hoist.graph);
    hoist.preheaders = hl_preheaders(scratch, hoist.graph, &hoist.loops);
    hoist.writers = HL_SCRATCH_ARRAY(scratch, Writers, hoist.loops.count);
    for (uint32_t i = 0; i < hoist.graph->count; i++)
        hoist.graph->nodes[i].block->user = hoist.loops.innermost[i];
    for (uint32_t i = hoist.loops.count; i-- > 0;)
        hoist_from_loop(&hoist, &hoist.loops.loops[i]);
    if (hoist.checks_moved)
        hl_remove_unreachable(hoist.ir, hl_graph_new(scratch, hoist.ir));
}

bool hl_pass_hoist(HlIr *ir) { return hl_scratch_run(run_hoist, ir); }
