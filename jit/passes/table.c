/* The table of values for value numbering; see table.h. */
#include "table.h"

HlTable hl_table_new(HlScratch *scratch, const HlGraph *graph)
{
    uint32_t size = 64;
    while (size < graph->op_count)
        size *= 2;
    return (HlTable){
        .graph = graph,
        .buckets = HL_SCRATCH_ARRAY(scratch, uint32_t, size),
        .mask = size - 1,
        .entries = HL_SCRATCH_ARRAY(scratch, HlTableEntry, graph->op_count),
    };
}

/* Operand k in the order that makes a + b and b + a the same. */
static const HlOp *operand(const HlOp *op, uint32_t k)
{
    bool exchange = k < 2 && hl_op_is(op, HL_FLAG_COMMUTES) && op->args[0]->id > op->args[1]->id;
    return op->args[exchange ? 1 - k : k];
}

static uint32_t bucket_of(const HlTable *table, const HlOp *op, uint32_t version)
{
    uint64_t hash = ((uint64_t)op->code << 32 ^ version) + (uint64_t)op->imm.i;
    for (uint32_t k = 0; k < op->arg_count; k++)
        hash = (hash ^ operand(op, k)->id) * 0x9E3779B97F4A7C15u;
    return (uint32_t)(hash * 0x9E3779B97F4A7C15u >> 32) & table->mask;
}

static bool equal(const HlOp *a, const HlOp *b)
{
    if (a->code != b->code || a->imm.i != b->imm.i || a->arg_count != b->arg_count)
        return false;
    for (uint32_t k = 0; k < a->arg_count; k++)
        if (operand(a, k) != operand(b, k))
            return false;
    return true;
}

HlOp *hl_table_find(const HlTable *table, const HlOp *op, uint32_t version)
{
    for (uint32_t at = table->buckets[bucket_of(table, op, version)]; at; at = table->entries[at - 1].next) {
        const HlTableEntry *entry = &table->entries[at - 1];
        if (entry->version == version && equal(entry->op, op) && hl_dominates(table->graph, entry->op, op))
            return entry->op;
    }
    return NULL;
}

void hl_table_add(HlTable *table, HlOp *op, uint32_t version)
{
    uint32_t *bucket = &table->buckets[bucket_of(table, op, version)];
    table->entries[table->count] = (HlTableEntry){op, version, *bucket};
    *bucket = ++table->count;
}
