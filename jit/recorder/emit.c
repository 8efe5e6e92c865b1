/* Emit or follow: the same calls append operations to a new path or walk along a known one.
 *
 * Invariant: rec->cursor is the next operation of the known path, or NULL when operations are appended to rec->block. A difference between what a handler
 * wants and what stands at the cursor means that an earlier or this check would fail for the present values, so the instruction begins again in its fail
 * block (rec_diverge), where other behaviours of the same instruction stand, or none yet. */
#include "core.h"
#include "../../src/options.h"
#include <string.h>

_Noreturn void rec_abort(HlRecorder *rec, const char *reason)
{
    rec->reason = reason;
    if (reason == hl_reason_out_of_memory) {
        rec->nest->state = HL_NEST_DEAD;
    }
    longjmp(rec->restart, RESTART_ABORTED);
}

bool rec_following(const HlRecorder *rec) { return rec->cursor != NULL; }

/* The fail block of the instruction at the cursor, whose first check may still lie ahead. */
static HlBlock *known_fail(HlRecorder *rec)
{
    for (HlOp *op = rec->cursor; op != NULL; op = op->next) {
        if (op->serial != rec->cursor->serial) {
            return NULL;
        }
        if (op->fail != NULL) {
            return op->fail;
        }
    }
    return NULL;
}

static HlPoint *point_of_block(HlRecorder *rec, const HlBlock *block)
{
    for (uint32_t i = 0; i < rec->nest->point_count; i++) {
        if (rec->nest->points[i]->block == block) {
            return rec->nest->points[i];
        }
    }
    return NULL;
}

/* Is it the fail block of the phase that is being followed, and not that of an earlier instruction whose known path was longer? */
static bool belongs_here(HlRecorder *rec, const HlBlock *fail)
{
    const HlPoint *point = fail != NULL ? point_of_block(rec, fail) : NULL;
    return point != NULL && !point->elsewhere && point->pc == rec->first_pc && point->merged == rec->merged && point->entry == rec->entering;
}

void rec_end_instruction(HlRecorder *rec)
{
    if (rec_following(rec) && !rec->effects && rec->followed != 0 && rec->cursor->serial == rec->followed && !hl_op_is(rec->cursor, HL_FLAG_TERMINATOR)) {
        rec_diverge(rec);
    }
}

_Noreturn void rec_diverge(HlRecorder *rec)
{
    if (rec->effects) {
        rec_abort(rec, "an instruction took another turn after its effect");
    }
    if (rec->fail == NULL) {
        HlBlock *fail = known_fail(rec);
        rec->fail = belongs_here(rec, fail) ? fail : NULL;
    }
    if (rec->fail == NULL) {
        rec_abort(rec, "a known path no longer fits");
    }
    longjmp(rec->restart, RESTART_DIVERGED);
}

HlPoint *rec_new_point(HlRecorder *rec, const HlState *state, int pc)
{
    HlNest *nest = rec->nest;
    HlPoint *point = hl_ir_alloc(rec->ir, sizeof *point);
    HlSaved *saved = state_save(rec->ir, state);
    if (point == NULL || saved == NULL) {
        rec_abort(rec, hl_reason_out_of_memory);
    }
    if (nest->point_count == nest->point_capacity) {
        uint32_t capacity = nest->point_capacity ? nest->point_capacity * 2 : 64;
        HlPoint **points = PyMem_Realloc(nest->points, capacity * sizeof *points);
        if (points == NULL) {
            rec_abort(rec, hl_reason_out_of_memory);
        }
        nest->points = points;
        nest->point_capacity = capacity;
    }
    point->number = nest->point_count;
    point->state = saved;
    point->pc = pc;
    point->entry = rec->entering;
    point->merged = rec->merged;
    point->entry = rec->entering;
    nest->points[nest->point_count++] = point;
    return point;
}

static HlBlock *new_block(HlRecorder *rec)
{
    HlBlock *block = hl_block_new(rec->ir);
    if (block == NULL) {
        rec_abort(rec, hl_reason_out_of_memory);
    }
    return block;
}

static HlOp *new_op(HlRecorder *rec, HlOpcode code, int64_t imm, uint32_t count, HlOp *const *args)
{
    HlOp *op = hl_op_new(rec->ir, code, count, args);
    if (op == NULL) {
        rec_abort(rec, hl_reason_out_of_memory);
    }
    op->imm.i = imm;
    op->line = rec->line;
    op->serial = rec->serial;
    return op;
}

static void put_exit(HlRecorder *rec, HlBlock *block, HlSnapshot *snapshot)
{
    HlOp *exit = new_op(rec, HL_OP_EXIT, 0, 0, NULL);
    exit->snapshot = snapshot;
    hl_op_append(block, exit);
}

HlPoint *rec_new_exit(HlRecorder *rec, const HlState *state, int pc)
{
    HlPoint *point = rec_new_point(rec, state, pc);
    point->block = new_block(rec);
    put_exit(rec, point->block, rec_snapshot(rec, state, pc, HL_RESUME, point->number));
    return point;
}

void rec_go_to(HlRecorder *rec, HlBlock *block)
{
    rec->block = block;
    rec->fail = NULL;
    rec->followed = 0;
    rec->cursor = block->first;
    if (block->first != NULL && block->first->code == HL_OP_EXIT) {
        hl_op_remove(block->first); /* its place is taken by what is recorded now */
        rec->cursor = NULL;
        rec->gained++;
        rec->last_gain = rec->instructions;
    }
    rec->mark = block->last;
}

/* A known path that a recording left open ends in a jump to a lone exit: it goes on there. */
static void go_on_behind_end(HlRecorder *rec)
{
    while (rec_following(rec) && rec->cursor->code == HL_OP_JUMP) {
        const HlPoint *end = point_of_block(rec, rec->cursor->target[0].block);
        if (end == NULL || end->merge) {
            return;
        }
        rec_go_to(rec, end->block);
    }
}

void rec_begin_instruction(HlRecorder *rec, int pc)
{
    go_on_behind_end(rec);
    if (rec->state.virtual_count > HL_MAX_VIRTUALS / 2) {
        rec_drop_unused_virtuals(&rec->state); /* no handler holds a number now */
    }
    state_copy(&rec->start, &rec->state);
    rec->fail = NULL;
    rec->other = NULL;
    rec->raised = NULL;
    rec->caught = false;
    rec->followed = 0;
    rec->effects = false;
    rec->unknown = false;
    rec->first_pc = pc;
    rec->serial++;
    rec->mark = rec->block->last;
}

static HlBlock *fail_block(HlRecorder *rec)
{
    if (rec->fail == NULL) {
        rec->fail = rec_new_exit(rec, &rec->start, rec->first_pc)->block;
        rec->fail->begins_again = true;
    }
    return rec->fail;
}

static bool same_op(const HlOp *op, HlOpcode code, int64_t imm, uint32_t count, HlOp *const *args)
{
    return op->code == code && op->imm.i == imm && op->arg_count == count && memcmp(op->args, args, count * sizeof *args) == 0;
}

static HlOp *follow(HlRecorder *rec, HlOpcode code, int64_t imm, uint32_t count, HlOp *const *args)
{
    HlOp *op = rec->cursor;
    if (count == 0 ? !(op->code == code && op->imm.i == imm && op->arg_count == 0) : !same_op(op, code, imm, count, args)) {
        rec_diverge(rec);
    }
    rec->followed = op->serial;
    rec->cursor = op->next;
    if (op->next == NULL) { /* an unfinished block: can't be, each path ends in a terminator */
        rec_abort(rec, "a known path ends without a terminator");
    }
    return op;
}

static HlOp *emit_plain(HlRecorder *rec, HlOpcode code, int64_t imm, uint32_t count, HlOp *const *args)
{
    if (rec_following(rec)) {
        return follow(rec, code, imm, count, args);
    }
    if (rec->ir->op_count >= (uint32_t)hl_options.max_ops) {
        rec_abort(rec, hl_reason_too_many_operations);
    }
    HlOp *op = new_op(rec, code, imm, count, args);
    hl_op_append(rec->block, op);
    return op;
}

static bool is_effect(const HlOp *op)
{
    return op->code == HL_OP_CALL ? hl_op_writes(op) != 0 || op->type == HL_OBJ : hl_op_is(op, HL_FLAG_KEEP) && !hl_op_is(op, HL_FLAG_CHECK);
}

HlOp *rec_emit(HlRecorder *rec, HlOpcode code, int64_t imm, uint32_t count, HlOp *const *args)
{
    bool check = (hl_op_info[code].flags & HL_FLAG_CHECK) != 0;
    if (check && rec->effects && !rec_following(rec)) {
        rec_abort(rec, "internal: a check after an effect");
    }
    HlBlock *fail = check && !rec_following(rec) ? fail_block(rec) : NULL;
    HlOp *op = emit_plain(rec, code, imm, count, args);
    if (code == HL_OP_CALL) {
        op->type = hl_helper_info[imm].type;
    }
    if (check) {
        if (op->fail == NULL) {
            op->fail = fail;
        }
        rec->fail = op->fail;
    }
    rec->effects = rec->effects || is_effect(op);
    return op;
}

HlOp *rec_int(HlRecorder *rec, int64_t value) { return rec_emit0(rec, HL_OP_INT, value); }
HlOp *rec_bool(HlRecorder *rec, bool value) { return rec_emit0(rec, HL_OP_BOOL, value); }

HlOp *rec_float(HlRecorder *rec, double value)
{
    int64_t bits;
    memcpy(&bits, &value, sizeof bits); /* the immediate is a union */
    return rec_emit0(rec, HL_OP_FLOAT, bits);
}

static const char *utf8(PyObject *text)
{
    const char *bytes = PyUnicode_AsUTF8(text);
    return bytes != NULL ? bytes : "?";
}

static const char *constant_text(HlRecorder *rec, PyObject *object)
{
    char text[96];
    if (PyType_Check(object)) {
        snprintf(text, sizeof text, "type %.80s", ((PyTypeObject *)object)->tp_name);
    }
    else if (PyFunction_Check(object)) {
        snprintf(text, sizeof text, "function %.80s", utf8(((PyFunctionObject *)object)->func_qualname));
    }
    else if (PyCode_Check(object)) {
        snprintf(text, sizeof text, "code %.80s", utf8(((PyCodeObject *)object)->co_qualname));
    }
    else if (PyUnicode_Check(object) && PyUnicode_IS_COMPACT_ASCII(object)) {
        snprintf(text, sizeof text, "str %.60s", PyUnicode_AsUTF8(object));
    }
    else {
        snprintf(text, sizeof text, "%.80s", Py_TYPE(object)->tp_name);
    }
    PyErr_Clear(); /* no memory for a text */
    for (char *c = text; *c; c++) {
        *c = *c < ' ' || *c == '"' || *c == '\\' || (unsigned char)*c > '~' ? '?' : *c;
    }
    char *kept = hl_ir_alloc(rec->ir, strlen(text) + 1);
    return kept == NULL ? "" : strcpy(kept, text);
}

uint32_t rec_constant(HlRecorder *rec, PyObject *object)
{
    HlNest *nest = rec->nest;
    for (uint32_t i = 0; i < nest->constant_count; i++) {
        if (nest->constants[i] == object) {
            return i;
        }
    }
    if (nest->constant_count == nest->constant_capacity) {
        uint32_t capacity = nest->constant_capacity ? nest->constant_capacity * 2 : 32;
        PyObject **constants = PyMem_Realloc(nest->constants, capacity * sizeof *constants);
        if (constants == NULL) {
            rec_abort(rec, hl_reason_out_of_memory);
        }
        nest->constants = constants;
        nest->constant_capacity = capacity;
    }
    uint32_t number = hl_ir_constant(rec->ir, object, constant_text(rec, object));
    if (number != nest->constant_count) {
        rec_abort(rec, hl_reason_out_of_memory);
    }
    hl_pool_hold(object, nest->code->code);
    nest->constants[nest->constant_count++] = object;
    return number;
}

HlOp *rec_object(HlRecorder *rec, PyObject *object) { return rec_emit0(rec, HL_OP_CONST, rec_constant(rec, object)); }

/* A check whose failure is not a restart of the instruction: its fail block is its own. */
static HlOp *check_elsewhere(HlRecorder *rec, HlOpcode code, int64_t imm, HlOp *operand, const HlState *state, int pc, HlResume resume)
{
    if (rec_following(rec)) {
        HlOp *op = rec->cursor;
        if (!same_op(op, code, imm, 1, &operand)) {
            rec_diverge(rec);
        }
        rec->cursor = op->next;
        rec->raised = resume == HL_RESUME_RAISE ? point_of_block(rec, op->fail) : rec->raised;
        return op;
    }
    HlBlock *block = new_block(rec);
    HlPoint *point = rec_new_point(rec, state, pc);
    point->block = block;
    point->elsewhere = true;
    point->raises = resume == HL_RESUME_RAISE;
    point->final = point->raises && !rec_is_caught(rec, pc, NULL);
    rec->raised = point->raises ? point : rec->raised;
    put_exit(rec, block, rec_snapshot(rec, state, pc, resume, point->number));
    HlOp *op = emit_plain(rec, code, imm, 1, &operand);
    op->fail = block;
    return op;
}

void rec_check_result(HlRecorder *rec, HlOp *object)
{
    check_elsewhere(rec, HL_OP_CHECK_NOT_NULL, 0, object, &rec->state, rec->pc, HL_RESUME_RAISE);
}

void rec_check_raised(HlRecorder *rec, HlOp *condition)
{
    check_elsewhere(rec, HL_OP_CHECK_TRUE, 0, condition, &rec->state, rec->pc, HL_RESUME_RAISE);
}

void rec_check_other(HlRecorder *rec, HlOpcode check, int64_t imm, HlOp *operand, int pc)
{
    if (rec->unknown && rec->state.frame_count > 1) {
        rec_emit0(rec, HL_OP_CALL, HL_HELPER_HIDE_FRAMES); /* before the check: the other path goes on without them too */
    }
    HlOp *op = check_elsewhere(rec, check, imm, operand, &rec->state, pc, HL_RESUME);
    rec->other = point_of_block(rec, op->fail);
}

void rec_jump(HlRecorder *rec, HlBlock *block, HlOp **args)
{
    if (rec_following(rec)) {
        if (rec->cursor->code != HL_OP_JUMP || rec->cursor->target[0].block != block) {
            rec_diverge(rec);
        }
        return;
    }
    HlOp *jump = new_op(rec, HL_OP_JUMP, 0, 0, NULL);
    jump->target[0].block = block;
    jump->target[0].args = args;
    hl_op_append(rec->block, jump);
}
