/* Objects that hold numbers as raw memory: bytes, bytearray, array.array, memoryview. Items are read and written as raw numbers.
 *
 * What an object's elements look like can change while it is alive only for some families, and not without code of the program, but it differs between objects of
 * one type: so each access checks the form (check_buffer), and the passes keep one check of many. */
#include "handlers.h"

/* --- forms --- */

static bool view_form(PyObject *actual, HlBufferForm *form)
{
    const Py_buffer *view = PyMemoryView_GET_BUFFER(actual);
    form->code = view->format != NULL ? (uint8_t)view->format[0] : 0;
    return view->ndim == 1 && (view->readonly == 0 || !form->writable);
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
    *element = hl_letter_element((char)form->code);
    if (!good || *element == HL_ELEMENT_COUNT || family >= HL_BUFFER_NDARRAY) {
        return false;
    }
    form->size = (uint8_t)hl_element_size(*element);
    return hl_buffer_has_form(actual, *form);
}

bool rec_buffer(HlRecorder *rec, HlValue *value, PyObject *actual, bool writable, HlBuffer *buffer)
{
    PyTypeObject *type = rec_observe(rec, value, actual);
    buffer->family = value->kind == KIND_OBJECT ? hl_buffer_family(type) : HL_BUFFER_FAMILY_COUNT;
    if (buffer->family == HL_BUFFER_FAMILY_COUNT || !find_form(actual, buffer->family, writable, &buffer->form, &buffer->element)) {
        return false;
    }
    buffer->actual = actual;
    buffer->object = value->op;
    if (buffer->family != HL_BUFFER_BYTES && buffer->family != HL_BUFFER_BYTEARRAY) {
        buffer->object = rec_emit1(rec, HL_OP_CHECK_BUFFER, hl_buffer_form_pack(buffer->form), value->op);
    }
    return true;
}

HlOp *rec_buffer_length(HlRecorder *rec, const HlBuffer *buffer)
{
    return rec_emit1(rec, HL_OP_BUFFER_LENGTH, hl_buffer_axis(buffer->family, 0), buffer->object);
}

/* --- elements --- */

/* An element's place as compiled code sees it, and the real one. */
typedef struct Place {
    HlOp *data, *at;
    const char *actual;
} Place;

/* Element `index`, which is in range. */
static Place place_of(HlRecorder *rec, const HlBuffer *buffer, HlOp *index, int64_t actual_index)
{
    int size = hl_element_size(buffer->element);
    Place place = {.at = index};
    place.data = rec_emit1(rec, HL_OP_BUFFER_DATA, buffer->family, buffer->object);
    int64_t actual_stride = buffer->family == HL_BUFFER_MEMORYVIEW ? hl_buffer_stride(buffer->actual, buffer->family, 0) : size;
    place.actual = hl_buffer_data(buffer->actual, buffer->family) + actual_index * actual_stride;
    if (buffer->family == HL_BUFFER_MEMORYVIEW) {
        HlOp *stride = rec_emit1(rec, HL_OP_BUFFER_STRIDE, hl_buffer_axis(buffer->family, 0), buffer->object);
        rec_observe_condition(rec, rec_emit2(rec, HL_OP_IEQ, 0, stride, rec_int(rec, size)), actual_stride == size);
        if (actual_stride != size) {
            place.data = rec_emit3(rec, HL_OP_DATA_ROW, 0, place.data, index, stride);
            place.at = rec_int(rec, 0);
        }
    }
    return place;
}

static bool indexed_place(HlRecorder *rec, const HlBuffer *buffer, HlValue *index, PyObject *actual_index, Place *place)
{
    int64_t at, length = hl_buffer_length(buffer->actual, buffer->family, 0);
    HlOp *checked = rec_index(rec, index, actual_index, rec_buffer_length(rec, buffer), length);
    if (checked == NULL) {
        return false;
    }
    actual_int(actual_index, &at);
    *place = place_of(rec, buffer, checked, at < 0 ? at + length : at);
    return true;
}

/* False: the number does not fit compiled code. */
static bool get_element(HlRecorder *rec, HlElement element, const Place *place, HlValue *item)
{
    if (hl_element_is_float(element)) {
        *item = value_float(rec_emit2(rec, HL_OP_GET_F64, element, place->data, place->at));
        return true;
    }
    if (element == HL_ELEMENT_U64 && *(const int64_t *)place->actual < 0) {
        return false;
    }
    HlOp *number = rec_emit2(rec, HL_OP_GET_I64, element, place->data, place->at);
    *item = value_int(element == HL_ELEMENT_U64 ? rec_emit1(rec, HL_OP_CHECK_NONNEGATIVE, 0, number) : number);
    return true;
}

bool rec_buffer_item(HlRecorder *rec, HlValue *container, PyObject *actual, HlValue *index, PyObject *actual_index, HlValue *item)
{
    HlBuffer buffer;
    Place place;
    return rec_buffer(rec, container, actual, false, &buffer) && indexed_place(rec, &buffer, index, actual_index, &place) &&
           get_element(rec, buffer.element, &place, item);
}

/* The raw number to be stored, checked to be one of the element's. NULL: it is not, or needs conversion by code of its type. */
static HlOp *storable(HlRecorder *rec, HlElement element, HlValue *value, PyObject *actual)
{
    int64_t integer = 0, low = hl_element_low(element), high = hl_element_high(element);
    PyTypeObject *type = rec_observe(rec, value, actual);
    if (!type_is_number(type) || (type_is_int(type) && !actual_int(actual, &integer))) {
        return NULL;
    }
    if (hl_element_is_float(element)) {
        return rec_as_float(rec, value);
    }
    if (!type_is_int(type) || integer < low || integer > high) {
        return NULL;
    }
    HlOp *raw = rec_as_int(rec, value);
    if (element == HL_ELEMENT_U64) {
        return rec_emit1(rec, HL_OP_CHECK_NONNEGATIVE, 0, raw);
    }
    if (element != HL_ELEMENT_I64) {
        HlOp *above = low != 0 ? rec_emit2(rec, HL_OP_IADD, 0, raw, rec_int(rec, -low)) : raw;
        rec_emit2(rec, HL_OP_CHECK_INDEX, 0, above, rec_int(rec, high - low + 1));
    }
    return raw;
}

bool rec_buffer_store(HlRecorder *rec)
{
    HlBuffer buffer;
    Place place;
    if (!rec_buffer(rec, rec_top(rec, 1), rec_actual(rec, 1), true, &buffer) ||
        !indexed_place(rec, &buffer, rec_top(rec, 0), rec_actual(rec, 0), &place)) {
        return false;
    }
    HlOp *raw = storable(rec, buffer.element, rec_top(rec, 2), rec_actual(rec, 2));
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
    Place place = place_of(rec, &buffer, at, real->index);
    if (!get_element(rec, buffer.element, &place, item)) {
        return NEXT_UNKNOWN;
    }
    state->parts[1] = value_int(rec_emit2(rec, HL_OP_IADD, 0, at, rec_int(rec, 1)));
    return NEXT_ITEM;
}
