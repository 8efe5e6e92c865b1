/* Who uses which value: visitors over operands, edges and snapshots, and the successors of a block.
 * Called by: the passes, the verifier, the code generator, the executor, runtime/exit.c. */
#include "ir.h"

static void visit_slot(HlSlot *slot, HlUseVisitor *visit, void *context)
{
    if ((slot->kind == HL_SLOT_VALUE || slot->kind == HL_SLOT_BORROW) && slot->value)
        visit(&slot->value, context);
}

static void visit_slots(HlSlot *slots, uint32_t count, HlUseVisitor *visit, void *context)
{
    for (uint32_t i = 0; i < count; i++)
        visit_slot(&slots[i], visit, context);
}

/* The order is part of the contract of hl_snapshot_values. */
void hl_snapshot_visit_uses(HlSnapshot *snapshot, HlUseVisitor *visit, void *context)
{
    for (uint32_t i = 0; i < snapshot->store_count; i++) {
        visit_slot(&snapshot->stores[i].base, visit, context);
        visit_slot(&snapshot->stores[i].value, visit, context);
    }
    for (uint32_t i = 0; i < snapshot->virtual_count; i++)
        visit_slots(snapshot->virtuals[i].parts, snapshot->virtuals[i].part_count, visit, context);
    for (uint32_t i = 0; i < snapshot->frame_count; i++) {
        HlSnapshotFrame *frame = &snapshot->frames[i];
        visit_slots(frame->slots, frame->local_count + frame->stack_count, visit, context);
    }
}

static void visit_edge(HlEdge *edge, HlUseVisitor *visit, void *context)
{
    for (uint32_t i = 0; edge->block && i < edge->block->param_count; i++)
        visit(&edge->args[i], context);
}

void hl_op_visit_uses(HlOp *op, HlUseVisitor *visit, void *context)
{
    for (uint32_t i = 0; i < op->arg_count; i++)
        visit(&op->args[i], context);
    visit_edge(&op->target[0], visit, context);
    visit_edge(&op->target[1], visit, context);
    if (op->snapshot)
        hl_snapshot_visit_uses(op->snapshot, visit, context);
}

typedef struct Gather {
    HlOp **values;
    uint32_t count, room;
} Gather;

static void unmark(HlOp **use, void *context)
{
    (void)context;
    (*use)->copy = NULL;
}

static void gather(HlOp **use, void *context)
{
    Gather *all = context;
    HlOp *op = *use;
    if (op->copy == op)
        return; /* mentioned before */
    op->copy = op;
    if (all->count < all->room)
        all->values[all->count] = op;
    all->count++;
}

/* Marks the values through their `copy` field, so that the work is linear in the size of the snapshot. */
uint32_t hl_snapshot_values(const HlSnapshot *snapshot, HlOp **values, uint32_t room)
{
    HlSnapshot *walk = (HlSnapshot *)snapshot; /* the visitors only read */
    Gather all = {values, 0, room};
    hl_snapshot_visit_uses(walk, unmark, NULL);
    hl_snapshot_visit_uses(walk, gather, &all);
    return all.count;
}

static void add_successor(HlBlock *block, HlBlock **successors, uint32_t room, uint32_t *count)
{
    if (!block)
        return;
    if (*count < room)
        successors[*count] = block;
    ++*count;
}

uint32_t hl_block_successors(const HlBlock *block, HlBlock **successors, uint32_t room)
{
    uint32_t count = 0;
    const HlBlock *last = NULL;
    for (const HlOp *op = block->first; op; op = op->next) {
        if (op->fail && op->fail != last)
            add_successor(op->fail, successors, room, &count);
        if (op->fail)
            last = op->fail;
        add_successor(op->target[0].block, successors, room, &count);
        add_successor(op->target[1].block, successors, room, &count);
    }
    return count;
}
