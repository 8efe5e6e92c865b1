/* Abstract states: frames, locals, virtual objects, and the root frame as compiled code finds it. */
#include "core.h"
#include "../../src/cpython/bytecode.h"
#include "../../src/hook.h"
#include "../../src/cpython/numpy.h"
#include "handlers.h"
#include <math.h>

HlFrameState *rec_frame(HlRecorder *rec) { return &rec->state.frames[rec->state.frame_count - 1]; }
bool rec_is_root(const HlRecorder *rec) { return rec->state.frame_count == 1; }

PyObject *rec_actual_local(HlRecorder *rec, int frame, int index) { return rec->frames[frame]->localsplus[index]; }

/* --- virtual objects --- */

HlVirtualState *rec_virtual(HlRecorder *rec, const HlValue *value) { return &rec->state.virtuals[value->virtual_index]; }

uint16_t rec_new_virtual(HlRecorder *rec, HlVirtualKind kind, uint32_t part_count, const HlValue *parts)
{
    HlState *state = &rec->state;
    if (part_count > HL_MAX_PARTS) {
        return UINT16_MAX;
    }
    if (state->virtual_count == HL_MAX_VIRTUALS) {
        return UINT16_MAX;
    }
    HlVirtualState *made = &state->virtuals[state->virtual_count];
    made->kind = kind;
    made->part_count = (uint16_t)part_count;
    made->layout = NULL;
    for (uint32_t i = 0; i < part_count; i++) {
        made->parts[i] = parts[i];
    }
    return state->virtual_count++;
}

typedef struct Renumbering {
    HlState *state;
    uint16_t number[HL_MAX_VIRTUALS]; /* new numbers; UINT16_MAX: not used so far */
    uint16_t order[HL_MAX_VIRTUALS];  /* old numbers in their new order */
    uint16_t count;
} Renumbering;

/* Parts come before the whole: a virtual's parts may name only lower numbers. */
static void renumber(Renumbering *all, HlValue *value)
{
    if (value->kind != KIND_VIRTUAL) {
        return;
    }
    uint16_t old = value->virtual_index;
    if (all->number[old] == UINT16_MAX) {
        HlVirtualState *whole = &all->state->virtuals[old];
        for (int p = 0; p < whole->part_count; p++) {
            renumber(all, &whole->parts[p]);
        }
        all->order[all->count] = old;
        all->number[old] = all->count++;
    }
    value->virtual_index = all->number[old];
}

/* Also gives the virtuals their canonical order: that of first mention by the values. */
void rec_drop_unused_virtuals(HlState *state)
{
    if (state->virtual_count == 0) {
        return;
    }
    Renumbering all = {.state = state};
    for (int i = 0; i < state->virtual_count; i++) {
        all.number[i] = UINT16_MAX;
    }
    for (int i = 0; i < state->value_count; i++) {
        renumber(&all, &state->values[i]);
    }
    static HlVirtualState kept[HL_MAX_VIRTUALS]; /* guarded by the GIL; too big for the stack of a deep recursion */
    for (int i = 0; i < all.count; i++) {
        kept[i] = state->virtuals[all.order[i]];
    }
    for (int i = 0; i < all.count; i++) {
        state->virtuals[i] = kept[i];
    }
    state->virtual_count = all.count;
}

/* --- the root frame at entry --- */

/* An object in a slot of the root frame becomes its kind of value. True if the slot is one that rec_entry must keep as an object. */
static void load_local(HlRecorder *rec, int index)
{
    HlValue *value = &rec->state.values[index];
    PyObject *actual = rec_actual_local(rec, 0, index);
    HlOp *slot = rec_emit0(rec, HL_OP_LOAD_SLOT, index);
    if (actual == NULL) {
        rec_emit1(rec, HL_OP_CHECK_NULL, 0, slot);
        *value = value_null();
        return;
    }
    HlOp *object = rec_emit1(rec, HL_OP_CHECK_NOT_NULL, 0, slot);
    *value = (HlValue){.kind = KIND_OBJECT, .hold = HOLD_HOME, .home = (uint16_t)index, .op = object};
    PyTypeObject *type = Py_TYPE(actual);
    if (actual == Py_None) {
        rec_observe_identity(rec, value, actual);
        *value = value_none();
    }
    else if (type == &PyFloat_Type || type == &PyBool_Type || type == &PyLong_Type || hl_numpy_number(type) >= 0) {
        rec_observe(rec, value, actual);
    }
}

/* A NumPy scalar becomes a virtual one. Not one without a raw value; not a NaN, for the same reason as Python's. */
static void unbox_scalar(HlRecorder *rec, HlValue *value, PyObject *actual, int type)
{
    HlElement element = hl_numpy_type(type)->element;
    HlValue raw;
    if (rec->state.virtual_count == HL_MAX_VIRTUALS) {
        return;
    }
    if (hl_element_is_float(element)) {
        HlOp *number = rec_as_float(rec, value);
        bool is_number = !isnan(PyFloat_AsDouble(actual));
        rec_observe_condition(rec, rec_emit2(rec, HL_OP_FEQ, 0, number, number), is_number);
        if (!is_number) {
            return;
        }
        raw = value_float(number);
    }
    else if (type == HL_NUMPY_BOOL) {
        raw = value_bool(rec_as_truth(rec, value));
    }
    else {
        int64_t ignored;
        if (!actual_int(actual, &ignored)) {
            return;
        }
        HlOp *number = rec_as_int(rec, value);
        raw = value_int(element == HL_ELEMENT_U64 ? rec_emit1(rec, HL_OP_CHECK_NONNEGATIVE, 0, number) : number);
    }
    *value = value_scalar(rec, type, raw);
}

/* Notes how large the number is, for passes that presume that it stays so. */
static void note_size(HlRecorder *rec, HlOp *raw, int64_t actual)
{
    uint8_t bits = actual < 0 ? 0 : actual < INT64_C(1) << 31 ? 31 : actual < INT64_C(1) << 62 ? 62 : 0;
    if (!rec_following(rec)) {
        raw->bits = bits;
    }
    else if (raw->bits != 0) {
        raw->bits = bits == 0 || bits > raw->bits ? bits : raw->bits;
    }
}

/* The unboxed form of an object whose type is known to be a number's; other values stay, as ints and floats do where identities matter. Only checks and loads. */
void rec_unbox(HlRecorder *rec, HlValue *value, PyObject *actual)
{
    if (value->kind != KIND_OBJECT || value->type == NULL || (rec->nest->keeps_identity && value->type != &PyBool_Type)) {
        return;
    }
    int overflow = 0, numpy = hl_numpy_number(value->type);
    int64_t number = 0;
    if (numpy >= 0) {
        unbox_scalar(rec, value, actual, numpy);
        return;
    }
    if (value->type == &PyFloat_Type) {
        /* A NaN stays the object that it is: membership tests find it by identity only. */
        HlOp *raw = rec_as_float(rec, value);
        bool is_nan = isnan(PyFloat_AS_DOUBLE(actual));
        rec_emit1(rec, !is_nan ? HL_OP_CHECK_TRUE : HL_OP_CHECK_FALSE, 0, rec_emit2(rec, HL_OP_FEQ, 0, raw, raw));
        if (!is_nan) {
            *value = value_float(raw);
        }
    }
    else if (value->type == &PyBool_Type) {
        *value = value_bool(rec_emit1(rec, HL_OP_UNBOX_B1, 0, value->op));
    }
    else if (value->type == &PyLong_Type && (number = PyLong_AsLongLongAndOverflow(actual, &overflow), !overflow)) {
        HlOp *raw = rec_as_int(rec, value);
        note_size(rec, raw, number);
        *value = value_int(raw);
    }
}

static bool touched(const HlRecorder *rec, int local) { return local >= 64 || (rec->touched >> local & 1); }

static void load_stack_slot(HlRecorder *rec, int index)
{
    HlFrameState *root = &rec->state.frames[0];
    PyObject *actual = rec->frames[0]->localsplus[index];
    HlOp *slot = rec_emit0(rec, HL_OP_LOAD_SLOT, index);
    HlValue *value = &rec->state.values[root->base + index];
    if (actual == NULL) {
        rec_emit1(rec, HL_OP_CHECK_NULL, 0, slot);
        *value = value_null();
    }
    else {
        *value = value_owned(rec_emit1(rec, HL_OP_CHECK_NOT_NULL, 0, slot), NULL);
        rec_observe(rec, value, actual);
    }
}

/* Three rounds, because each check must come before the first effect: load and check all, then unbox, then free the iterators. */
void rec_entry(HlRecorder *rec)
{
    HlFrameState *root = &rec->state.frames[0];
    for (int i = 0; i < root->local_count; i++) {
        if (touched(rec, i)) {
            load_local(rec, i);
        }
    }
    for (int i = 0; i < root->depth; i++) {
        load_stack_slot(rec, root->local_count + i);
    }
    for (int i = 0; i < root->local_count; i++) {
        if (rec->state.values[i].op != NULL) {
            rec_unbox(rec, &rec->state.values[i], rec_actual_local(rec, 0, i));
        }
    }
    for (int i = root->depth - 1; i >= 0; i--) { /* the innermost loop's iterator first: later ones find effects and stay objects */
        int index = root->local_count + i;
        HlValue *value = &rec->state.values[index];
        if (value->kind == KIND_OBJECT) {
            rec_virtualise_iterator(rec, value, rec->frames[0]->localsplus[index]);
        }
    }
}

/* --- frames --- */

/* Frames of functions that share code and namespaces differ in their locals only, free variables included: one function stands for all of them, so that their
 * states can meet. It becomes a constant of the nest. NULL: there is none. */
static PyFunctionObject *standing_for(HlRecorder *rec, PyFunctionObject *function)
{
    for (uint32_t i = 0; i < rec->nest->constant_count; i++) {
        PyFunctionObject *known = (PyFunctionObject *)rec->nest->constants[i];
        if (Py_IS_TYPE(known, &PyFunction_Type) && known->func_code == function->func_code && known->func_globals == function->func_globals &&
            known->func_builtins == function->func_builtins) {
            return known;
        }
    }
    PyFunctionObject *bare = hl_pool_bare_function(function);
    if (bare != NULL) {
        rec_constant(rec, (PyObject *)bare);
        Py_DECREF(bare);
    }
    return bare;
}

/* Recursion is not unrolled: each level would multiply the paths, and where it ends depends on the data. */
static bool is_open(const HlState *state, const PyCodeObject *code)
{
    for (int i = 0; i < state->frame_count; i++) {
        if (state->frames[i].code == code) {
            return true;
        }
    }
    return false;
}

/* A function called in the loop compares identities: what was recorded so far has not kept them. */
static void begin_anew_with_identity(HlRecorder *rec)
{
    HlShape *root = hl_shape(rec->state.frames[0].code);
    if (root != NULL) {
        root->tests_identity = true;
    }
    rec->nest->stale = true;
    rec_abort(rec, "identities of numbers matter");
}

bool rec_enter_frame(HlRecorder *rec, PyFunctionObject *function, const HlValue *locals, HlReturn returns)
{
    HlState *state = &rec->state;
    PyCodeObject *code = (PyCodeObject *)function->func_code;
    HlShape *shape = hl_shape(code);
    int room = state->value_count + code->co_nlocalsplus + code->co_stacksize;
    if (state->frame_count == HL_MAX_FRAMES || room > HL_MAX_VALUES || shape == NULL || is_open(state, code)) {
        return false;
    }
    if (shape->tests_identity && !rec->nest->keeps_identity) {
        begin_anew_with_identity(rec);
    }
    function = standing_for(rec, function);
    if (function == NULL) {
        return false;
    }
    rec_frame(rec)->pc = rec->pc;
    HlFrameState *frame = &state->frames[state->frame_count++];
    *frame = (HlFrameState){.code = code, .function = function, .base = state->value_count, .local_count = (uint16_t)code->co_nlocalsplus, .returns = returns};
    for (int i = 0; i < code->co_nlocalsplus; i++) {
        HlValue local = locals[i];
        rec_own(rec, &local);
        state->values[state->value_count++] = local;
    }
    rec->next_pc = 0;
    rec->expecting = true;
    if (rec->tstate->interp->eval_frame == NULL) {
        hl_hook_next_frame();
    }
    return true;
}

/* An owned reference that the next operations will release: the check that it is not the last one, if that is so now. */
static void check_not_last(HlRecorder *rec, HlValue *value, PyObject *actual)
{
    if (value->kind == KIND_OBJECT && value->hold == HOLD_OWNED && !(value->type != NULL && value_is_leaf_type(value->type)) && actual != NULL &&
        Py_REFCNT(actual) > 1 && !rec->effects) {
        HlOp *shared = rec_emit1(rec, HL_OP_CHECK_SHARED, 0, value->op);
        value->hold = HOLD_BORROWED;
        value->raw = shared; /* marks it for the second round */
    }
}

/* Parts of virtual objects that a local keeps alive so far need references of their own: releasing a str or number does not see to that. */
static void own_parts_borrowed_from(HlRecorder *rec, const HlValue *locals, int count)
{
    HlState *state = &rec->state;
    for (int v = 0; v < state->virtual_count; v++) {
        for (int p = 0; p < state->virtuals[v].part_count; p++) {
            HlValue *part = &state->virtuals[v].parts[p];
            for (int i = 0; part->kind == KIND_OBJECT && part->hold == HOLD_BORROWED && i < count; i++) {
                if (locals[i].kind == KIND_OBJECT && locals[i].op == part->op) {
                    rec_own(rec, part);
                }
            }
        }
    }
}

/* The callee's frame is closed: what its caller's instruction does with the result, which has a reference of its own. */
static void give_result(HlRecorder *rec, HlValue result, HlReturn returns)
{
    if (returns == HL_RETURN_OPERATOR) {
        HlValue right = rec_pop(rec), left = rec_pop(rec);
        rec_push(rec, result);
        rec_release(rec, &right, NULL);
        rec_release(rec, &left, NULL);
    }
    else if (returns == HL_RETURN_DROP || returns == HL_RETURN_INIT) {
        rec_release(rec, &result, NULL);
    }
    else {
        rec_push(rec, result);
    }
}

void rec_leave_frame(HlRecorder *rec, HlValue result)
{
    HlFrameState left = *rec_frame(rec);
    HlValue locals[HL_MAX_VALUES];
    for (int i = 0; i < left.local_count; i++) {
        locals[i] = rec->state.values[left.base + i];
        if (!(result.kind == KIND_OBJECT && locals[i].kind == KIND_OBJECT && locals[i].op == result.op)) {
            check_not_last(rec, &locals[i], rec_actual_local(rec, rec->state.frame_count - 1, i));
        }
    }
    rec_own(rec, &result);
    own_parts_borrowed_from(rec, locals, left.local_count);
    rec->state.frame_count--;
    rec->state.value_count = left.base;
    give_result(rec, result, left.returns);
    for (int i = 0; i < left.local_count; i++) {
        if (locals[i].kind == KIND_OBJECT && locals[i].hold == HOLD_BORROWED && locals[i].raw != NULL && locals[i].raw->code == HL_OP_CHECK_SHARED) {
            rec_emit1(rec, HL_OP_DECREF_LEAF, 0, locals[i].raw);
        }
        else {
            rec_release(rec, &locals[i], NULL);
        }
    }
    rec->frames[rec->state.frame_count] = NULL; /* not earlier: the instruction may begin again until here */
    HlBytecode call = hl_bytecode_at(rec_frame(rec)->code, rec_frame(rec)->pc);
    rec->next_pc = call.next;
}

/* --- locals --- */

/* Slot `home` of the root frame changes: who relied on it needs references of his own. */
static void unrely_on(HlRecorder *rec, int home)
{
    HlState *state = &rec->state;
    for (int i = 0; i < state->value_count; i++) {
        HlValue *value = &state->values[i];
        if (i != state->frames[0].base + home && value->kind == KIND_OBJECT && value->op != NULL && value->hold == HOLD_HOME && value->home == home) {
            value->hold = HOLD_BORROWED;
            rec_own(rec, value);
        }
    }
    for (int v = 0; v < state->virtual_count; v++) {
        for (int p = 0; p < state->virtuals[v].part_count; p++) {
            HlValue *value = &state->virtuals[v].parts[p];
            if (value->kind == KIND_OBJECT && value->hold == HOLD_HOME && value->home == home) {
                value->hold = HOLD_BORROWED;
                rec_own(rec, value);
            }
        }
    }
}

void rec_unrely_on_all(HlRecorder *rec)
{
    for (int i = 0; i < rec->state.frames[0].local_count; i++)
        unrely_on(rec, i);
}

static bool is_home(const HlValue *value) { return value->kind == KIND_OBJECT && value->hold == HOLD_HOME; }

/* Its __del__ may look at this frame. */
static bool has_finalizer(const HlValue *value) { return value->type != NULL && value->type->tp_finalize != NULL; }

/* Releases what the root frame's slot owned; checked beforehand if the object is held elsewhere too. */
static void release_home(HlRecorder *rec, HlValue *old, HlOp *shared)
{
    if (shared != NULL) {
        rec_emit1(rec, HL_OP_DECREF_LEAF, 0, shared);
        return;
    }
    old->hold = HOLD_OWNED;
    if (has_finalizer(old) && rec_is_root(rec)) {
        rec_before_unknown(rec);
    }
    rec_release(rec, old, NULL);
}

static void store_root_local(HlRecorder *rec, int index, HlValue value)
{
    HlValue old = *rec_local(rec, index);
    PyObject *actual = rec_actual_local(rec, 0, index);
    HlOp *shared = NULL;
    bool leaf = old.type != NULL && value_is_leaf_type(old.type);
    if (is_home(&old) && !leaf && actual != NULL && Py_REFCNT(actual) > 1 && !rec->effects) {
        shared = rec_emit1(rec, HL_OP_CHECK_SHARED, 0, old.op);
    }
    if (value.kind == KIND_OBJECT) {
        if (value.hold == HOLD_HOME && value.home == index) {
            *rec_local(rec, index) = value;
            return; /* x = x */
        }
        HlOp *object = rec_owned_object(rec, &value);
        unrely_on(rec, index);
        HlOp *stale = is_home(&old) ? NULL : rec_emit0(rec, HL_OP_LOAD_SLOT, index);
        rec_emit1(rec, HL_OP_STORE_SLOT, index, object);
        value.hold = HOLD_HOME;
        value.home = (uint16_t)index;
        *rec_local(rec, index) = value;
        if (stale != NULL) {
            rec_emit1(rec, HL_OP_CALL, HL_HELPER_DROP_NUMBER, stale);
            rec_release(rec, &old, NULL); /* a virtual's parts */
        }
        else {
            release_home(rec, &old, shared);
        }
        return;
    }
    if (is_home(&old)) {
        unrely_on(rec, index);
        rec_emit0(rec, HL_OP_CLEAR_SLOT, index);
    }
    *rec_local(rec, index) = value;
    if (is_home(&old)) {
        release_home(rec, &old, shared);
    }
    else {
        rec_release(rec, &old, NULL);
    }
}

void rec_store_local(HlRecorder *rec, int index, HlValue value)
{
    if (value.kind == KIND_OBJECT && !rec->effects) {
        rec_observe(rec, &value, rec->sp[-1]);
    }
    if (value.kind == KIND_OBJECT && value.type != NULL && value.hold != HOLD_IMMORTAL && !rec->effects) {
        HlValue before = value; /* numbers live unboxed in locals */
        rec_unbox(rec, &value, rec->sp[-1]);
        if (value.kind != KIND_OBJECT) {
            rec_release(rec, &before, NULL);
        }
    }
    if (rec_is_root(rec)) {
        store_root_local(rec, index, value);
        return;
    }
    HlValue old = *rec_local(rec, index);
    check_not_last(rec, &old, rec_actual_local(rec, rec->state.frame_count - 1, index));
    rec_own(rec, &value);
    for (int i = 0; i < rec->state.value_count; i++) { /* copies pushed by LOAD_FAST rely on this local */
        HlValue *copy = &rec->state.values[i];
        if (copy->kind == KIND_OBJECT && copy->hold == HOLD_BORROWED && copy->op == old.op) {
            rec_own(rec, copy);
        }
    }
    own_parts_borrowed_from(rec, &old, 1);
    *rec_local(rec, index) = value;
    if (old.kind == KIND_OBJECT && old.raw != NULL && old.raw->code == HL_OP_CHECK_SHARED) {
        rec_emit1(rec, HL_OP_DECREF_LEAF, 0, old.raw);
    }
    else {
        if (old.kind == KIND_OBJECT && old.hold == HOLD_OWNED && has_finalizer(&old)) {
            rec_before_unknown(rec);
        }
        rec_release(rec, &old, NULL);
    }
}
