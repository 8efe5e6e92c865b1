/* The text form, written. The grammar stands at the top of parse.c.
 * Called by: the nest (for the compiler process and for dumps), the tests' tool. What it writes is what people read in a dump. */
#include "text.h"
#include "ir.h"
#include <stdlib.h>
#include <string.h>

enum { LINE_COLUMN = 48, COMMENT_COLUMN = 56 };

static void print_value(HlText *out, const HlOp *value) { hl_text_numbered(out, "%", value->id); }

static void print_separator(HlText *out, bool *first)
{
    if (!*first)
        hl_text_add(out, ", ");
    *first = false;
}

/* --- operations --- */

static void print_edge(HlText *out, const HlEdge *edge)
{
    hl_text_numbered(out, "B", edge->block->id);
    if (!edge->block->param_count)
        return;
    bool first = true;
    hl_text_add(out, "(");
    for (uint32_t i = 0; i < edge->block->param_count; i++) {
        print_separator(out, &first);
        print_value(out, edge->args[i]);
    }
    hl_text_add(out, ")");
}

static void print_float_bits(HlText *out, double value)
{
    uint64_t bits;
    char hex[24];
    memcpy(&bits, &value, sizeof bits);
    snprintf(hex, sizeof hex, "0x%016llx", (unsigned long long)bits);
    hl_text_add(out, hex);
}

static void print_immediate(HlText *out, const HlOp *op)
{
    switch (hl_op_info[op->code].imm) {
    case HL_IMM_NONE: break;
    case HL_IMM_INT:
    case HL_IMM_SLOT: hl_text_signed(out, op->imm.i); break;
    case HL_IMM_FLOAT: print_float_bits(out, op->imm.f); break;
    case HL_IMM_CONST: hl_text_numbered(out, "c", (uint32_t)op->imm.i); break;
    case HL_IMM_HELPER: break; /* part of the operation's name */
    }
}

/* Helpers' names are capitals in the table and small letters in the text. */
static void print_helper(HlText *out, int64_t helper)
{
    const char *name = helper >= 0 && helper < HL_HELPER_COUNT ? hl_helper_info[helper].name : "?";
    for (; *name; name++) {
        char small = *name >= 'A' && *name <= 'Z' ? (char)(*name - 'A' + 'a') : *name;
        hl_text_bytes(out, &small, 1);
    }
}

static void print_name(HlText *out, const HlOp *op)
{
    hl_text_add(out, hl_op_info[op->code].text);
    if (op->code != HL_OP_CALL)
        return;
    hl_text_add(out, " ");
    print_helper(out, op->imm.i);
}

/* A slot number comes before the operands ("store_slot 3, %5"), other immediates after them. */
static void print_operands(HlText *out, const HlOp *op)
{
    HlImm imm = hl_op_info[op->code].imm;
    bool first = true;
    if (op->arg_count || imm == HL_IMM_INT || imm == HL_IMM_FLOAT || imm == HL_IMM_CONST || imm == HL_IMM_SLOT || op->target[0].block)
        hl_text_add(out, " ");
    if (imm == HL_IMM_SLOT) {
        print_separator(out, &first);
        print_immediate(out, op);
    }
    for (uint32_t i = 0; i < op->arg_count; i++) {
        print_separator(out, &first);
        print_value(out, op->args[i]);
    }
    if (imm == HL_IMM_INT || imm == HL_IMM_FLOAT || imm == HL_IMM_CONST) {
        print_separator(out, &first);
        print_immediate(out, op);
    }
    for (int i = 0; i < 2 && op->target[i].block; i++) {
        print_separator(out, &first);
        print_edge(out, &op->target[i]);
    }
}

static void print_comment(HlText *out, const HlIr *ir, const HlOp *op)
{
    HlImm imm = hl_op_info[op->code].imm;
    const char *text = imm == HL_IMM_CONST && (uint64_t)op->imm.i < ir->constant_count ? ir->constants[op->imm.i].text : NULL;
    if (out->bare || (!text && imm != HL_IMM_FLOAT))
        return;
    hl_text_column(out, COMMENT_COLUMN);
    hl_text_add(out, "; ");
    if (text)
        hl_text_add(out, text);
    else
        hl_text_float(out, op->imm.f);
}

/* `line`: the source line that the reader knows already. */
static void print_op(HlText *out, const HlIr *ir, const HlOp *op, uint32_t line)
{
    if (op->type != HL_VOID) {
        print_value(out, op);
        hl_text_add(out, " = ");
    }
    print_name(out, op);
    print_operands(out, op);
    if (op->fail)
        hl_text_numbered(out, " else B", op->fail->id);
    if (op->snapshot)
        hl_text_numbered(out, " s", op->snapshot->id);
    if (op->bits)
        hl_text_numbered(out, " ~", op->bits);
    if (op->line != line) {
        hl_text_column(out, LINE_COLUMN);
        hl_text_numbered(out, "@", op->line);
    }
    print_comment(out, ir, op);
}

/* --- blocks --- */

static void print_block_head(HlText *out, const HlBlock *block)
{
    bool first = true;
    hl_text_numbered(out, "block B", block->id);
    if (block->param_count)
        hl_text_add(out, "(");
    for (uint32_t i = 0; i < block->param_count; i++) {
        print_separator(out, &first);
        print_value(out, block->params[i]);
        hl_text_add(out, ":");
        hl_text_add(out, hl_type_text[block->params[i]->type]);
    }
    if (block->param_count)
        hl_text_add(out, ")");
    if (block->header)
        hl_text_numbered(out, " header=s", block->header->id);
    hl_text_add(out, block->no_sizes ? " no_sizes" : "");
    hl_text_add(out, block->no_guess ? " no_guess" : "");
    hl_text_add(out, block->no_hoist ? " no_hoist:" : ":");
}

static void print_block(HlText *out, const HlIr *ir, const HlBlock *block)
{
    uint32_t line = 0;
    hl_text_newline(out);
    print_block_head(out, block);
    hl_text_newline(out);
    for (const HlOp *op = block->first; op; op = op->next) {
        hl_text_add(out, "  ");
        print_op(out, ir, op, line);
        hl_text_newline(out);
        line = op->line;
    }
}

/* --- snapshots --- */

static void print_slot(HlText *out, const HlSlot *slot)
{
    switch (slot->kind) {
    case HL_SLOT_KEEP: hl_text_add(out, "keep"); break;
    case HL_SLOT_NULL: hl_text_add(out, "null"); break;
    case HL_SLOT_VALUE: print_value(out, slot->value); break;
    case HL_SLOT_BORROW:
        hl_text_add(out, "&");
        print_value(out, slot->value);
        break;
    case HL_SLOT_CONST: hl_text_numbered(out, "c", slot->index); break;
    case HL_SLOT_VIRTUAL: hl_text_numbered(out, "v", slot->index); break;
    }
}

static void print_slots(HlText *out, const HlSlot *slots, uint32_t count, char open, char close)
{
    bool first = true;
    hl_text_bytes(out, &open, 1);
    for (uint32_t i = 0; i < count; i++) {
        print_separator(out, &first);
        print_slot(out, &slots[i]);
    }
    hl_text_bytes(out, &close, 1);
}

static void print_store(HlText *out, const HlStore *store)
{
    hl_text_add(out, "    store ");
    hl_text_add(out, hl_store_text[store->kind]);
    hl_text_add(out, "(");
    print_slot(out, &store->base);
    if (store->kind == HL_STORE_GLOBAL)
        hl_text_numbered(out, ", c", store->name);
    hl_text_add(out, ") = ");
    print_slot(out, &store->value);
    hl_text_newline(out);
}

static void print_virtual(HlText *out, const HlVirtual *virtual, uint32_t number)
{
    hl_text_numbered(out, "    virtual v", number);
    hl_text_add(out, " = ");
    hl_text_add(out, hl_virtual_text[virtual->kind]);
    print_slots(out, virtual->parts, virtual->part_count, '(', ')');
    hl_text_newline(out);
}

static void print_frame(HlText *out, const HlIr *ir, const HlSnapshotFrame *frame)
{
    hl_text_numbered(out, "    frame code=c", frame->code);
    if (frame->function == HL_NO_CONST)
        hl_text_add(out, " function=-");
    else
        hl_text_numbered(out, " function=c", frame->function);
    hl_text_add(out, " pc=");
    hl_text_signed(out, frame->pc);
    if (frame->returns != HL_RETURN_PUSH) {
        hl_text_add(out, " returns ");
        hl_text_add(out, hl_return_text[frame->returns]);
    }
    hl_text_numbered(out, " locals ", frame->local_count);
    hl_text_add(out, " ");
    print_slots(out, frame->slots, frame->local_count, '[', ']');
    hl_text_numbered(out, " stack ", frame->stack_count);
    hl_text_add(out, " ");
    print_slots(out, frame->slots + frame->local_count, frame->stack_count, '[', ']');
    if (frame->code < ir->constant_count) {
        hl_text_add(out, "  ; ");
        hl_text_add(out, ir->constants[frame->code].text);
    }
    hl_text_newline(out);
}

static void print_snapshot(HlText *out, const HlIr *ir, const HlSnapshot *snapshot)
{
    hl_text_numbered(out, "  s", snapshot->id);
    hl_text_numbered(out, " point ", snapshot->point);
    hl_text_add(out, " ");
    hl_text_add(out, hl_resume_text[snapshot->resume]);
    hl_text_newline(out);
    for (uint32_t i = 0; i < snapshot->store_count; i++)
        print_store(out, &snapshot->stores[i]);
    for (uint32_t i = 0; i < snapshot->virtual_count; i++)
        print_virtual(out, &snapshot->virtuals[i], i);
    for (uint32_t i = 0; i < snapshot->frame_count; i++)
        print_frame(out, ir, &snapshot->frames[i]);
}

/* Snapshots that no operation owns any more are left out: their values may be gone. */
static void print_snapshots(HlText *out, const HlIr *ir)
{
    bool *used = calloc(ir->snapshot_count + 1, sizeof *used);
    if (!used) {
        out->failed = true;
        return;
    }
    bool any = false;
    for (const HlBlock *block = ir->first; block; block = block->next) {
        if (block->header)
            used[block->header->id] = any = true;
        for (const HlOp *op = block->first; op; op = op->next)
            if (op->snapshot)
                used[op->snapshot->id] = any = true;
    }
    if (any)
        hl_text_add(out, "\nsnapshots\n");
    out->line_start = out->length;
    for (uint32_t i = 0; i < ir->snapshot_count; i++)
        if (used[i])
            print_snapshot(out, ir, ir->snapshots[i]);
    free(used);
}

/* --- whole functions --- */

static void print_ir(HlText *out, const HlIr *ir)
{
    hl_text_add(out, "nest ");
    hl_text_quoted(out, ir->name);
    hl_text_newline(out);
    if (ir->constant_count)
        hl_text_add(out, "constants\n");
    for (uint32_t i = 0; i < ir->constant_count; i++) {
        hl_text_numbered(out, "  c", i);
        hl_text_add(out, " ");
        hl_text_quoted(out, ir->constants[i].text);
        hl_text_newline(out);
    }
    for (const HlBlock *block = ir->first; block; block = block->next)
        print_block(out, ir, block);
    print_snapshots(out, ir);
}

char *hl_ir_text(const HlIr *ir, size_t *length)
{
    HlText out = {0};
    print_ir(&out, ir);
    if (out.failed) {
        free(out.data);
        return NULL;
    }
    if (length)
        *length = out.length;
    return out.data;
}

static void write_and_free(HlText *text, FILE *out)
{
    if (!text->failed)
        fwrite(text->data, 1, text->length, out);
    free(text->data);
}

void hl_ir_print(const HlIr *ir, FILE *out)
{
    HlText text = {0};
    print_ir(&text, ir);
    write_and_free(&text, out);
}

void hl_op_print(const HlIr *ir, const HlOp *op, FILE *out)
{
    HlText text = {0};
    print_op(&text, ir, op, 0);
    write_and_free(&text, out);
}

void hl_op_describe(const HlIr *ir, const HlOp *op, char *buffer, size_t size)
{
    HlText text = {.bare = true};
    print_op(&text, ir, op, op->line);
    snprintf(buffer, size, "%s", text.failed ? hl_op_info[op->code].text : text.data);
    free(text.data);
}

void hl_snapshot_print(const HlIr *ir, const HlSnapshot *snapshot, FILE *out)
{
    HlText text = {0};
    print_snapshot(&text, ir, snapshot);
    write_and_free(&text, out);
}
