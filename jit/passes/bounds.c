/* Bounds: bounds checks of indices that grow with a loop are made once, in front of it.
 *
 * for j in range(m): row[j] tests in each iteration whether j is below the length, though one test of m tells the same for the whole loop, if neither the list
 * nor m changes. An index here is a sum of products that does not fall when some number p of the iteration grows; p has an upper limit that the loop does
 * not change. In front of the loop the index is computed for that limit, with all checks of overflow; if it is below the length there, it is in every
 * iteration. That the index is not negative is known from the ranges, or from its value at the start if p only grows.
 *
 * The check in front may fail although the loop would have come to its end: where p never comes to its limit, or where a condition in the loop keeps the index
 * in bounds. So this is a guess, like those of presume: it is made for checks in every iteration, and for others only where nothing is added to p. If it fails
 * too often the header is marked no_sizes.
 */
#include "passes.h"
#include "preheader.h"
#include "ranges.h"
#include "rewrite.h"
#include "values.h"

enum { MOST_DEPTH = 6 };

typedef struct Bounds {
    HlScratch *scratch;
    HlIr *ir;
    HlGraph *graph;
    HlLoops loops;
    HlRanges *ranges;
    HlPreheaders preheaders;
    HlConstants constants;
    HlReplacements replacements;
} Bounds;

/* An index, seen from the loop around its check. */
typedef struct Index {
    const HlLoopInfo *loop;
    const HlOp *check;
    HlOp *variable; /* the p in it */
    bool adds;      /* a positive constant is added */
} Index;

static bool is_inside(const Bounds *bounds, const HlLoopInfo *loop, const HlOp *op)
{
    return !hl_is_constant(op) && hl_loop_contains(&bounds->loops, loop, bounds->graph->index[op->block->id]);
}

static bool is_exact(const Bounds *bounds, const HlOp *op) { return hl_op_is(op, HL_FLAG_CHECK) || hl_cannot_overflow(bounds->ranges, op); }

/* --- the index as a function of p --- */

static bool grows(const Bounds *bounds, Index *index, HlOp *op, int depth);

static bool product_grows(const Bounds *bounds, Index *index, HlOp *a, HlOp *b, int depth)
{
    if (is_inside(bounds, index->loop, b)) {
        HlOp *other = a;
        a = b;
        b = other;
    }
    return !is_inside(bounds, index->loop, b) && hl_range_at(bounds->ranges, b, index->check).low >= 0 && grows(bounds, index, a, depth);
}

static void note_constant(Index *index, const HlOp *op, bool subtracted)
{
    if (op->code == HL_OP_INT && (subtracted ? op->imm.i < 0 : op->imm.i > 0))
        index->adds = true;
}

/* `op` does not fall when p grows and all else stays; finds p. */
static bool grows(const Bounds *bounds, Index *index, HlOp *op, int depth)
{
    op = hl_root(op);
    if (!is_inside(bounds, index->loop, op))
        return true;
    bool exact = depth < MOST_DEPTH && op->arg_count == 2 && op->args[0]->type == HL_I64;
    switch (exact ? op->code : HL_OP_PARAM) {
    case HL_OP_IADD:
    case HL_OP_IADD_CHECK:
        note_constant(index, op->args[0], false);
        note_constant(index, op->args[1], false);
        return is_exact(bounds, op) && grows(bounds, index, op->args[0], depth + 1) && grows(bounds, index, op->args[1], depth + 1);
    case HL_OP_ISUB:
    case HL_OP_ISUB_CHECK:
        note_constant(index, op->args[1], true);
        return is_exact(bounds, op) && !is_inside(bounds, index->loop, op->args[1]) && grows(bounds, index, op->args[0], depth + 1);
    case HL_OP_IMUL:
    case HL_OP_IMUL_CHECK:
        return is_exact(bounds, op) && product_grows(bounds, index, op->args[0], op->args[1], depth + 1);
    default:
        if (index->variable && index->variable != op)
            return false;
        index->variable = op;
        return true;
    }
}

static HlOp *emit(Bounds *bounds, const Index *index, HlOpcode code, uint32_t count, HlOp **args)
{
    HlBlock *block = hl_preheader_block(&bounds->preheaders, index->loop);
    HlOp *op = hl_scratch_need(bounds->scratch, hl_op_new(bounds->ir, code, count, args));
    if (hl_op_is(op, HL_FLAG_CHECK))
        op->fail = hl_preheader_exit(&bounds->preheaders, index->loop);
    op->line = index->check->line;
    hl_op_insert_before(block->last, op);
    return op;
}

static HlOp *emit2(Bounds *bounds, const Index *index, HlOpcode code, HlOp *a, HlOp *b) { return emit(bounds, index, code, 2, (HlOp *[]){a, b}); }

static HlOpcode checked(HlOpcode code)
{
    return code == HL_OP_IADD ? HL_OP_IADD_CHECK : code == HL_OP_ISUB ? HL_OP_ISUB_CHECK : code == HL_OP_IMUL ? HL_OP_IMUL_CHECK : code;
}

/* `op` in front of the loop, with `value` for p. */
static HlOp *computed(Bounds *bounds, const Index *index, HlOp *op, HlOp *value)
{
    op = hl_root(op);
    if (op == index->variable)
        return value;
    if (!is_inside(bounds, index->loop, op))
        return op;
    HlOp *a = computed(bounds, index, op->args[0], value), *b = computed(bounds, index, op->args[1], value);
    return emit2(bounds, index, checked(op->code), a, b);
}

/* --- p --- */

/* The limit of p that an iteration meets first, which is the loop's own if it has one; later ones come from checks of other lists. */
static const HlLimit *first_limit(const Bounds *bounds, const Index *index)
{
    const HlLimit *best = NULL, *limit = NULL;
    while ((limit = hl_upper_limit(bounds->ranges, index->variable, index->check, limit)) != NULL) {
        bool fixed = limit->bound ? !is_inside(bounds, index->loop, limit->bound) : limit->offset < INT64_MAX;
        if (fixed && (!best || limit->first < best->first))
            best = limit;
    }
    return best;
}

/* The most that p is where the check stands, computed in front of the loop. */
static HlOp *most(Bounds *bounds, const Index *index, const HlLimit *limit)
{
    HlOp *offset = hl_constant_i64(&bounds->constants, limit->offset);
    return !limit->bound ? offset : limit->offset ? emit2(bounds, index, HL_OP_IADD_CHECK, limit->bound, offset) : limit->bound;
}

/* p as the loop begins, if from then on it only grows; else NULL. */
static HlOp *least(Bounds *bounds, const Index *index)
{
    const HlNode *header = index->loop->header;
    uint32_t k = 0;
    while (k < header->block->param_count && header->block->params[k] != index->variable)
        k++;
    if (k == header->block->param_count)
        return NULL;
    for (uint32_t i = 0; i < header->pred_count; i++) {
        if (!hl_is_back_edge(bounds->graph, &header->preds[i], header))
            continue;
        const HlOp *next = hl_root(hl_pred_edge(&header->preds[i])->args[k]);
        bool adds = next->code == HL_OP_IADD || next->code == HL_OP_IADD_CHECK;
        if (!adds || hl_root(next->args[0]) != index->variable || next->args[1]->code != HL_OP_INT || next->args[1]->imm.i < 0 || !is_exact(bounds, next))
            return NULL;
    }
    return hl_preheader_block(&bounds->preheaders, index->loop)->params[k];
}

/* --- the checks --- */

static bool is_in_every_iteration(const Bounds *bounds, const Index *index)
{
    const HlNode *header = index->loop->header;
    for (uint32_t i = 0; i < header->pred_count; i++)
        if (hl_is_back_edge(bounds->graph, &header->preds[i], header) && !hl_dominates(bounds->graph, index->check, header->preds[i].op))
            return false;
    return true;
}

static bool may_move(const Bounds *bounds, const HlLoopInfo *loop, const HlOp *check)
{
    const HlBlock *header = loop->header->block;
    return header->header && !header->no_sizes && !header->no_hoist && loop->header != bounds->graph->nodes && check->fail->first->code == HL_OP_EXIT &&
           !is_inside(bounds, loop, check->args[1]);
}

/* Moves the check in front of the loop if it can. */
static void move_check(Bounds *bounds, const HlLoopInfo *loop, HlOp *check)
{
    Index index = {.loop = loop, .check = check};
    HlOp *x = check->args[0];
    if (!may_move(bounds, loop, check) || !grows(bounds, &index, x, 0) || !index.variable || (index.adds && !is_in_every_iteration(bounds, &index)))
        return;
    const HlLimit *limit = first_limit(bounds, &index);
    bool negative = hl_range_at(bounds->ranges, x, check).low < 0;
    HlOp *first = limit && negative ? least(bounds, &index) : NULL;
    if (!limit || (negative && !first))
        return;
    HlOp *last = most(bounds, &index, limit);
    HlOp *below = emit2(bounds, &index, HL_OP_ILT, computed(bounds, &index, x, last), check->args[1]);
    emit(bounds, &index, HL_OP_CHECK_TRUE, 1, &below);
    if (first) {
        HlOp *lowest = computed(bounds, &index, x, first);
        emit(bounds, &index, HL_OP_CHECK_NONNEGATIVE, 1, &lowest);
    }
    hl_replace(&bounds->replacements, check, hl_resolve(&bounds->replacements, x));
    hl_op_remove(check);
}

static void run_bounds(HlScratch *scratch, void *context)
{
    HlIr *ir = context;
    Bounds bounds = {.scratch = scratch, .ir = ir, .replacements = hl_replacements(scratch, ir)};
    bounds.constants = hl_share_constants(scratch, ir, &bounds.replacements);
    hl_replace_uses(&bounds.replacements, ir);
    bounds.graph = hl_graph_new(scratch, ir);
    hl_remove_unreachable(ir, bounds.graph);
    bounds.loops = hl_loops_find(scratch, bounds.graph);
    bounds.ranges = hl_ranges_new(scratch, bounds.graph);
    bounds.preheaders = hl_preheaders(scratch, bounds.graph, &bounds.loops);
    for (uint32_t i = 0; i < bounds.graph->count; i++)
        for (HlOp *op = bounds.graph->nodes[i].block->first, *next; op && bounds.loops.innermost[i]; op = next) {
            next = op->next;
            if (op->code == HL_OP_CHECK_INDEX)
                move_check(&bounds, bounds.loops.innermost[i], op);
        }
    hl_replace_uses(&bounds.replacements, ir);
    hl_remove_unreachable(ir, hl_graph_new(scratch, ir));
}

bool hl_pass_bounds(HlIr *ir) { return hl_scratch_run(run_bounds, ir); }
