/* Is a function sound? The rules, in this order:
 *
 *   links      blocks and operations are linked and numbered consistently; each block ends with its only terminator
 *   shape      checks have a fail block, others none; jumps one target, branches two; the entry and fail blocks have no parameters
 *   types      operands, edge arguments and immediates are what the rows of ir.def and helpers.def say
 *   snapshots  verify_snapshot.c
 *   dominance  every value is available where it is used (in unreachable blocks anything goes)
 *
 * Called by: passes.c after each pass when asked, the nest before it submits, the compiler process after parsing, the tool. */
#include "verify.h"
#include "buffers.h"
#include <stdarg.h>
#include <stdlib.h>

bool hl_verify_fault(HlVerifier *v, const HlBlock *block, const HlOp *op, const char *format, ...)
{
    char reason[200], text[200] = "";
    va_list args;
    va_start(args, format);
    vsnprintf(reason, sizeof reason, format, args);
    va_end(args);
    if (op)
        hl_op_describe(v->ir, op, text, sizeof text);
    snprintf(v->error, v->error_size, "B%u: %s%s%s", block->id, text, op ? ": " : "", reason);
    return false;
}

bool hl_verify_is_value(const HlVerifier *v, const HlOp *op)
{
    return op && op->id < v->ir->op_count && v->ops[op->id] == op && op->type != HL_VOID;
}

/* --- links. Here nothing can be trusted, so faults are reported without printing the operation. --- */

static bool enter_op(HlVerifier *v, const HlBlock *block, const HlOp *op)
{
    if ((unsigned)op->code >= HL_OP_COUNT)
        return hl_verify_fault(v, block, NULL, "an operation has the unknown code %d", (int)op->code);
    if (op->id >= v->ir->op_count)
        return hl_verify_fault(v, block, NULL, "%%%u is not below the function's operation count %u", op->id, v->ir->op_count);
    if (v->ops[op->id])
        return hl_verify_fault(v, block, NULL, "%%%u is the number of two operations", op->id);
    if (op->block != block)
        return hl_verify_fault(v, block, NULL, "%%%u (%s) names another block as its own", op->id, hl_op_info[op->code].text);
    v->ops[op->id] = op;
    return true;
}

static bool enter_params(HlVerifier *v, const HlBlock *block)
{
    for (uint32_t i = 0; i < block->param_count; i++) {
        const HlOp *param = block->params[i];
        if (!enter_op(v, block, param))
            return false;
        if (param->code != HL_OP_PARAM || param->type == HL_VOID)
            return hl_verify_fault(v, block, NULL, "%%%u is no parameter with a type", param->id);
    }
    return true;
}

static bool enter_block_ops(HlVerifier *v, const HlBlock *block)
{
    const HlOp *before = NULL;
    for (const HlOp *op = block->first; op; before = op, op = op->next) {
        if (!enter_op(v, block, op))
            return false;
        if (op->prev != before)
            return hl_verify_fault(v, block, NULL, "%%%u (%s) is linked wrongly to the operation before it", op->id, hl_op_info[op->code].text);
        if (op->code == HL_OP_PARAM)
            return hl_verify_fault(v, block, NULL, "parameter %%%u stands among the operations", op->id);
        if (hl_op_is(op, HL_FLAG_TERMINATOR) && op->next)
            return hl_verify_fault(v, block, NULL, "'%s' is not the last operation", hl_op_info[op->code].text);
    }
    if (block->last != before)
        return hl_verify_fault(v, block, NULL, "the last operation is linked wrongly");
    if (!before || !hl_op_is(before, HL_FLAG_TERMINATOR))
        return hl_verify_fault(v, block, NULL, "the last operation must be a jump, a branch or an exit");
    return true;
}

static bool check_links(HlVerifier *v)
{
    const HlBlock *before = NULL;
    for (const HlBlock *block = v->ir->first; block; before = block, block = block->next) {
        if (block->id >= v->ir->block_count || v->blocks[block->id])
            return hl_verify_fault(v, block, NULL, "the block's number is not unique or not below the block count %u", v->ir->block_count);
        v->blocks[block->id] = block;
        if (block->prev != before)
            return hl_verify_fault(v, block, NULL, "the block is linked wrongly to the one before it");
        if (!enter_params(v, block) || !enter_block_ops(v, block))
            return false;
    }
    if (v->ir->last != before || !before) {
        snprintf(v->error, v->error_size, before ? "the last block is linked wrongly" : "there is no block");
        return false;
    }
    if (v->ir->first->param_count)
        return hl_verify_fault(v, v->ir->first, NULL, "the entry has parameters");
    return true;
}

/* --- shape: after this, operations can be walked and printed --- */

static bool is_block(const HlVerifier *v, const HlBlock *block) { return block && block->id < v->ir->block_count && v->blocks[block->id] == block; }

static bool check_fail(HlVerifier *v, const HlOp *op)
{
    const char *text = hl_op_info[op->code].text;
    if (!hl_op_is(op, HL_FLAG_CHECK))
        return !op->fail || hl_verify_fault(v, op->block, NULL, "'%s' can't fail but has a fail block", text);
    if (!is_block(v, op->fail))
        return hl_verify_fault(v, op->block, NULL, "the fail block of %%%u (%s) is not in the function", op->id, text);
    if (op->fail->param_count)
        return hl_verify_fault(v, op->block, NULL, "the fail block B%u of '%s' has parameters", op->fail->id, text);
    return true;
}

static bool check_targets(HlVerifier *v, const HlOp *op)
{
    int targets = op->code == HL_OP_JUMP ? 1 : op->code == HL_OP_BRANCH ? 2 : 0;
    for (int i = 0; i < 2; i++) {
        const HlEdge *edge = &op->target[i];
        if (i >= targets && edge->block)
            return hl_verify_fault(v, op->block, NULL, "'%s' has a target too many", hl_op_info[op->code].text);
        if (i < targets && !is_block(v, edge->block))
            return hl_verify_fault(v, op->block, NULL, "target %d of '%s' is not in the function", i, hl_op_info[op->code].text);
        for (uint32_t k = 0; i < targets && k < edge->block->param_count; k++)
            if (!hl_verify_is_value(v, edge->args[k]))
                return hl_verify_fault(v, op->block, NULL, "argument %u of '%s' is no value of the function", k, hl_op_info[op->code].text);
    }
    return true;
}

static bool check_shape(HlVerifier *v, const HlOp *op)
{
    for (uint32_t i = 0; i < op->arg_count; i++)
        if (!hl_verify_is_value(v, op->args[i]))
            return hl_verify_fault(v, op->block, NULL, "operand %u of %%%u (%s) is no value of the function", i, op->id, hl_op_info[op->code].text);
    if (!check_fail(v, op) || !check_targets(v, op))
        return false;
    if (hl_op_is(op, HL_FLAG_SNAPSHOT) != (op->snapshot != NULL))
        return hl_verify_fault(v, op->block, NULL, "'%s' %s snapshot", hl_op_info[op->code].text, op->snapshot ? "can't have a" : "has no");
    return true;
}

/* --- types --- */

static bool check_letter(HlVerifier *v, const HlOp *op, uint32_t index, char letter)
{
    HlType wanted = hl_type_of_letter(letter), found = op->args[index]->type;
    if (letter == '?' || found == wanted)
        return true;
    return hl_verify_fault(v, op->block, op, "operand %u is %s, not %s", index, hl_type_text[found], hl_type_text[wanted]);
}

static bool check_operands(HlVerifier *v, const HlOp *op)
{
    uint32_t count = 0;
    for (const char *letter = hl_op_operands(op); *letter; letter++, count++) {
        if (*letter == '*')
            return true;
        if (count >= op->arg_count)
            return hl_verify_fault(v, op->block, op, "operand %u is missing", count);
        if (!check_letter(v, op, count, *letter))
            return false;
    }
    return count == op->arg_count || hl_verify_fault(v, op->block, op, "takes %u operands, not %u", count, op->arg_count);
}

static bool in_range(const HlOp *op, int64_t low, int64_t high) { return op->imm.i >= low && op->imm.i <= high; }

static bool is_form(HlBufferForm form)
{
    return form.family < HL_BUFFER_FAMILY_COUNT && form.axes >= 1 && form.axes <= HL_BUFFER_AXES && (form.size & (form.size - 1)) == 0;
}

/* Operations whose integer immediate selects something. */
static bool is_selector_in_range(const HlOp *op)
{
    switch (op->code) {
    case HL_OP_BOOL: return in_range(op, 0, 1);
    case HL_OP_LOAD_RANGE: return in_range(op, 0, 2);
    case HL_OP_ITER_INDEX: return in_range(op, 0, 4);
    case HL_OP_ITER_SEQUENCE: return in_range(op, 1, 2);
    case HL_OP_CHECK_ENTRY: return in_range(op, 0, INT32_MAX);
    case HL_OP_CHECK_BUFFER: return is_form(hl_buffer_form(op->imm.i)) && in_range(op, 0, INT32_MAX);
    case HL_OP_BUFFER_DATA: return in_range(op, 0, HL_BUFFER_FAMILY_COUNT - 1);
    case HL_OP_BUFFER_LENGTH:
    case HL_OP_BUFFER_STRIDE: return hl_axis_family(op->imm.i) < HL_BUFFER_FAMILY_COUNT && in_range(op, 0, HL_BUFFER_AXES << 8);
    case HL_OP_GET_I64:
    case HL_OP_SET_I64: return in_range(op, 0, HL_ELEMENT_U64);
    case HL_OP_GET_F64:
    case HL_OP_SET_F64: return in_range(op, HL_ELEMENT_F32, HL_ELEMENT_F64);
    default: return true;
    }
}

static bool check_immediate(HlVerifier *v, const HlOp *op)
{
    bool ok = true;
    switch (hl_op_info[op->code].imm) {
    case HL_IMM_CONST: ok = in_range(op, 0, (int64_t)v->ir->constant_count - 1); break;
    case HL_IMM_HELPER: ok = in_range(op, 0, HL_HELPER_COUNT - 1); break;
    case HL_IMM_SLOT: ok = in_range(op, 0, INT16_MAX); break;
    case HL_IMM_INT: ok = is_selector_in_range(op); break;
    default: break;
    }
    return ok || hl_verify_fault(v, op->block, op, "the immediate %lld is out of range", (long long)op->imm.i);
}

static bool check_result(HlVerifier *v, const HlOp *op)
{
    HlType wanted = op->code == HL_OP_CALL ? hl_helper_info[op->imm.i].type : hl_op_info[op->code].type;
    return op->type == wanted || hl_verify_fault(v, op->block, op, "the result is %s, not %s", hl_type_text[op->type], hl_type_text[wanted]);
}

static bool check_edge_types(HlVerifier *v, const HlOp *op)
{
    for (int i = 0; i < 2; i++) {
        const HlEdge *edge = &op->target[i];
        for (uint32_t k = 0; edge->block && k < edge->block->param_count; k++) {
            HlType wanted = edge->block->params[k]->type, found = edge->args[k]->type;
            if (wanted != found)
                return hl_verify_fault(v, op->block, op, "argument %u for B%u is %s, not %s", k, edge->block->id, hl_type_text[found], hl_type_text[wanted]);
        }
    }
    return true;
}

static bool check_types(HlVerifier *v, const HlOp *op)
{
    return check_immediate(v, op) && check_result(v, op) && check_operands(v, op) && check_edge_types(v, op);
}

/* --- dominance --- */

/* Where values are used: by an operation, or (op NULL) by the header snapshot at the start of a block. */
typedef struct Availability {
    HlVerifier *verifier;
    const HlBlock *block;
    const HlOp *user;
    bool ok;
} Availability;

static void check_available(HlOp **use, void *context)
{
    Availability *at = context;
    const HlDominance *dominance = at->verifier->dominance;
    if (!at->ok)
        return;
    at->ok = at->user ? hl_dominance_available(dominance, *use, at->user) : hl_dominance_available_at_start(dominance, *use, at->block);
    if (!at->ok)
        hl_verify_fault(at->verifier, at->block, at->user, "%s%%%u is not available here", at->user ? "" : "the header's snapshot: ", (*use)->id);
}

static bool check_dominance(HlVerifier *v)
{
    for (HlBlock *block = v->ir->first; block; block = block->next) {
        Availability at = {.verifier = v, .block = block, .ok = true};
        if (block->header)
            hl_snapshot_visit_uses(block->header, check_available, &at);
        for (HlOp *op = block->first; op && at.ok; op = op->next) {
            at.user = op;
            hl_op_visit_uses(op, check_available, &at);
        }
        if (!at.ok)
            return false;
    }
    return true;
}

/* --- the whole --- */

typedef bool OpRule(HlVerifier *v, const HlOp *op);

static bool check_each(HlVerifier *v, OpRule *rule)
{
    for (const HlBlock *block = v->ir->first; block; block = block->next)
        for (const HlOp *op = block->first; op; op = op->next)
            if (!rule(v, op))
                return false;
    return true;
}

static bool check_snapshots(HlVerifier *v)
{
    for (const HlBlock *block = v->ir->first; block; block = block->next) {
        if (block->header && !hl_verify_snapshot(v, block, NULL, block->header))
            return false;
        for (const HlOp *op = block->first; op; op = op->next)
            if (op->snapshot && !hl_verify_snapshot(v, block, op, op->snapshot))
                return false;
    }
    return true;
}

static bool out_of_memory(HlVerifier *v)
{
    snprintf(v->error, v->error_size, "out of memory");
    return false;
}

static bool verify(HlVerifier *v)
{
    if (!v->ops || !v->blocks || !v->owned)
        return out_of_memory(v);
    if (!check_links(v) || !check_each(v, check_shape) || !check_each(v, check_types) || !check_snapshots(v))
        return false;
    v->dominance = hl_dominance_new(v->ir);
    return v->dominance ? check_dominance(v) : out_of_memory(v);
}

bool hl_ir_verify(const HlIr *ir, char *error, size_t error_size)
{
    HlVerifier v = {
        .ir = ir,
        .ops = calloc(ir->op_count + 1, sizeof *v.ops),
        .blocks = calloc(ir->block_count + 1, sizeof *v.blocks),
        .owned = calloc(ir->snapshot_count + 1, sizeof *v.owned),
        .error = error,
        .error_size = error_size,
    };
    bool sound = verify(&v);
    free(v.ops);
    free(v.blocks);
    free(v.owned);
    hl_dominance_free(v.dominance);
    return sound;
}
