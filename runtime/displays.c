/* See displays.h. */
#include "displays.h"
#include "cpython/cpython.h"

void *hl_rt_build_map(int64_t count, void **items)
{
    PyObject *map = PyDict_New();
    for (int64_t i = 0; map != NULL && i < count; i += 2) {
        if (PyDict_SetItem(map, items[i], items[i + 1]) < 0)
            Py_CLEAR(map);
    }
    return map;
}

void *hl_rt_build_const_key_map(int64_t count, void **items)
{
    PyObject *map = PyDict_New(), *keys = items[count - 1];
    for (int64_t i = 0; map != NULL && i < count - 1; i++) {
        if (PyDict_SetItem(map, PyTuple_GET_ITEM(keys, i), items[i]) < 0)
            Py_CLEAR(map);
    }
    return map;
}

void *hl_rt_build_set(int64_t count, void **items)
{
    PyObject *set = PySet_New(NULL);
    for (int64_t i = 0; set != NULL && i < count; i++) {
        if (PySet_Add(set, items[i]) < 0)
            Py_CLEAR(set);
    }
    return set;
}

void *hl_rt_build_string(int64_t count, void **items)
{
    PyObject *empty = PyUnicode_New(0, 0);
    PyObject *joined = empty != NULL ? _PyUnicode_JoinArray(empty, (PyObject **)items, count) : NULL;
    Py_XDECREF(empty);
    return joined;
}

void *hl_rt_list_to_tuple(void *list) { return PyList_AsTuple(list); }

/* The message of `[*x]` differs from that of list.extend. */
int32_t hl_rt_list_extend(void *list, void *iterable)
{
    PyObject *none = _PyList_Extend(list, iterable);
    if (none == NULL && PyErr_ExceptionMatches(PyExc_TypeError) && Py_TYPE(iterable)->tp_iter == NULL && !PySequence_Check(iterable)) {
        PyErr_Clear();
        PyErr_Format(PyExc_TypeError, "Value after * must be an iterable, not %.200s", Py_TYPE(iterable)->tp_name);
    }
    Py_XDECREF(none);
    return none != NULL;
}

int32_t hl_rt_set_add(void *set, void *item) { return PySet_Add(set, item) == 0; }
int32_t hl_rt_set_update(void *set, void *iterable) { return _PySet_Update(set, iterable) == 0; }

int32_t hl_rt_dict_update(void *dict, void *mapping)
{
    if (PyDict_Update(dict, mapping) == 0)
        return 1;
    if (PyErr_ExceptionMatches(PyExc_AttributeError))
        PyErr_Format(PyExc_TypeError, "'%.200s' object is not a mapping", Py_TYPE(mapping)->tp_name);
    return 0;
}

static PyObject *converted(PyObject *value, int64_t conversion)
{
    switch (conversion) {
    case FVC_STR:
        return PyObject_Str(value);
    case FVC_REPR:
        return PyObject_Repr(value);
    case FVC_ASCII:
        return PyObject_ASCII(value);
    default:
        return Py_NewRef(value);
    }
}

void *hl_rt_format_spec(void *value, void *spec, int64_t conversion)
{
    PyObject *operand = converted(value, conversion);
    /* A str without a format is itself. */
    PyObject *text = operand == NULL || (spec == NULL && PyUnicode_CheckExact(operand)) ? Py_XNewRef(operand) : PyObject_Format(operand, spec);
    Py_XDECREF(operand);
    return text;
}

void *hl_rt_format(void *value, int64_t conversion) { return hl_rt_format_spec(value, NULL, conversion); }

enum { HAS_DEFAULTS = 1, HAS_KEYWORD_DEFAULTS = 2, HAS_ANNOTATIONS = 4, HAS_CLOSURE = 8 };

void *hl_rt_make_function(int64_t count, void **items)
{
    long flags = PyLong_AsLong(items[0]);
    PyObject **next = (PyObject **)items + 2;
    PyObject *function = PyFunction_New(items[count - 1], items[1]);
    if (function == NULL)
        return NULL;
    PyFunctionObject *made = (PyFunctionObject *)function;
    if (flags & HAS_DEFAULTS)
        made->func_defaults = Py_NewRef(*next++);
    if (flags & HAS_KEYWORD_DEFAULTS)
        made->func_kwdefaults = Py_NewRef(*next++);
    if (flags & HAS_ANNOTATIONS)
        made->func_annotations = Py_NewRef(*next++);
    if (flags & HAS_CLOSURE)
        made->func_closure = Py_NewRef(*next);
    return function;
}
