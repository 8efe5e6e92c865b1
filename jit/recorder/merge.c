/* Merge points: where paths that reach the same bytecode with the same kinds of values become one block.
 *
 * The state is brought into a normal form first, so that few forms exist: numbers are unboxed, borrowed objects owned, virtual objects numbered in order of
 * mention, dead locals of inlined frames forgotten. All checks of that come before its first effect, as everywhere. */
#include "core.h"
#include "../../src/cpython/bytecode.h"
#include "../../src/cpython/numpy.h"

enum { MAX_FORMS = 12 }; /* of the state at one instruction: then the types are taken to be too unstable */

bool rec_at_leader(HlRecorder *rec, int pc)
{
    HlShape *shape = hl_shape(rec_frame(rec)->code);
    return shape != NULL && shape->leader[pc] != 0;
}

HlOp *rec_unrefined(HlOp *op)
{
    while (op->code == HL_OP_CHECK_TYPE || op->code == HL_OP_CHECK_IS || op->code == HL_OP_CHECK_SHARED || op->code == HL_OP_CHECK_UNIQUE ||
           op->code == HL_OP_CHECK_INDEX || op->code == HL_OP_CHECK_NONZERO || op->code == HL_OP_CHECK_NONNEGATIVE || op->code == HL_OP_CHECK_BUFFER || op->code == HL_OP_CHECK_FINITE) {
        op = op->args[0];
    }
    return op;
}

/* --- normal form --- */

static void forget_dead_locals(HlRecorder *rec, int pc)
{
    HlState *state = &rec->state;
    for (int f = 1; f < state->frame_count; f++) {
        HlFrameState *frame = &state->frames[f];
        HlShape *shape = hl_shape(frame->code);
        if (shape == NULL || shape->keeps_dead) {
            continue;
        }
        int at = f + 1 == state->frame_count ? pc : hl_bytecode_at(frame->code, frame->pc).next;
        for (int i = 0; i < frame->local_count && i < 64; i++) {
            HlValue *value = &state->values[frame->base + i];
            bool owns = (value->kind == KIND_OBJECT && value->hold == HOLD_OWNED) || (value->kind == KIND_VIRTUAL && rec_scalar_part(rec, value) == NULL);
            if (!(shape->live[at] >> i & 1) && !owns) {
                *value = value_null();
            }
        }
    }
}

PyObject *rec_actual_value(HlRecorder *rec, int index)
{
    int f = rec->state.frame_count - 1;
    while (f > 0 && index < rec->state.frames[f].base) {
        f--;
    }
    return rec->frames[f]->localsplus[index - rec->state.frames[f].base];
}

static bool is_number(PyObject *object)
{
    return object == Py_None || PyFloat_CheckExact(object) || PyLong_CheckExact(object) || PyBool_Check(object) || hl_numpy_number(Py_TYPE(object)) >= 0;
}

/* Checks and loads only. `boxes` remembers which objects were given up for their raw values. */
static void unbox_values(HlRecorder *rec, HlValue *boxes)
{
    HlState *state = &rec->state;
    for (int i = 0; i < state->value_count; i++) {
        HlValue *value = &state->values[i];
        boxes[i] = value_null();
        if (value->kind != KIND_OBJECT || value->op == NULL) {
            continue;
        }
        PyObject *actual = rec_actual_value(rec, i);
        if (actual == NULL || !is_number(actual)) {
            continue;
        }
        HlValue before = *value;
        if (actual == Py_None) {
            rec_observe_identity(rec, value, actual);
            before = *value;
            *value = value_none();
        }
        else {
            rec_observe(rec, value, actual);
            before = *value;
            rec_unbox(rec, value, actual);
        }
        if (value->kind != KIND_OBJECT) {
            boxes[i] = before;
        }
    }
}

static bool is_small(PyObject *constant)
{
    int overflow;
    long value = PyLong_CheckExact(constant) ? PyLong_AsLongAndOverflow(constant, &overflow) : LONG_MAX;
    return value >= -_PY_NSMALLNEGINTS && value < _PY_NSMALLPOSINTS;
}

static bool has_other_name(const HlState *state, const HlValue *number)
{
    for (int i = 0; i < state->value_count; i++) {
        const HlValue *other = &state->values[i];
        if (other != number && other->kind == number->kind && other->op == number->op) {
            return true;
        }
    }
    for (int v = 0; v < state->virtual_count; v++) {
        for (int p = 0; p < state->virtuals[v].part_count; p++) {
            const HlValue *other = &state->virtuals[v].parts[p];
            if (other != number && other->kind == number->kind && other->op == number->op && !rec_raw_part(&state->virtuals[v], p)) {
                return true;
            }
        }
    }
    return false;
}

static void keep_name(HlRecorder *rec, HlValue *value)
{
    bool number = value->kind == KIND_INT || value->kind == KIND_FLOAT;
    if (number && value->constant != NULL ? !is_small(value->constant) : number && has_other_name(&rec->state, value)) {
        rec_owned_object(rec, value);
    }
}

/* Where identities matter: behind a merge point two parameters are two numbers, and no number is a constant any more. So what has another name, or is an
 * object of the program's, becomes an object now. */
static void keep_identities(HlRecorder *rec)
{
    HlState *state = &rec->state;
    for (int i = 0; i < state->value_count; i++) {
        keep_name(rec, &state->values[i]);
    }
    for (int v = 0; v < state->virtual_count; v++) {
        for (int p = 0; p < state->virtuals[v].part_count; p++) {
            if (!rec_raw_part(&state->virtuals[v], p)) {
                keep_name(rec, &state->virtuals[v].parts[p]);
            }
        }
    }
    rec_settle_root_locals(rec);
}

static void settle_references(HlRecorder *rec, HlValue *boxes)
{
    HlState *state = &rec->state;
    for (int i = 0; i < state->value_count; i++) {
        rec_release(rec, &boxes[i], NULL);
        rec_own(rec, &state->values[i]);
    }
    for (int v = 0; v < state->virtual_count; v++) {
        for (int p = 0; p < state->virtuals[v].part_count; p++) {
            rec_own(rec, &state->virtuals[v].parts[p]);
        }
    }
}

/* --- blocks --- */

/* Calls `visit` for each value of the state that is a block parameter, in the order of the parameters. */
typedef void ValueVisitor(HlRecorder *rec, HlValue *value, void *context);

static bool has_parameter(const HlValue *value)
{
    return value->op != NULL && value->kind != KIND_NULL && value->kind != KIND_NONE && value->kind != KIND_VIRTUAL;
}

static void visit_parameters(HlRecorder *rec, HlState *state, ValueVisitor *visit, void *context)
{
    for (int i = 0; i < state->value_count; i++) {
        if (has_parameter(&state->values[i])) {
            visit(rec, &state->values[i], context);
        }
    }
    for (int v = 0; v < state->virtual_count; v++) {
        for (int p = 0; p < state->virtuals[v].part_count; p++) {
            if (has_parameter(&state->virtuals[v].parts[p])) {
                visit(rec, &state->virtuals[v].parts[p], context);
            }
        }
    }
}

static HlType type_of(const HlValue *value)
{
    switch (value->kind) {
    case KIND_INT: return HL_I64;
    case KIND_FLOAT: return HL_F64;
    case KIND_BOOL: return HL_B1;
    default: return HL_OBJ;
    }
}

static void add_parameter(HlRecorder *rec, HlValue *value, void *context)
{
    value->op = hl_block_add_param(rec->ir, context, type_of(value));
    if (value->op == NULL) {
        rec_abort(rec, hl_reason_out_of_memory);
    }
    value->raw = NULL;
    value->type = NULL;
    value->constant = NULL;
}

static void count_parameter(HlRecorder *rec, HlValue *value, void *context)
{
    (void)rec;
    (void)value;
    ++*(uint32_t *)context;
}

typedef struct Arguments {
    HlOp **args;
    uint32_t count;
} Arguments;

static void add_argument(HlRecorder *rec, HlValue *value, void *context)
{
    (void)rec;
    Arguments *all = context;
    all->args[all->count++] = rec_unrefined(value->op);
}

static HlOp **jump_arguments(HlRecorder *rec)
{
    uint32_t count = 0;
    visit_parameters(rec, &rec->state, count_parameter, &count);
    Arguments all = {.args = hl_ir_alloc(rec->ir, (count + 1) * sizeof(HlOp *))};
    if (all.args == NULL) {
        rec_abort(rec, hl_reason_out_of_memory);
    }
    visit_parameters(rec, &rec->state, add_argument, &all);
    return all.args;
}

/* The POLL of a loop header: its exit serves the eval breaker, then the loop goes on. */
static void add_poll(HlRecorder *rec, HlMerge *merge, const HlState *state, int pc)
{
    HlBlock *leave = hl_block_new(rec->ir);
    HlOp *exit = hl_op_new(rec->ir, HL_OP_EXIT, 0, NULL), *poll = hl_op_new(rec->ir, HL_OP_POLL, 0, NULL);
    if (leave == NULL || exit == NULL || poll == NULL) {
        rec_abort(rec, hl_reason_out_of_memory);
    }
    exit->snapshot = rec_snapshot(rec, state, pc, HL_RESUME_POLL, UINT32_MAX);
    hl_op_append(leave, exit);
    poll->fail = leave;
    poll->line = rec->line;
    hl_op_append(merge->block, poll);
}

static HlMerge *new_merge(HlRecorder *rec, uint64_t key, int pc)
{
    HlShape *shape = hl_shape(rec_frame(rec)->code);
    HlMerge *merge = hl_ir_alloc(rec->ir, sizeof *merge);
    HlState *state = PyMem_Malloc(sizeof *state);
    if (merge == NULL || state == NULL || (merge->block = hl_block_new(rec->ir)) == NULL) {
        PyMem_Free(state);
        rec_abort(rec, hl_reason_out_of_memory);
    }
    state_copy(state, &rec->state);
    visit_parameters(rec, state, add_parameter, merge->block);
    merge->key = key;
    merge->header = shape != NULL && (shape->leader[pc] & 2) != 0;
    bool before = rec->merged;
    rec->merged = true;
    merge->point = rec_new_point(rec, state, pc);
    rec->merged = before;
    merge->point->merge = true;
    merge->point->block = merge->block;
    merge->state = merge->point->state;
    if (merge->header) {
        merge->block->header = rec_snapshot(rec, state, pc, HL_RESUME, merge->point->number);
        add_poll(rec, merge, state, pc);
    }
    PyMem_Free(state);
    merge->next = rec->nest->merges;
    rec->nest->merges = merge;
    return merge;
}

static HlMerge *find_merge(HlRecorder *rec, uint64_t key, int pc)
{
    int forms = 0;
    for (HlMerge *merge = rec->nest->merges; merge != NULL; merge = merge->next) {
        if (merge->key == key && state_same(&rec->state, pc, merge->state, merge->point->pc)) {
            return merge;
        }
        forms += merge->point->pc == pc;
    }
    if (forms >= MAX_FORMS * HL_MAX_FRAMES) {
        rec_abort(rec, "too many combinations of types");
    }
    return NULL;
}

static void note_root_header(HlRecorder *rec)
{
    rec->quiet = rec->gained == rec->gained_before ? rec->quiet + 1 : 0;
    rec->gained_before = rec->gained;
}

void rec_merge(HlRecorder *rec, int pc)
{
    HlValue *boxes = rec->boxes;
    rec_drop_unused_virtuals(&rec->state);
    forget_dead_locals(rec, pc);
    unbox_values(rec, boxes);
    if (rec->nest->keeps_identity) {
        keep_identities(rec);
    }
    HlShape *shape = hl_shape(rec_frame(rec)->code);
    if (shape != NULL && (shape->leader[pc] & 2) != 0) {
        rec_limit_instances(rec);
    }
    settle_references(rec, boxes);
    rec_drop_unused_virtuals(&rec->state);
    uint64_t key = state_key(&rec->state, pc);
    HlMerge *merge = find_merge(rec, key, pc);
    bool known = merge != NULL;
    HlOp **args = rec_following(rec) ? NULL : jump_arguments(rec);
    if (!known) {
        if (rec_following(rec)) {
            rec_diverge(rec);
        }
        merge = new_merge(rec, key, pc);
        rec->gained++;
        rec->last_gain = rec->instructions;
    }
    rec_jump(rec, merge->block, args);
    state_restore(&rec->state, merge->state);
    rec->closed = rec->closed || known;
    rec->block = merge->block;
    HlOp *first = merge->header ? merge->block->first->next : merge->block->first;
    rec->cursor = known ? first : NULL;
    rec->mark = merge->block->last;
    if (rec_is_root(rec) && pc == rec->nest->loop->header) {
        note_root_header(rec);
    }
}
