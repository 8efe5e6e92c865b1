/* Integer ranges: between which bounds the i64 values of a function lie, and which are below which.
 *
 * Used by: presume, range, bounds. Belongs to a graph. Two kinds of knowledge:
 *  - each value has a range, from the operation that makes it. Parameters join what their edges bring; those of loop headers are widened until nothing
 *    changes, then narrowed again; counters have an end that they don't reach;
 *  - each check or branch on a comparison limits its operands in everything that it dominates: a < b limits `a` from above by `b` and `b` from below by `a`.
 * So the range of a value depends on the place where it is used.
 */
#ifndef HL_JIT_PASSES_RANGES_H
#define HL_JIT_PASSES_RANGES_H

#include "counters.h"
#include "graph.h"

typedef struct HlRange {
    int64_t low, high; /* low > high: no value, this place is never reached */
} HlRange;

/* value <= bound + offset (upper) or value >= bound + offset, at the operations with the numbers first to last. */
typedef struct HlLimit {
    HlOp *bound; /* NULL: the constant 0 */
    int64_t offset;
    bool upper;
    uint32_t first, last;
    uint32_t next; /* limit of the same value, plus 1 */
} HlLimit;

typedef struct HlRanges {
    HlScratch *scratch;
    const HlGraph *graph;
    HlRange *range; /* by operation id */
    const HlCounter *counters; /* by operation id */
    uint32_t *limited; /* by operation id of a root: its first limit, plus 1 */
    HlLimit *limits;
    uint32_t limit_count, limit_room;
} HlRanges;

HlRanges *hl_ranges_new(HlScratch *scratch, const HlGraph *graph);
/* The range of `value`, an i64, as used by `op`. */
HlRange hl_range_at(const HlRanges *ranges, HlOp *value, const HlOp *op);
/* The upper limits of `value` that hold when `op` is executed, one after the other: the one after `after`, the first for NULL. NULL at the end. */
const HlLimit *hl_upper_limit(const HlRanges *ranges, HlOp *value, const HlOp *op, const HlLimit *after);
/* a <= b + offset is certain whenever `op` is executed. */
bool hl_is_at_most(const HlRanges *ranges, HlOp *a, HlOp *b, int64_t offset, const HlOp *op);
/* The operation's mathematical result fits 64 bits for all operands in their ranges. For iadd, isub, imul and their checked forms. */
bool hl_cannot_overflow(const HlRanges *ranges, const HlOp *op);

#endif
