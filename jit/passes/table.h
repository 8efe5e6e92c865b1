/* The table of values for value numbering: finds an earlier operation that gives the same result.
 *
 * Used by: fold. Operations are equal if they have the same code, immediate and operands, and read the same version of memory.
 */
#ifndef HL_JIT_PASSES_TABLE_H
#define HL_JIT_PASSES_TABLE_H

#include "graph.h"

typedef struct HlTableEntry {
    HlOp *op;
    uint32_t version; /* of the memory that it read */
    uint32_t next;    /* entry with the same hash, plus 1 */
} HlTableEntry;

typedef struct HlTable {
    const HlGraph *graph;
    uint32_t *buckets; /* first entry, plus 1 */
    uint32_t mask;
    HlTableEntry *entries;
    uint32_t count;
} HlTable;

HlTable hl_table_new(HlScratch *scratch, const HlGraph *graph);
/* An operation in the table that is equal to `op` and dominates it, or NULL. Operands must be resolved. */
HlOp *hl_table_find(const HlTable *table, const HlOp *op, uint32_t version);
void hl_table_add(HlTable *table, HlOp *op, uint32_t version);

#endif
