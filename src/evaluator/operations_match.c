/* match statements: class patterns and mapping patterns. */
#include "operations.h"

/* Adds `name` to those seen so far and gives the attribute; NULL without an exception: the subject has none. */
static PyObject *pattern_attribute(PyObject *subject, PyObject *type, PyObject *name, PyObject *seen)
{
    int known = PySet_Contains(seen, name);
    if (known < 0 || (known == 0 && PySet_Add(seen, name) < 0))
        return NULL;
    if (known) {
        PyErr_Format(PyExc_TypeError, "%s() got multiple sub-patterns for attribute %R", ((PyTypeObject *)type)->tp_name, name);
        return NULL;
    }
    PyObject *value = PyObject_GetAttr(subject, name);
    if (value == NULL && PyErr_ExceptionMatches(PyExc_AttributeError))
        PyErr_Clear();
    return value;
}

static bool append_attribute(PyObject *values, PyObject *value)
{
    if (value == NULL)
        return false;
    int status = PyList_Append(values, value);
    Py_DECREF(value);
    return status == 0;
}

/* __match_args__, an empty tuple if there is none; *self_only tells that the type's only positional pattern is the subject itself. */
static PyObject *match_arguments(PyObject *type, bool *self_only)
{
    *self_only = false;
    PyObject *names = PyObject_GetAttr(type, hl_interned.__match_args__);
    if (names == NULL) {
        if (!PyErr_ExceptionMatches(PyExc_AttributeError))
            return NULL;
        PyErr_Clear();
        *self_only = PyType_HasFeature((PyTypeObject *)type, _Py_TPFLAGS_MATCH_SELF);
        return PyTuple_New(0);
    }
    if (!PyTuple_CheckExact(names)) {
        PyErr_Format(PyExc_TypeError, "%s.__match_args__ must be a tuple (got %s)", ((PyTypeObject *)type)->tp_name, Py_TYPE(names)->tp_name);
        Py_CLEAR(names);
    }
    return names;
}

static bool match_positional(PyObject *subject, PyObject *type, Py_ssize_t count, PyObject *seen, PyObject *values, PyObject *names, bool self_only)
{
    Py_ssize_t allowed = self_only ? 1 : PyTuple_GET_SIZE(names);
    if (allowed < count) {
        PyErr_Format(PyExc_TypeError, "%s() accepts %zd positional sub-pattern%s (%zd given)", ((PyTypeObject *)type)->tp_name, allowed,
                     allowed == 1 ? "" : "s", count);
        return false;
    }
    if (self_only)
        return PyList_Append(values, subject) == 0;
    for (Py_ssize_t i = 0; i < count; i++) {
        PyObject *name = PyTuple_GET_ITEM(names, i);
        if (!PyUnicode_CheckExact(name)) {
            PyErr_Format(PyExc_TypeError, "__match_args__ elements must be strings (got %s)", Py_TYPE(name)->tp_name);
            return false;
        }
        if (!append_attribute(values, pattern_attribute(subject, type, name, seen)))
            return false;
    }
    return true;
}

static bool match_attributes(PyObject *subject, PyObject *type, int positional, PyObject *names, PyObject *seen, PyObject *values)
{
    if (positional > 0) {
        bool self_only;
        PyObject *arguments = match_arguments(type, &self_only);
        if (arguments == NULL)
            return false;
        bool matched = match_positional(subject, type, positional, seen, values, arguments, self_only);
        Py_DECREF(arguments);
        if (!matched)
            return false;
    }
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(names); i++) {
        if (!append_attribute(values, pattern_attribute(subject, type, PyTuple_GET_ITEM(names, i), seen)))
            return false;
    }
    return true;
}

PyObject *op_match_class(PyObject *subject, PyObject *type, int positional, PyObject *names)
{
    if (!PyType_Check(type)) {
        PyErr_SetString(PyExc_TypeError, "called match pattern must be a type");
        return NULL;
    }
    if (PyObject_IsInstance(subject, type) <= 0)
        return NULL;
    PyObject *result = NULL;
    PyObject *seen = PySet_New(NULL);
    PyObject *values = seen == NULL ? NULL : PyList_New(0);
    if (values != NULL && match_attributes(subject, type, positional, names, seen, values))
        result = PyList_AsTuple(values);
    Py_XDECREF(seen);
    Py_XDECREF(values);
    return result;
}

/* map.get(key, missing) with the method looked up once. */
static PyObject *get_item(PyObject *get, bool unbound, PyObject *map, PyObject *key, PyObject *missing)
{
    PyObject *arguments[3] = {map, key, missing};
    return unbound ? PyObject_Vectorcall(get, arguments, 3, NULL) : PyObject_Vectorcall(get, arguments + 1, 2, NULL);
}

/* The tuple of values, None if a key is missing. */
static PyObject *get_items(PyObject *map, PyObject *keys, PyObject *get, bool unbound, PyObject *seen, PyObject *missing)
{
    Py_ssize_t count = PyTuple_GET_SIZE(keys);
    PyObject *values = PyTuple_New(count);
    for (Py_ssize_t i = 0; values != NULL && i < count; i++) {
        PyObject *key = PyTuple_GET_ITEM(keys, i);
        int known = PySet_Contains(seen, key);
        if (known != 0 || PySet_Add(seen, key) < 0) {
            if (!PyErr_Occurred())
                PyErr_Format(PyExc_ValueError, "mapping pattern checks duplicate key (%R)", key);
            Py_CLEAR(values);
            break;
        }
        PyObject *value = get_item(get, unbound, map, key, missing);
        if (value == NULL)
            Py_CLEAR(values);
        else if (value == missing) {
            Py_DECREF(value);
            Py_DECREF(values);
            return Py_NewRef(Py_None);
        }
        else
            PyTuple_SET_ITEM(values, i, value);
    }
    return values;
}

PyObject *op_match_keys(PyObject *map, PyObject *keys)
{
    if (PyTuple_GET_SIZE(keys) == 0)
        return PyTuple_New(0);
    PyObject *get = NULL, *result = NULL;
    bool unbound = _PyObject_GetMethod(map, hl_interned.get, &get);
    PyObject *seen = get == NULL ? NULL : PySet_New(NULL);
    PyObject *missing = seen == NULL ? NULL : PyObject_CallNoArgs((PyObject *)&PyBaseObject_Type);
    if (missing != NULL)
        result = get_items(map, keys, get, unbound, seen, missing);
    Py_XDECREF(get);
    Py_XDECREF(seen);
    Py_XDECREF(missing);
    return result;
}
