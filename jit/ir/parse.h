/* The parser's own state, shared by parse.c (blocks, the whole), parse_operation.c and parse_snapshot.c. */
#ifndef HL_JIT_IR_PARSE_H
#define HL_JIT_IR_PARSE_H

#include "ir.h"
#include "scan.h"

/* Numbers in the text (%N, BN, sN, cN) stay below this, so that garbage can't ask for endless tables. */
enum { HL_MAX_NUMBER = 1 << 20 };

#define HL_NO_NUMBER UINT32_MAX /* id of an operation without result, until all are numbered */

/* Things that may be mentioned before they are defined: made at the first mention. */
typedef struct HlMention {
    void *item;
    uint32_t line; /* of the first mention */
    bool defined;
} HlMention;

typedef struct HlMentions {
    HlMention *items;
    uint32_t count, capacity; /* count: one more than the largest number */
} HlMentions;

/* An edge whose argument count is checked when all blocks are known. */
typedef struct HlParsedEdge {
    HlEdge *edge;
    uint32_t arg_count, line;
} HlParsedEdge;

typedef struct HlParser {
    HlScan scan;
    HlIr *ir;
    HlMentions ops, blocks, snapshots;
    HlParsedEdge *edges;
    uint32_t edge_count, edge_capacity;
    HlOp **values; /* the list of values being read */
    uint32_t value_count, value_capacity;
    HlSlot *slots; /* the list of slots being read */
    uint32_t slot_count, slot_capacity;
} HlParser;

void *hl_parse_alloc(HlParser *parser, size_t size); /* in the function; NULL after an error */
/* The operation, block or snapshot with this number; NULL after an error. */
HlOp *hl_parse_op(HlParser *parser, uint32_t number);
HlBlock *hl_parse_block_ref(HlParser *parser, uint32_t number);
HlSnapshot *hl_parse_snapshot(HlParser *parser, uint32_t number);
/* Marks it defined; error if it was already. */
bool hl_parse_define(HlParser *parser, HlMentions *mentions, char prefix, uint32_t number);
/* Makes room for one more item in a malloc'd array. */
bool hl_parse_grow(HlParser *parser, void **items, uint32_t count, uint32_t *capacity, size_t item_size);

HlOp **hl_parse_take_values(HlParser *parser, uint32_t start); /* those of the list from `start` on, which leave it */
/* One line, appended to the block. `line`: the source line so far. */
bool hl_parse_operation(HlParser *parser, HlBlock *block, uint32_t *line);
bool hl_parse_snapshots(HlParser *parser); /* the section after "snapshots" */

#endif
