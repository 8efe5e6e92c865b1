/* Counts: removes a reference that is taken and released again while nobody could see it.
 *
 * Before an operation that may release objects, the recorder takes a reference to each borrowed object that it still needs, and releases it afterwards. The
 * release is what costs most: for all that the passes know it may destroy the object and run any code, so that nothing survives it and nothing leaves
 * the loop. In a[i][j] = x the row is held while a float is stored into it. Storing a float can't destroy a list, so the pair is removed.
 *
 * Within a block, between `incref x` and the `decref` of the same value, there must be nothing that
 *  - may release x or what keeps it alive: another decref, a call that changes something;
 *  - may look at x's count: a check of it; a put, if x may be the number that it finds in the item;
 *  - may leave: the exit's snapshot counts on the reference.
 * Before the pair x is alive, so it is alive between, and after it.
 */
#include "passes.h"
#include "values.h"

enum { MOST_HELD = 16 };

/* References taken in the block that nothing has looked at yet. */
typedef struct Held {
    HlOp *increfs[MOST_HELD];
    int count;
} Held;

static void hold(Held *held, HlOp *incref)
{
    if (held->count == MOST_HELD)
        held->count = 0; /* forgets the older ones: they stay */
    held->increfs[held->count++] = incref;
}

/* The newest reference taken to the value, or -1. */
static int find(const Held *held, HlOp *value)
{
    int i = held->count - 1;
    while (i >= 0 && hl_root(held->increfs[i]->args[0]) != hl_root(value))
        i--;
    return i;
}

static void release(Held *held, HlOp *decref)
{
    int i = find(held, decref->args[0]);
    if (i < 0) {
        held->count = 0;
        return;
    }
    hl_op_remove(held->increfs[i]);
    hl_op_remove(decref);
    held->count--;
    for (; i < held->count; i++)
        held->increfs[i] = held->increfs[i + 1];
}

/* The value is of a type whose objects are never numbers. */
static bool is_no_number(const HlIr *ir, const HlOp *value)
{
    for (; hl_is_refinement(value); value = value->args[0])
        if (value->code == HL_OP_CHECK_TYPE)
            return hl_is_type(ir, value->imm.i, "list") || hl_is_type(ir, value->imm.i, "tuple") || hl_is_type(ir, value->imm.i, "dict");
    return false;
}

/* A put looks at the count of the number in the item, or releases it. */
static void keep_non_numbers(const HlIr *ir, Held *held)
{
    int kept = 0;
    for (int i = 0; i < held->count; i++)
        if (is_no_number(ir, held->increfs[i]->args[0]))
            held->increfs[kept++] = held->increfs[i];
    held->count = kept;
}

static void visit(const HlIr *ir, Held *held, HlOp *op)
{
    switch (op->code) {
    case HL_OP_INCREF:
        hold(held, op);
        break;
    case HL_OP_DECREF:
    case HL_OP_DECREF_LEAF:
        release(held, op);
        break;
    case HL_OP_PUT_F64:
    case HL_OP_PUT_I64:
        keep_non_numbers(ir, held);
        break;
    default:
        if (op->snapshot || hl_op_is(op, HL_FLAG_CHECK) || (op->code == HL_OP_CALL && hl_op_writes(op)))
            held->count = 0;
    }
}

bool hl_pass_counts(HlIr *ir)
{
    for (HlBlock *block = ir->first; block; block = block->next) {
        Held held = {.count = 0};
        for (HlOp *op = block->first, *next; op; op = next) {
            next = op->next;
            visit(ir, &held, op);
        }
    }
    return true;
}
