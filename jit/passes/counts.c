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
 *
 * And as x was alive before, its count is over 1 after `incref x` until something may release it: check_shared is not needed then, and a release of x that must
 * stay destroys nothing: it becomes a decref_leaf.
 */
#include "passes.h"
#include "rewrite.h"
#include "values.h"

enum { MOST_HELD = 16 };

/* A reference taken in the block. */
typedef struct Reference {
    HlOp *incref;
    bool seen; /* it must stay */
} Reference;

/* Those that nothing can have released yet. */
typedef struct Held {
    Reference references[MOST_HELD];
    int count;
} Held;

static void hold(Held *held, HlOp *incref)
{
    if (held->count == MOST_HELD)
        held->count = 0; /* forgets the older ones: they stay */
    held->references[held->count++] = (Reference){incref, false};
}

/* The newest reference to the value, or -1. */
static int find(const Held *held, HlOp *value)
{
    int i = held->count - 1;
    while (i >= 0 && hl_root(held->references[i].incref->args[0]) != hl_root(value))
        i--;
    return i;
}

static void see_all(Held *held)
{
    for (int i = 0; i < held->count; i++)
        held->references[i].seen = true;
}

/* A reference to `decref`'s value goes. If one was taken in the block it is that: then the object lives on, and no code runs. */
static void release(Held *held, HlOp *decref)
{
    int i = find(held, decref->args[0]);
    if (i < 0) {
        held->count = 0;
        return;
    }
    if (held->references[i].seen) {
        hl_become(decref, HL_OP_DECREF_LEAF, 1);
    }
    else {
        hl_op_remove(held->references[i].incref);
        hl_op_remove(decref);
    }
    held->count--;
    for (; i < held->count; i++)
        held->references[i] = held->references[i + 1];
}

/* The value is of a type whose objects are never numbers. */
static bool is_no_number(const HlIr *ir, const HlOp *value)
{
    for (; hl_is_refinement(value); value = value->args[0])
        if (value->code == HL_OP_CHECK_TYPE)
            return hl_is_no_number_type(ir, value->imm.i);
    return false;
}

/* A put looks at the count of the number in the item, or releases it. */
static void keep_non_numbers(const HlIr *ir, Held *held)
{
    int kept = 0;
    for (int i = 0; i < held->count; i++)
        if (is_no_number(ir, held->references[i].incref->args[0]))
            held->references[kept++] = held->references[i];
    held->count = kept;
}

typedef struct Counts {
    HlIr *ir;
    HlReplacements replacements;
} Counts;

static void visit(Counts *counts, Held *held, HlOp *op)
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
        keep_non_numbers(counts->ir, held);
        break;
    case HL_OP_CHECK_SHARED:
        if (find(held, op->args[0]) >= 0) {
            hl_replace(&counts->replacements, op, op->args[0]);
            hl_op_remove(op);
            break;
        }
        see_all(held);
        break;
    default:
        if (op->code == HL_OP_CALL && hl_op_writes(op))
            held->count = 0;
        if (op->snapshot || hl_op_is(op, HL_FLAG_CHECK))
            see_all(held);
    }
}

static void run_counts(HlScratch *scratch, void *context)
{
    Counts counts = {context, hl_replacements(scratch, context)};
    for (HlBlock *block = counts.ir->first; block; block = block->next) {
        Held held = {.count = 0};
        for (HlOp *op = block->first, *next; op; op = next) {
            next = op->next;
            visit(&counts, &held, op);
        }
    }
    hl_replace_uses(&counts.replacements, counts.ir);
    hl_remove_unreachable(counts.ir, hl_graph_new(scratch, counts.ir));
}

bool hl_pass_counts(HlIr *ir) { return hl_scratch_run(run_counts, ir); }
