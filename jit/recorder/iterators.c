/* Real iterators that only one slot holds become virtual ones: then a loop over them is a count in a register.
 *
 * Whether an iterator has the right shape is first decided by looking at it (can_take), then made certain by checks (take). The object itself is freed: an exit makes a new
 * one at the same position, and nobody can tell them apart. */
#include "core.h"
#include "handlers.h"
#include <stddef.h>
#include <string.h>

enum { MAX_ZIPPED = 6 };
enum { FORM_RANGE, FORM_LIST, FORM_TUPLE, FORM_ENUMERATE, FORM_ZIP, FORM_BUFFER, FORM_NONE }; /* the first five are the immediates of iter_index */

/* The family of the buffer over which the iterator goes. */
static HlBufferFamily buffer_under(const PyObject *iterator)
{
    PyTypeObject *type = Py_TYPE(iterator);
    bool plain = type == &PyBytesIter_Type || type == &PyByteArrayIter_Type || type == &PySeqIter_Type || type == hl_buffer_iterator_type(HL_BUFFER_MEMORYVIEW) ||
                 (PyType_HasFeature(type, Py_TPFLAGS_IMMUTABLETYPE) && strcmp(type->tp_name, "array.arrayiterator") == 0);
    PyObject *sequence = plain ? ((const HlSequenceIterator *)iterator)->sequence : NULL;
    HlBufferFamily family = sequence != NULL ? hl_buffer_family(Py_TYPE(sequence)) : HL_BUFFER_FAMILY_COUNT;
    return family < HL_BUFFER_FAMILY_COUNT && hl_buffer_iterator_type(family) == type ? family : HL_BUFFER_FAMILY_COUNT;
}

static int form_of(const PyObject *iterator)
{
    const PyTypeObject *const types[] = {&PyRangeIter_Type, &PyListIter_Type, &PyTupleIter_Type, &PyEnum_Type, &PyZip_Type};
    for (int form = 0; form < FORM_BUFFER; form++) {
        if (Py_TYPE(iterator) == types[form]) {
            return form;
        }
    }
    return buffer_under(iterator) < HL_BUFFER_FAMILY_COUNT ? FORM_BUFFER : FORM_NONE;
}

static bool can_take(PyObject *actual);

static bool can_take_zip(const HlZip *zip)
{
    bool plain = zip->strict == 0 && PyTuple_CheckExact(zip->iterators) && Py_REFCNT(zip->iterators) == 1 && zip->count > 0 && zip->count <= MAX_ZIPPED &&
                 PyTuple_GET_SIZE(zip->iterators) == zip->count;
    for (Py_ssize_t i = 0; plain && i < zip->count; i++) {
        plain = can_take(PyTuple_GET_ITEM(zip->iterators, i));
    }
    return plain;
}

static bool can_take(PyObject *actual)
{
    if (Py_REFCNT(actual) != 1) {
        return false;
    }
    switch (form_of(actual)) {
    case FORM_RANGE:
    case FORM_BUFFER:
        return true;
    case FORM_LIST:
        return ((HlSequenceIterator *)actual)->sequence != NULL && PyList_CheckExact(((HlSequenceIterator *)actual)->sequence);
    case FORM_TUPLE:
        return ((HlSequenceIterator *)actual)->sequence != NULL && PyTuple_CheckExact(((HlSequenceIterator *)actual)->sequence);
    case FORM_ENUMERATE:
        return ((HlEnumerate *)actual)->long_index == NULL && can_take(((HlEnumerate *)actual)->iterator);
    case FORM_ZIP:
        return can_take_zip((HlZip *)actual);
    default:
        return false;
    }
}

static HlOp *field(HlRecorder *rec, HlOp *object, size_t offset) { return rec_emit1(rec, HL_OP_LOAD_FIELD, (int64_t)offset, object); }

static HlOp *typed(HlRecorder *rec, HlOp *object, PyTypeObject *type)
{
    return rec_emit1(rec, HL_OP_CHECK_TYPE, rec_constant(rec, (PyObject *)type), object);
}

static HlValue take(HlRecorder *rec, HlOp *object, PyObject *actual);

static HlValue made(HlRecorder *rec, HlVirtualKind kind, uint32_t count, const HlValue *parts)
{
    uint16_t number = rec_new_virtual(rec, kind, count, parts);
    if (number == UINT16_MAX) {
        rec_abort(rec, "too many values are live");
    }
    return value_virtual(number);
}

/* Takes for granted that later entries of the loop find the number between 0 and 2**31, or 2**62, too, if it is so now. */
static HlOp *presumed_size(HlRecorder *rec, HlOp *number, int64_t actual)
{
    const int64_t small = INT64_C(1) << 31, large = INT64_C(1) << 62;
    if (actual < 0 || actual >= large) {
        return number;
    }
    return rec_emit2(rec, HL_OP_CHECK_INDEX, 0, number, rec_int(rec, actual < small ? small : large));
}

/* ... and the same number, if it is one of the two that most loops have; else one of that size. */
static HlOp *presumed_number(HlRecorder *rec, HlOp *number, int64_t actual, int64_t usual, int64_t other)
{
    if (actual != usual && actual != other) {
        return presumed_size(rec, number, actual);
    }
    HlOp *seen = rec_int(rec, actual);
    rec_emit1(rec, HL_OP_CHECK_TRUE, 0, rec_emit2(rec, HL_OP_IEQ, 0, number, seen));
    return seen;
}

/* What is presumed of start, step and length lets the passes see that the loop's numbers neither overflow nor are negative. */
static HlValue take_range(HlRecorder *rec, HlOp *iterator, const HlRangeIterator *actual)
{
    HlOp *loaded[3];
    for (int i = 0; i < 3; i++) {
        loaded[i] = rec_emit1(rec, HL_OP_LOAD_RANGE, i, iterator);
    }
    HlValue parts[4] = {value_int(presumed_number(rec, loaded[0], actual->start, 0, 0)), value_int(presumed_number(rec, loaded[1], actual->step, 1, -1)),
                        value_int(presumed_size(rec, loaded[2], actual->length))};
    parts[3] = value_int(rec_emit1(rec, HL_OP_ITER_INDEX, FORM_RANGE, iterator));
    return made(rec, HL_VIRTUAL_RANGE_ITER, 4, parts);
}

static HlValue take_sequence(HlRecorder *rec, HlOp *iterator, int form)
{
    PyTypeObject *type = form == FORM_LIST ? &PyList_Type : &PyTuple_Type;
    HlOp *sequence = rec_emit1(rec, HL_OP_CHECK_NOT_NULL, 0, rec_emit1(rec, HL_OP_ITER_SEQUENCE, form, iterator));
    HlValue parts[2] = {value_borrowed(typed(rec, sequence, type), type)};
    parts[1] = value_int(rec_emit1(rec, HL_OP_ITER_INDEX, form, iterator));
    return made(rec, form == FORM_LIST ? HL_VIRTUAL_LIST_ITER : HL_VIRTUAL_TUPLE_ITER, 2, parts);
}

static HlValue take_buffer(HlRecorder *rec, HlOp *iterator, HlSequenceIterator *actual)
{
    HlOp *sequence = rec_emit1(rec, HL_OP_CHECK_NOT_NULL, 0, rec_emit1(rec, HL_OP_ITER_SEQUENCE, FORM_LIST, iterator));
    PyTypeObject *type = Py_TYPE(actual->sequence);
    HlValue parts[2] = {value_borrowed(typed(rec, sequence, type), type)};
    parts[1] = value_int(rec_emit1(rec, HL_OP_ITER_INDEX, FORM_LIST, iterator));
    return made(rec, buffer_iterator_kind(hl_buffer_family(type)), 2, parts);
}

static HlValue take_enumerate(HlRecorder *rec, HlOp *iterator, HlEnumerate *actual)
{
    rec_emit1(rec, HL_OP_CHECK_NULL, 0, field(rec, iterator, offsetof(HlEnumerate, long_index)));
    HlValue parts[2] = {take(rec, field(rec, iterator, offsetof(HlEnumerate, iterator)), actual->iterator)};
    parts[1] = value_int(rec_emit1(rec, HL_OP_ITER_INDEX, FORM_ENUMERATE, iterator));
    return made(rec, HL_VIRTUAL_ENUMERATE, 2, parts);
}

static HlValue take_zip(HlRecorder *rec, HlOp *iterator, HlZip *actual)
{
    HlOp *strict = rec_emit1(rec, HL_OP_ITER_INDEX, FORM_ZIP, iterator);
    rec_emit1(rec, HL_OP_CHECK_TRUE, 0, rec_emit2(rec, HL_OP_IEQ, 0, strict, rec_int(rec, 0)));
    HlOp *all = typed(rec, field(rec, iterator, offsetof(HlZip, iterators)), &PyTuple_Type);
    all = rec_emit1(rec, HL_OP_CHECK_UNIQUE, 0, all);
    HlOp *size = rec_emit1(rec, HL_OP_TUPLE_SIZE, 0, all);
    rec_emit1(rec, HL_OP_CHECK_TRUE, 0, rec_emit2(rec, HL_OP_IEQ, 0, size, rec_int(rec, actual->count)));
    HlValue parts[MAX_ZIPPED];
    for (Py_ssize_t i = 0; i < actual->count; i++) {
        HlOp *index = rec_emit2(rec, HL_OP_CHECK_INDEX, 0, rec_int(rec, i), size);
        parts[i] = take(rec, rec_emit2(rec, HL_OP_TUPLE_ITEM, 0, all, index), PyTuple_GET_ITEM(actual->iterators, i));
    }
    return made(rec, HL_VIRTUAL_ZIP, (uint32_t)actual->count, parts);
}

/* Only checks and loads. Sequences come out borrowed. */
static HlValue take(HlRecorder *rec, HlOp *object, PyObject *actual)
{
    HlOp *iterator = rec_emit1(rec, HL_OP_CHECK_UNIQUE, 0, typed(rec, object, Py_TYPE(actual)));
    int form = form_of(actual);
    switch (form) {
    case FORM_RANGE:
        return take_range(rec, iterator, (const HlRangeIterator *)actual);
    case FORM_ENUMERATE:
        return take_enumerate(rec, iterator, (HlEnumerate *)actual);
    case FORM_ZIP:
        return take_zip(rec, iterator, (HlZip *)actual);
    case FORM_BUFFER:
        return take_buffer(rec, iterator, (HlSequenceIterator *)actual);
    default:
        return take_sequence(rec, iterator, form);
    }
}

/* The sequences under a virtual iterator need references of their own before the real iterators go. */
static void own_sequences(HlRecorder *rec, const HlValue *value)
{
    HlVirtualState *state = rec_virtual(rec, value);
    for (int i = 0; i < state->part_count; i++) {
        if (state->parts[i].kind == KIND_VIRTUAL) {
            own_sequences(rec, &state->parts[i]);
        }
        else {
            rec_own(rec, &state->parts[i]);
        }
    }
}

bool rec_virtualise_iterator(HlRecorder *rec, HlValue *value, PyObject *actual)
{
    if (value->kind != KIND_OBJECT || value->hold != HOLD_OWNED || rec->effects || !can_take(actual)) {
        return false;
    }
    HlOp *object = value->op;
    HlValue taken = take(rec, object, actual);
    own_sequences(rec, &taken);
    rec_emit1(rec, HL_OP_DECREF_LEAF, 0, object);
    *value = taken;
    return true;
}
