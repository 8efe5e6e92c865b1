/* Which types hold numbers as raw memory, and the proof that their objects lie in memory as buffers.h says. */
#include "buffers.h"
#include "iterators.h"
#include "numpy.h"
#include <string.h>

/* A type whose layout has been tried. */
typedef struct Tried {
    PyTypeObject *type; /* owned */
    bool holds;
} Tried;

/* What the object's own buffer protocol says of it agrees with what the structs show. */
static bool agrees(PyObject *object, HlBufferFamily family, HlBufferForm form)
{
    Py_buffer view;
    if (PyObject_GetBuffer(object, &view, PyBUF_FULL_RO) < 0) {
        return false;
    }
    bool same = hl_buffer_has_form(object, form) && hl_buffer_data(object, family) == view.buf && view.ndim == form.axes;
    for (int axis = 0; same && axis < view.ndim; axis++) {
        same = hl_buffer_length(object, family, axis) == view.shape[axis];
        same &= family != HL_BUFFER_NDARRAY || hl_buffer_stride(object, family, axis) == view.strides[axis];
    }
    PyBuffer_Release(&view);
    return same;
}

static PyTypeObject *iterator_types[HL_BUFFER_FAMILY_COUNT];

/* False: it has none, or not one as in iterators.h. */
static bool learn_iterator_type(HlBufferFamily family, PyObject *object)
{
    HlSequenceIterator *iterator = object != NULL ? (HlSequenceIterator *)PyObject_GetIter(object) : NULL;
    bool holds = iterator != NULL && iterator->index == 0 && iterator->sequence == object;
    if (holds && family == HL_BUFFER_MEMORYVIEW) {
        HlViewIterator *over = (HlViewIterator *)iterator;
        holds = over->length == PyMemoryView_GET_BUFFER(object)->shape[0] && over->format == PyMemoryView_GET_BUFFER(object)->format;
    }
    if (!holds) {
        Py_XDECREF(iterator);
        return false;
    }
    Py_XSETREF(iterator_types[family], (PyTypeObject *)Py_NewRef(Py_TYPE(iterator)));
    Py_DECREF(iterator);
    return true;
}

static bool try_array(PyTypeObject *type)
{
    PyObject *array = PyObject_CallFunction((PyObject *)type, "s(dd)", "d", 1.5, 2.5);
    HlBufferForm form = {HL_BUFFER_ARRAY, 'd', 1, false, sizeof(double)};
    bool holds = array != NULL && agrees(array, HL_BUFFER_ARRAY, form) && ((HlArray *)array)->code->item_size == (int)sizeof(double);
    holds = holds && learn_iterator_type(HL_BUFFER_ARRAY, array);
    Py_XDECREF(array);
    return holds;
}

static long int_attribute(PyObject *object, const char *name)
{
    PyObject *value = object != NULL ? PyObject_GetAttrString(object, name) : NULL;
    long number = value != NULL ? PyLong_AsLong(value) : -1;
    Py_XDECREF(value);
    return number;
}

static bool try_view(PyTypeObject *type)
{
    static char byte;
    PyObject *view = PyMemoryView_FromMemory(&byte, 1, PyBUF_READ);
    bool holds = view != NULL && Py_IS_TYPE(view, type) && agrees(view, HL_BUFFER_MEMORYVIEW, (HlBufferForm){HL_BUFFER_MEMORYVIEW, 'B', 1, false, 1});
    holds = holds && learn_iterator_type(HL_BUFFER_MEMORYVIEW, view);
    Py_XDECREF(view);
    return holds;
}

/* An array with two axes in Fortran's order, and what its attributes say. */
static bool try_ndarray(PyTypeObject *type)
{
    static const char *const names[] = {"f8", "i4", ">f8"};
    bool holds = true;
    for (size_t i = 0; holds && i < sizeof names / sizeof *names; i++) {
        PyObject *keywords = Py_BuildValue("{s:(ii),s:s,s:s}", "shape", 2, 3, "dtype", names[i], "order", "F");
        PyObject *none = PyTuple_New(0), *array = keywords != NULL && none != NULL ? PyObject_Call((PyObject *)type, none, keywords) : NULL;
        PyObject *dtype = array != NULL ? PyObject_GetAttrString(array, "dtype") : NULL;
        HlBufferForm form = {HL_BUFFER_NDARRAY, (uint8_t)int_attribute(dtype, "num"), 2, true, (uint8_t)int_attribute(dtype, "itemsize")};
        holds = dtype != NULL && (PyObject *)((HlNdArray *)array)->type == dtype;
        holds = holds && (names[i][0] == '>' ? !hl_buffer_has_form(array, form) : agrees(array, HL_BUFFER_NDARRAY, form));
        Py_XDECREF(dtype);
        Py_XDECREF(array);
        Py_XDECREF(none);
        Py_XDECREF(keywords);
    }
    return holds && hl_numpy_learn(type);
}

/* The recorder asks in the middle of an instruction: nothing of the program may run, and no exception may be left or lost. */
static bool layout_holds(Tried *tried, PyTypeObject *type, bool (*try)(PyTypeObject *type))
{
    PyObject *error[3];
    if (tried->type != type) {
        int collecting = PyGC_Disable();
        PyErr_Fetch(&error[0], &error[1], &error[2]);
        tried->holds = try(type);
        PyErr_Restore(error[0], error[1], error[2]);
        if (collecting) {
            PyGC_Enable();
        }
        Py_XSETREF(tried->type, (PyTypeObject *)Py_NewRef(type));
    }
    return tried->holds;
}

static Tried array, ndarray, view;

PyTypeObject *hl_ndarray_type(void) { return ndarray.holds ? ndarray.type : NULL; }

HlBufferFamily hl_buffer_family(PyTypeObject *type)
{
    if (type == &PyBytes_Type) {
        return HL_BUFFER_BYTES;
    }
    if (type == &PyByteArray_Type) {
        return HL_BUFFER_BYTEARRAY;
    }
    if (type == &PyMemoryView_Type) {
        return layout_holds(&view, type, try_view) ? HL_BUFFER_MEMORYVIEW : HL_BUFFER_FAMILY_COUNT;
    }
    /* No class statement makes such types: a heap type that can't be changed, a static type. */
    if (PyType_HasFeature(type, Py_TPFLAGS_HEAPTYPE)) {
        bool named = PyType_HasFeature(type, Py_TPFLAGS_IMMUTABLETYPE) && strcmp(type->tp_name, "array.array") == 0;
        return named && layout_holds(&array, type, try_array) ? HL_BUFFER_ARRAY : HL_BUFFER_FAMILY_COUNT;
    }
    return strcmp(type->tp_name, "numpy.ndarray") == 0 && layout_holds(&ndarray, type, try_ndarray) ? HL_BUFFER_NDARRAY : HL_BUFFER_FAMILY_COUNT;
}

PyTypeObject *hl_buffer_iterator_type(HlBufferFamily family)
{
    switch (family) {
    case HL_BUFFER_BYTES: return &PyBytesIter_Type;
    case HL_BUFFER_BYTEARRAY: return &PyByteArrayIter_Type;
    case HL_BUFFER_NDARRAY: return &PySeqIter_Type;
    default: return iterator_types[family];
    }
}

HlElement hl_letter_element(char letter)
{
    static const char letters[] = "bBhHiIqQfd";
    static const HlElement longs[] = {HL_ELEMENT_I64, HL_ELEMENT_U64};
    if (letter == 'l' || letter == 'L') {
        return longs[letter == 'L'];
    }
    const char *found = letter != 0 ? strchr(letters, letter) : NULL;
    return found != NULL ? (HlElement)(found - letters) : HL_ELEMENT_COUNT;
}
