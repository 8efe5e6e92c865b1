/* for loops: iterators of ranges, lists and tuples, and enumerate, zip and reversed of those, are virtual; others are asked by a call. */
#include "handlers.h"

/* --- making iterators --- */

static HlOp *part(const HlVirtualState *whole, int index) { return whole->parts[index].op; }

/* The span of a range in its own direction; checked, so that index * step can't overflow later. */
static HlOp *span_of(HlRecorder *rec, HlOp *start, HlOp *stop, bool up)
{
    return up ? rec_emit2(rec, HL_OP_ISUB_CHECK, 0, stop, start) : rec_emit2(rec, HL_OP_ISUB_CHECK, 0, start, stop);
}

HlOp *rec_range_length(HlRecorder *rec, const HlVirtualState *range, int64_t actual_step)
{
    HlOp *start = part(range, 0), *stop = part(range, 1), *step = part(range, 2);
    bool up = actual_step > 0;
    rec_observe_condition(rec, rec_emit2(rec, HL_OP_ILT, 0, rec_int(rec, 0), step), up);
    HlOp *span = span_of(rec, start, stop, up);
    HlOp *length = span;
    if (!(step->code == HL_OP_INT && step->imm.i == 1)) {
        HlOp *stride = rec_emit1(rec, HL_OP_CHECK_NONZERO, 0, up ? step : rec_emit1(rec, HL_OP_INEG_CHECK, 0, step));
        HlOp *last = rec_emit2(rec, HL_OP_IFLOORDIV, 0, rec_emit2(rec, HL_OP_IADD, 0, span, rec_int(rec, -1)), stride);
        length = rec_emit2(rec, HL_OP_IADD, 0, last, rec_int(rec, 1));
    }
    return rec_emit3(rec, HL_OP_ISELECT, 0, rec_emit2(rec, HL_OP_ILT, 0, rec_int(rec, 0), span), length, rec_int(rec, 0));
}

bool rec_range_fits(PyObject *range)
{
    int64_t start, stop, step, span;
    const char *const names[] = {"start", "stop", "step"};
    int64_t *const values[] = {&start, &stop, &step};
    for (int i = 0; i < 3; i++) {
        PyObject *value = PyObject_GetAttrString(range, names[i]);
        bool fits = value != NULL && actual_int(value, values[i]);
        Py_XDECREF(value);
        if (!fits) {
            PyErr_Clear();
            return false;
        }
    }
    return !(step > 0 ? __builtin_sub_overflow(stop, start, &span) : __builtin_sub_overflow(start, stop, &span)) && step != INT64_MIN;
}

int64_t actual_range_step(PyObject *range)
{
    int64_t step = 0;
    PyObject *value = PyObject_GetAttrString(range, "step");
    if (value != NULL) {
        actual_int(value, &step);
        Py_DECREF(value);
    }
    return step;
}

static bool is_virtual_iterator(HlVirtualKind kind)
{
    return kind == HL_VIRTUAL_RANGE_ITER || kind == HL_VIRTUAL_LIST_ITER || kind == HL_VIRTUAL_TUPLE_ITER || kind == HL_VIRTUAL_REVERSED ||
           kind == HL_VIRTUAL_ENUMERATE || kind == HL_VIRTUAL_ZIP || is_buffer_iterator(kind);
}

bool rec_can_iterate(HlRecorder *rec, const HlValue *value, PyObject *actual)
{
    if (value->kind == KIND_VIRTUAL) {
        HlVirtualKind kind = rec_virtual(rec, value)->kind;
        if (kind != HL_VIRTUAL_NUMPY_ROW) {
            return is_virtual_iterator(kind) || (kind == HL_VIRTUAL_RANGE && rec_range_fits(actual));
        }
    }
    HlBuffer buffer;
    HlValue copy = *value;
    if (value->kind == KIND_VIRTUAL) {
        return rec_buffer(rec, &copy, actual, false, &buffer);
    }
    return value->kind == KIND_OBJECT && (value->type == &PyList_Type || value->type == &PyTuple_Type || rec_buffer(rec, &copy, actual, false, &buffer));
}

static HlVirtualKind iterator_kind(PyTypeObject *type)
{
    return type == &PyList_Type ? HL_VIRTUAL_LIST_ITER : type == &PyTuple_Type ? HL_VIRTUAL_TUPLE_ITER : buffer_iterator_kind(hl_buffer_family(type));
}

static HlValue range_iterator(HlRecorder *rec, const HlValue *range, PyObject *actual)
{
    HlVirtualState whole = *rec_virtual(rec, range);
    HlOp *length = rec_range_length(rec, &whole, actual_range_step(actual));
    HlValue parts[] = {whole.parts[0], whole.parts[2], value_int(length), value_int(rec_int(rec, 0))};
    return value_virtual(rec_new_virtual(rec, HL_VIRTUAL_RANGE_ITER, 4, parts));
}

HlValue rec_iterator_of(HlRecorder *rec, const HlValue *value, PyObject *actual)
{
    bool row = value->kind == KIND_VIRTUAL && rec_virtual(rec, value)->kind == HL_VIRTUAL_NUMPY_ROW;
    if (value->kind == KIND_VIRTUAL && !row) {
        return is_virtual_iterator(rec_virtual(rec, value)->kind) ? *value : range_iterator(rec, value, actual);
    }
    HlValue parts[] = {*value, value_int(rec_int(rec, 0))};
    return value_virtual(rec_new_virtual(rec, row ? HL_VIRTUAL_NDARRAY_ITER : iterator_kind(value->type), 2, parts));
}

/* Types whose iter() is the object itself, for ever. */
static bool is_own_iterator(PyTypeObject *type)
{
    return type->tp_iter == PyObject_SelfIter && !(type->tp_flags & Py_TPFLAGS_HEAPTYPE);
}

/* Types whose iter() runs no code of the program. */
static bool has_plain_iter(PyTypeObject *type)
{
    return type == &PyRange_Type || type == &PyUnicode_Type || type == &PyDict_Type || type == &PySet_Type || type == &PyBytes_Type ||
           type == &PyFrozenSet_Type || type == &PyByteArray_Type || type_is_view(type);
}

static HlOutcome plain_iter(HlRecorder *rec)
{
    HlOp *object = rec_as_object(rec, rec_top(rec, 0));
    HlOp *iterator = rec_emit1(rec, HL_OP_CALL, HL_HELPER_GET_ITER, object);
    rec_check_result(rec, iterator);
    return rec_replace(rec, 1, value_owned(iterator, NULL));
}

HlOutcome record_GET_ITER(HlRecorder *rec)
{
    PyObject *actual = rec_actual(rec, 0);
    PyTypeObject *type = rec_observe(rec, rec_top(rec, 0), actual);
    if (is_own_iterator(type)) {
        return REC_DONE;
    }
    HlValue *value = rec_top(rec, 0);
    if (value->kind == KIND_VIRTUAL && !rec_can_iterate(rec, value, actual)) {
        rec_as_object(rec, value);
    }
    if (rec_can_iterate(rec, value, actual) && rec_room_for_virtuals(rec, 1)) {
        HlValue iterator = rec_iterator_of(rec, value, actual);
        rec_pop(rec);
        rec_push(rec, iterator);
        return REC_DONE;
    }
    if (!has_plain_iter(type) && !rec_known_generic(rec, HL_HELPER_GET_ITER) && rec_follow_method(rec, "__iter__", 1, 1, HL_RETURN_ITERATOR)) {
        return REC_DONE;
    }
    return has_plain_iter(type) ? plain_iter(rec) : rec_generic(rec, HL_HELPER_GET_ITER, 1, NULL);
}

/* --- taking items --- */

/* Each of these makes certain whether the iterator has an item. If so, gives it and moves the virtual iterator on. */
static HlNext next_item(HlRecorder *rec, const HlValue *iterator, PyObject *actual, HlValue *item);

static HlNext next_of_range(HlRecorder *rec, HlVirtualState *state, PyObject *actual, HlValue *item)
{
    const HlRangeIterator *real = (const HlRangeIterator *)actual;
    if (!Py_IS_TYPE(actual, &PyRangeIter_Type)) {
        rec_abort(rec, "a range is too wide");
    }
    HlOp *start = part(state, 0), *step = part(state, 1), *length = part(state, 2), *index = part(state, 3);
    bool more = real->index < real->length;
    rec_observe_condition(rec, rec_emit2(rec, HL_OP_ILT, 0, index, length), more);
    if (more) {
        *item = value_int(rec_emit2(rec, HL_OP_IADD, 0, start, rec_emit2(rec, HL_OP_IMUL, 0, index, step)));
        state->parts[3] = value_int(rec_emit2(rec, HL_OP_IADD, 0, index, rec_int(rec, 1)));
    }
    return more ? NEXT_ITEM : NEXT_END;
}

static HlValue observed_item(HlRecorder *rec, HlOp *op, PyObject *actual)
{
    HlValue item = value_borrowed(op, NULL);
    if (rec_observe(rec, &item, actual) == &PyFloat_Type) {
        rec_as_float(rec, &item); /* read now: the object may be changed in place later */
    }
    return item;
}

static HlNext next_of_list(HlRecorder *rec, HlVirtualState *state, PyObject *actual, HlValue *item)
{
    const HlSequenceIterator *real = (const HlSequenceIterator *)actual;
    HlOp *list = rec_as_object(rec, &state->parts[0]), *index = part(state, 1);
    HlOp *size = rec_emit1(rec, HL_OP_LIST_SIZE, 0, list);
    if (real->sequence == NULL || real->index >= PyList_GET_SIZE(real->sequence)) {
        rec_emit1(rec, HL_OP_CHECK_FALSE, 0, rec_emit2(rec, HL_OP_ILT, 0, index, size));
        return NEXT_END;
    }
    HlOp *at = rec_emit2(rec, HL_OP_CHECK_INDEX, 0, index, size);
    HlOp *items = rec_emit1(rec, HL_OP_LIST_ITEMS, 0, list);
    *item = observed_item(rec, rec_emit2(rec, HL_OP_LOAD_ITEM, 0, items, at), PyList_GET_ITEM(real->sequence, real->index));
    state->parts[1] = value_int(rec_emit2(rec, HL_OP_IADD, 0, at, rec_int(rec, 1)));
    return NEXT_ITEM;
}

static HlNext next_of_tuple(HlRecorder *rec, HlVirtualState *state, PyObject *actual, HlValue *item)
{
    const HlSequenceIterator *real = (const HlSequenceIterator *)actual;
    HlOp *tuple = rec_as_object(rec, &state->parts[0]), *index = part(state, 1);
    HlOp *size = rec_emit1(rec, HL_OP_TUPLE_SIZE, 0, tuple);
    if (real->sequence == NULL || real->index >= PyTuple_GET_SIZE(real->sequence)) {
        rec_emit1(rec, HL_OP_CHECK_FALSE, 0, rec_emit2(rec, HL_OP_ILT, 0, index, size));
        return NEXT_END;
    }
    HlOp *at = rec_emit2(rec, HL_OP_CHECK_INDEX, 0, index, size);
    *item = observed_item(rec, rec_emit2(rec, HL_OP_TUPLE_ITEM, 0, tuple, at), PyTuple_GET_ITEM(real->sequence, real->index));
    state->parts[1] = value_int(rec_emit2(rec, HL_OP_IADD, 0, at, rec_int(rec, 1)));
    return NEXT_ITEM;
}

/* Counts down; ends below 0, and where the list has become shorter than the index. */
static HlNext next_of_reversed(HlRecorder *rec, HlVirtualState *state, PyObject *actual, HlValue *item)
{
    const HlSequenceIterator *real = (const HlSequenceIterator *)actual;
    HlOp *list = rec_as_object(rec, &state->parts[0]), *index = part(state, 1);
    if (real->sequence == NULL || real->index < 0) {
        rec_emit1(rec, HL_OP_CHECK_TRUE, 0, rec_emit2(rec, HL_OP_ILT, 0, index, rec_int(rec, 0)));
        return NEXT_END;
    }
    HlOp *size = rec_emit1(rec, HL_OP_LIST_SIZE, 0, list);
    if (real->index >= PyList_GET_SIZE(real->sequence)) {
        rec_emit1(rec, HL_OP_CHECK_FALSE, 0, rec_emit2(rec, HL_OP_ILT, 0, index, size));
        return NEXT_END;
    }
    HlOp *at = rec_emit2(rec, HL_OP_CHECK_INDEX, 0, index, size);
    HlOp *items = rec_emit1(rec, HL_OP_LIST_ITEMS, 0, list);
    *item = observed_item(rec, rec_emit2(rec, HL_OP_LOAD_ITEM, 0, items, at), PyList_GET_ITEM(real->sequence, real->index));
    state->parts[1] = value_int(rec_emit2(rec, HL_OP_IADD, 0, at, rec_int(rec, -1)));
    return NEXT_ITEM;
}

static HlValue pair_of(HlRecorder *rec, const HlValue *items, int count)
{
    return value_virtual(rec_new_virtual(rec, HL_VIRTUAL_TUPLE, (uint32_t)count, items));
}

static HlNext next_of_enumerate(HlRecorder *rec, HlVirtualState *state, PyObject *actual, HlValue *item)
{
    HlValue inner = state->parts[0], items[2] = {state->parts[1]};
    HlNext next = next_item(rec, &inner, ((const HlEnumerate *)actual)->iterator, &items[1]);
    if (next != NEXT_ITEM) {
        return next;
    }
    state->parts[1] = value_int(rec_emit2(rec, HL_OP_IADD_CHECK, 0, items[0].op, rec_int(rec, 1)));
    *item = pair_of(rec, items, 2);
    return NEXT_ITEM;
}

static HlNext next_of_zip(HlRecorder *rec, HlVirtualState *state, PyObject *actual, HlValue *item)
{
    PyObject *iterators = ((const HlZip *)actual)->iterators;
    HlValue items[HL_MAX_PARTS];
    int count = state->part_count;
    for (int i = 0; i < count; i++) {
        HlValue inner = state->parts[i];
        HlNext next = next_item(rec, &inner, PyTuple_GET_ITEM(iterators, i), &items[i]);
        if (next != NEXT_ITEM) {
            return next;
        }
    }
    *item = pair_of(rec, items, count);
    return count > 0 ? NEXT_ITEM : NEXT_END;
}

static HlNext next_item(HlRecorder *rec, const HlValue *iterator, PyObject *actual, HlValue *item)
{
    HlVirtualState *state = rec_virtual(rec, iterator);
    switch (state->kind) {
    case HL_VIRTUAL_RANGE_ITER:
        return next_of_range(rec, state, actual, item);
    case HL_VIRTUAL_LIST_ITER:
        return next_of_list(rec, state, actual, item);
    case HL_VIRTUAL_TUPLE_ITER:
        return next_of_tuple(rec, state, actual, item);
    case HL_VIRTUAL_REVERSED:
        return next_of_reversed(rec, state, actual, item);
    case HL_VIRTUAL_ENUMERATE:
        return next_of_enumerate(rec, state, actual, item);
    case HL_VIRTUAL_ZIP:
        return next_of_zip(rec, state, actual, item);
    default:
        return rec_next_of_buffer(rec, state, (const HlSequenceIterator *)actual, item);
    }
}

/* How many virtual tuples an iterator may give at once. */
static int depth_of(HlRecorder *rec, const HlValue *iterator)
{
    const HlVirtualState *state = rec_virtual(rec, iterator);
    int depth = state->kind == HL_VIRTUAL_NDARRAY_ITER; /* rows, scalars */
    if (state->kind == HL_VIRTUAL_ENUMERATE || state->kind == HL_VIRTUAL_ZIP) {
        for (int i = 0; i < state->part_count; i++) {
            depth += state->parts[i].kind == KIND_VIRTUAL ? depth_of(rec, &state->parts[i]) : 0;
        }
        depth++;
    }
    return depth;
}

void rec_presume_kept(HlRecorder *rec, HlValue *iterator, PyObject *actual)
{
    HlVirtualState *state = iterator->kind == KIND_VIRTUAL ? rec_virtual(rec, iterator) : NULL;
    if (state == NULL || !rec_is_sole(rec, iterator)) {
        return;
    }
    if (state->kind != HL_VIRTUAL_LIST_ITER && state->kind != HL_VIRTUAL_TUPLE_ITER && state->kind != HL_VIRTUAL_REVERSED && !is_buffer_iterator(state->kind)) {
        return;
    }
    PyObject *sequence = ((const HlSequenceIterator *)actual)->sequence;
    HlValue *held = &state->parts[0];
    if (held->kind == KIND_OBJECT && held->hold == HOLD_OWNED && sequence != NULL && Py_REFCNT(sequence) > 1) {
        HlOp *shared = rec_emit1(rec, HL_OP_CHECK_SHARED, 0, held->op);
        rec_emit1(rec, HL_OP_DECREF_LEAF, 0, shared);
        held->hold = HOLD_BORROWED;
    }
}

/* Whether there is an item shows only after the call. At the end the helper has released the iterator, and execution goes on behind the loop. */
static HlOutcome next_by_call(HlRecorder *rec, int end)
{
    HlValue *slot = rec_top(rec, 0);
    rec_observe(rec, slot, rec_actual(rec, 0));
    if (!rec_known_generic(rec, HL_HELPER_ITER_STEP) && rec_follow_next(rec)) {
        return REC_DONE;
    }
    PyTypeObject *type = value_type(rec, slot);
    bool quiet = type != NULL && type_is_quiet_iterator(type);
    if (slot->kind == KIND_VIRTUAL) {
        return rec_leaf(rec, "an iterator of unknown type is virtual");
    }
    rec_owned_object(rec, slot);
    if (!quiet) {
        rec_before_unknown(rec);
    }
    if (quiet) {
        rec_secure(rec);
    }
    HlOp *item = rec_emit1(rec, HL_OP_CALL, HL_HELPER_ITER_STEP, slot->op);
    rec_check_raised(rec, rec_emit1(rec, HL_OP_BNOT, 0, rec_emit0(rec, HL_OP_CALL, HL_HELPER_ERROR_SET)));
    HlValue iterator = rec_pop(rec);
    rec_check_other(rec, HL_OP_CHECK_NOT_NULL, 0, item, end);
    rec_push(rec, iterator);
    rec_push(rec, value_owned(item, NULL));
    return REC_DONE;
}

HlOutcome record_FOR_ITER(HlRecorder *rec)
{
    HlValue iterator = *rec_top(rec, 0), item;
    PyObject *actual = rec_actual(rec, 0);
    int end = rec->next_pc + rec->oparg;
    if (iterator.kind != KIND_VIRTUAL || !is_virtual_iterator(rec_virtual(rec, &iterator)->kind)) {
        return next_by_call(rec, end);
    }
    if (!rec_room_for_virtuals(rec, depth_of(rec, &iterator))) {
        return rec_leaf(rec, "too many unfinished objects");
    }
    iterator = *rec_top(rec, 0); /* making room may have renumbered it */
    HlNext next = next_item(rec, &iterator, actual, &item);
    if (next == NEXT_ITEM) {
        rec_push(rec, item);
        return REC_DONE;
    }
    if (next == NEXT_UNKNOWN) {
        return rec_leaf(rec, "a buffer's items have no typed form");
    }
    rec_presume_kept(rec, &iterator, actual);
    rec_drop(rec, 1);
    rec->next_pc = end;
    return REC_DONE;
}
