/* Reading and writing items of lists and tuples. */
#include "core.h"
#include "handlers.h"

HlOp *rec_index(HlRecorder *rec, HlValue *index, PyObject *actual, HlOp *size, Py_ssize_t actual_size)
{
    int64_t at;
    if (!actual_int(actual, &at) || at >= actual_size || at < -actual_size) {
        return NULL;
    }
    HlOp *raw = rec_as_int(rec, index);
    if (at < 0) {
        rec_emit1(rec, HL_OP_CHECK_TRUE, 0, rec_emit2(rec, HL_OP_ILT, 0, raw, rec_int(rec, 0)));
        raw = rec_emit2(rec, HL_OP_IADD, 0, raw, size);
    }
    return rec_emit2(rec, HL_OP_CHECK_INDEX, 0, raw, size);
}

static Py_ssize_t actual_position(PyObject *index, Py_ssize_t size)
{
    int64_t at = 0;
    actual_int(index, &at);
    return (Py_ssize_t)(at < 0 ? at + size : at);
}

/* --- BINARY_SUBSCR --- */

static HlOutcome list_item(HlRecorder *rec, HlValue *list, HlValue *index, PyObject *actual_list, PyObject *actual_index)
{
    HlOp *object = rec_as_object(rec, list);
    HlOp *size = rec_emit1(rec, HL_OP_LIST_SIZE, 0, object);
    HlOp *at = rec_index(rec, index, actual_index, size, PyList_GET_SIZE(actual_list));
    if (at == NULL) {
        return rec_leaf(rec, "a list index is out of range");
    }
    HlOp *items = rec_emit1(rec, HL_OP_LIST_ITEMS, 0, object);
    PyObject *actual = PyList_GET_ITEM(actual_list, actual_position(actual_index, PyList_GET_SIZE(actual_list)));
    return rec_replace_borrowed(rec, 2, rec_emit2(rec, HL_OP_LOAD_ITEM, 0, items, at), actual);
}

static HlOutcome tuple_item(HlRecorder *rec, HlValue *tuple, HlValue *index, PyObject *actual_tuple, PyObject *actual_index)
{
    HlOp *object = rec_as_object(rec, tuple);
    HlOp *size = rec_emit1(rec, HL_OP_TUPLE_SIZE, 0, object);
    HlOp *at = rec_index(rec, index, actual_index, size, PyTuple_GET_SIZE(actual_tuple));
    if (at == NULL) {
        return rec_leaf(rec, "a tuple index is out of range");
    }
    PyObject *actual = PyTuple_GET_ITEM(actual_tuple, actual_position(actual_index, PyTuple_GET_SIZE(actual_tuple)));
    return rec_replace_borrowed(rec, 2, rec_emit2(rec, HL_OP_TUPLE_ITEM, 0, object, at), actual);
}

/* A virtual tuple or list: the index picks a part, so it must be the very same each time. */
static HlOutcome virtual_item(HlRecorder *rec, HlValue *index, PyObject *actual_index)
{
    HlVirtualState *state = rec_virtual(rec, rec_top(rec, 1));
    int64_t at;
    if (!actual_int(actual_index, &at) || at >= state->part_count || at < -(int64_t)state->part_count) {
        return rec_leaf(rec, "a tuple index is out of range");
    }
    HlOp *raw = rec_as_int(rec, index);
    if (raw->code != HL_OP_INT) {
        rec_emit1(rec, HL_OP_CHECK_TRUE, 0, rec_emit2(rec, HL_OP_IEQ, 0, raw, rec_int(rec, at)));
    }
    HlValue part = value_copy(&state->parts[at < 0 ? at + state->part_count : at]);
    rec_push(rec, part);
    if (part.kind == KIND_OBJECT) {
        rec_secure(rec); /* the tuple that held it may be dropped now */
    }
    part = rec_pop(rec);
    return rec_replace(rec, 2, part);
}

static bool is_virtual(HlRecorder *rec, const HlValue *value, HlVirtualKind kind)
{
    return value->kind == KIND_VIRTUAL && rec_virtual(rec, value)->kind == kind;
}

/* A slice with ints and None, made by this expression. */
static bool is_plain_slice(HlRecorder *rec, const HlValue *index)
{
    if (!is_virtual(rec, index, HL_VIRTUAL_SLICE)) {
        return false;
    }
    for (int i = 0; i < 3; i++) {
        PyTypeObject *type = value_type(rec, &rec_virtual(rec, index)->parts[i]);
        if (type == NULL || !type_is_plain(type)) {
            return false;
        }
    }
    return true;
}

/* Items and slices of builtin sequences need no code of the program. */
static HlOutcome other_item(HlRecorder *rec, PyTypeObject *container)
{
    const HlValue *index = rec_top(rec, 0);
    bool text = container == &PyUnicode_Type || container == &PyBytes_Type;
    bool sequence = text || container == &PyList_Type || container == &PyTuple_Type;
    if (sequence && (is_plain_slice(rec, index) || type_is_int(value_type(rec, index)))) {
        return rec_plain(rec, HL_HELPER_GET_ITEM, 2, NULL);
    }
    if (container == &PyDict_Type && rec_is_plain_key(rec, index)) {
        return rec_plain(rec, HL_HELPER_GET_ITEM, 2, NULL);
    }
    if (!rec_known_generic(rec, HL_HELPER_GET_ITEM) && rec_follow_method(rec, "__getitem__", 2, 2, HL_RETURN_PUSH)) {
        return REC_DONE;
    }
    return rec_generic(rec, HL_HELPER_GET_ITEM, 2, NULL);
}

HlOutcome record_BINARY_SUBSCR(HlRecorder *rec)
{
    HlValue *container = rec_top(rec, 1), *index = rec_top(rec, 0);
    PyObject *actual = rec_actual(rec, 1), *actual_index = rec_actual(rec, 0);
    PyTypeObject *type = rec_observe(rec, container, actual);
    PyTypeObject *index_type = rec_observe(rec, index, actual_index);
    bool known = rec_known_generic(rec, HL_HELPER_GET_ITEM);
    if (!known && type != &PyList_Type && type != &PyTuple_Type && rec_room_for_virtuals(rec, 1)) {
        HlValue item;
        if (rec_buffer_item(rec, &item)) {
            return rec_replace(rec, 2, item);
        }
    }
    if (known || !type_is_index(index_type) || (type != &PyList_Type && type != &PyTuple_Type)) {
        return other_item(rec, type);
    }
    container = rec_top(rec, 1); /* making room may have renumbered it */
    index = rec_top(rec, 0);
    if (is_virtual(rec, container, HL_VIRTUAL_TUPLE) || is_virtual(rec, container, HL_VIRTUAL_LIST)) {
        return virtual_item(rec, index, actual_index);
    }
    return type == &PyList_Type ? list_item(rec, container, index, actual, actual_index) : tuple_item(rec, container, index, actual, actual_index);
}

/* --- STORE_SUBSCR --- */

static bool is_borrowed(const HlValue *value) { return value->kind == KIND_OBJECT && value->hold == HOLD_BORROWED; }

/* Numbers that only containers are known to hold become raw: what a put changes in place must not be an object that is still needed, and a reference taken to
 * each would keep the put from changing it. */
static void unbox_borrowed(HlRecorder *rec)
{
    for (int i = 0; i < rec->state.value_count; i++) {
        HlValue *value = &rec->state.values[i];
        PyObject *actual = is_borrowed(value) && value->op != NULL ? rec_actual_value(rec, i) : NULL;
        if (actual != NULL && (PyLong_CheckExact(actual) || PyFloat_CheckExact(actual))) {
            rec_observe(rec, value, actual);
            rec_unbox(rec, value, actual);
        }
    }
}

/* A raw number over a number: no object is needed if the old one can take it. */
static void put_number(HlRecorder *rec, const HlPlace *place, const HlValue *value)
{
    HlValue raw = *value;
    unbox_borrowed(rec);
    rec_secure(rec); /* the rest, virtual objects' parts */
    HlOp *operands[] = {place->items, place->at, raw.op, place->old.op};
    rec_emit(rec, raw.kind == KIND_FLOAT ? HL_OP_PUT_F64 : HL_OP_PUT_I64, 0, 4, operands);
}

/* Whether an item's number is better copied into the old object than its object moved: moving takes references, and scatters over memory what stands in the list
 * side by side. Cached ints, and numbers that many hold, have nothing to copy into. */
static bool is_better_copied(PyObject *actual, PyObject *actual_old)
{
    enum { HOLDERS = 2, OLD_HOLDERS = 3 }; /* the list and the evaluator's stack; perhaps a local */
    int64_t number;
    if (Py_REFCNT(actual) > HOLDERS || Py_REFCNT(actual_old) > OLD_HOLDERS) {
        return false;
    }
    return PyFloat_CheckExact(actual) || (actual_int(actual, &number) && (number < -_PY_NSMALLNEGINTS || number >= _PY_NSMALLPOSINTS));
}

/* a[i] = b[j] by value, if that was chosen here: then the value becomes raw. */
static void copy_number(HlRecorder *rec, const HlPlace *place, HlValue *value, PyObject *actual)
{
    HlShape *shape = is_borrowed(value) && place->old.type == Py_TYPE(actual) ? hl_shape(rec_frame(rec)->code) : NULL;
    if (shape == NULL || !(PyLong_CheckExact(actual) || PyFloat_CheckExact(actual))) {
        return;
    }
    uint8_t *move = &shape->moves[rec->first_pc];
    if (*move == MOVE_UNDECIDED) {
        *move = is_better_copied(actual, place->actual) ? MOVE_VALUE : MOVE_OBJECT;
    }
    if (*move == MOVE_VALUE) {
        rec_observe(rec, value, actual);
        rec_unbox(rec, value, actual);
    }
}

static bool put_object(HlRecorder *rec, const HlPlace *place, int from_top)
{
    bool kept = !type_is_plain(place->old.type) && place->actual != NULL && Py_REFCNT(place->actual) > 1 && !rec->effects;
    HlOp *shared = kept ? rec_emit1(rec, HL_OP_CHECK_SHARED, 0, place->old.op) : NULL;
    if (!kept && place->old.type->tp_finalize != NULL) { /* __del__ may look at this frame */
        rec_before_unknown(rec);
    }
    rec_as_object(rec, rec_top(rec, from_top));
    rec_secure(rec);
    HlOp *object = rec_owned_object(rec, rec_top(rec, from_top));
    rec_emit3(rec, HL_OP_STORE_ITEM, 0, place->items, place->at, object);
    if (shared != NULL) {
        rec_emit1(rec, HL_OP_DECREF_LEAF, 0, shared);
    }
    else {
        rec_release_replaced(rec, &place->old);
    }
    *rec_top(rec, from_top) = value_null(); /* its reference is the container's now */
    return true;
}

bool rec_put(HlRecorder *rec, const HlPlace *place, int from_top)
{
    HlValue *value = rec_top(rec, from_top);
    bool number = type_is_number(place->old.type) || place->old.type == Py_TYPE(Py_None);
    bool in_place = !rec->nest->keeps_identity;
    if (in_place && place->items->code == HL_OP_LIST_ITEMS) {
        copy_number(rec, place, value, rec_actual(rec, from_top));
    }
    if (in_place && ((value->kind == KIND_FLOAT && place->old.type == &PyFloat_Type) || (value->kind == KIND_INT && number))) {
        put_number(rec, place, value);
        return true;
    }
    return put_object(rec, place, from_top);
}

static bool list_place(HlRecorder *rec, HlPlace *place)
{
    PyObject *actual = rec_actual(rec, 1), *actual_index = rec_actual(rec, 0);
    HlOp *list = rec_as_object(rec, rec_top(rec, 1));
    HlOp *size = rec_emit1(rec, HL_OP_LIST_SIZE, 0, list);
    place->at = rec_index(rec, rec_top(rec, 0), actual_index, size, PyList_GET_SIZE(actual));
    if (place->at == NULL) {
        return false;
    }
    place->items = rec_emit1(rec, HL_OP_LIST_ITEMS, 0, list);
    place->old = value_borrowed(rec_emit2(rec, HL_OP_LOAD_ITEM, 0, place->items, place->at), NULL);
    place->actual = PyList_GET_ITEM(actual, actual_position(actual_index, PyList_GET_SIZE(actual)));
    rec_observe(rec, &place->old, place->actual);
    return true;
}

HlOutcome record_STORE_SUBSCR(HlRecorder *rec)
{
    PyTypeObject *type = rec_observe(rec, rec_top(rec, 1), rec_actual(rec, 1));
    bool generic = rec_known_generic(rec, HL_HELPER_SET_ITEM), indexed = type_is_index(rec_observe(rec, rec_top(rec, 0), rec_actual(rec, 0)));
    if (generic || !indexed || type != &PyList_Type) {
        if (!generic && (rec_buffer_store(rec) || rec_follow_set_item(rec))) {
            return REC_DONE;
        }
        if (type == &PyDict_Type && rec_is_plain_key(rec, rec_top(rec, 0))) {
            return rec_plain_effect(rec, HL_HELPER_SET_ITEM, 3, (int[]){1, 0, 2});
        }
        return rec_generic_effect(rec, HL_HELPER_SET_ITEM, 3, (int[]){1, 0, 2});
    }
    if (rec_top(rec, 2)->kind == KIND_VIRTUAL) { /* making it may start a collection, after which the items may lie elsewhere */
        return rec_plain_effect(rec, HL_HELPER_SET_ITEM, 3, (int[]){1, 0, 2});
    }
    HlPlace place = {0};
    if (!list_place(rec, &place)) {
        return rec_leaf(rec, "a list index is out of range");
    }
    if (!rec_put(rec, &place, 2)) {
        return REC_LEAF;
    }
    rec_drop(rec, 3);
    return REC_DONE;
}

HlOutcome record_DELETE_SUBSCR(HlRecorder *rec)
{
    PyTypeObject *type = rec_observe(rec, rec_top(rec, 1), rec_actual(rec, 1));
    rec_observe(rec, rec_top(rec, 0), rec_actual(rec, 0));
    bool plain = type == &PyDict_Type && rec_is_plain_key(rec, rec_top(rec, 0));
    return plain ? rec_plain_effect(rec, HL_HELPER_DEL_ITEM, 2, (int[]){1, 0}) : rec_generic_effect(rec, HL_HELPER_DEL_ITEM, 2, (int[]){1, 0});
}
