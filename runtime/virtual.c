/* Virtual objects made real: what compiled code did without, built when an exit needs it; see rebuild.h.
 * The cyclic collector is off meanwhile (exit.c), and only exact built-in types are called, so no Python code runs here. */
#include "rebuild.h"
#include "cpython/instance.h"
#include "cpython/iterators.h"
#include "cpython/numpy.h"
#include "helpers.h"

/* The parts of a virtual, made: `object` is owned until the virtual is built, `integer` is for raw parts. */
typedef union Part {
    PyObject *object;
    int64_t integer; /* or the bits of a double */
} Part;

static PyObject *build_tuple(const Part *parts, uint32_t count)
{
    PyObject *tuple = PyTuple_New(count);
    for (uint32_t i = 0; tuple != NULL && i < count; i++)
        PyTuple_SET_ITEM(tuple, i, Py_NewRef(parts[i].object));
    return tuple;
}

static PyObject *build_list(const Part *parts, uint32_t count)
{
    PyObject *list = PyList_New(count);
    for (uint32_t i = 0; list != NULL && i < count; i++)
        PyList_SET_ITEM(list, i, Py_NewRef(parts[i].object));
    return list;
}

static PyObject *build_range(const Part *parts)
{
    PyObject *arguments[] = {parts[0].object, parts[1].object, parts[2].object};
    return PyObject_Vectorcall((PyObject *)&PyRange_Type, arguments, 3, NULL);
}

/* The iterators of sequences, and the reversed one of lists, all have their index in the same place. */
static PyObject *at_index(PyObject *iterator, int64_t index)
{
    if (iterator != NULL)
        ((HlSequenceIterator *)iterator)->index = index;
    return iterator;
}

/* An iterator over another view, which is exchanged: the real one may have been released meanwhile, which the next step must find out, not this one. */
static PyObject *build_view_iterator(PyObject *view, int64_t index)
{
    static char byte;
    PyObject *other = PyMemoryView_FromMemory(&byte, 1, PyBUF_READ);
    HlViewIterator *iterator = other != NULL ? (HlViewIterator *)Py_TYPE(other)->tp_iter(other) : NULL;
    Py_XDECREF(other);
    if (iterator != NULL) {
        Py_SETREF(iterator->base.sequence, Py_NewRef(view));
        iterator->base.index = index;
        iterator->length = PyMemoryView_GET_BUFFER(view)->shape[0];
        const char *format = PyMemoryView_GET_BUFFER(view)->format;
        iterator->format = format[0] == '@' ? format + 1 : format; /* the mark of native formats is left out there */
    }
    return (PyObject *)iterator;
}

/* An enumerate over nothing, whose iterator is exchanged: enumerate() itself would call the iterator's __iter__. */
static PyObject *build_enumerate(const Part *parts)
{
    PyObject *empty = PyTuple_New(0);
    if (empty == NULL)
        return NULL;
    HlEnumerate *enumerate = (HlEnumerate *)PyObject_CallOneArg((PyObject *)&PyEnum_Type, empty);
    Py_DECREF(empty);
    if (enumerate != NULL) {
        Py_SETREF(enumerate->iterator, Py_NewRef(parts[0].object));
        enumerate->index = parts[1].integer;
    }
    return (PyObject *)enumerate;
}

/* Likewise. The tuple of iterators is the zip's own. */
static PyObject *build_zip(const Part *parts, uint32_t count)
{
    PyObject *empty = PyTuple_New(0);
    PyObject *iterators = build_tuple(parts, count);
    PyObject *arguments = PyTuple_New(count);
    HlZip *zip = NULL;
    if (empty != NULL && iterators != NULL && arguments != NULL) {
        for (uint32_t i = 0; i < count; i++)
            PyTuple_SET_ITEM(arguments, i, Py_NewRef(empty));
        zip = (HlZip *)PyObject_CallObject((PyObject *)&PyZip_Type, arguments);
    }
    if (zip != NULL)
        Py_SETREF(zip->iterators, Py_NewRef(iterators));
    Py_XDECREF(empty);
    Py_XDECREF(iterators);
    Py_XDECREF(arguments);
    return (PyObject *)zip;
}

/* The layout is the first part; see src/cpython/instance.h. */
static PyObject *build_instance(const Part *parts, uint32_t count)
{
    void *operands[count];
    operands[0] = parts[0].object;
    for (uint32_t i = 1; i < count; i++)
        operands[i] = Py_NewRef(parts[i].object);
    return hl_rt_new_instance(count, operands);
}

static PyObject *build(HlVirtualKind kind, const Part *parts, uint32_t count)
{
    switch (kind) {
    case HL_VIRTUAL_TUPLE:
        return build_tuple(parts, count);
    case HL_VIRTUAL_LIST:
        return build_list(parts, count);
    case HL_VIRTUAL_RANGE:
        return build_range(parts);
    case HL_VIRTUAL_RANGE_ITER:
        return hl_rt_new_range_iter(parts[0].integer, parts[1].integer, parts[2].integer, parts[3].integer);
    case HL_VIRTUAL_LIST_ITER:
        return at_index(PyList_Type.tp_iter(parts[0].object), parts[1].integer);
    case HL_VIRTUAL_TUPLE_ITER:
        return at_index(PyTuple_Type.tp_iter(parts[0].object), parts[1].integer);
    case HL_VIRTUAL_BYTES_ITER:
    case HL_VIRTUAL_BYTEARRAY_ITER:
    case HL_VIRTUAL_ARRAY_ITER:
    case HL_VIRTUAL_NDARRAY_ITER:
        return at_index(Py_TYPE(parts[0].object)->tp_iter(parts[0].object), parts[1].integer);
    case HL_VIRTUAL_MEMORYVIEW_ITER:
        return build_view_iterator(parts[0].object, parts[1].integer);
    case HL_VIRTUAL_REVERSED:
        return at_index(PyObject_CallOneArg((PyObject *)&PyReversed_Type, parts[0].object), parts[1].integer);
    case HL_VIRTUAL_ENUMERATE:
        return build_enumerate(parts);
    case HL_VIRTUAL_ZIP:
        return build_zip(parts, count);
    case HL_VIRTUAL_METHOD:
        return hl_rt_new_method(parts[0].object, parts[1].object);
    case HL_VIRTUAL_SLICE:
        return PySlice_New(parts[0].object, parts[1].object, parts[2].object);
    case HL_VIRTUAL_INSTANCE:
        return build_instance(parts, count);
    case HL_VIRTUAL_NUMPY_ROW:
        return hl_rt_numpy_row(parts[0].object, parts[1].integer);
    default: /* the other kinds are NumPy's scalars */
        return hl_numpy_scalar((int)kind - HL_VIRTUAL_NUMPY_BOOL, (uint64_t)parts[0].integer);
    }
}

/* Every part is made even if one fails: each takes over its reference, and later slots count on the boxes. After a failure the parts may be of the wrong type,
 * so nothing is built. */
PyObject *hl_exit_virtual(HlExit *leaving, uint32_t number)
{
    PyObject **made = &leaving->virtuals[number];
    if (*made != NULL)
        return *made;
    const HlVirtual *virtual = &leaving->snapshot->virtuals[number];
    Part parts[virtual->part_count + 1];
    for (uint32_t i = 0; i < virtual->part_count; i++) {
        if (hl_virtual_raw_part(virtual->kind, i))
            parts[i].integer = hl_exit_integer(leaving, &virtual->parts[i]);
        else
            parts[i].object = hl_exit_make(leaving, &virtual->parts[i]);
    }
    *made = leaving->failed ? NULL : build(virtual->kind, parts, virtual->part_count);
    if (*made == NULL) {
        leaving->failed = true;
        *made = Py_NewRef(hl_exit_substitute);
    }
    for (uint32_t i = 0; i < virtual->part_count; i++)
        if (!hl_virtual_raw_part(virtual->kind, i))
            Py_XDECREF(parts[i].object);
    return *made;
}
