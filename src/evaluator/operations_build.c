/* Building and unpacking containers and strings. */
#include "operations.h"

PyObject *op_build_tuple(PyObject **items, int count)
{
    PyObject *tuple = PyTuple_New(count);
    if (tuple == NULL) {
        for (int i = 0; i < count; i++)
            Py_DECREF(items[i]);
        return NULL;
    }
    for (int i = 0; i < count; i++)
        PyTuple_SET_ITEM(tuple, i, items[i]);
    return tuple;
}

PyObject *op_build_list(PyObject **items, int count)
{
    PyObject *list = PyList_New(count);
    if (list == NULL) {
        for (int i = 0; i < count; i++)
            Py_DECREF(items[i]);
        return NULL;
    }
    for (int i = 0; i < count; i++)
        PyList_SET_ITEM(list, i, items[i]);
    return list;
}

PyObject *op_build_map(PyObject **keys, int key_step, PyObject **values, int value_step, int count)
{
    PyObject *dict = _PyDict_NewPresized(count);
    for (int i = 0; dict != NULL && i < count; i++) {
        if (PyDict_SetItem(dict, keys[i * key_step], values[i * value_step]) < 0)
            Py_CLEAR(dict);
    }
    return dict;
}

/* The first `count` items of the iterator, stored downwards; how many there were. Fewer than asked for: at the end, or with an exception set. */
static int take_items(PyObject *iterator, int count, PyObject **top)
{
    for (int i = 0; i < count; i++) {
        PyObject *item = PyIter_Next(iterator);
        if (item == NULL)
            return i;
        *--top = item;
    }
    return count;
}

static bool expect_end(PyObject *iterator, int count)
{
    PyObject *item = PyIter_Next(iterator);
    if (item == NULL)
        return !PyErr_Occurred();
    Py_DECREF(item);
    PyErr_Format(PyExc_ValueError, "too many values to unpack (expected %d)", count);
    return false;
}

/* The starred target's list, and the targets after it. `top` is where the list goes, minus one. How many slots were filled; *ok tells whether all were. */
static int take_rest(PyObject *iterator, int before, int after, PyObject **top, bool *ok)
{
    *ok = false;
    PyObject *list = PySequence_List(iterator);
    if (list == NULL)
        return 0;
    *--top = list;
    Py_ssize_t size = PyList_GET_SIZE(list);
    if (size < after) {
        PyErr_Format(PyExc_ValueError, "not enough values to unpack (expected at least %d, got %zd)", before + after, before + size);
        return 1;
    }
    for (int i = after; i > 0; i--)
        *--top = PyList_GET_ITEM(list, size - i);
    Py_SET_SIZE(list, size - after); /* the references of the items cut off were moved */
    *ok = true;
    return 1 + after;
}

static PyObject *iterator_to_unpack(PyObject *sequence)
{
    PyObject *iterator = PyObject_GetIter(sequence);
    if (iterator == NULL && PyErr_ExceptionMatches(PyExc_TypeError) && Py_TYPE(sequence)->tp_iter == NULL && !PySequence_Check(sequence))
        PyErr_Format(PyExc_TypeError, "cannot unpack non-iterable %.200s object", Py_TYPE(sequence)->tp_name);
    return iterator;
}

bool op_unpack(PyObject *sequence, int before, int after, PyObject **top)
{
    PyObject *iterator = iterator_to_unpack(sequence);
    if (iterator == NULL)
        return false;
    bool ok;
    int filled = take_items(iterator, before, top);
    if (filled < before) {
        ok = false;
        if (!PyErr_Occurred()) {
            if (after < 0)
                PyErr_Format(PyExc_ValueError, "not enough values to unpack (expected %d, got %d)", before, filled);
            else
                PyErr_Format(PyExc_ValueError, "not enough values to unpack (expected at least %d, got %d)", before + after, filled);
        }
    }
    else if (after < 0)
        ok = expect_end(iterator, before);
    else
        filled += take_rest(iterator, before, after, top - before, &ok);
    if (!ok) {
        for (int i = filled; i > 0; i--)
            Py_DECREF(top[-i]); /* the latest first */
    }
    Py_DECREF(iterator);
    return ok;
}

bool op_list_extend(PyObject *list, PyObject *iterable)
{
    PyObject *none = _PyList_Extend((PyListObject *)list, iterable);
    if (none == NULL) {
        if (PyErr_ExceptionMatches(PyExc_TypeError) && Py_TYPE(iterable)->tp_iter == NULL && !PySequence_Check(iterable)) {
            PyErr_Clear();
            PyErr_Format(PyExc_TypeError, "Value after * must be an iterable, not %.200s", Py_TYPE(iterable)->tp_name);
        }
        return false;
    }
    Py_DECREF(none);
    return true;
}

bool op_dict_update(PyObject *dict, PyObject *update)
{
    if (PyDict_Update(dict, update) == 0)
        return true;
    if (PyErr_ExceptionMatches(PyExc_AttributeError))
        PyErr_Format(PyExc_TypeError, "'%.200s' object is not a mapping", Py_TYPE(update)->tp_name);
    return false;
}

static PyObject *convert(PyObject *value, int conversion)
{
    switch (conversion) {
    case 1: return PyObject_Str(value);
    case 2: return PyObject_Repr(value);
    case 3: return PyObject_ASCII(value);
    default: return Py_NewRef(value);
    }
}

PyObject *op_format(PyObject *value, PyObject *specification, int conversion)
{
    PyObject *converted = convert(value, conversion);
    Py_DECREF(value);
    PyObject *result;
    if (converted == NULL)
        result = NULL;
    else if (PyUnicode_CheckExact(converted) && specification == NULL)
        return converted;
    else
        result = PyObject_Format(converted, specification);
    Py_XDECREF(converted);
    Py_XDECREF(specification);
    return result;
}
