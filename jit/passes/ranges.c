/* Integer ranges; see ranges.h. */
#include "ranges.h"

#include "../ir/buffers.h"
#include "conditions.h"
#include "values.h"

static const HlRange everything = {INT64_MIN, INT64_MAX};
static const HlRange nothing = {INT64_MAX, INT64_MIN};

static int64_t min(int64_t a, int64_t b) { return a < b ? a : b; }
static int64_t max(int64_t a, int64_t b) { return a > b ? a : b; }
static bool is_nothing(HlRange range) { return range.low > range.high; }
static bool same(HlRange a, HlRange b) { return a.low == b.low && a.high == b.high; }
static HlRange join(HlRange a, HlRange b) { return (HlRange){min(a.low, b.low), max(a.high, b.high)}; }

static HlRange both(HlRange a, HlRange b)
{
    HlRange range = {max(a.low, b.low), min(a.high, b.high)};
    return is_nothing(range) ? nothing : range;
}

static int64_t saturated(__int128 value) { return value > INT64_MAX ? INT64_MAX : value < INT64_MIN ? INT64_MIN : (int64_t)value; }
static bool fits(__int128 value) { return value >= INT64_MIN && value <= INT64_MAX; }

/* --- limits --- */

static void add_limit(HlRanges *ranges, HlOp *value, bool upper, HlOp *bound, int64_t offset, uint32_t first, uint32_t last)
{
    if (hl_is_constant(value))
        return;
    if (bound && bound->code == HL_OP_INT) {
        offset = saturated((__int128)bound->imm.i + offset);
        bound = NULL;
    }
    if (ranges->limit_count == ranges->limit_room) {
        size_t size = ranges->limit_room * sizeof *ranges->limits;
        ranges->limits = hl_scratch_grow(ranges->scratch, ranges->limits, size, 2 * size);
        ranges->limit_room *= 2;
    }
    uint32_t *newest = &ranges->limited[value->id];
    ranges->limits[ranges->limit_count] = (HlLimit){bound, offset, upper, first, last, *newest};
    *newest = ++ranges->limit_count;
}

/* a <= b + offset. */
static void add_order(HlRanges *ranges, HlOp *a, HlOp *b, int64_t offset, uint32_t first, uint32_t last)
{
    add_limit(ranges, a, true, b, offset, first, last);
    add_limit(ranges, b, false, a, -offset, first, last);
}

static void add_constant_range(HlRanges *ranges, HlOp *value, HlRange range, uint32_t first, uint32_t last)
{
    value = hl_root(value);
    add_limit(ranges, value, true, NULL, range.high, first, last);
    add_limit(ranges, value, false, NULL, range.low, first, last);
}

static const HlRange exact_doubles = {-(INT64_C(1) << 53), INT64_C(1) << 53};

static void add_condition(HlRanges *ranges, const HlOp *value, bool truth, uint32_t first, uint32_t last)
{
    HlCondition condition = hl_condition(value);
    truth ^= condition.negated;
    if (condition.code == HL_OP_PARAM && condition.a->code == HL_OP_IS_EXACT && truth)
        add_constant_range(ranges, condition.a->args[0], exact_doubles, first, last);
    if (condition.code != HL_OP_ILT && condition.code != HL_OP_IEQ)
        return;
    HlOp *a = hl_root((HlOp *)condition.a), *b = hl_root((HlOp *)condition.b);
    if (condition.code == HL_OP_ILT && truth)
        add_order(ranges, a, b, -1, first, last);
    if (condition.code == HL_OP_ILT ? !truth : truth)
        add_order(ranges, b, a, 0, first, last);
    if (condition.code == HL_OP_IEQ && truth)
        add_order(ranges, a, b, 0, first, last);
}

/* What holds after a check that has held. */
static void add_check(HlRanges *ranges, const HlOp *op)
{
    uint32_t first = ranges->graph->number[op->id] + 1, last = hl_graph_node(ranges->graph, op->block)->last;
    switch (op->code) {
    case HL_OP_CHECK_TRUE:
    case HL_OP_CHECK_FALSE:
        add_condition(ranges, op->args[0], op->code == HL_OP_CHECK_TRUE, first, last);
        break;
    case HL_OP_CHECK_INDEX:
        add_order(ranges, hl_root(op->args[0]), hl_root(op->args[1]), -1, first, last);
        add_constant_range(ranges, op->args[0], (HlRange){0, INT64_MAX}, first, last);
        break;
    case HL_OP_CHECK_NONNEGATIVE:
        add_constant_range(ranges, op->args[0], (HlRange){0, INT64_MAX}, first, last);
        break;
    default:
        break;
    }
}

static void collect_limits(HlRanges *ranges)
{
    for (uint32_t i = 0; i < ranges->graph->count; i++) {
        const HlNode *node = &ranges->graph->nodes[i];
        bool truth;
        const HlOp *condition = hl_entry_condition(node, &truth);
        if (condition)
            add_condition(ranges, condition, truth, node->first, node->last);
        for (HlOp *op = node->block->first; op; op = op->next)
            if (hl_op_is(op, HL_FLAG_CHECK))
                add_check(ranges, op);
    }
}

/* The next limit of the value that holds at `number`, from number `at` on in its chain. */
static const HlLimit *next_limit(const HlRanges *ranges, uint32_t *at, uint32_t number)
{
    while (*at) {
        const HlLimit *limit = &ranges->limits[*at - 1];
        *at = limit->next;
        if (limit->first <= number && number <= limit->last)
            return limit;
    }
    return NULL;
}

static HlRange range_at(const HlRanges *ranges, HlOp *value, uint32_t number, int depth)
{
    HlRange range = ranges->range[value->id];
    HlOp *root = hl_root(value);
    if (root != value)
        range = both(range, ranges->range[root->id]);
    uint32_t at = ranges->limited[root->id];
    for (const HlLimit *limit; !is_nothing(range) && (limit = next_limit(ranges, &at, number));) {
        HlRange bound = {0, 0};
        if (limit->bound)
            bound = depth ? range_at(ranges, limit->bound, number, depth - 1) : ranges->range[limit->bound->id];
        if (is_nothing(bound))
            return nothing;
        HlRange limited = everything;
        if (limit->upper)
            limited.high = saturated((__int128)bound.high + limit->offset);
        else
            limited.low = saturated((__int128)bound.low + limit->offset);
        range = both(range, limited);
    }
    return range;
}

HlRange hl_range_at(const HlRanges *ranges, HlOp *value, const HlOp *op)
{
    return value->code == HL_OP_INT ? (HlRange){value->imm.i, value->imm.i} : range_at(ranges, value, ranges->graph->number[op->id], 1);
}

const HlLimit *hl_upper_limit(const HlRanges *ranges, HlOp *value, const HlOp *op, const HlLimit *after)
{
    uint32_t at = after ? after->next : ranges->limited[hl_root(value)->id];
    const HlLimit *limit;
    do
        limit = next_limit(ranges, &at, ranges->graph->number[op->id]);
    while (limit && !limit->upper);
    return limit;
}

/* --- ranges of operations --- */

/* The exact bounds of a sum, difference or product. */
typedef struct Wide {
    __int128 low, high;
} Wide;

static Wide wide_product(HlRange a, HlRange b)
{
    __int128 products[] = {(__int128)a.low * b.low, (__int128)a.low * b.high, (__int128)a.high * b.low, (__int128)a.high * b.high};
    Wide wide = {products[0], products[0]};
    for (int i = 1; i < 4; i++) {
        wide.low = products[i] < wide.low ? products[i] : wide.low;
        wide.high = products[i] > wide.high ? products[i] : wide.high;
    }
    return wide;
}

static Wide wide_result(HlOpcode code, HlRange a, HlRange b)
{
    switch (code) {
    case HL_OP_IADD:
    case HL_OP_IADD_CHECK:
        return (Wide){(__int128)a.low + b.low, (__int128)a.high + b.high};
    case HL_OP_ISUB:
    case HL_OP_ISUB_CHECK:
        return (Wide){(__int128)a.low - b.high, (__int128)a.high - b.low};
    default:
        return wide_product(a, b);
    }
}

static HlRange arithmetic(const HlOp *op, HlRange a, HlRange b)
{
    Wide wide = wide_result(op->code, a, b);
    if (!hl_op_is(op, HL_FLAG_CHECK) && !(fits(wide.low) && fits(wide.high)))
        return everything; /* wraps */
    return (HlRange){saturated(wide.low), saturated(wide.high)};
}

static HlRange floor_division(HlRange a, HlRange b)
{
    if (b.low < 1)
        return everything;
    /* Towards zero the quotient of the smallest divisor is the largest in size; floor rounds down by at most one. */
    int64_t low = a.low >= 0 ? a.low / b.high : a.low / b.low - (a.low % b.low != 0);
    int64_t high = a.high >= 0 ? a.high / b.low : -1;
    return (HlRange){low, high};
}

static HlRange modulo(HlRange a, HlRange b)
{
    if (b.low > 0)
        return a.low >= 0 && a.high < b.low ? a : (HlRange){0, a.low >= 0 ? min(a.high, b.high - 1) : b.high - 1};
    if (b.high < 0)
        return (HlRange){b.low + 1, 0};
    return everything;
}

static HlRange bit_and(HlRange a, HlRange b)
{
    if (a.low < 0 && b.low < 0)
        return everything;
    return (HlRange){0, a.low < 0 ? b.high : b.low < 0 ? a.high : min(a.high, b.high)};
}

/* Numbers from 0 to the largest that needs as many bits as the larger of both. */
static HlRange bit_or(HlRange a, HlRange b)
{
    if (a.low < 0 || b.low < 0)
        return everything;
    uint64_t high = (uint64_t)max(a.high, b.high);
    return (HlRange){0, high ? (int64_t)(~UINT64_C(0) >> __builtin_clzll(high)) : 0};
}

static HlRange shift_right(HlRange a, HlRange b)
{
    int least = (int)max(0, min(b.low, 63)), most = (int)max(0, min(b.high, 63));
    return (HlRange){a.low >> (a.low < 0 ? least : most), a.high >> (a.high < 0 ? most : least)};
}

static HlRange shift_left(HlRange a, HlRange b)
{
    if (b.low != b.high || b.low < 0 || b.low > 62)
        return a.low >= 0 ? (HlRange){a.low, INT64_MAX} : everything;
    __int128 factor = (__int128)1 << b.low;
    return (HlRange){saturated(a.low * factor), saturated(a.high * factor)};
}

static HlRange binary(const HlOp *op, HlRange a, HlRange b)
{
    if (is_nothing(a) || is_nothing(b))
        return nothing;
    switch (op->code) {
    case HL_OP_IADD:
    case HL_OP_ISUB:
    case HL_OP_IMUL:
    case HL_OP_IADD_CHECK:
    case HL_OP_ISUB_CHECK:
    case HL_OP_IMUL_CHECK:
        return arithmetic(op, a, b);
    case HL_OP_IFLOORDIV:
        return floor_division(a, b);
    case HL_OP_IMOD:
        return modulo(a, b);
    case HL_OP_UDIV:
        return a.low >= 0 ? floor_division(a, b) : everything;
    case HL_OP_UREM:
        return a.low >= 0 && b.low > 0 ? modulo(a, b) : everything;
    case HL_OP_IAND:
        return bit_and(a, b);
    case HL_OP_IOR:
    case HL_OP_IXOR:
        return bit_or(a, b);
    case HL_OP_ISHL_CHECK:
        return shift_left(a, b);
    case HL_OP_ISHR:
        return shift_right(a, b);
    case HL_OP_IPOW_CHECK:
        return a.low >= 0 ? (HlRange){0, INT64_MAX} : everything;
    case HL_OP_CHECK_INDEX:
        return both(a, (HlRange){0, b.high == INT64_MIN ? b.high : b.high - 1});
    default:
        return everything;
    }
}

static HlRange unary(const HlOp *op, HlRange a)
{
    if (is_nothing(a))
        return nothing;
    switch (op->code) {
    case HL_OP_INEG_CHECK:
        return (HlRange){a.high == INT64_MIN ? INT64_MAX : -a.high, a.low == INT64_MIN ? INT64_MAX : -a.low};
    case HL_OP_INOT:
        return (HlRange){~a.high, ~a.low};
    case HL_OP_IABS_CHECK:
        if (a.low >= 0)
            return a;
        return (HlRange){a.high < 0 ? -max(a.high, -INT64_MAX) : 0, max(a.high, a.low == INT64_MIN ? INT64_MAX : -a.low)};
    case HL_OP_CHECK_NONNEGATIVE:
        return both(a, (HlRange){0, INT64_MAX});
    case HL_OP_CHECK_NONZERO:
        return both(a, (HlRange){a.low == 0 ? 1 : a.low, a.high == 0 ? -1 : a.high});
    default:
        return everything;
    }
}

/* Operations without integer operands. */
static HlRange source(const HlOp *op)
{
    switch (op->code) {
    case HL_OP_INT:
        return (HlRange){op->imm.i, op->imm.i};
    case HL_OP_B2I:
        return (HlRange){0, 1};
    case HL_OP_GET_I64:
        return op->imm.i == HL_ELEMENT_U64 ? everything : (HlRange){hl_element_low((HlElement)op->imm.i), hl_element_high((HlElement)op->imm.i)};
    case HL_OP_LIST_SIZE:
    case HL_OP_TUPLE_SIZE:
    case HL_OP_BUFFER_LENGTH:
        return (HlRange){0, INT64_C(1) << 60};
    case HL_OP_LOAD_RANGE:
        return op->imm.i == 2 ? (HlRange){0, INT64_MAX} : everything;
    case HL_OP_ITER_INDEX: /* an enumerate may count from below 0 */
        return op->imm.i <= 2 ? (HlRange){0, INT64_MAX} : everything;
    case HL_OP_CALL:
        if (op->imm.i == HL_HELPER_GCD)
            return (HlRange){0, INT64_MAX};
        return op->imm.i == HL_HELPER_TRUTH || op->imm.i == HL_HELPER_CONTAINS ? (HlRange){-1, 1} : everything;
    default:
        return everything;
    }
}

/* The `stop` if `length` is that of range(start, stop): what is above 0 of stop - start, which did not overflow. Else NULL. */
static HlOp *stop_of(const HlRanges *ranges, const HlOp *length, const HlOp *start)
{
    if (length->code == HL_OP_ISELECT && length->args[2]->code == HL_OP_INT && length->args[2]->imm.i == 0)
        length = hl_root(length->args[1]);
    bool exact = length->code == HL_OP_ISUB_CHECK || (length->code == HL_OP_ISUB && hl_cannot_overflow(ranges, length));
    return exact && hl_root(length->args[1]) == hl_root((HlOp *)start) ? length->args[0] : NULL;
}

/* For start + index, 0 <= index < length of range(start, stop): the stop, else NULL. The sum lies between both, so it does not overflow. */
static HlOp *stop_of_item(const HlRanges *ranges, const HlOp *sum, HlOp *start, HlOp *index)
{
    if (hl_is_constant(index) || hl_range_at(ranges, index, sum).low < 0)
        return NULL;
    for (const HlLimit *limit = NULL; (limit = hl_upper_limit(ranges, index, sum, limit));) {
        HlOp *stop = limit->bound && limit->offset < 0 ? stop_of(ranges, limit->bound, start) : NULL;
        if (stop)
            return stop;
    }
    return NULL;
}

static HlOp *stop_above(const HlRanges *ranges, const HlOp *op)
{
    if (op->code != HL_OP_IADD && op->code != HL_OP_IADD_CHECK)
        return NULL;
    HlOp *stop = stop_of_item(ranges, op, op->args[0], op->args[1]);
    return stop ? stop : stop_of_item(ranges, op, op->args[1], op->args[0]);
}

static HlRange range_of_item(const HlRanges *ranges, const HlOp *op, HlOp *stop)
{
    HlRange a = hl_range_at(ranges, op->args[0], op), b = hl_range_at(ranges, op->args[1], op), end = hl_range_at(ranges, stop, op);
    if (is_nothing(a) || is_nothing(b) || is_nothing(end))
        return nothing;
    return (HlRange){saturated((__int128)a.low + b.low), saturated((__int128)end.high - 1)};
}

static HlRange range_of(const HlRanges *ranges, const HlOp *op)
{
    HlOp *stop = stop_above(ranges, op);
    if (stop)
        return range_of_item(ranges, op, stop);
    if (op->code == HL_OP_ISELECT)
        return join(hl_range_at(ranges, op->args[1], op), hl_range_at(ranges, op->args[2], op));
    if (!op->arg_count || op->args[0]->type != HL_I64)
        return source(op);
    HlRange a = hl_range_at(ranges, op->args[0], op);
    return op->arg_count == 1 ? unary(op, a) : binary(op, a, hl_range_at(ranges, op->args[1], op));
}

/* --- the fixed point --- */

static HlRange range_of_param(const HlRanges *ranges, const HlNode *node, uint32_t k)
{
    HlRange range = nothing;
    for (uint32_t i = 0; i < node->pred_count; i++)
        range = join(range, hl_range_at(ranges, hl_pred_edge(&node->preds[i])->args[k], node->preds[i].op));
    return range;
}

static bool is_loop_header(const HlGraph *graph, const HlNode *node)
{
    for (uint32_t i = 0; i < node->pred_count; i++)
        if (node->preds[i].from >= (uint32_t)(node - graph->nodes))
            return true;
    return false;
}

typedef enum Sweep { SWEEP_GROW, SWEEP_WIDEN, SWEEP_NARROW } Sweep;

/* A bound that still moves goes to the end. */
static HlRange widened(HlRange old, HlRange range)
{
    if (is_nothing(old))
        return range;
    return (HlRange){range.low < old.low ? INT64_MIN : old.low, range.high > old.high ? INT64_MAX : old.high};
}

static bool update(HlRanges *ranges, const HlOp *op, HlRange range)
{
    bool changed = !same(ranges->range[op->id], range);
    ranges->range[op->id] = range;
    return changed;
}

/* Counters don't come to the end (counters.h). Starts may still grow: then this is found wrong in a later sweep. */
static HlRange limited_counter(const HlRanges *ranges, const HlOp *param, HlRange range)
{
    const HlCounter *counter = &ranges->counters[param->id];
    if (!counter->starts || range.high <= HL_COUNTER_MOST)
        return range;
    for (uint32_t i = 0; i < counter->start_count; i++) {
        HlRange from = hl_range_at(ranges, counter->starts[i].value, counter->starts[i].at);
        if (!is_nothing(from) && from.high > HL_COUNTER_START)
            return range;
    }
    return (HlRange){range.low, HL_COUNTER_MOST};
}

static bool sweep_block(HlRanges *ranges, const HlNode *node, Sweep sweep)
{
    bool changed = false, widen = sweep == SWEEP_WIDEN && is_loop_header(ranges->graph, node);
    for (uint32_t k = 0; k < node->block->param_count; k++) {
        const HlOp *param = node->block->params[k];
        if (param->type != HL_I64)
            continue;
        HlRange range = range_of_param(ranges, node, k);
        range = widen ? widened(ranges->range[param->id], range) : range;
        changed |= update(ranges, param, limited_counter(ranges, param, range));
    }
    for (const HlOp *op = node->block->first; op; op = op->next)
        if (op->type == HL_I64)
            changed |= update(ranges, op, range_of(ranges, op));
    return changed;
}

static bool sweep_all(HlRanges *ranges, Sweep sweep)
{
    bool changed = false;
    for (uint32_t i = 0; i < ranges->graph->count; i++)
        changed |= sweep_block(ranges, &ranges->graph->nodes[i], sweep);
    return changed;
}

static void set_all(HlRanges *ranges, HlRange range)
{
    for (uint32_t i = 0; i < ranges->graph->op_count; i++)
        ranges->range[i] = range;
}

static void find_ranges(HlRanges *ranges)
{
    enum { GROW = 2, MOST_SWEEPS = 12, NARROW = 2 };
    set_all(ranges, nothing);
    int sweeps = 0;
    while (sweep_all(ranges, sweeps < GROW ? SWEEP_GROW : SWEEP_WIDEN))
        if (++sweeps > MOST_SWEEPS) { /* not seen yet; any larger ranges are a sound start for narrowing */
            set_all(ranges, everything);
            break;
        }
    for (int i = 0; i < NARROW; i++)
        sweep_all(ranges, SWEEP_NARROW);
}

HlRanges *hl_ranges_new(HlScratch *scratch, const HlGraph *graph)
{
    HlRanges *ranges = hl_scratch_alloc(scratch, sizeof *ranges);
    *ranges = (HlRanges){.scratch = scratch, .graph = graph, .limit_room = 64};
    ranges->range = HL_SCRATCH_ARRAY(scratch, HlRange, graph->op_count);
    ranges->limited = HL_SCRATCH_ARRAY(scratch, uint32_t, graph->op_count);
    ranges->limits = HL_SCRATCH_ARRAY(scratch, HlLimit, ranges->limit_room);
    ranges->counters = hl_counters_find(scratch, graph);
    collect_limits(ranges);
    find_ranges(ranges);
    return ranges;
}

/* --- questions --- */

bool hl_cannot_overflow(const HlRanges *ranges, const HlOp *op)
{
    HlRange a = hl_range_at(ranges, op->args[0], op), b = hl_range_at(ranges, op->args[1], op);
    if (is_nothing(a) || is_nothing(b))
        return false;
    Wide wide = wide_result(op->code, a, b);
    return (fits(wide.low) && fits(wide.high)) || stop_above(ranges, op);
}

static bool is_at_most(const HlRanges *ranges, HlOp *a, HlOp *b, __int128 offset, const HlOp *op, int depth);

static bool is_exact_sum(const HlRanges *ranges, const HlOp *op)
{
    switch (op->code) {
    case HL_OP_IADD_CHECK:
    case HL_OP_ISUB_CHECK:
        return true;
    case HL_OP_IADD:
    case HL_OP_ISUB:
        return hl_cannot_overflow(ranges, op);
    default:
        return false;
    }
}

/* `a` is made of something that is not below it: then that is compared with b. */
static bool is_at_most_by_origin(const HlRanges *ranges, HlOp *a, HlOp *b, __int128 offset, const HlOp *op, int depth)
{
    if (a->code == HL_OP_ISELECT)
        return is_at_most(ranges, a->args[1], b, offset, op, depth) && is_at_most(ranges, a->args[2], b, offset, op, depth);
    if (a->arg_count != 2 || a->args[0]->type != HL_I64)
        return false;
    HlRange x = hl_range_at(ranges, a->args[0], a), y = hl_range_at(ranges, a->args[1], a);
    if (is_nothing(x) || is_nothing(y))
        return false;
    if (is_exact_sum(ranges, a)) { /* x + y <= b + offset if x <= b + offset - (the most that y is), or with x and y exchanged */
        bool sum = a->code == HL_OP_IADD || a->code == HL_OP_IADD_CHECK;
        if (is_at_most(ranges, a->args[0], b, offset - (sum ? y.high : -(__int128)y.low), op, depth))
            return true;
        return sum && is_at_most(ranges, a->args[1], b, offset - x.high, op, depth);
    }
    switch (a->code) {
    case HL_OP_IMOD:
    case HL_OP_UREM:
        return y.low > 0 && (a->code == HL_OP_IMOD || x.low >= 0) && is_at_most(ranges, a->args[1], b, offset + 1, op, depth);
    case HL_OP_ISHR:
    case HL_OP_IFLOORDIV:
    case HL_OP_UDIV:
        return x.low >= 0 && y.low >= 0 && is_at_most(ranges, a->args[0], b, offset, op, depth);
    case HL_OP_IAND:
        return (x.low >= 0 && is_at_most(ranges, a->args[0], b, offset, op, depth)) || (y.low >= 0 && is_at_most(ranges, a->args[1], b, offset, op, depth));
    default:
        return false;
    }
}

/* b is made of something that is not above it. */
static bool is_at_least_by_origin(const HlRanges *ranges, HlOp *a, HlOp *b, __int128 offset, const HlOp *op, int depth)
{
    if (b->code == HL_OP_ISELECT)
        return is_at_most(ranges, a, b->args[1], offset, op, depth) && is_at_most(ranges, a, b->args[2], offset, op, depth);
    if (!is_exact_sum(ranges, b))
        return false;
    HlRange y = hl_range_at(ranges, b->args[1], b);
    if (is_nothing(y))
        return false;
    bool sum = b->code == HL_OP_IADD || b->code == HL_OP_IADD_CHECK;
    return is_at_most(ranges, a, b->args[0], offset + (sum ? y.low : -(__int128)y.high), op, depth);
}

static bool is_at_most(const HlRanges *ranges, HlOp *a, HlOp *b, __int128 offset, const HlOp *op, int depth)
{
    HlRange x = hl_range_at(ranges, a, op), y = b ? hl_range_at(ranges, b, op) : (HlRange){0, 0};
    if (is_nothing(x) || is_nothing(y))
        return false;
    if (x.high <= (__int128)y.low + offset)
        return true;
    a = hl_root(a);
    b = b ? hl_root(b) : NULL;
    if (a == b)
        return offset >= 0;
    if (!b || depth-- == 0)
        return false;
    uint32_t number = ranges->graph->number[op->id], at = hl_is_constant(a) ? 0 : ranges->limited[a->id]; /* constants may be new */
    for (const HlLimit *limit; (limit = next_limit(ranges, &at, number));)
        if (limit->upper && limit->bound && is_at_most(ranges, limit->bound, b, offset - limit->offset, op, depth))
            return true;
    return is_at_most_by_origin(ranges, a, b, offset, op, depth) || is_at_least_by_origin(ranges, a, b, offset, op, depth);
}

bool hl_is_at_most(const HlRanges *ranges, HlOp *a, HlOp *b, int64_t offset, const HlOp *op)
{
    enum { MOST_STEPS = 4 };
    return is_at_most(ranges, a, b, offset, op, MOST_STEPS);
}
