/* The layouts of objects that hold numbers as raw memory and that no header of CPython shows: array.array (3.11: arraymodule.c) and numpy.ndarray (1.x and
 * 2.x: the same in both). Read by: the code generator (offsets), the executor, the recorder. src/cpython/buffers.c proves them at run time before the first use.
 */
#ifndef HL_SRC_CPYTHON_BUFFERS_H
#define HL_SRC_CPYTHON_BUFFERS_H

#include "cpython.h"
#include "ir/buffers.h"

/* The static record of a type code. */
typedef struct HlArrayCode {
    char letter;
    int item_size;
} HlArrayCode;

typedef struct HlArray {
    PyObject_VAR_HEAD
    char *items;
    Py_ssize_t allocated;
    const HlArrayCode *code;
} HlArray;

typedef struct HlNdArrayType {
    PyObject_HEAD
    PyTypeObject *scalar;
    char kind, letter, byte_order, flags;
    int number;
} HlNdArrayType;

typedef struct HlNdArray {
    PyObject_HEAD
    char *data;
    int axes;
    Py_ssize_t *lengths, *strides;
    PyObject *base;
    HlNdArrayType *type;
    int flags;
} HlNdArray;
enum { HL_NDARRAY_ALIGNED = 0x100, HL_NDARRAY_WRITABLE = 0x400 };

/* The object, of the family that the form names, has this form now. */
static inline bool hl_buffer_has_form(const void *object, HlBufferForm form)
{
    const PyMemoryViewObject *view = object;
    const HlNdArray *numpy = object;
    int flags = HL_NDARRAY_ALIGNED | (form.writable ? HL_NDARRAY_WRITABLE : 0);
    switch (form.family) {
    case HL_BUFFER_BYTES:
        return !form.writable;
    case HL_BUFFER_BYTEARRAY:
        return true;
    case HL_BUFFER_ARRAY:
        return ((const HlArray *)object)->code->letter == (char)form.code;
    case HL_BUFFER_MEMORYVIEW:
        return !(view->flags & _Py_MEMORYVIEW_RELEASED) && view->view.ndim == 1 && view->view.suboffsets == NULL && view->view.format != NULL &&
               view->view.format[0] == (char)form.code && view->view.format[1] == 0 && !(form.writable && view->view.readonly) &&
               (((uintptr_t)view->view.buf | (uintptr_t)view->view.strides[0]) & (form.size - 1u)) == 0;
    case HL_BUFFER_NDARRAY:
        return numpy->axes == form.axes && numpy->type->number == form.code && numpy->type->byte_order != '>' && (numpy->flags & flags) == flags;
    default:
        Py_UNREACHABLE();
    }
}

static inline char *hl_buffer_data(const void *object, HlBufferFamily family)
{
    switch (family) {
    case HL_BUFFER_BYTES: return ((PyBytesObject *)object)->ob_sval;
    case HL_BUFFER_BYTEARRAY: return ((const PyByteArrayObject *)object)->ob_start;
    case HL_BUFFER_ARRAY: return ((const HlArray *)object)->items;
    case HL_BUFFER_MEMORYVIEW: return ((const PyMemoryViewObject *)object)->view.buf;
    case HL_BUFFER_NDARRAY: return ((const HlNdArray *)object)->data;
    case HL_BUFFER_SCALAR: return (char *)object + offsetof(PyFloatObject, ob_fval);
    default: Py_UNREACHABLE();
    }
}

static inline int64_t hl_buffer_length(const void *object, HlBufferFamily family, int axis)
{
    switch (family) {
    case HL_BUFFER_MEMORYVIEW: return ((const PyMemoryViewObject *)object)->view.shape[axis];
    case HL_BUFFER_NDARRAY: return ((const HlNdArray *)object)->lengths[axis];
    default: return Py_SIZE(object);
    }
}

static inline int64_t hl_buffer_stride(const void *object, HlBufferFamily family, int axis)
{
    return family == HL_BUFFER_NDARRAY ? ((const HlNdArray *)object)->strides[axis] : ((const PyMemoryViewObject *)object)->view.strides[axis];
}

/* The family of objects of exactly this type; HL_BUFFER_FAMILY_COUNT if it has none, or if its objects are not what they seem. */
HlBufferFamily hl_buffer_family(PyTypeObject *type);
/* The type of iter() of the family's objects; NULL before hl_buffer_family has seen one of them. */
PyTypeObject *hl_buffer_iterator_type(HlBufferFamily family);
/* numpy.ndarray, if hl_buffer_family has seen it and it is what it seems; else NULL. */
PyTypeObject *hl_ndarray_type(void);
/* How an element of type code `letter` (array.array, memoryview) lies in memory, HL_ELEMENT_COUNT if it has no typed form. */
HlElement hl_letter_element(char letter);

#endif
