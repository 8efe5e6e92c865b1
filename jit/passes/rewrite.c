/* Changes that several passes make; see rewrite.h. */
#include "rewrite.h"

#include <string.h>

/* --- values replaced by others --- */

HlReplacements hl_replacements(HlScratch *scratch, const HlIr *ir)
{
    return (HlReplacements){.by = HL_SCRATCH_ARRAY(scratch, HlOp *, ir->op_count), .count = ir->op_count};
}

void hl_replace(HlReplacements *replacements, const HlOp *from, HlOp *to)
{
    replacements->by[from->id] = to;
    replacements->any = true;
}

HlOp *hl_resolve(const HlReplacements *replacements, HlOp *op)
{
    HlOp *end = op;
    while (end->id < replacements->count && replacements->by[end->id])
        end = replacements->by[end->id];
    while (op != end) { /* the next search finds the end at once */
        HlOp *next = replacements->by[op->id];
        replacements->by[op->id] = end;
        op = next;
    }
    return end;
}

void hl_replace_operands(const HlReplacements *replacements, HlOp *op)
{
    for (uint32_t i = 0; i < op->arg_count; i++)
        op->args[i] = hl_resolve(replacements, op->args[i]);
}

static void replace_use(HlOp **use, void *context)
{
    *use = hl_resolve(context, *use);
}

void hl_replace_uses(const HlReplacements *replacements, HlIr *ir)
{
    if (!replacements->any)
        return;
    for (HlBlock *block = ir->first; block; block = block->next) {
        for (HlOp *op = block->first; op; op = op->next)
            hl_op_visit_uses(op, replace_use, (void *)replacements);
        if (block->header)
            hl_snapshot_visit_uses(block->header, replace_use, (void *)replacements);
    }
}

/* --- constants --- */

/* The bits of the immediate: floats are equal if their bits are. */
static uint64_t constant_bits(const HlOp *op)
{
    uint64_t bits;
    memcpy(&bits, &op->imm, sizeof bits);
    return bits;
}

static uint32_t constant_hash(HlOpcode code, uint64_t bits)
{
    uint64_t mixed = (bits ^ (uint64_t)code << 56) * 0x9E3779B97F4A7C15u;
    return (uint32_t)(mixed >> 32);
}

/* The table's place for a constant: holds it, or is empty. */
static HlOp **constant_slot(const HlConstants *constants, HlOpcode code, uint64_t bits)
{
    uint32_t at = constant_hash(code, bits) & (constants->size - 1);
    while (constants->slots[at] && (constants->slots[at]->code != code || constant_bits(constants->slots[at]) != bits))
        at = (at + 1) & (constants->size - 1);
    return &constants->slots[at];
}

/* Keeps the table at most half full. */
static void make_room(HlConstants *constants)
{
    if (constants->slots && constants->count < constants->size / 2)
        return;
    HlConstants larger = *constants;
    larger.size = constants->size ? constants->size * 2 : 64;
    larger.slots = HL_SCRATCH_ARRAY(constants->scratch, HlOp *, larger.size);
    for (uint32_t i = 0; i < constants->size; i++)
        if (constants->slots[i])
            *constant_slot(&larger, constants->slots[i]->code, constant_bits(constants->slots[i])) = constants->slots[i];
    *constants = larger;
}

static void add_constant(HlConstants *constants, HlOp **slot, HlOp *op)
{
    op->line = 0; /* of no instruction any more */
    hl_op_insert_before(constants->last ? constants->last->next : constants->ir->first->first, op);
    constants->last = op;
    constants->count++;
    *slot = op;
}

static void share_constant(HlConstants *constants, HlReplacements *replacements, HlOp *op)
{
    make_room(constants);
    HlOp **slot = constant_slot(constants, op->code, constant_bits(op));
    hl_op_remove(op);
    if (*slot)
        hl_replace(replacements, op, *slot);
    else
        add_constant(constants, slot, op);
}

HlConstants hl_share_constants(HlScratch *scratch, HlIr *ir, HlReplacements *replacements)
{
    HlConstants constants = {.scratch = scratch, .ir = ir};
    make_room(&constants);
    for (HlBlock *block = ir->first; block; block = block->next)
        for (HlOp *op = block->first, *next; op; op = next) {
            next = op->next;
            if (hl_is_constant(op))
                share_constant(&constants, replacements, op);
        }
    return constants;
}

static HlOp *constant(HlConstants *constants, HlOpcode code, uint64_t bits)
{
    make_room(constants);
    HlOp **slot = constant_slot(constants, code, bits);
    if (!*slot) {
        HlOp *op = hl_scratch_need(constants->scratch, hl_op_new(constants->ir, code, 0, NULL));
        memcpy(&op->imm, &bits, sizeof bits);
        add_constant(constants, slot, op);
    }
    return *slot;
}

HlOp *hl_constant_i64(HlConstants *constants, int64_t value) { return constant(constants, HL_OP_INT, (uint64_t)value); }
HlOp *hl_constant_b1(HlConstants *constants, bool value) { return constant(constants, HL_OP_BOOL, value); }
HlOp *hl_constant_object(HlConstants *constants, int64_t index) { return constant(constants, HL_OP_CONST, (uint64_t)index); }

HlOp *hl_constant_f64(HlConstants *constants, double value)
{
    uint64_t bits;
    memcpy(&bits, &value, sizeof bits);
    return constant(constants, HL_OP_FLOAT, bits);
}

/* --- structure --- */

static uint32_t drop_marked(HlOp **items, uint32_t count, const bool *marks)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < count; i++)
        if (!marks[i])
            items[kept++] = items[i];
    return kept;
}

void hl_remove_params(const HlNode *node, const bool *marks)
{
    HlBlock *block = node->block;
    for (uint32_t i = 0; i < node->pred_count; i++) {
        HlEdge *edge = hl_pred_edge(&node->preds[i]);
        if (edge)
            drop_marked(edge->args, block->param_count, marks);
    }
    block->param_count = drop_marked(block->params, block->param_count, marks);
}

void hl_remove_unreachable(HlIr *ir, const HlGraph *graph)
{
    for (HlBlock *block = ir->first, *next; block; block = next) {
        next = block->next;
        if (graph->index[block->id] == HL_NO_NODE)
            hl_block_remove(ir, block);
    }
}

void hl_become(HlOp *op, HlOpcode code, uint32_t arg_count)
{
    op->code = code;
    op->type = hl_op_info[code].type;
    op->arg_count = arg_count;
    if (!hl_op_is(op, HL_FLAG_CHECK))
        op->fail = NULL;
}
