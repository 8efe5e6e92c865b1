/* Counters: integers that grow only by a little at a time.
 *
 * Used by: ranges. Belongs to a graph. A block parameter is one if all that it can come from, through other parameters, choices and sums with small
 * constants, is itself and its starts. If no start is over HL_COUNTER_START it never comes to HL_COUNTER_MOST: each step is an instruction that is executed, and
 * 2**58 of them take years.
 */
#ifndef HL_JIT_PASSES_COUNTERS_H
#define HL_JIT_PASSES_COUNTERS_H

#include "graph.h"

#define HL_COUNTER_START (INT64_C(1) << 62)
#define HL_COUNTER_MOST (INT64_MAX - 1024)

/* `value` as used by `at`. */
typedef struct HlStart {
    HlOp *value;
    const HlOp *at;
} HlStart;

typedef struct HlCounter {
    HlStart *starts; /* NULL: no counter */
    uint32_t start_count;
} HlCounter;

/* By operation id of the parameter. */
HlCounter *hl_counters_find(HlScratch *scratch, const HlGraph *graph);

#endif
