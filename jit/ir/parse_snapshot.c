/* The text form of snapshots, read. The grammar stands at the top of parse.c. */
#include "parse.h"
#include <string.h>

static bool parse_numbered_slot(HlParser *parser, HlSlot *slot, char prefix, HlSlotKind kind)
{
    slot->kind = kind;
    return hl_scan_numbered(&parser->scan, prefix, &slot->index);
}

static bool parse_value_slot(HlParser *parser, HlSlot *slot, HlSlotKind kind)
{
    uint32_t number;
    slot->kind = kind;
    if (!hl_scan_numbered(&parser->scan, '%', &number))
        return false;
    slot->value = hl_parse_op(parser, number);
    return slot->value != NULL;
}

static bool parse_slot(HlParser *parser, HlSlot *slot)
{
    HlScan *scan = &parser->scan;
    *slot = (HlSlot){.kind = HL_SLOT_KEEP};
    if (hl_scan_accept_word(scan, "keep"))
        return true;
    slot->kind = HL_SLOT_NULL;
    if (hl_scan_accept_word(scan, "null"))
        return true;
    if (hl_scan_accept(scan, '&'))
        return parse_value_slot(parser, slot, HL_SLOT_BORROW);
    if (hl_scan_at_number(scan, 'c'))
        return parse_numbered_slot(parser, slot, 'c', HL_SLOT_CONST);
    if (hl_scan_at_number(scan, 'v'))
        return parse_numbered_slot(parser, slot, 'v', HL_SLOT_VIRTUAL);
    return parse_value_slot(parser, slot, HL_SLOT_VALUE);
}

/* Adds slots to the parser's list up to `close`; counts them. */
static bool parse_slots(HlParser *parser, char open, char close, uint32_t *count)
{
    HlScan *scan = &parser->scan;
    uint32_t start = parser->slot_count;
    if (!hl_scan_expect(scan, open))
        return false;
    *count = 0;
    if (hl_scan_accept(scan, close))
        return true;
    do {
        HlSlot slot;
        if (!parse_slot(parser, &slot) || !hl_parse_grow(parser, (void **)&parser->slots, parser->slot_count, &parser->slot_capacity, sizeof slot))
            return false;
        parser->slots[parser->slot_count++] = slot;
    } while (hl_scan_accept(scan, ','));
    *count = parser->slot_count - start;
    return hl_scan_expect(scan, close);
}

/* All slots of the list, which is then empty. */
static HlSlot *take_slots(HlParser *parser)
{
    HlSlot *slots = hl_parse_alloc(parser, parser->slot_count * sizeof *slots);
    if (slots && parser->slot_count)
        memcpy(slots, parser->slots, parser->slot_count * sizeof *slots);
    parser->slot_count = 0;
    return slots;
}

/* "locals 2 [...]": the count is for people and may be left out. */
static bool parse_counted_slots(HlParser *parser, const char *word, uint32_t *count)
{
    HlScan *scan = &parser->scan;
    uint32_t said;
    *count = 0;
    if (!hl_scan_accept_word(scan, word))
        return true;
    char next = hl_scan_peek(scan);
    bool has_count = next != '[';
    if (has_count && !hl_scan_unsigned(scan, &said))
        return false;
    if (!parse_slots(parser, '[', ']', count))
        return false;
    if (has_count && said != *count)
        return hl_scan_error(scan, "%s: %u slots, not %u", word, *count, said);
    return true;
}

/* Finds the word in a table of names. */
static bool parse_kind(HlParser *parser, const char *const *names, int count, const char *what, int *kind)
{
    HlWord word = hl_scan_peek_word(&parser->scan);
    for (*kind = 0; *kind < count; ++*kind)
        if (hl_word_is(word, names[*kind])) {
            parser->scan.at += word.length;
            return true;
        }
    return hl_scan_error(&parser->scan, "unknown kind of %s '%.*s'", what, (int)(word.length < 40 ? word.length : 40), word.start);
}

/* An array in the function's arena that doubles when its count is a power of two. */
static void *append_part(HlParser *parser, void *parts, uint32_t count, const void *part, size_t size)
{
    char *longer = parts;
    if ((count & (count - 1)) == 0) {
        longer = hl_parse_alloc(parser, (count ? count * 2 : 1) * size);
        if (!longer)
            return NULL;
        if (count)
            memcpy(longer, parts, count * size);
    }
    memcpy(longer + count * size, part, size);
    return longer;
}

static bool parse_store(HlParser *parser, HlSnapshot *snapshot)
{
    HlScan *scan = &parser->scan;
    HlStore store = {0};
    int kind;
    if (!parse_kind(parser, hl_store_text, HL_STORE_KIND_COUNT, "store", &kind) || !hl_scan_expect(scan, '(') || !parse_slot(parser, &store.base))
        return false;
    store.kind = (HlStoreKind)kind;
    if (store.kind == HL_STORE_GLOBAL && (!hl_scan_expect(scan, ',') || !hl_scan_numbered(scan, 'c', &store.name)))
        return false;
    if (!hl_scan_expect(scan, ')') || !hl_scan_expect(scan, '=') || !parse_slot(parser, &store.value))
        return false;
    snapshot->stores = append_part(parser, snapshot->stores, snapshot->store_count++, &store, sizeof store);
    return snapshot->stores != NULL;
}

static bool parse_virtual(HlParser *parser, HlSnapshot *snapshot)
{
    HlScan *scan = &parser->scan;
    HlVirtual virtual = {0};
    uint32_t number;
    int kind;
    if (!hl_scan_numbered(scan, 'v', &number))
        return false;
    if (number != snapshot->virtual_count)
        return hl_scan_error(scan, "the next virtual is v%u", snapshot->virtual_count);
    if (!hl_scan_expect(scan, '=') || !parse_kind(parser, hl_virtual_text, HL_VIRTUAL_KIND_COUNT, "virtual", &kind))
        return false;
    virtual.kind = (HlVirtualKind)kind;
    if (!parse_slots(parser, '(', ')', &virtual.part_count) || !(virtual.parts = take_slots(parser)))
        return false;
    snapshot->virtuals = append_part(parser, snapshot->virtuals, snapshot->virtual_count++, &virtual, sizeof virtual);
    return snapshot->virtuals != NULL;
}

static bool parse_function(HlParser *parser, HlSnapshotFrame *frame)
{
    HlScan *scan = &parser->scan;
    frame->function = HL_NO_CONST;
    if (!hl_scan_accept_word(scan, "function"))
        return true;
    if (!hl_scan_expect(scan, '='))
        return false;
    return hl_scan_accept(scan, '-') || hl_scan_numbered(scan, 'c', &frame->function);
}

static bool parse_pc(HlParser *parser, HlSnapshotFrame *frame)
{
    uint32_t pc;
    if (!hl_scan_expect_word(&parser->scan, "pc") || !hl_scan_expect(&parser->scan, '=') || !hl_scan_unsigned(&parser->scan, &pc))
        return false;
    if (pc > INT32_MAX)
        return hl_scan_error(&parser->scan, "number too large");
    frame->pc = (int32_t)pc;
    return true;
}

static bool parse_frame(HlParser *parser, HlSnapshot *snapshot)
{
    HlScan *scan = &parser->scan;
    HlSnapshotFrame frame = {0};
    if (!hl_scan_expect_word(scan, "code") || !hl_scan_expect(scan, '=') || !hl_scan_numbered(scan, 'c', &frame.code))
        return false;
    int returns = HL_RETURN_PUSH;
    if (!parse_function(parser, &frame) || !parse_pc(parser, &frame))
        return false;
    if (hl_scan_accept_word(scan, "returns") && !parse_kind(parser, hl_return_text, HL_RETURN_COUNT, "return", &returns))
        return false;
    frame.returns = (HlReturn)returns;
    if (!parse_counted_slots(parser, "locals", &frame.local_count) || !parse_counted_slots(parser, "stack", &frame.stack_count))
        return false;
    if (!(frame.slots = take_slots(parser)))
        return false;
    snapshot->frames = append_part(parser, snapshot->frames, snapshot->frame_count++, &frame, sizeof frame);
    return snapshot->frames != NULL;
}

static bool parse_parts(HlParser *parser, HlSnapshot *snapshot)
{
    HlScan *scan = &parser->scan;
    while (hl_scan_peek(scan) && !hl_scan_at_number(scan, 's')) {
        bool ok;
        if (hl_scan_accept_word(scan, "store"))
            ok = parse_store(parser, snapshot);
        else if (hl_scan_accept_word(scan, "virtual"))
            ok = parse_virtual(parser, snapshot);
        else
            ok = hl_scan_expect_word(scan, "frame") && parse_frame(parser, snapshot);
        if (!ok || !hl_scan_end_of_line(scan))
            return false;
    }
    return true;
}

static bool parse_snapshot(HlParser *parser)
{
    HlScan *scan = &parser->scan;
    uint32_t number;
    int resume = HL_RESUME;
    if (!hl_scan_numbered(scan, 's', &number))
        return false;
    HlSnapshot *snapshot = hl_parse_snapshot(parser, number);
    if (!snapshot || !hl_parse_define(parser, &parser->snapshots, 's', number))
        return false;
    if (hl_scan_accept_word(scan, "point") && !hl_scan_unsigned(scan, &snapshot->point))
        return false;
    if (hl_scan_peek_word(scan).length && !parse_kind(parser, hl_resume_text, HL_RESUME_COUNT, "exit", &resume))
        return false;
    snapshot->resume = (HlResume)resume;
    return hl_scan_end_of_line(scan) && parse_parts(parser, snapshot);
}

bool hl_parse_snapshots(HlParser *parser)
{
    parser->slot_count = 0;
    if (!hl_scan_end_of_line(&parser->scan))
        return false;
    while (hl_scan_at_number(&parser->scan, 's'))
        if (!parse_snapshot(parser))
            return false;
    return true;
}
