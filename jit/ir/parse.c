/* The text form, read. Called by: the compiler process, the tests' tool.
 *
 *   function   = "nest" STRING  ["constants" {"c"N STRING}]  {block}  ["snapshots" {snapshot}]
 *   block      = "block" "B"N ["(" "%"N ":" type {"," "%"N ":" type} ")"] ["header=" "s"N] ["no_sizes"] ["no_guess"] ["no_hoist"] ":"  {operation}
 *   operation  = ["%"N "="] name [item {"," item}] ["else" "B"N] ["s"N] ["~"N] ["@"N]
 *   name       = the text column of ir.def | "call" the name of a helper in small letters
 *   item       = "%"N | "c"N | INTEGER | FLOAT | "B"N ["(" "%"N {"," "%"N} ")"]
 *   snapshot   = "s"N ["point" N] ["resume" | "raise" | "poll"]  {store | virtual | frame}
 *   store      = "store" kind "(" slot ["," "c"N] ")" "=" slot
 *   virtual    = "virtual" "v"N "=" kind "(" [slot {"," slot}] ")"
 *   frame      = "frame" "code=" "c"N ["function=" ("-" | "c"N)] "pc=" N ["returns" kind] ["locals" [N] slots] ["stack" [N] slots]
 *   slots      = "[" [slot {"," slot}] "]"
 *   slot       = "keep" | "null" | "%"N | "&%"N | "c"N | "v"N
 *
 * "~" is a hint of an integer's size in bits. A line holds one constant, block head, operation, snapshot head, store, virtual or frame; from ";" on it is a comment. "@" is the source line of this and
 * the operations after it in the block. Floats are their bits, 0x and 16 digits; people may write decimals. Things may be mentioned before they are defined.
 * Soundness is the verifier's business: here only the structure is made sure of (edges have as many arguments as their block has parameters, whatever is
 * mentioned exists), so that the result can be walked. */
#include "parse.h"
#include <stdlib.h>
#include <string.h>

void *hl_parse_alloc(HlParser *parser, size_t size)
{
    void *memory = hl_ir_alloc(parser->ir, size);
    if (!memory)
        hl_scan_error(&parser->scan, "out of memory");
    return memory;
}

bool hl_parse_grow(HlParser *parser, void **items, uint32_t count, uint32_t *capacity, size_t item_size)
{
    if (count < *capacity)
        return true;
    uint32_t larger = count * 2 + 64;
    void *moved = realloc(*items, larger * item_size);
    if (!moved)
        return hl_scan_error(&parser->scan, "out of memory");
    memset((char *)moved + *capacity * item_size, 0, (larger - *capacity) * item_size);
    *items = moved;
    *capacity = larger;
    return true;
}

/* --- mentions --- */

static HlMention *mention(HlParser *parser, HlMentions *mentions, uint32_t number, size_t item_size)
{
    if (number >= HL_MAX_NUMBER) {
        hl_scan_error(&parser->scan, "number %u is too large", number);
        return NULL;
    }
    if (!hl_parse_grow(parser, (void **)&mentions->items, number, &mentions->capacity, sizeof *mentions->items))
        return NULL;
    if (number >= mentions->count)
        mentions->count = number + 1;
    HlMention *found = &mentions->items[number];
    if (!found->item) {
        found->item = hl_parse_alloc(parser, item_size);
        found->line = parser->scan.line;
    }
    return found->item ? found : NULL;
}

HlOp *hl_parse_op(HlParser *parser, uint32_t number)
{
    HlMention *found = mention(parser, &parser->ops, number, sizeof(HlOp));
    if (!found)
        return NULL;
    HlOp *op = found->item;
    op->id = number;
    return op;
}

HlBlock *hl_parse_block_ref(HlParser *parser, uint32_t number)
{
    HlMention *found = mention(parser, &parser->blocks, number, sizeof(HlBlock));
    if (!found)
        return NULL;
    HlBlock *block = found->item;
    block->id = number;
    return block;
}

HlSnapshot *hl_parse_snapshot(HlParser *parser, uint32_t number)
{
    HlMention *found = mention(parser, &parser->snapshots, number, sizeof(HlSnapshot));
    if (!found)
        return NULL;
    HlSnapshot *snapshot = found->item;
    snapshot->id = number;
    return snapshot;
}

bool hl_parse_define(HlParser *parser, HlMentions *mentions, char prefix, uint32_t number)
{
    HlMention *found = &mentions->items[number];
    if (found->defined)
        return hl_scan_error(&parser->scan, "%c%u is defined twice", prefix, number);
    found->defined = true;
    return true;
}

static bool all_defined(HlParser *parser, const HlMentions *mentions, char prefix)
{
    for (uint32_t i = 0; i < mentions->count; i++)
        if (mentions->items[i].item && !mentions->items[i].defined)
            return hl_scan_error_at(&parser->scan, mentions->items[i].line, "%c%u is not defined", prefix, i);
    return true;
}

/* --- blocks --- */

static bool parse_type(HlParser *parser, HlType *type)
{
    HlWord word = hl_scan_peek_word(&parser->scan);
    for (int i = HL_VOID + 1; i < HL_TYPE_COUNT; i++)
        if (hl_word_is(word, hl_type_text[i])) {
            *type = (HlType)i;
            parser->scan.at += word.length;
            return true;
        }
    return hl_scan_error(&parser->scan, "unknown type '%.*s'", (int)(word.length < 40 ? word.length : 40), word.start);
}

static bool parse_param(HlParser *parser, HlBlock *block)
{
    uint32_t number;
    HlType type = HL_VOID;
    if (!hl_scan_numbered(&parser->scan, '%', &number) || !hl_scan_expect(&parser->scan, ':') || !parse_type(parser, &type))
        return false;
    HlOp *param = hl_parse_op(parser, number);
    if (!param || !hl_parse_define(parser, &parser->ops, '%', number))
        return false;
    param->code = HL_OP_PARAM;
    param->type = type;
    param->block = block;
    if (!hl_parse_grow(parser, (void **)&parser->values, parser->value_count, &parser->value_capacity, sizeof param))
        return false;
    parser->values[parser->value_count++] = param;
    return true;
}

static bool parse_params(HlParser *parser, HlBlock *block)
{
    parser->value_count = 0;
    if (!hl_scan_accept(&parser->scan, '('))
        return true;
    do
        if (!parse_param(parser, block))
            return false;
    while (hl_scan_accept(&parser->scan, ','));
    block->param_count = block->param_capacity = parser->value_count;
    block->params = hl_parse_take_values(parser, 0);
    return block->params && hl_scan_expect(&parser->scan, ')');
}

static bool parse_header(HlParser *parser, HlBlock *block)
{
    uint32_t number;
    if (!hl_scan_accept_word(&parser->scan, "header"))
        return true;
    if (!hl_scan_expect(&parser->scan, '=') || !hl_scan_numbered(&parser->scan, 's', &number))
        return false;
    block->header = hl_parse_snapshot(parser, number);
    return block->header != NULL;
}

static void append_block(HlIr *ir, HlBlock *block)
{
    block->prev = ir->last;
    *(ir->last ? &ir->last->next : &ir->first) = block;
    ir->last = block;
}

/* After the word "block". */
static bool parse_block(HlParser *parser)
{
    HlScan *scan = &parser->scan;
    uint32_t number, line = 0;
    if (!hl_scan_numbered(scan, 'B', &number))
        return false;
    HlBlock *block = hl_parse_block_ref(parser, number);
    if (!block || !hl_parse_define(parser, &parser->blocks, 'B', number))
        return false;
    append_block(parser->ir, block);
    if (!parse_params(parser, block) || !parse_header(parser, block))
        return false;
    block->no_sizes = hl_scan_accept_word(scan, "no_sizes");
    block->no_guess = hl_scan_accept_word(scan, "no_guess");
    block->no_hoist = hl_scan_accept_word(scan, "no_hoist");
    if (!hl_scan_expect(scan, ':') || !hl_scan_end_of_line(scan))
        return false;
    while (hl_scan_peek(scan) && !hl_word_is(hl_scan_peek_word(scan), "block") && !hl_word_is(hl_scan_peek_word(scan), "snapshots"))
        if (!hl_parse_operation(parser, block, &line))
            return false;
    return true;
}

/* --- the whole --- */

static bool parse_constants(HlParser *parser)
{
    HlScan *scan = &parser->scan;
    if (!hl_scan_accept_word(scan, "constants"))
        return true;
    if (!hl_scan_end_of_line(scan))
        return false;
    while (hl_scan_at_number(scan, 'c')) {
        uint32_t number;
        if (!hl_scan_numbered(scan, 'c', &number))
            return false;
        if (number != parser->ir->constant_count)
            return hl_scan_error(scan, "the next constant is c%u", parser->ir->constant_count);
        char *text = hl_scan_string(scan);
        bool added = text && hl_ir_add_constant(parser->ir, NULL, text) != HL_NO_CONST;
        free(text);
        if (!added || !hl_scan_end_of_line(scan))
            return hl_scan_error(scan, "out of memory");
    }
    return true;
}

static bool check_edges(HlParser *parser)
{
    for (uint32_t i = 0; i < parser->edge_count; i++) {
        const HlParsedEdge *edge = &parser->edges[i];
        uint32_t wanted = edge->edge->block->param_count;
        if (edge->arg_count != wanted)
            return hl_scan_error_at(&parser->scan, edge->line, "B%u has %u parameters, not %u", edge->edge->block->id, wanted, edge->arg_count);
    }
    return true;
}

/* Operations without a name take the numbers that the named ones leave free, so that a printed function gets its old numbers back. */
static void number_ops(HlParser *parser)
{
    uint32_t next = 0;
    HlMentions *ops = &parser->ops;
    for (HlBlock *block = parser->ir->first; block; block = block->next)
        for (HlOp *op = block->first; op; op = op->next) {
            if (op->id != HL_NO_NUMBER)
                continue;
            while (next < ops->count && ops->items[next].item)
                next++;
            op->id = next++;
        }
    parser->ir->op_count = next > ops->count ? next : ops->count;
}

/* A number that nothing mentions (the printer leaves out unused snapshots) becomes an empty snapshot that nothing owns. */
static bool number_snapshots(HlParser *parser)
{
    HlIr *ir = parser->ir;
    ir->snapshots = hl_parse_alloc(parser, parser->snapshots.count * sizeof *ir->snapshots);
    if (!ir->snapshots)
        return false;
    ir->snapshot_count = ir->snapshot_capacity = parser->snapshots.count;
    for (uint32_t i = 0; i < ir->snapshot_count; i++)
        if (!(ir->snapshots[i] = hl_parse_snapshot(parser, i)))
            return false;
    return true;
}

static bool finish(HlParser *parser)
{
    if (!parser->ir->first)
        return hl_scan_error(&parser->scan, "there is no block");
    if (!all_defined(parser, &parser->blocks, 'B') || !all_defined(parser, &parser->ops, '%') || !all_defined(parser, &parser->snapshots, 's'))
        return false;
    parser->ir->block_count = parser->blocks.count;
    number_ops(parser);
    return check_edges(parser) && number_snapshots(parser);
}

/* The head has made `parser->ir`. */
static bool parse_body(HlParser *parser)
{
    HlScan *scan = &parser->scan;
    if (!hl_scan_end_of_line(scan) || !parse_constants(parser))
        return false;
    while (hl_scan_accept_word(scan, "block"))
        if (!parse_block(parser))
            return false;
    if (hl_scan_accept_word(scan, "snapshots") && !hl_parse_snapshots(parser))
        return false;
    if (scan->at < scan->end)
        return hl_scan_error(scan, "expected a block, the snapshots, or the end of the text");
    return finish(parser);
}

static bool parse_name(HlParser *parser)
{
    hl_scan_skip_lines(&parser->scan);
    char *name = hl_scan_expect_word(&parser->scan, "nest") ? hl_scan_string(&parser->scan) : NULL;
    if (!name)
        return false;
    parser->ir = hl_ir_new(name);
    free(name);
    return parser->ir || hl_scan_error(&parser->scan, "out of memory");
}

HlIr *hl_ir_parse(const char *text, size_t length, char *error, size_t error_size)
{
    HlParser parser = {.scan = {.at = text, .end = text + length, .line = 1, .error = error, .error_size = error_size}};
    bool ok = parse_name(&parser) && parse_body(&parser);
    if (!ok) {
        hl_ir_free(parser.ir);
        parser.ir = NULL;
    }
    free(parser.ops.items);
    free(parser.blocks.items);
    free(parser.snapshots.items);
    free(parser.edges);
    free(parser.values);
    free(parser.slots);
    return parser.ir;
}
