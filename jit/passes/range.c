/* Range: removes checks of integers that can't fail.
 *
 * Python's integers have no limits and its indices may be negative, so every sum has an overflow check, and every subscript a sign test and a bounds check.
 * In counted loops almost none of them can fail: an index below a length is below 2**60, so adding one doesn't overflow. gcc finds some of
 * these, but not those that need to know what a length is, or that go through a memory load.
 *
 * The knowledge is in ranges.c. Here it is used: checked arithmetic becomes plain arithmetic, divisions that can't meet a negative number become the machine's,
 * and checks and comparisons with a known result go.
 */
#include "passes.h"
#include "ranges.h"
#include "rewrite.h"

typedef struct Pass {
    HlIr *ir;
    HlScratch *scratch;
    HlRanges *ranges;
    HlReplacements replacements;
    HlConstants constants;
} Pass;

static bool is_known(HlRange range) { return range.low <= range.high; }

static HlOpcode unchecked(HlOpcode code)
{
    return code == HL_OP_IADD_CHECK ? HL_OP_IADD : code == HL_OP_ISUB_CHECK ? HL_OP_ISUB : HL_OP_IMUL;
}

/* -a is 0 - a. */
static void negate(Pass *pass, HlOp *op, HlRange a)
{
    if (a.low == INT64_MIN)
        return;
    HlOp **args = hl_scratch_need(pass->scratch, hl_ir_alloc(pass->ir, 2 * sizeof *args));
    args[0] = hl_constant_i64(&pass->constants, 0);
    args[1] = op->args[0];
    op->args = args;
    hl_become(op, HL_OP_ISUB, 2);
}

/* A shift by a constant that loses no bit is a product. */
static void shift(Pass *pass, HlOp *op, HlRange a)
{
    const HlOp *by = op->args[1];
    if (by->code != HL_OP_INT || by->imm.i < 0 || by->imm.i > 62)
        return;
    int64_t factor = INT64_C(1) << by->imm.i;
    if (a.low < INT64_MIN / factor || a.high > INT64_MAX / factor)
        return;
    op->args[1] = hl_constant_i64(&pass->constants, factor);
    hl_become(op, HL_OP_IMUL, 2);
}

/* Python's division of what is not negative is the machine's. */
static void divide(HlOp *op, HlRange a, HlRange b)
{
    if (a.low >= 0 && is_known(b) && b.low > 0)
        hl_become(op, op->code == HL_OP_IMOD ? HL_OP_UREM : HL_OP_UDIV, 2);
}

/* 1 if a <= b + offset is certain, 0 if the opposite is, -1 if neither. */
static int compare(const Pass *pass, HlOp *a, HlOp *b, int64_t offset, const HlOp *op)
{
    if (hl_is_at_most(pass->ranges, a, b, offset, op))
        return 1;
    return hl_is_at_most(pass->ranges, b, a, -offset - 1, op) ? 0 : -1;
}

static int compare_equal(const Pass *pass, HlOp *a, HlOp *b, const HlOp *op)
{
    if (hl_is_at_most(pass->ranges, a, b, -1, op) || hl_is_at_most(pass->ranges, b, a, -1, op))
        return 0;
    return hl_is_at_most(pass->ranges, a, b, 0, op) && hl_is_at_most(pass->ranges, b, a, 0, op) ? 1 : -1;
}

static int is_exact(HlRange a)
{
    const int64_t most = INT64_C(1) << 53;
    return a.low >= -most && a.high <= most ? 1 : a.low > most || a.high < -most ? 0 : -1;
}

/* The known truth of a comparison, -1 if none. */
static int truth(const Pass *pass, const HlOp *op, HlRange a)
{
    int equal;
    switch (op->code) {
    case HL_OP_ILT:
        return compare(pass, op->args[0], op->args[1], -1, op);
    case HL_OP_ILE:
        return compare(pass, op->args[0], op->args[1], 0, op);
    case HL_OP_IEQ:
        return compare_equal(pass, op->args[0], op->args[1], op);
    case HL_OP_INE:
        equal = compare_equal(pass, op->args[0], op->args[1], op);
        return equal < 0 ? -1 : !equal;
    case HL_OP_IS_EXACT:
        return is_exact(a);
    default:
        return -1;
    }
}

/* The operation is its first operand: a check that can't fail, an abs of what is not negative, a remainder of what is below the divisor. */
static bool is_operand(const Pass *pass, const HlOp *op, HlRange a)
{
    switch (op->code) {
    case HL_OP_CHECK_INDEX:
        return a.low >= 0 && hl_is_at_most(pass->ranges, op->args[0], op->args[1], -1, op);
    case HL_OP_CHECK_NONZERO:
        return a.low > 0 || a.high < 0;
    case HL_OP_IMOD:
    case HL_OP_UREM:
        return a.low >= 0 && hl_is_at_most(pass->ranges, op->args[0], op->args[1], -1, op);
    case HL_OP_CHECK_NONNEGATIVE:
    case HL_OP_IABS_CHECK:
        return a.low >= 0;
    default:
        return false;
    }
}

static void simplify(Pass *pass, HlOp *op, HlRange a)
{
    switch (op->code) {
    case HL_OP_IADD_CHECK:
    case HL_OP_ISUB_CHECK:
    case HL_OP_IMUL_CHECK:
        if (hl_cannot_overflow(pass->ranges, op))
            hl_become(op, unchecked(op->code), 2);
        break;
    case HL_OP_INEG_CHECK:
        negate(pass, op, a);
        break;
    case HL_OP_ISHL_CHECK:
        shift(pass, op, a);
        break;
    case HL_OP_IFLOORDIV:
    case HL_OP_IMOD:
        divide(op, a, hl_range_at(pass->ranges, op->args[1], op));
        break;
    default:
        break;
    }
}

static void visit(Pass *pass, HlOp *op)
{
    if (!op->arg_count || op->args[0]->type != HL_I64)
        return;
    HlRange a = hl_range_at(pass->ranges, op->args[0], op);
    if (!is_known(a))
        return;
    int known = op->type == HL_B1 ? truth(pass, op, a) : -1;
    if (known >= 0)
        hl_replace(&pass->replacements, op, hl_constant_b1(&pass->constants, known));
    else if (is_operand(pass, op, a))
        hl_replace(&pass->replacements, op, op->args[0]);
    else
        simplify(pass, op, a);
}

static void remove_replaced(const Pass *pass, const HlBlock *block)
{
    for (HlOp *op = block->first, *next; op; op = next) {
        next = op->next;
        if (op->id < pass->replacements.count && pass->replacements.by[op->id])
            hl_op_remove(op);
    }
}

static void run_range(HlScratch *scratch, void *context)
{
    HlIr *ir = context;
    Pass pass = {.ir = ir, .scratch = scratch, .replacements = hl_replacements(scratch, ir)};
    pass.constants = hl_share_constants(scratch, ir, &pass.replacements);
    hl_replace_uses(&pass.replacements, ir);
    HlGraph *graph = hl_graph_new(scratch, ir);
    hl_remove_unreachable(ir, graph);
    pass.ranges = hl_ranges_new(scratch, graph);
    for (uint32_t i = 0; i < graph->count; i++)
        for (HlOp *op = graph->nodes[i].block->first; op; op = op->next)
            visit(&pass, op);
    hl_replace_uses(&pass.replacements, ir);
    for (uint32_t i = 0; i < graph->count; i++)
        remove_replaced(&pass, graph->nodes[i].block);
    hl_remove_unreachable(ir, hl_graph_new(scratch, ir));
}

bool hl_pass_range(HlIr *ir) { return hl_scratch_run(run_range, ir); }
