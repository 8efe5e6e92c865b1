/* Which conditions are known to hold where.
 *
 * Used by: fold, range. A check or branch on a condition tells its value to everything that it dominates, and with it the value of related
 * conditions: a < b tells that b < a does not hold.
 */
#ifndef HL_JIT_PASSES_CONDITIONS_H
#define HL_JIT_PASSES_CONDITIONS_H

#include "graph.h"

/* A b1 value in a normal form: a comparison of two values or any other value, perhaps negated. */
typedef struct HlCondition {
    HlOpcode code; /* ILT, IEQ, FLT, FLE, FEQ of `a` and `b`; HL_OP_PARAM: the value `a` itself */
    const HlOp *a, *b;
    bool negated;
} HlCondition;
HlCondition hl_condition(const HlOp *value);

typedef struct HlFact {
    HlCondition condition; /* not negated */
    bool value;
    uint32_t first, last; /* numbers of the operations where it holds */
    uint32_t next;        /* fact with the same hash, plus 1 */
} HlFact;

typedef struct HlFacts {
    HlScratch *scratch;
    const HlGraph *graph;
    uint32_t *buckets; /* first fact, plus 1 */
    uint32_t mask;
    HlFact *facts;
    uint32_t count, room;
} HlFacts;

HlFacts hl_facts_new(HlScratch *scratch, const HlGraph *graph);
/* `value`, a b1, is `truth` in everything that comes after the check `op`. */
void hl_facts_after(HlFacts *facts, const HlOp *op, const HlOp *value, bool truth);
/* `value` is `truth` in everything that the node's block dominates. */
void hl_facts_in(HlFacts *facts, const HlNode *node, const HlOp *value, bool truth);
/* 1 or 0 if known at `op`, else -1. */
int hl_facts_find(const HlFacts *facts, const HlOp *value, const HlOp *op);

/* The single edge into the block tells the value of a condition: returns it and sets `truth`; else NULL. */
const HlOp *hl_entry_condition(const HlNode *node, bool *truth);

#endif
