/* Which conditions are known to hold where; see conditions.h. */
#include "conditions.h"

static HlCondition comparison(HlOpcode code, const HlOp *a, const HlOp *b, bool negated)
{
    bool exchange = (code == HL_OP_IEQ || code == HL_OP_FEQ) && a->id > b->id;
    return exchange ? (HlCondition){code, b, a, negated} : (HlCondition){code, a, b, negated};
}

HlCondition hl_condition(const HlOp *value)
{
    bool negated = false;
    for (; value->code == HL_OP_BNOT; value = value->args[0])
        negated = !negated;
    switch (value->code) {
    case HL_OP_ILT:
    case HL_OP_IEQ:
    case HL_OP_FLT:
    case HL_OP_FLE:
    case HL_OP_FEQ:
        return comparison(value->code, value->args[0], value->args[1], negated);
    case HL_OP_ILE: /* not b < a */
        return comparison(HL_OP_ILT, value->args[1], value->args[0], !negated);
    case HL_OP_INE:
        return comparison(HL_OP_IEQ, value->args[0], value->args[1], !negated);
    case HL_OP_FNE:
        return comparison(HL_OP_FEQ, value->args[0], value->args[1], !negated);
    default:
        return (HlCondition){HL_OP_PARAM, value, NULL, negated};
    }
}

HlFacts hl_facts_new(HlScratch *scratch, const HlGraph *graph)
{
    uint32_t size = 64;
    while (size < graph->op_count / 4)
        size *= 2;
    return (HlFacts){
        .scratch = scratch,
        .graph = graph,
        .buckets = HL_SCRATCH_ARRAY(scratch, uint32_t, size),
        .mask = size - 1,
        .room = 64,
        .facts = HL_SCRATCH_ARRAY(scratch, HlFact, 64),
    };
}

static uint32_t bucket_of(const HlFacts *facts, HlCondition condition)
{
    uint64_t hash = (uint64_t)condition.code << 58 ^ (uint64_t)condition.a->id << 29 ^ (condition.b ? condition.b->id : 0);
    return (uint32_t)(hash * 0x9E3779B97F4A7C15u >> 32) & facts->mask;
}

static void add_fact(HlFacts *facts, HlFact fact)
{
    if (facts->count == facts->room) {
        size_t size = sizeof *facts->facts * facts->room;
        facts->facts = hl_scratch_grow(facts->scratch, facts->facts, size, 2 * size);
        facts->room *= 2;
    }
    uint32_t *bucket = &facts->buckets[bucket_of(facts, fact.condition)];
    fact.next = *bucket;
    facts->facts[facts->count] = fact;
    *bucket = ++facts->count;
}

/* What one condition tells of others. With NaN, neither of a < b, b <= a holds: only what holds tells something of floats, but a <= b that does
 * not hold excludes a < b and a == b. */
typedef struct Implication {
    HlOpcode code;
    bool value;
    HlOpcode implied;
    bool exchanged; /* of b and a */
    bool implied_value;
} Implication;

static const Implication implications[] = {
    {HL_OP_ILT, true, HL_OP_ILT, true, false},  {HL_OP_ILT, true, HL_OP_IEQ, false, false},  {HL_OP_IEQ, true, HL_OP_ILT, false, false},
    {HL_OP_IEQ, true, HL_OP_ILT, true, false},  {HL_OP_FLT, true, HL_OP_FLT, true, false},   {HL_OP_FLT, true, HL_OP_FLE, false, true},
    {HL_OP_FLT, true, HL_OP_FLE, true, false},  {HL_OP_FLT, true, HL_OP_FEQ, false, false},  {HL_OP_FLE, true, HL_OP_FLT, true, false},
    {HL_OP_FLE, false, HL_OP_FLT, false, false}, {HL_OP_FLE, false, HL_OP_FEQ, false, false}, {HL_OP_FEQ, true, HL_OP_FLE, false, true},
    {HL_OP_FEQ, true, HL_OP_FLE, true, true},   {HL_OP_FEQ, true, HL_OP_FLT, false, false},  {HL_OP_FEQ, true, HL_OP_FLT, true, false},
};

static void add_facts(HlFacts *facts, uint32_t first, uint32_t last, const HlOp *value, bool truth)
{
    HlCondition condition = hl_condition(value);
    truth ^= condition.negated;
    condition.negated = false;
    add_fact(facts, (HlFact){condition, truth, first, last, 0});
    for (size_t i = 0; i < sizeof implications / sizeof *implications; i++) {
        const Implication *rule = &implications[i];
        if (rule->code != condition.code || rule->value != truth)
            continue;
        const HlOp *a = rule->exchanged ? condition.b : condition.a, *b = rule->exchanged ? condition.a : condition.b;
        add_fact(facts, (HlFact){comparison(rule->implied, a, b, false), rule->implied_value, first, last, 0});
    }
}

void hl_facts_after(HlFacts *facts, const HlOp *op, const HlOp *value, bool truth)
{
    add_facts(facts, facts->graph->number[op->id] + 1, hl_graph_node(facts->graph, op->block)->last, value, truth);
}

void hl_facts_in(HlFacts *facts, const HlNode *node, const HlOp *value, bool truth)
{
    add_facts(facts, node->first, node->last, value, truth);
}

int hl_facts_find(const HlFacts *facts, const HlOp *value, const HlOp *op)
{
    HlCondition condition = hl_condition(value);
    uint32_t number = facts->graph->number[op->id];
    for (uint32_t at = facts->buckets[bucket_of(facts, condition)]; at; at = facts->facts[at - 1].next) {
        const HlFact *fact = &facts->facts[at - 1];
        bool same = fact->condition.code == condition.code && fact->condition.a == condition.a && fact->condition.b == condition.b;
        if (same && fact->first <= number && number <= fact->last)
            return fact->value ^ condition.negated;
    }
    return -1;
}

const HlOp *hl_entry_condition(const HlNode *node, bool *truth)
{
    const HlPred *pred = node->preds;
    if (node->pred_count != 1)
        return NULL;
    switch (pred->op->code) {
    case HL_OP_BRANCH:
        *truth = pred->target == 0;
        return pred->op->args[0];
    case HL_OP_CHECK_TRUE: /* the fail block */
        *truth = false;
        return pred->op->args[0];
    case HL_OP_CHECK_FALSE:
        *truth = true;
        return pred->op->args[0];
    default:
        return NULL;
    }
}
