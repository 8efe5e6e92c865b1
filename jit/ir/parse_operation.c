/* The text form of one operation, read; the grammar stands in parse.c, which calls this. */
#include "parse.h"
#include <stdlib.h>
#include <string.h>

/* What has been read of an operation. The operands are in the parser's list. */
typedef struct Draft {
    HlOpcode code;
    HlType type;
    bool named, has_imm;
    uint32_t number; /* if named */
    int64_t helper;
    union {
        int64_t i;
        double f;
    } imm;
    HlEdge target[2];
    uint32_t target_args[2];
    int target_count;
    HlBlock *fail;
    HlSnapshot *snapshot;
    uint8_t bits;
} Draft;

static bool add_value(HlParser *parser)
{
    uint32_t number;
    if (!hl_scan_numbered(&parser->scan, '%', &number))
        return false;
    HlOp *op = hl_parse_op(parser, number);
    if (!op || !hl_parse_grow(parser, (void **)&parser->values, parser->value_count, &parser->value_capacity, sizeof op))
        return false;
    parser->values[parser->value_count++] = op;
    return true;
}

HlOp **hl_parse_take_values(HlParser *parser, uint32_t start)
{
    uint32_t count = parser->value_count - start;
    HlOp **values = hl_parse_alloc(parser, count * sizeof *values);
    if (values && count)
        memcpy(values, parser->values + start, count * sizeof *values);
    parser->value_count = start;
    return values;
}

static bool parse_edge(HlParser *parser, Draft *draft)
{
    HlScan *scan = &parser->scan;
    uint32_t number, start = parser->value_count;
    if (draft->target_count == 2)
        return hl_scan_error(scan, "too many blocks");
    HlEdge *edge = &draft->target[draft->target_count];
    if (!hl_scan_numbered(scan, 'B', &number) || !(edge->block = hl_parse_block_ref(parser, number)))
        return false;
    if (hl_scan_accept(scan, '(') && !hl_scan_accept(scan, ')')) {
        do
            if (!add_value(parser))
                return false;
        while (hl_scan_accept(scan, ','));
        if (!hl_scan_expect(scan, ')'))
            return false;
    }
    draft->target_args[draft->target_count++] = parser->value_count - start;
    edge->args = hl_parse_take_values(parser, start);
    return edge->args != NULL;
}

static bool parse_immediate(HlParser *parser, Draft *draft)
{
    HlScan *scan = &parser->scan;
    uint32_t number;
    if (draft->has_imm)
        return hl_scan_error(scan, "'%s' has one immediate", hl_op_info[draft->code].text);
    draft->has_imm = true;
    switch (hl_op_info[draft->code].imm) {
    case HL_IMM_INT:
    case HL_IMM_SLOT: return hl_scan_signed(scan, &draft->imm.i);
    case HL_IMM_FLOAT: return hl_scan_float(scan, &draft->imm.f);
    case HL_IMM_CONST:
        if (!hl_scan_numbered(scan, 'c', &number))
            return false;
        draft->imm.i = number;
        return true;
    default: return hl_scan_error(scan, "'%s' has no immediate", hl_op_info[draft->code].text);
    }
}

static bool parse_item(HlParser *parser, Draft *draft)
{
    if (hl_scan_at_number(&parser->scan, '%'))
        return add_value(parser);
    if (hl_scan_at_number(&parser->scan, 'B'))
        return parse_edge(parser, draft);
    return parse_immediate(parser, draft);
}

static bool at_items_end(HlScan *scan)
{
    char c = hl_scan_peek(scan);
    return scan->at >= scan->end || c == '\n' || c == '@' || hl_scan_at_number(scan, 's') || hl_word_is(hl_scan_peek_word(scan), "else");
}

static bool parse_items(HlParser *parser, Draft *draft)
{
    parser->value_count = 0;
    if (at_items_end(&parser->scan))
        return true;
    do
        if (!parse_item(parser, draft))
            return false;
    while (hl_scan_accept(&parser->scan, ','));
    return true;
}

static bool find_opcode(HlParser *parser, Draft *draft)
{
    HlWord word = hl_scan_peek_word(&parser->scan);
    for (int code = HL_OP_PARAM + 1; code < HL_OP_COUNT; code++)
        if (word.length && word.start[0] == hl_op_info[code].text[0] && hl_word_is(word, hl_op_info[code].text)) {
            draft->code = (HlOpcode)code;
            draft->type = hl_op_info[code].type;
            parser->scan.at += word.length;
            return true;
        }
    return hl_scan_error(&parser->scan, "unknown operation '%.*s'", (int)(word.length < 40 ? word.length : 40), word.start);
}

/* Helpers' names are capitals in the table and small letters in the text. */
static bool is_helper_name(HlWord word, const char *name)
{
    size_t i = 0;
    for (; i < word.length && name[i]; i++)
        if (word.start[i] != (name[i] >= 'A' && name[i] <= 'Z' ? name[i] - 'A' + 'a' : name[i]))
            return false;
    return i == word.length && !name[i];
}

static bool find_helper(HlParser *parser, Draft *draft)
{
    HlWord word = hl_scan_peek_word(&parser->scan);
    for (int i = 0; i < HL_HELPER_COUNT; i++)
        if (is_helper_name(word, hl_helper_info[i].name)) {
            draft->imm.i = i;
            draft->has_imm = true;
            draft->type = hl_helper_info[i].type;
            parser->scan.at += word.length;
            return true;
        }
    return hl_scan_error(&parser->scan, "unknown helper '%.*s'", (int)(word.length < 40 ? word.length : 40), word.start);
}

static bool parse_fail(HlParser *parser, Draft *draft)
{
    uint32_t number;
    if (!(hl_op_info[draft->code].flags & HL_FLAG_CHECK))
        return true;
    if (!hl_scan_expect_word(&parser->scan, "else") || !hl_scan_numbered(&parser->scan, 'B', &number))
        return false;
    draft->fail = hl_parse_block_ref(parser, number);
    return draft->fail != NULL;
}

static bool parse_owned_snapshot(HlParser *parser, Draft *draft)
{
    uint32_t number;
    if (!(hl_op_info[draft->code].flags & HL_FLAG_SNAPSHOT))
        return true;
    if (!hl_scan_numbered(&parser->scan, 's', &number))
        return false;
    draft->snapshot = hl_parse_snapshot(parser, number);
    return draft->snapshot != NULL;
}

static bool parse_hint(HlParser *parser, Draft *draft)
{
    uint32_t bits;
    if (!hl_scan_at_number(&parser->scan, '~'))
        return true;
    if (!hl_scan_numbered(&parser->scan, '~', &bits))
        return false;
    if (bits > 62 || draft->type != HL_I64)
        return hl_scan_error(&parser->scan, "a hint is of an integer of at most 62 bits");
    draft->bits = (uint8_t)bits;
    return true;
}

/* Sees to it that the row's immediate, edges and result are all there. */
static bool check_shape(HlParser *parser, const Draft *draft)
{
    const HlOpInfo *info = &hl_op_info[draft->code];
    int targets = draft->code == HL_OP_JUMP ? 1 : draft->code == HL_OP_BRANCH ? 2 : 0;
    if (info->imm != HL_IMM_NONE && !draft->has_imm)
        return hl_scan_error(&parser->scan, "'%s' needs an immediate", info->text);
    if (draft->target_count != targets)
        return hl_scan_error(&parser->scan, "'%s' names %d blocks, not %d", info->text, targets, draft->target_count);
    if (draft->named && draft->type == HL_VOID)
        return hl_scan_error(&parser->scan, "'%s' has no result", info->text);
    if (!draft->named && draft->type != HL_VOID)
        return hl_scan_error(&parser->scan, "'%s' has a result: it needs \"%%N =\"", info->text);
    return true;
}

/* Results of no name get their numbers last. */
static HlOp *op_of_draft(HlParser *parser, const Draft *draft)
{
    if (draft->named)
        return hl_parse_op(parser, draft->number);
    HlOp *op = hl_parse_alloc(parser, sizeof *op);
    if (op)
        op->id = HL_NO_NUMBER;
    return op;
}

static bool note_edge(HlParser *parser, HlEdge *edge, uint32_t arg_count)
{
    if (!hl_parse_grow(parser, (void **)&parser->edges, parser->edge_count, &parser->edge_capacity, sizeof *parser->edges))
        return false;
    parser->edges[parser->edge_count++] = (HlParsedEdge){edge, arg_count, parser->scan.line};
    return true;
}

static bool build_op(HlParser *parser, HlBlock *block, const Draft *draft, uint32_t line)
{
    HlOp *op = op_of_draft(parser, draft);
    if (!op || (draft->named && !hl_parse_define(parser, &parser->ops, '%', draft->number)))
        return false;
    op->code = draft->code;
    op->type = draft->type;
    op->line = line;
    op->bits = draft->bits;
    op->fail = draft->fail;
    op->snapshot = draft->snapshot;
    if (hl_op_info[op->code].imm == HL_IMM_FLOAT)
        op->imm.f = draft->imm.f;
    else
        op->imm.i = draft->imm.i;
    op->arg_count = parser->value_count;
    op->args = hl_parse_take_values(parser, 0);
    for (int i = 0; i < draft->target_count; i++) {
        op->target[i] = draft->target[i];
        if (!note_edge(parser, &op->target[i], draft->target_args[i]))
            return false;
    }
    hl_op_append(block, op);
    return op->args != NULL;
}

bool hl_parse_operation(HlParser *parser, HlBlock *block, uint32_t *line)
{
    HlScan *scan = &parser->scan;
    Draft draft = {0};
    if (hl_scan_at_number(scan, '%')) {
        draft.named = true;
        if (!hl_scan_numbered(scan, '%', &draft.number) || !hl_scan_expect(scan, '='))
            return false;
    }
    if (!find_opcode(parser, &draft) || (draft.code == HL_OP_CALL && !find_helper(parser, &draft)))
        return false;
    if (!parse_items(parser, &draft) || !parse_fail(parser, &draft) || !parse_owned_snapshot(parser, &draft) || !parse_hint(parser, &draft))
        return false;
    if (hl_scan_accept(scan, '@') && !hl_scan_unsigned(scan, line))
        return false;
    if (!check_shape(parser, &draft) || !build_op(parser, block, &draft, *line))
        return false;
    return hl_scan_end_of_line(scan);
}
