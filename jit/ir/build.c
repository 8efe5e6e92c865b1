/* Construction and rewriting of a function: blocks, operations, snapshots, constants.
 * Called by: the recorder, the passes, the parser. Allocation failure gives NULL, and every function here takes a NULL operation or block as "do nothing",
 * so that callers may check hl_ir_failed once at the end. */
#include "arena.h"
#include <string.h>

HlIr *hl_ir_new(const char *name)
{
    HlArena *arena = hl_arena_new();
    HlIr *ir = arena ? hl_arena_alloc(arena, sizeof *ir) : NULL;
    char *copy = ir ? hl_arena_alloc(arena, strlen(name) + 1) : NULL;
    if (!copy) {
        hl_arena_free(arena);
        return NULL;
    }
    ir->arena = arena;
    ir->name = strcpy(copy, name);
    return ir;
}

void hl_ir_free(HlIr *ir)
{
    if (ir)
        hl_arena_free(ir->arena); /* which ir itself lives in */
}

size_t hl_ir_memory(const HlIr *ir) { return hl_arena_size(ir->arena); }

void *hl_ir_alloc(HlIr *ir, size_t size) { return hl_arena_alloc(ir->arena, size); }

bool hl_ir_failed(const HlIr *ir) { return hl_arena_failed(ir->arena); }

/* Room for one more item in an array that lives in the arena. The old array stays as garbage: at most as much as the array itself. */
static void *with_room(HlIr *ir, void *items, uint32_t count, uint32_t *capacity, size_t item_size)
{
    if (count < *capacity)
        return items;
    uint32_t larger = *capacity ? *capacity * 2 : 8;
    void *copy = hl_ir_alloc(ir, larger * item_size);
    if (!copy)
        return NULL;
    if (count)
        memcpy(copy, items, count * item_size);
    *capacity = larger;
    return copy;
}

/* --- blocks --- */

static void link_block_after(HlIr *ir, HlBlock *block, HlBlock *after)
{
    block->prev = after;
    block->next = after ? after->next : ir->first;
    *(block->next ? &block->next->prev : &ir->last) = block;
    *(after ? &after->next : &ir->first) = block;
}

HlBlock *hl_block_new(HlIr *ir)
{
    HlBlock *block = hl_ir_alloc(ir, sizeof *block);
    if (!block)
        return NULL;
    block->id = ir->block_count++;
    link_block_after(ir, block, ir->last);
    return block;
}

void hl_block_remove(HlIr *ir, HlBlock *block)
{
    if (!block)
        return;
    *(block->prev ? &block->prev->next : &ir->first) = block->next;
    *(block->next ? &block->next->prev : &ir->last) = block->prev;
    block->prev = block->next = NULL;
}

void hl_block_move_after(HlIr *ir, HlBlock *block, HlBlock *after)
{
    if (!block || block == after)
        return;
    hl_block_remove(ir, block);
    link_block_after(ir, block, after);
}

HlOp *hl_block_add_param(HlIr *ir, HlBlock *block, HlType type)
{
    HlOp *param = block ? hl_op_new(ir, HL_OP_PARAM, 0, NULL) : NULL;
    HlOp **params = param ? with_room(ir, block->params, block->param_count, &block->param_capacity, sizeof *params) : NULL;
    if (!params)
        return NULL;
    param->type = type;
    param->block = block;
    block->params = params;
    params[block->param_count++] = param;
    return param;
}

/* --- operations --- */

HlOp *hl_op_new(HlIr *ir, HlOpcode code, uint32_t arg_count, HlOp *const *args)
{
    HlOp *op = hl_ir_alloc(ir, sizeof *op + arg_count * sizeof *args); /* the operands follow the operation */
    if (!op)
        return NULL;
    op->code = code;
    op->type = hl_op_info[code].type;
    op->id = ir->op_count++;
    op->arg_count = arg_count;
    op->args = (HlOp **)(op + 1);
    if (arg_count)
        memcpy(op->args, args, arg_count * sizeof *args);
    return op;
}

void hl_op_append(HlBlock *block, HlOp *op)
{
    if (!block || !op)
        return;
    op->block = block;
    op->prev = block->last;
    op->next = NULL;
    *(block->last ? &block->last->next : &block->first) = op;
    block->last = op;
}

void hl_op_insert_before(HlOp *where, HlOp *op)
{
    if (!where || !op)
        return;
    op->block = where->block;
    op->prev = where->prev;
    op->next = where;
    *(where->prev ? &where->prev->next : &where->block->first) = op;
    where->prev = op;
}

void hl_op_remove(HlOp *op)
{
    if (!op || !op->block)
        return;
    *(op->prev ? &op->prev->next : &op->block->first) = op->next;
    *(op->next ? &op->next->prev : &op->block->last) = op->prev;
    op->prev = op->next = NULL;
    op->block = NULL;
}

HlOp *hl_op_constant_i64(HlIr *ir, int64_t value)
{
    HlOp *op = hl_op_new(ir, HL_OP_INT, 0, NULL);
    if (op)
        op->imm.i = value;
    return op;
}

HlOp *hl_op_constant_f64(HlIr *ir, double value)
{
    HlOp *op = hl_op_new(ir, HL_OP_FLOAT, 0, NULL);
    if (op)
        op->imm.f = value;
    return op;
}

/* --- snapshots --- */

static HlSnapshot *add_snapshot(HlIr *ir)
{
    HlSnapshot *snapshot = hl_ir_alloc(ir, sizeof *snapshot);
    HlSnapshot **all = snapshot ? with_room(ir, ir->snapshots, ir->snapshot_count, &ir->snapshot_capacity, sizeof *all) : NULL;
    if (!all)
        return NULL;
    snapshot->id = ir->snapshot_count++;
    ir->snapshots = all;
    all[snapshot->id] = snapshot;
    return snapshot;
}

HlSnapshot *hl_snapshot_new(HlIr *ir, uint32_t frame_count)
{
    HlSnapshotFrame *frames = hl_ir_alloc(ir, frame_count * sizeof *frames);
    HlSnapshot *snapshot = frames ? add_snapshot(ir) : NULL;
    if (!snapshot)
        return NULL;
    for (uint32_t i = 0; i < frame_count; i++)
        frames[i].function = HL_NO_CONST;
    snapshot->frame_count = frame_count;
    snapshot->frames = frames;
    return snapshot;
}

static void *copy_array(HlIr *ir, const void *items, uint32_t count, size_t item_size)
{
    void *copy = hl_ir_alloc(ir, count * item_size);
    if (copy && count)
        memcpy(copy, items, count * item_size);
    return copy;
}

static bool copy_frames(HlIr *ir, HlSnapshot *to)
{
    to->frames = copy_array(ir, to->frames, to->frame_count, sizeof *to->frames);
    for (uint32_t i = 0; to->frames && i < to->frame_count; i++) {
        HlSnapshotFrame *frame = &to->frames[i];
        frame->slots = copy_array(ir, frame->slots, frame->local_count + frame->stack_count, sizeof *frame->slots);
        if (!frame->slots)
            return false;
    }
    return to->frames != NULL;
}

static bool copy_virtuals(HlIr *ir, HlSnapshot *to)
{
    to->virtuals = copy_array(ir, to->virtuals, to->virtual_count, sizeof *to->virtuals);
    for (uint32_t i = 0; to->virtuals && i < to->virtual_count; i++) {
        HlVirtual *virtual = &to->virtuals[i];
        virtual->parts = copy_array(ir, virtual->parts, virtual->part_count, sizeof *virtual->parts);
        if (!virtual->parts)
            return false;
    }
    return to->virtuals != NULL;
}

HlSnapshot *hl_snapshot_copy(HlIr *ir, const HlSnapshot *from)
{
    HlSnapshot content = *from;
    content.stores = copy_array(ir, from->stores, from->store_count, sizeof *from->stores);
    if (!content.stores || !copy_frames(ir, &content) || !copy_virtuals(ir, &content))
        return NULL;
    HlSnapshot *copy = add_snapshot(ir);
    if (!copy)
        return NULL;
    content.id = copy->id;
    *copy = content;
    return copy;
}

/* --- constants --- */

uint32_t hl_ir_add_constant(HlIr *ir, void *object, const char *text)
{
    HlConstant *constants = with_room(ir, ir->constants, ir->constant_count, &ir->constant_capacity, sizeof *constants);
    char *copy = constants ? hl_ir_alloc(ir, strlen(text) + 1) : NULL;
    if (!copy)
        return HL_NO_CONST;
    ir->constants = constants;
    constants[ir->constant_count] = (HlConstant){.text = strcpy(copy, text), .object = object};
    return ir->constant_count++;
}

uint32_t hl_ir_constant(HlIr *ir, void *object, const char *text)
{
    for (uint32_t i = 0; i < ir->constant_count; i++) /* pools are small: tens of objects */
        if (ir->constants[i].object == object)
            return i;
    return hl_ir_add_constant(ir, object, text);
}
