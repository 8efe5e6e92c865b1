/* Calls with * and **, making functions, and the interactive prompt's print. */
#include "operations.h"

static void raise_about_function(PyObject *function, const char *format, PyObject *argument)
{
    PyObject *text = _PyObject_FunctionStr(function);
    if (text == NULL)
        return;
    PyErr_Format(PyExc_TypeError, format, text, Py_TYPE(argument)->tp_name);
    Py_DECREF(text);
}

/* An argument given twice shows as a KeyError with the key as its only argument (or as the tuple of it). */
static void raise_duplicate_keyword(PyObject *function)
{
    PyObject *type, *value, *traceback;
    PyErr_Fetch(&type, &value, &traceback);
    if (value == NULL || !PyTuple_Check(value) || PyTuple_GET_SIZE(value) != 1) {
        PyErr_Restore(type, value, traceback);
        return;
    }
    PyObject *text = _PyObject_FunctionStr(function);
    if (text != NULL)
        PyErr_Format(PyExc_TypeError, "%U got multiple values for keyword argument '%S'", text, PyTuple_GET_ITEM(value, 0));
    Py_XDECREF(text);
    Py_XDECREF(type);
    Py_XDECREF(value);
    Py_XDECREF(traceback);
}

bool op_dict_merge(PyObject *function, PyObject *dict, PyObject *update)
{
    if (_PyDict_MergeEx(dict, update, 2) == 0)
        return true;
    if (PyErr_ExceptionMatches(PyExc_AttributeError)) {
        PyErr_Clear();
        raise_about_function(function, "%U argument after ** must be a mapping, not %.200s", update);
    }
    else if (PyErr_ExceptionMatches(PyExc_KeyError))
        raise_duplicate_keyword(function);
    return false;
}

static bool make_plain_keywords(PyObject *function, PyObject **keywords)
{
    if (PyDict_CheckExact(*keywords))
        return true;
    PyObject *dict = PyDict_New();
    if (dict == NULL || !op_dict_merge(function, dict, *keywords)) {
        Py_XDECREF(dict);
        return false;
    }
    Py_SETREF(*keywords, dict);
    return true;
}

static bool make_plain_arguments(PyObject *function, PyObject **arguments)
{
    if (PyTuple_CheckExact(*arguments))
        return true;
    if (Py_TYPE(*arguments)->tp_iter == NULL && !PySequence_Check(*arguments)) {
        PyErr_Clear();
        raise_about_function(function, "%U argument after * must be an iterable, not %.200s", *arguments);
        return false;
    }
    PyObject *tuple = PySequence_Tuple(*arguments);
    if (tuple == NULL)
        return false;
    Py_SETREF(*arguments, tuple);
    return true;
}

PyObject *op_call_with_unpacking(PyObject *function, PyObject **arguments, PyObject **keywords)
{
    if (*keywords != NULL && !make_plain_keywords(function, keywords))
        return NULL;
    if (!make_plain_arguments(function, arguments))
        return NULL;
    return PyObject_Call(function, *arguments, *keywords);
}

PyObject *op_make_function(_PyInterpreterFrame *frame, PyObject **top, int flags)
{
    PyObject *code = *--top;
    PyFunctionObject *function = (PyFunctionObject *)PyFunction_New(code, frame->f_globals);
    Py_DECREF(code);
    if (function == NULL)
        return NULL;
    if (flags & 8)
        function->func_closure = *--top;
    if (flags & 4)
        function->func_annotations = *--top;
    if (flags & 2)
        function->func_kwdefaults = *--top;
    if (flags & 1)
        function->func_defaults = *--top;
    return (PyObject *)function;
}

bool op_print(PyObject *value)
{
    PyObject *hook = PySys_GetObject("displayhook");
    if (hook == NULL) {
        PyErr_SetString(PyExc_RuntimeError, "lost sys.displayhook");
        return false;
    }
    Py_INCREF(hook);
    PyObject *result = PyObject_CallOneArg(hook, value);
    Py_DECREF(hook);
    Py_XDECREF(result);
    return result != NULL;
}
