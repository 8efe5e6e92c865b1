/* Iterators, unpacking and calls with unpacked arguments; see displays.h. */
#include "cpython/cpython.h"
#include "displays.h"

/* A for loop that is over lets its iterator go. */
void *hl_rt_iter_step(void *iterator)
{
    PyObject *item = PyIter_Next(iterator);
    if (item == NULL && !PyErr_Occurred())
        Py_DECREF((PyObject *)iterator);
    return item;
}

static PyObject *too_few(PyObject *items, int64_t count)
{
    if (!PyErr_Occurred())
        PyErr_Format(PyExc_ValueError, "not enough values to unpack (expected %zd, got %zd)", (Py_ssize_t)count, PyList_GET_SIZE(items));
    Py_DECREF(items);
    return NULL;
}

static PyObject *items_of(PyObject *iterator, int64_t count)
{
    PyObject *items = PyList_New(0), *item;
    while (items != NULL && PyList_GET_SIZE(items) < count) {
        item = PyIter_Next(iterator);
        if (item == NULL)
            return too_few(items, count);
        if (PyList_Append(items, item) < 0)
            Py_CLEAR(items);
        Py_DECREF(item);
    }
    return items;
}

/* The tuple of exactly `count` items, or the exceptions of UNPACK_SEQUENCE. */
void *hl_rt_unpack(void *iterable, int64_t count)
{
    PyObject *iterator = PyObject_GetIter(iterable), *tuple = NULL;
    if (iterator == NULL) {
        if (PyErr_ExceptionMatches(PyExc_TypeError) && Py_TYPE(iterable)->tp_iter == NULL && !PySequence_Check(iterable))
            PyErr_Format(PyExc_TypeError, "cannot unpack non-iterable %.200s object", Py_TYPE(iterable)->tp_name);
        return NULL;
    }
    PyObject *items = items_of(iterator, count);
    PyObject *more = items != NULL ? PyIter_Next(iterator) : NULL;
    if (more != NULL)
        PyErr_Format(PyExc_ValueError, "too many values to unpack (expected %zd)", (Py_ssize_t)count);
    else if (items != NULL && !PyErr_Occurred())
        tuple = PyList_AsTuple(items);
    Py_XDECREF(more);
    Py_XDECREF(items);
    Py_DECREF(iterator);
    return tuple;
}

void *hl_rt_call_keywords(void *callable, void *arguments, void *keywords)
{
    PyObject *tuple = PyTuple_CheckExact(arguments) ? Py_NewRef(arguments) : NULL;
    if (tuple == NULL) {
        if (Py_TYPE((PyObject *)arguments)->tp_iter == NULL && !PySequence_Check(arguments)) {
            PyObject *name = _PyObject_FunctionStr(callable);
            if (name != NULL)
                PyErr_Format(PyExc_TypeError, "%U argument after * must be an iterable, not %.200s", name, Py_TYPE((PyObject *)arguments)->tp_name);
            Py_XDECREF(name);
            return NULL;
        }
        tuple = PySequence_Tuple(arguments);
    }
    PyObject *result = tuple != NULL ? PyObject_Call(callable, tuple, keywords) : NULL;
    Py_XDECREF(tuple);
    return result;
}

void *hl_rt_call_tuple(void *callable, void *arguments) { return hl_rt_call_keywords(callable, arguments, NULL); }

int64_t hl_rt_length(void *object) { return PyObject_Size(object); }
