/* Abstract values: what is known of them, unboxing, boxing, and who owns their references. */
#include "core.h"
#include "../../src/cpython/numpy.h"
#include "handlers.h"

HlValue value_int(HlOp *op) { return (HlValue){.kind = KIND_INT, .op = op}; }
HlValue value_float(HlOp *op) { return (HlValue){.kind = KIND_FLOAT, .op = op}; }
HlValue value_bool(HlOp *op) { return (HlValue){.kind = KIND_BOOL, .op = op}; }
HlValue value_none(void) { return (HlValue){.kind = KIND_NONE}; }
HlValue value_null(void) { return (HlValue){.kind = KIND_NULL}; }
HlValue value_virtual(uint16_t number) { return (HlValue){.kind = KIND_VIRTUAL, .virtual_index = number}; }
HlValue value_owned(HlOp *op, PyTypeObject *type) { return (HlValue){.kind = KIND_OBJECT, .hold = HOLD_OWNED, .op = op, .type = type}; }
HlValue value_borrowed(HlOp *op, PyTypeObject *type) { return (HlValue){.kind = KIND_OBJECT, .hold = HOLD_BORROWED, .op = op, .type = type}; }

HlValue value_constant(HlRecorder *rec, PyObject *object)
{
    if (object == Py_None) {
        return value_none();
    }
    if (PyBool_Check(object)) {
        HlValue value = value_bool(rec_bool(rec, object == Py_True));
        value.constant = object;
        return value;
    }
    if (PyFloat_CheckExact(object)) {
        HlValue value = value_float(rec_float(rec, PyFloat_AS_DOUBLE(object)));
        value.constant = object;
        return value;
    }
    if (PyLong_CheckExact(object)) {
        int overflow;
        int64_t value = PyLong_AsLongLongAndOverflow(object, &overflow);
        if (!overflow) {
            HlValue integer = value_int(rec_int(rec, value));
            integer.constant = object;
            return integer;
        }
    }
    return (HlValue){.kind = KIND_OBJECT, .hold = HOLD_IMMORTAL, .op = rec_object(rec, object), .type = Py_TYPE(object), .constant = object};
}

bool value_is_leaf_type(PyTypeObject *type)
{
    return type == &PyLong_Type || type == &PyFloat_Type || type == &PyBool_Type || type == &PyUnicode_Type || type == &PyBytes_Type ||
           type == &PyComplex_Type || type == Py_TYPE(Py_None) || type == &PyRange_Type || type == &PyRangeIter_Type || hl_numpy_number(type) >= 0;
}

HlValue *rec_top(HlRecorder *rec, int from_top) { return &rec->state.values[rec->state.value_count - 1 - from_top]; }
PyObject *rec_actual(HlRecorder *rec, int from_top) { return rec->sp[-1 - from_top]; }
HlValue *rec_local(HlRecorder *rec, int index) { return &rec->state.values[rec_frame(rec)->base + index]; }

void rec_push(HlRecorder *rec, HlValue value)
{
    if (rec->state.value_count == HL_MAX_VALUES) {
        rec_abort(rec, "too many values are live");
    }
    rec->state.values[rec->state.value_count++] = value;
    rec_frame(rec)->depth++;
}

HlValue rec_pop(HlRecorder *rec)
{
    rec_frame(rec)->depth--;
    return rec->state.values[--rec->state.value_count];
}

static PyTypeObject *virtual_type(const HlVirtualState *state)
{
    switch (state->kind) {
    case HL_VIRTUAL_TUPLE: return &PyTuple_Type;
    case HL_VIRTUAL_LIST: return &PyList_Type;
    case HL_VIRTUAL_RANGE: return &PyRange_Type;
    case HL_VIRTUAL_RANGE_ITER: return &PyRangeIter_Type;
    case HL_VIRTUAL_LIST_ITER: return &PyListIter_Type;
    case HL_VIRTUAL_TUPLE_ITER: return &PyTupleIter_Type;
    case HL_VIRTUAL_REVERSED: return &PyListRevIter_Type;
    case HL_VIRTUAL_ENUMERATE: return &PyEnum_Type;
    case HL_VIRTUAL_ZIP: return &PyZip_Type;
    case HL_VIRTUAL_METHOD: return &PyMethod_Type;
    case HL_VIRTUAL_SLICE: return &PySlice_Type;
    case HL_VIRTUAL_INSTANCE: return (PyTypeObject *)PyTuple_GET_ITEM(state->layout, 0);
    case HL_VIRTUAL_NUMPY_ROW: return hl_ndarray_type();
    case HL_VIRTUAL_NUMPY_BOOL ... HL_VIRTUAL_NUMPY_DOUBLE: return hl_numpy_type((int)state->kind - HL_VIRTUAL_NUMPY_BOOL)->type;
    default: return hl_buffer_iterator_type((HlBufferFamily)(state->kind - HL_VIRTUAL_BYTES_ITER));
    }
}

PyTypeObject *value_type(HlRecorder *rec, const HlValue *value)
{
    switch (value->kind) {
    case KIND_INT: return &PyLong_Type;
    case KIND_FLOAT: return &PyFloat_Type;
    case KIND_BOOL: return &PyBool_Type;
    case KIND_NONE: return Py_TYPE(Py_None);
    case KIND_OBJECT: return value->type;
    case KIND_VIRTUAL: return virtual_type(&rec->state.virtuals[value->virtual_index]);
    default: return NULL;
    }
}

/* Lets `change` see every value of the state that is the object `op`. */
static void refine_everywhere(HlRecorder *rec, const HlOp *op, HlOp *refined, PyTypeObject *type, PyObject *constant)
{
    HlState *state = &rec->state;
    for (int i = 0; i < state->value_count; i++) {
        HlValue *value = &state->values[i];
        if (value->kind == KIND_OBJECT && value->op == op) {
            value->op = refined;
            value->type = type;
            value->constant = constant;
        }
    }
    for (int v = 0; v < state->virtual_count; v++) {
        for (int p = 0; p < state->virtuals[v].part_count; p++) {
            HlValue *value = &state->virtuals[v].parts[p];
            if (value->kind == KIND_OBJECT && value->op == op) {
                value->op = refined;
                value->type = type;
                value->constant = constant;
            }
        }
    }
}

static void refine(HlRecorder *rec, HlValue *value, HlOp *refined, PyTypeObject *type, PyObject *constant)
{
    refine_everywhere(rec, value->op, refined, type, constant);
    value->op = refined; /* the handler's own copy, if it is none of the state's */
    value->type = type;
    value->constant = constant;
}

PyTypeObject *rec_observe(HlRecorder *rec, HlValue *value, PyObject *actual)
{
    PyTypeObject *known = value_type(rec, value);
    if (known != NULL || value->kind != KIND_OBJECT) {
        return known;
    }
    PyTypeObject *type = Py_TYPE(actual);
    HlOp *refined = rec_emit1(rec, HL_OP_CHECK_TYPE, rec_constant(rec, (PyObject *)type), value->op);
    refine(rec, value, refined, type, NULL);
    return type;
}

void rec_observe_identity(HlRecorder *rec, HlValue *value, PyObject *actual)
{
    if (value->kind != KIND_OBJECT || value->constant == actual) {
        return;
    }
    HlOp *refined = rec_emit1(rec, HL_OP_CHECK_IS, rec_constant(rec, actual), value->op);
    refine(rec, value, refined, Py_TYPE(actual), actual);
}

static HlOp *raw_of(HlRecorder *rec, HlValue *value, HlOpcode unbox)
{
    if (value->raw == NULL) {
        value->raw = rec_emit1(rec, unbox, 0, value->op);
    }
    return value->raw;
}

/* The value that a scalar object holds, as a bool it is b1. */
static HlOp *scalar_value(HlRecorder *rec, HlValue *value, int number)
{
    if (value->raw == NULL && number == HL_NUMPY_BOOL) {
        value->raw = rec_emit2(rec, HL_OP_OBJ_EQ, 0, value->op, rec_object(rec, hl_numpy_true()));
    }
    else if (value->raw == NULL) {
        HlElement element = hl_numpy_type(number)->element;
        HlOp *data = rec_emit1(rec, HL_OP_BUFFER_DATA, HL_BUFFER_SCALAR, value->op);
        value->raw = rec_emit2(rec, hl_element_is_float(element) ? HL_OP_GET_F64 : HL_OP_GET_I64, element, data, rec_int(rec, 0));
    }
    return value->raw;
}

HlValue *rec_scalar_part(HlRecorder *rec, const HlValue *value)
{
    HlVirtualState *state = value->kind == KIND_VIRTUAL ? rec_virtual(rec, value) : NULL;
    return state != NULL && is_scalar_kind(state->kind) ? &state->parts[0] : NULL;
}

HlOp *rec_as_int(HlRecorder *rec, HlValue *value)
{
    HlValue *part = rec_scalar_part(rec, value);
    if (part != NULL) {
        return rec_as_int(rec, part);
    }
    int number = value->kind == KIND_OBJECT ? hl_numpy_number(value->type) : -1;
    if (number >= 0 && !hl_element_is_float(hl_numpy_type(number)->element)) {
        HlOp *raw = scalar_value(rec, value, number);
        return number == HL_NUMPY_BOOL ? rec_emit1(rec, HL_OP_B2I, 0, raw) : raw;
    }
    switch (value->kind) {
    case KIND_INT:
        return value->op;
    case KIND_BOOL:
        return rec_emit1(rec, HL_OP_B2I, 0, value->op);
    case KIND_OBJECT:
        if (value->type == &PyBool_Type) {
            return rec_emit1(rec, HL_OP_B2I, 0, raw_of(rec, value, HL_OP_UNBOX_B1));
        }
        if (value->type == &PyLong_Type) {
            return raw_of(rec, value, HL_OP_UNBOX_I64);
        }
        break;
    default:
        break;
    }
    rec_abort(rec, "internal: an int was expected");
}

HlOp *rec_as_float(HlRecorder *rec, HlValue *value)
{
    HlValue *part = rec_scalar_part(rec, value);
    if (part != NULL) {
        return rec_as_float(rec, part);
    }
    if (value->kind == KIND_FLOAT) {
        return value->op;
    }
    int number = value->kind == KIND_OBJECT ? hl_numpy_number(value->type) : -1;
    if (number >= 0 && hl_element_is_float(hl_numpy_type(number)->element)) {
        return scalar_value(rec, value, number);
    }
    if (value->kind == KIND_OBJECT && value->type == &PyFloat_Type) {
        return raw_of(rec, value, HL_OP_UNBOX_F64);
    }
    return rec_emit1(rec, HL_OP_I2F, 0, rec_as_int(rec, value));
}

static HlOp *size_truth(HlRecorder *rec, HlOp *size) { return rec_emit2(rec, HL_OP_INE, 0, size, rec_int(rec, 0)); }

HlOp *rec_as_truth(HlRecorder *rec, HlValue *value)
{
    PyTypeObject *type = value_type(rec, value);
    HlValue *part = rec_scalar_part(rec, value);
    if (part != NULL) {
        return rec_as_truth(rec, part);
    }
    int number = value->kind == KIND_OBJECT ? hl_numpy_number(type) : -1;
    if (number == HL_NUMPY_BOOL) {
        return scalar_value(rec, value, number);
    }
    if (number >= 0 && hl_element_is_float(hl_numpy_type(number)->element)) {
        HlOp *raw = rec_as_float(rec, value);
        return rec_emit2(rec, HL_OP_FNE, 0, raw, rec_float(rec, 0.0));
    }
    if (number >= 0) {
        return size_truth(rec, rec_as_int(rec, value));
    }
    if (type == &PyBool_Type) {
        return value->kind == KIND_BOOL ? value->op : raw_of(rec, value, HL_OP_UNBOX_B1);
    }
    if (type == &PyLong_Type) {
        return size_truth(rec, rec_as_int(rec, value));
    }
    if (type == &PyFloat_Type) {
        HlOp *raw = rec_as_float(rec, value);
        return rec_emit2(rec, HL_OP_FNE, 0, raw, rec_float(rec, 0.0));
    }
    if (type == Py_TYPE(Py_None)) {
        return rec_bool(rec, false);
    }
    if (value->kind == KIND_VIRTUAL) {
        HlVirtualState *state = rec_virtual(rec, value);
        return state->kind == HL_VIRTUAL_TUPLE || state->kind == HL_VIRTUAL_LIST ? rec_bool(rec, state->part_count > 0) : NULL;
    }
    if (type == &PyList_Type) {
        return size_truth(rec, rec_emit1(rec, HL_OP_LIST_SIZE, 0, value->op));
    }
    if (type == &PyTuple_Type) {
        return size_truth(rec, rec_emit1(rec, HL_OP_TUPLE_SIZE, 0, value->op));
    }
    return NULL;
}

static void share_with(HlRecorder *rec, HlValue *other, const HlValue *box, HlKind kind)
{
    if (other != box && other->kind == kind && other->op == box->raw && other->constant == NULL) {
        rec_emit1(rec, HL_OP_INCREF, 0, box->op);
        *other = *box;
    }
}

/* The other names of a number get the same box: those on the stack, so that f(x, x) passes one object; all, where identities matter. */
static void share_box(HlRecorder *rec, const HlValue *box, HlKind kind)
{
    HlState *state = &rec->state;
    bool all = rec->nest->keeps_identity;
    HlFrameState *frame = rec_frame(rec);
    for (int i = all ? 0 : frame->base + frame->local_count; i < state->value_count; i++) {
        share_with(rec, &state->values[i], box, kind);
    }
    for (int v = 0; v < state->virtual_count && all; v++) {
        for (int p = 0; p < state->virtuals[v].part_count; p++) {
            if (!rec_raw_part(&state->virtuals[v], p)) {
                share_with(rec, &state->virtuals[v].parts[p], box, kind);
            }
        }
    }
    if (all) {
        rec_settle_root_locals(rec);
    }
}

static HlOp *boxed(HlRecorder *rec, HlValue *value, HlOpcode box, PyTypeObject *type)
{
    HlOp *raw = value->op;
    if (value->constant != NULL) { /* a constant of the program is the object that it always was */
        PyObject *constant = value->constant;
        *value = (HlValue){.kind = KIND_OBJECT, .hold = HOLD_IMMORTAL, .op = rec_object(rec, constant), .raw = raw, .type = type, .constant = constant};
        return value->op;
    }
    HlOp *object = rec_emit1(rec, box, 0, raw);
    if (box != HL_OP_BOX_B1) {
        rec_check_result(rec, object);
    }
    HlKind kind = value->kind;
    *value = value_owned(object, type);
    value->raw = raw;
    share_box(rec, value, kind);
    return object;
}

static HlOp *virtual_made_real(HlRecorder *rec, HlValue *value);

HlOp *rec_as_object(HlRecorder *rec, HlValue *value)
{
    switch (value->kind) {
    case KIND_OBJECT:
        return value->op;
    case KIND_INT:
        return boxed(rec, value, HL_OP_BOX_I64, &PyLong_Type);
    case KIND_FLOAT:
        return boxed(rec, value, HL_OP_BOX_F64, &PyFloat_Type);
    case KIND_BOOL:
        return boxed(rec, value, HL_OP_BOX_B1, &PyBool_Type);
    case KIND_NONE:
        *value = (HlValue){.kind = KIND_OBJECT, .hold = HOLD_IMMORTAL, .op = rec_object(rec, Py_None), .type = Py_TYPE(Py_None), .constant = Py_None};
        return value->op;
    case KIND_VIRTUAL:
        return virtual_made_real(rec, value);
    case KIND_NULL:
        break;
    }
    rec_abort(rec, "internal: an object was expected");
}

HlOp *rec_owned_object(HlRecorder *rec, HlValue *value)
{
    HlOp *object = rec_as_object(rec, value);
    if (value->hold != HOLD_OWNED) {
        rec_emit1(rec, HL_OP_INCREF, 0, object);
        value->hold = HOLD_OWNED;
    }
    return object;
}

/* A virtual becomes an object: each slot that named it holds the object now, with a reference of its own. `first` has the one that its maker gave. */
static void replace_virtual(HlRecorder *rec, uint16_t number, HlOp *object, PyTypeObject *type, const HlValue *first)
{
    HlState *state = &rec->state;
    for (int i = 0; i < state->value_count; i++) {
        HlValue *value = &state->values[i];
        if (value != first && value->kind == KIND_VIRTUAL && value->virtual_index == number) {
            rec_emit1(rec, HL_OP_INCREF, 0, object);
            *value = value_owned(object, type);
        }
    }
    for (int v = 0; v < state->virtual_count; v++) {
        for (int p = 0; p < state->virtuals[v].part_count; p++) {
            HlValue *value = &state->virtuals[v].parts[p];
            if (value != first && value->kind == KIND_VIRTUAL && value->virtual_index == number) {
                rec_emit1(rec, HL_OP_INCREF, 0, object);
                *value = value_owned(object, type);
            }
        }
    }
}

void rec_settle_root_locals(HlRecorder *rec)
{
    HlFrameState *root = &rec->state.frames[0];
    for (int i = 0; i < root->local_count; i++) {
        HlValue *value = &rec->state.values[root->base + i];
        if (value->kind == KIND_OBJECT && value->hold == HOLD_OWNED) {
            HlOp *stale = rec_emit0(rec, HL_OP_LOAD_SLOT, i);
            rec_emit1(rec, HL_OP_STORE_SLOT, i, value->op);
            rec_emit1(rec, HL_OP_CALL, HL_HELPER_DROP_NUMBER, stale);
            value->hold = HOLD_HOME;
            value->home = (uint16_t)i;
        }
    }
}

static HlHelper maker_of(HlRecorder *rec, HlVirtualKind kind)
{
    switch (kind) {
    case HL_VIRTUAL_TUPLE: return HL_HELPER_NEW_TUPLE;
    case HL_VIRTUAL_LIST: return HL_HELPER_NEW_LIST;
    case HL_VIRTUAL_RANGE: return HL_HELPER_NEW_RANGE;
    case HL_VIRTUAL_RANGE_ITER: return HL_HELPER_NEW_RANGE_ITER;
    case HL_VIRTUAL_METHOD: return HL_HELPER_NEW_METHOD;
    case HL_VIRTUAL_SLICE: return HL_HELPER_BUILD_SLICE;
    case HL_VIRTUAL_INSTANCE: return HL_HELPER_NEW_INSTANCE;
    default: rec_abort(rec, "an iterator is used as a value");
    }
}

/* Of a NumPy scalar. */
static HlOp *scalar_made_real(HlRecorder *rec, HlValue *value)
{
    uint16_t index = value->virtual_index;
    HlVirtualState *state = &rec->state.virtuals[index];
    PyTypeObject *type = virtual_type(state);
    HlOp *raw = state->parts[0].op;
    HlHelper maker = raw->type == HL_F64 ? HL_HELPER_NEW_SCALAR_F64 : HL_HELPER_NEW_SCALAR_I64;
    HlOp *bits = raw->type == HL_B1 ? rec_emit1(rec, HL_OP_B2I, 0, raw) : raw;
    HlOp *object = rec_emit2(rec, HL_OP_CALL, maker, rec_int(rec, (int)state->kind - HL_VIRTUAL_NUMPY_BOOL), bits);
    rec_check_result(rec, object);
    replace_virtual(rec, index, object, type, value);
    *value = value_owned(object, type);
    value->raw = raw;
    rec_settle_root_locals(rec);
    return object;
}

/* Of a row of an array. */
static HlOp *row_made_real(HlRecorder *rec, HlValue *value)
{
    uint16_t index = value->virtual_index;
    HlVirtualState *state = &rec->state.virtuals[index];
    PyTypeObject *type = virtual_type(state);
    HlOp *array = rec_as_object(rec, &state->parts[0]);
    rec_secure(rec);
    HlOp *object = rec_emit2(rec, HL_OP_CALL, HL_HELPER_NUMPY_ROW, array, state->parts[1].op);
    rec_check_result(rec, object);
    HlValue held = state->parts[0];
    state->part_count = 0;
    replace_virtual(rec, index, object, type, value);
    *value = value_owned(object, type);
    rec_settle_root_locals(rec);
    rec_release(rec, &held, NULL); /* the view may rest on another array than this one */
    return object;
}

static HlOp *virtual_made_real(HlRecorder *rec, HlValue *value)
{
    uint16_t number = value->virtual_index;
    HlVirtualState *state = &rec->state.virtuals[number];
    if (state->kind == HL_VIRTUAL_NUMPY_ROW) {
        return row_made_real(rec, value);
    }
    if (is_scalar_kind(state->kind)) {
        return scalar_made_real(rec, value);
    }
    PyTypeObject *type = virtual_type(state);
    HlHelper maker = maker_of(rec, state->kind);
    HlOp *parts[1 + HL_MAX_PARTS];
    bool raw_parts = state->kind == HL_VIRTUAL_RANGE || state->kind == HL_VIRTUAL_RANGE_ITER;
    bool takes = state->kind == HL_VIRTUAL_TUPLE || state->kind == HL_VIRTUAL_LIST || state->kind == HL_VIRTUAL_INSTANCE;
    int first = state->layout != NULL ? 1 : 0;
    parts[0] = first > 0 ? rec_object(rec, state->layout) : NULL;
    for (int i = 0; i < state->part_count; i++) {
        HlValue *part = &state->parts[i];
        parts[first + i] = raw_parts ? part->op : takes ? rec_owned_object(rec, part) : rec_as_object(rec, part);
    }
    rec_secure(rec);
    HlVirtualState made = *state;
    if (takes) {
        state->part_count = 0; /* its references go to the maker, even if that fails */
    }
    HlOp *object = rec_emit(rec, HL_OP_CALL, maker, (uint32_t)(first + made.part_count), parts);
    rec_check_result(rec, object);
    state->part_count = 0;
    for (int i = 0; i < made.part_count && !raw_parts && !takes; i++) {
        if (made.parts[i].kind == KIND_OBJECT && made.parts[i].hold == HOLD_OWNED) {
            rec_emit1(rec, HL_OP_DECREF_LEAF, 0, made.parts[i].op); /* not the last reference: the new object has one */
        }
    }
    replace_virtual(rec, number, object, type, value);
    *value = value_owned(object, type);
    rec_settle_root_locals(rec);
    return object;
}

void rec_own(HlRecorder *rec, HlValue *value)
{
    if (value->kind == KIND_OBJECT && value->op != NULL && (value->hold == HOLD_BORROWED || value->hold == HOLD_IMMORTAL)) {
        rec_emit1(rec, HL_OP_INCREF, 0, value->op);
        value->hold = HOLD_OWNED;
    }
}

void rec_secure(HlRecorder *rec)
{
    HlState *state = &rec->state;
    for (int i = 0; i < state->value_count; i++) {
        if (state->values[i].kind == KIND_OBJECT && state->values[i].hold == HOLD_BORROWED) {
            rec_own(rec, &state->values[i]);
        }
    }
    for (int v = 0; v < state->virtual_count; v++) {
        for (int p = 0; p < state->virtuals[v].part_count; p++) {
            if (state->virtuals[v].parts[p].kind == KIND_OBJECT && state->virtuals[v].parts[p].hold == HOLD_BORROWED) {
                rec_own(rec, &state->virtuals[v].parts[p]);
            }
        }
    }
}

/* Releasing a virtual releases its parts, if no other slot names it. */
static void release_virtual(HlRecorder *rec, uint16_t number)
{
    HlState *state = &rec->state;
    for (int i = 0; i < state->value_count; i++) {
        if (state->values[i].kind == KIND_VIRTUAL && state->values[i].virtual_index == number) {
            return;
        }
    }
    for (int v = 0; v < state->virtual_count; v++) {
        for (int p = 0; p < state->virtuals[v].part_count; p++) {
            if (state->virtuals[v].parts[p].kind == KIND_VIRTUAL && state->virtuals[v].parts[p].virtual_index == number) {
                return;
            }
        }
    }
    HlVirtualState parts = state->virtuals[number];
    state->virtuals[number].part_count = 0;
    for (int p = 0; p < parts.part_count; p++) {
        rec_release(rec, &parts.parts[p], NULL);
    }
}

void rec_release(HlRecorder *rec, HlValue *value, PyObject *actual)
{
    if (value->kind == KIND_VIRTUAL) {
        release_virtual(rec, value->virtual_index);
        return;
    }
    if (value->kind != KIND_OBJECT || value->hold != HOLD_OWNED) {
        return;
    }
    value->hold = HOLD_BORROWED;
    if (value->type != NULL && value_is_leaf_type(value->type)) {
        rec_emit1(rec, HL_OP_DECREF_LEAF, 0, value->op);
    }
    else if (actual != NULL && Py_REFCNT(actual) > 1 && !rec->effects) {
        HlOp *shared = rec_emit1(rec, HL_OP_CHECK_SHARED, 0, value->op);
        rec_emit1(rec, HL_OP_DECREF_LEAF, 0, shared);
    }
    else {
        rec_secure(rec);
        rec_emit1(rec, HL_OP_DECREF, 0, value->op);
    }
}

/* The frames of inlined calls are made for the time of the instruction. Who looks at them may look at any local, dead ones too. */
static void show_frames(HlRecorder *rec)
{
    for (int i = 1; i < rec->state.frame_count; i++) {
        HlShape *shape = hl_shape(rec->state.frames[i].code);
        if (shape != NULL) {
            shape->keeps_dead = true;
        }
        rec->state.frames[i].shown = true;
    }
}

void rec_before_unknown(HlRecorder *rec)
{
    rec_realise_rows(rec);
    rec_expose_virtuals(rec);
    rec_secure(rec);
    show_frames(rec);
    HlOp *flush = rec_emit0(rec, HL_OP_FLUSH, 0);
    if (flush->snapshot == NULL) {
        rec->borrowing = true;
        flush->snapshot = rec_snapshot(rec, &rec->state, rec->pc, HL_RESUME, UINT32_MAX);
        rec->borrowing = false;
    }
    rec->unknown = true;
}

HlOp *rec_call(HlRecorder *rec, HlHelper helper, uint32_t count, HlOp *const *args)
{
    rec_before_unknown(rec);
    HlOp *result = rec_emit(rec, HL_OP_CALL, helper, count, args);
    rec_check_result(rec, result);
    rec_push(rec, value_owned(result, NULL));
    return result;
}
