/* Objects that hold numbers as raw memory: bytes, bytearray, array.array, memoryview, NumPy arrays. Items are read and written as raw numbers.
 *
 * What an object's elements look like can change while it is alive only for some families, and not without code of the program, but it differs between objects of
 * one type: so each access checks the form (check_buffer), and the passes keep one check of many. */
#include "../../src/cpython/numpy.h"
#include "handlers.h"
#include <float.h>
#include <math.h>

/* --- forms --- */

static bool view_form(PyObject *actual, HlBufferForm *form)
{
    const Py_buffer *view = PyMemoryView_GET_BUFFER(actual);
    form->code = view->format != NULL ? (uint8_t)view->format[0] : 0;
    return view->ndim == 1 && (view->readonly == 0 || !form->writable);
}

static bool ndarray_form(PyObject *actual, HlBufferForm *form)
{
    const HlNdArray *array = (const HlNdArray *)actual;
    form->code = (uint8_t)array->type->number;
    form->axes = (uint8_t)array->axes;
    return array->axes >= 1 && array->axes <= HL_BUFFER_AXES && array->type->number >= 0 && array->type->number < HL_NUMPY_TYPES;
}

/* The form of the object as it is now, and its elements. False: it has none that is typed. */
static bool find_form(PyObject *actual, HlBufferFamily family, bool writable, HlBufferForm *form, HlElement *element)
{
    *form = (HlBufferForm){.family = family, .axes = 1, .writable = writable, .code = 'B'};
    bool good = true;
    if (family == HL_BUFFER_ARRAY) {
        form->code = (uint8_t)((HlArray *)actual)->code->letter;
        form->writable = false; /* it always is */
    }
    else if (family == HL_BUFFER_MEMORYVIEW) {
        good = view_form(actual, form);
    }
    else if (family == HL_BUFFER_NDARRAY) {
        good = ndarray_form(actual, form);
        *element = good ? hl_numpy_type(form->code)->element : HL_ELEMENT_COUNT;
    }
    if (family != HL_BUFFER_NDARRAY) {
        *element = hl_letter_element((char)form->code);
    }
    if (!good || *element == HL_ELEMENT_COUNT) {
        return false;
    }
    form->size = (uint8_t)hl_element_size(*element);
    return hl_buffer_has_form(actual, *form);
}

static bool is_row(HlRecorder *rec, const HlValue *value) { return value->kind == KIND_VIRTUAL && rec_virtual(rec, value)->kind == HL_VIRTUAL_NUMPY_ROW; }

/* From a row to the array that it is part of; the indices on the way, outermost first. */
static HlValue *array_of(HlRecorder *rec, HlValue *value, HlBuffer *buffer)
{
    for (buffer->depth = 0; is_row(rec, value) && buffer->depth < HL_BUFFER_AXES; buffer->depth++) {
        HlVirtualState *row = rec_virtual(rec, value);
        for (int i = buffer->depth; i > 0; i--) {
            buffer->prefix[i] = buffer->prefix[i - 1];
        }
        buffer->prefix[0] = row->parts[1].op;
        value = &row->parts[0];
    }
    return value;
}

bool rec_buffer(HlRecorder *rec, HlValue *value, PyObject *actual, bool writable, HlBuffer *buffer)
{
    value = array_of(rec, value, buffer);
    PyTypeObject *type = rec_observe(rec, value, actual); /* a row's type is its array's */
    buffer->family = value->kind == KIND_OBJECT ? hl_buffer_family(type) : HL_BUFFER_FAMILY_COUNT;
    if (buffer->family >= HL_BUFFER_SCALAR || !find_form(actual, buffer->family, writable, &buffer->form, &buffer->element)) {
        return false;
    }
    buffer->actual = actual;
    buffer->object = value->op;
    buffer->form.axes = (uint8_t)(buffer->form.axes + buffer->depth);
    if (buffer->form.axes > HL_BUFFER_AXES) {
        return false;
    }
    if (buffer->family != HL_BUFFER_BYTES && buffer->family != HL_BUFFER_BYTEARRAY) {
        buffer->object = rec_emit1(rec, HL_OP_CHECK_BUFFER, hl_buffer_form_pack(buffer->form), value->op);
    }
    return true;
}

static int axes_of(const HlBuffer *buffer) { return buffer->form.axes - buffer->depth; }

/* Of the array, not of the row. */
static HlOp *length_along(HlRecorder *rec, const HlBuffer *buffer, int axis)
{
    return rec_emit1(rec, HL_OP_BUFFER_LENGTH, hl_buffer_axis(buffer->family, axis), buffer->object);
}

HlOp *rec_buffer_length(HlRecorder *rec, const HlBuffer *buffer) { return length_along(rec, buffer, buffer->depth); }

/* --- elements --- */

/* An element's place as compiled code sees it, and the real one. */
typedef struct Place {
    HlOp *data, *at;
    const char *actual;
} Place;

/* An index into the buffer, in range. */
typedef struct Index {
    HlOp *op;
    int64_t actual;
} Index;

static HlOp *step(HlRecorder *rec, const HlBuffer *buffer, HlOp *data, HlOp *index, int axis)
{
    HlOp *stride = rec_emit1(rec, HL_OP_BUFFER_STRIDE, hl_buffer_axis(buffer->family, axis), buffer->object);
    return rec_emit3(rec, HL_OP_DATA_ROW, 0, data, index, stride);
}

/* The element in the last axis, where `data` begins. If elements lie side by side, which is checked, gcc needs no multiplication. */
static void last_step(HlRecorder *rec, const HlBuffer *buffer, HlOp *data, Index index, Place *place)
{
    int size = hl_element_size(buffer->element), axis = buffer->form.axes - 1;
    bool strided = buffer->family == HL_BUFFER_MEMORYVIEW || buffer->family == HL_BUFFER_NDARRAY;
    int64_t actual_stride = strided ? hl_buffer_stride(buffer->actual, buffer->family, axis - buffer->depth) : size;
    place->actual += index.actual * actual_stride;
    place->data = data;
    place->at = index.op;
    if (!strided) {
        return;
    }
    HlOp *stride = rec_emit1(rec, HL_OP_BUFFER_STRIDE, hl_buffer_axis(buffer->family, axis), buffer->object);
    rec_observe_condition(rec, rec_emit2(rec, HL_OP_IEQ, 0, stride, rec_int(rec, size)), actual_stride == size);
    if (actual_stride != size) {
        place->data = step(rec, buffer, data, index.op, axis);
        place->at = rec_int(rec, 0);
    }
}

/* The element with one index for each axis of the buffer. */
static Place place_of(HlRecorder *rec, const HlBuffer *buffer, const Index *indices)
{
    Place place = {.actual = hl_buffer_data(buffer->actual, buffer->family)};
    HlOp *data = rec_emit1(rec, HL_OP_BUFFER_DATA, buffer->family, buffer->object);
    for (int axis = 0; axis < buffer->depth; axis++) { /* checked when the row was made; again, because that check does not come along through merge points */
        HlOp *index = rec_emit2(rec, HL_OP_CHECK_INDEX, 0, buffer->prefix[axis], length_along(rec, buffer, axis));
        data = step(rec, buffer, data, index, axis);
    }
    int axes = axes_of(buffer);
    for (int i = 0; i + 1 < axes; i++) {
        place.actual += indices[i].actual * hl_buffer_stride(buffer->actual, buffer->family, i);
        data = step(rec, buffer, data, indices[i].op, buffer->depth + i);
    }
    last_step(rec, buffer, data, indices[axes - 1], &place);
    return place;
}

/* --- indices --- */

/* As bools are masks to NumPy, they are no indices. */
static bool is_index(const HlBuffer *buffer, PyTypeObject *type)
{
    return type != NULL && type_is_index(type) && !(buffer->family == HL_BUFFER_NDARRAY && type == &PyBool_Type);
}

static bool find_index(HlRecorder *rec, const HlBuffer *buffer, int axis, HlValue *value, PyObject *actual, Index *index)
{
    int64_t length = hl_buffer_length(buffer->actual, buffer->family, axis);
    if (!is_index(buffer, rec_observe(rec, value, actual)) || !actual_int(actual, &index->actual)) {
        return false;
    }
    index->op = rec_index(rec, value, actual, length_along(rec, buffer, buffer->depth + axis), length);
    index->actual += index->actual < 0 ? length : 0;
    return index->op != NULL;
}

/* One index, or a tuple of as many as there are axes. The number of those found; 0: no typed form. */
static int find_indices(HlRecorder *rec, const HlBuffer *buffer, HlValue *value, PyObject *actual, Index *indices)
{
    const HlVirtualState *tuple = value->kind == KIND_VIRTUAL && rec_virtual(rec, value)->kind == HL_VIRTUAL_TUPLE ? rec_virtual(rec, value) : NULL;
    if (tuple == NULL) {
        return find_index(rec, buffer, 0, value, actual, &indices[0]);
    }
    int count = tuple->part_count;
    if (buffer->family != HL_BUFFER_NDARRAY || count != axes_of(buffer)) {
        return 0;
    }
    for (int i = 0; i < count; i++) {
        HlValue part = value_copy(&tuple->parts[i]);
        if (!find_index(rec, buffer, i, &part, PyTuple_GET_ITEM(actual, i), &indices[i])) {
            return 0;
        }
    }
    return count;
}

/* --- reading --- */

static HlValue as_scalar(HlRecorder *rec, const HlBuffer *buffer, HlValue number)
{
    if (buffer->form.code == HL_NUMPY_BOOL) {
        number = value_bool(rec_emit2(rec, HL_OP_INE, 0, number.op, rec_int(rec, 0)));
    }
    return value_scalar(rec, buffer->form.code, number);
}

/* False: the number does not fit compiled code. */
static bool get_element(HlRecorder *rec, const HlBuffer *buffer, const Place *place, HlValue *item)
{
    HlElement element = buffer->element;
    if (element == HL_ELEMENT_U64 && *(const int64_t *)place->actual < 0) {
        return false;
    }
    if (hl_element_is_float(element)) {
        *item = value_float(rec_emit2(rec, HL_OP_GET_F64, element, place->data, place->at));
    }
    else {
        HlOp *number = rec_emit2(rec, HL_OP_GET_I64, element, place->data, place->at);
        *item = value_int(element == HL_ELEMENT_U64 ? rec_emit1(rec, HL_OP_CHECK_NONNEGATIVE, 0, number) : number);
    }
    if (buffer->family == HL_BUFFER_NDARRAY) {
        *item = as_scalar(rec, buffer, *item);
    }
    return true;
}

/* The row of an array with several axes; the reference of `array` moves. */
static HlValue row_of(HlRecorder *rec, HlValue array, HlOp *index)
{
    HlValue parts[2] = {array, value_int(index)};
    uint16_t number = rec_new_virtual(rec, HL_VIRTUAL_NUMPY_ROW, 2, parts);
    if (number == UINT16_MAX) {
        rec_abort(rec, "too many values are live");
    }
    return value_virtual(number);
}

bool rec_buffer_item(HlRecorder *rec, HlValue *item)
{
    HlBuffer buffer;
    Index indices[HL_BUFFER_AXES];
    HlValue *container = rec_top(rec, 1);
    if (!rec_buffer(rec, container, rec_actual(rec, 1), false, &buffer)) {
        return false;
    }
    int count = find_indices(rec, &buffer, rec_top(rec, 0), rec_actual(rec, 0), indices);
    if (count == 0) {
        return false;
    }
    if (count < axes_of(&buffer)) {
        *item = row_of(rec, *container, indices[0].op);
        *container = value_null();
        return true;
    }
    Place place = place_of(rec, &buffer, indices);
    return get_element(rec, &buffer, &place, item);
}

bool rec_buffer_attribute(HlRecorder *rec, PyObject *name, HlValue *result)
{
    HlBuffer buffer;
    HlOp *lengths[HL_BUFFER_AXES];
    bool shape = PyUnicode_CompareWithASCIIString(name, "shape") == 0, size = PyUnicode_CompareWithASCIIString(name, "size") == 0;
    bool axes = PyUnicode_CompareWithASCIIString(name, "ndim") == 0;
    if (!(shape || size || axes) || hl_buffer_family(rec_observe(rec, rec_top(rec, 0), rec_actual(rec, 0))) != HL_BUFFER_NDARRAY ||
        !rec_buffer(rec, rec_top(rec, 0), rec_actual(rec, 0), false, &buffer)) {
        return false;
    }
    int count = axes_of(&buffer);
    for (int i = 0; i < count && !axes; i++) {
        lengths[i] = length_along(rec, &buffer, buffer.depth + i);
    }
    if (shape) {
        HlValue parts[HL_BUFFER_AXES];
        for (int i = 0; i < count; i++) {
            parts[i] = value_int(lengths[i]);
        }
        *result = value_virtual(rec_new_virtual(rec, HL_VIRTUAL_TUPLE, (uint32_t)count, parts));
        return true;
    }
    HlOp *number = axes ? rec_int(rec, count) : lengths[0];
    for (int i = 1; i < count && size; i++) {
        number = rec_emit2(rec, HL_OP_IMUL, 0, number, lengths[i]); /* the product is the array's size, or 0 */
    }
    *result = value_int(number);
    return true;
}

void rec_realise_rows(HlRecorder *rec)
{
    HlState *state = &rec->state;
    for (int i = 0; i < state->value_count; i++) {
        if (is_row(rec, &state->values[i])) {
            rec_as_object(rec, &state->values[i]);
        }
    }
    for (int v = 0; v < state->virtual_count; v++) {
        for (int p = 0; p < state->virtuals[v].part_count; p++) {
            if (is_row(rec, &state->virtuals[v].parts[p])) {
                rec_as_object(rec, &state->virtuals[v].parts[p]);
            }
        }
    }
}

/* --- writing --- */

void rec_check_element(HlRecorder *rec, HlElement element, HlOp *raw)
{
    int64_t low = hl_element_low(element), high = hl_element_high(element);
    if (element == HL_ELEMENT_U64) {
        rec_emit1(rec, HL_OP_CHECK_NONNEGATIVE, 0, raw);
    }
    else if (element != HL_ELEMENT_I64) {
        HlOp *above = low != 0 ? rec_emit2(rec, HL_OP_IADD, 0, raw, rec_int(rec, -low)) : raw;
        rec_emit2(rec, HL_OP_CHECK_INDEX, 0, above, rec_int(rec, high - low + 1));
    }
}

/* What a value is to a buffer that takes it. */
typedef enum Stored { STORED_NONE, STORED_BOOL, STORED_INT, STORED_FLOAT } Stored;

static Stored stored_as(HlRecorder *rec, HlValue *value, PyObject *actual)
{
    int64_t ignored;
    PyTypeObject *type = rec_observe(rec, value, actual);
    int number = hl_numpy_number(type);
    if (type == &PyFloat_Type || number == HL_NUMPY_FLOAT64 || number == HL_NUMPY_FLOAT32) {
        return STORED_FLOAT;
    }
    if (number == HL_NUMPY_BOOL || type == &PyBool_Type) {
        return STORED_BOOL;
    }
    bool readable = type_is_int(type) || (number >= 0 && (value->kind == KIND_VIRTUAL || hl_numpy_type(number)->element != HL_ELEMENT_U64));
    return readable && actual_int(actual, &ignored) ? STORED_INT : STORED_NONE;
}

/* A float for float elements. Narrow ones of NumPy's warn of an overflow; so what is not finite as a float32 is left to NumPy. */
static HlOp *storable_float(HlRecorder *rec, const HlBuffer *buffer, HlValue *value, PyObject *actual)
{
    HlOp *raw = rec_as_float(rec, value);
    if (buffer->element == HL_ELEMENT_F32 && buffer->family == HL_BUFFER_NDARRAY) {
        double number = PyFloat_AsDouble(actual);
        if (!(fabs(number) <= FLT_MAX)) {
            return NULL;
        }
        HlOp *size = rec_emit1(rec, HL_OP_FABS, 0, raw);
        rec_emit1(rec, HL_OP_CHECK_TRUE, 0, rec_emit2(rec, HL_OP_FLE, 0, size, rec_float(rec, FLT_MAX)));
    }
    return raw;
}

/* A Python float goes into NumPy's integers without its fraction. */
static HlOp *storable_truncated(HlRecorder *rec, const HlBuffer *buffer, HlValue *value, PyObject *actual)
{
    double number = trunc(PyFloat_AsDouble(actual));
    HlElement element = buffer->element;
    bool fits = number >= (double)hl_element_low(element) && number < 0x1p63 && number <= (double)hl_element_high(element);
    if (buffer->family != HL_BUFFER_NDARRAY || buffer->form.code == HL_NUMPY_BOOL || value_type(rec, value) != &PyFloat_Type || !fits) {
        return NULL;
    }
    HlOp *raw = rec_emit1(rec, HL_OP_F2I_CHECK, 0, rec_as_float(rec, value));
    rec_check_element(rec, element, raw);
    return raw;
}

/* The raw number to be stored, checked to be one of the element's. NULL: it is not, or needs conversion by code of its type. */
static HlOp *storable(HlRecorder *rec, const HlBuffer *buffer, HlValue *value, PyObject *actual)
{
    int64_t integer = 0;
    bool numpy = buffer->family == HL_BUFFER_NDARRAY;
    HlElement element = buffer->element;
    Stored stored = stored_as(rec, value, actual);
    if (stored == STORED_NONE || (!numpy && hl_numpy_number(value_type(rec, value)) == HL_NUMPY_BOOL)) {
        return NULL;
    }
    if (hl_element_is_float(element)) {
        return storable_float(rec, buffer, value, actual);
    }
    if (stored == STORED_FLOAT) {
        return storable_truncated(rec, buffer, value, actual);
    }
    if (numpy && buffer->form.code == HL_NUMPY_BOOL) {
        return stored == STORED_BOOL ? rec_as_int(rec, value) : NULL;
    }
    if (stored == STORED_INT && (!actual_int(actual, &integer) || integer < hl_element_low(element) || integer > hl_element_high(element))) {
        return NULL;
    }
    HlOp *raw = rec_as_int(rec, value);
    rec_check_element(rec, element, raw);
    return raw;
}

bool rec_buffer_store(HlRecorder *rec)
{
    HlBuffer buffer;
    Index indices[HL_BUFFER_AXES];
    if (!rec_buffer(rec, rec_top(rec, 1), rec_actual(rec, 1), true, &buffer)) {
        return false;
    }
    int count = find_indices(rec, &buffer, rec_top(rec, 0), rec_actual(rec, 0), indices);
    if (count != axes_of(&buffer)) {
        return false;
    }
    Place place = place_of(rec, &buffer, indices);
    HlOp *raw = storable(rec, &buffer, rec_top(rec, 2), rec_actual(rec, 2));
    if (raw == NULL) {
        return false;
    }
    rec_emit3(rec, hl_element_is_float(buffer.element) ? HL_OP_SET_F64 : HL_OP_SET_I64, buffer.element, place.data, place.at, raw);
    rec_drop(rec, 3);
    return true;
}

/* --- iterators --- */

bool is_buffer_iterator(HlVirtualKind kind) { return kind >= HL_VIRTUAL_BYTES_ITER && kind <= HL_VIRTUAL_NDARRAY_ITER; }

HlVirtualKind buffer_iterator_kind(HlBufferFamily family) { return (HlVirtualKind)(HL_VIRTUAL_BYTES_ITER + (int)family); }

HlNext rec_next_of_buffer(HlRecorder *rec, HlVirtualState *state, const HlSequenceIterator *real, HlValue *item)
{
    HlBuffer buffer;
    HlOp *index = state->parts[1].op;
    if (real->sequence == NULL || !rec_buffer(rec, &state->parts[0], real->sequence, false, &buffer)) {
        return NEXT_UNKNOWN;
    }
    HlOp *length = rec_buffer_length(rec, &buffer);
    if (real->index >= hl_buffer_length(real->sequence, buffer.family, 0)) {
        rec_emit1(rec, HL_OP_CHECK_FALSE, 0, rec_emit2(rec, HL_OP_ILT, 0, index, length));
        return NEXT_END;
    }
    HlOp *at = rec_emit2(rec, HL_OP_CHECK_INDEX, 0, index, length);
    if (axes_of(&buffer) > 1) {
        *item = row_of(rec, value_copy(&state->parts[0]), at);
    }
    else {
        Place place = place_of(rec, &buffer, &(Index){at, real->index});
        if (!get_element(rec, &buffer, &place, item)) {
            return NEXT_UNKNOWN;
        }
    }
    state->parts[1] = value_int(rec_emit2(rec, HL_OP_IADD, 0, at, rec_int(rec, 1)));
    return NEXT_ITEM;
}
