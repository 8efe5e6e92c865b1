/* raise, except, except*, with. */
#include "operations.h"

void op_restore_exception(PyObject *value)
{
    PyErr_Restore(Py_NewRef(PyExceptionInstance_Class(value)), value, PyException_GetTraceback(value));
}

/* A bare `raise`: the exception being handled, by the innermost handler that has one. */
static bool raise_again(void)
{
    PyObject *value = PyErr_GetHandledException();
    if (value == NULL) {
        PyErr_SetString(PyExc_RuntimeError, "No active exception to reraise");
        return false;
    }
    op_restore_exception(value);
    return true;
}

/* The exception's instance; takes the reference of `exception`. */
static PyObject *make_instance(PyObject *exception)
{
    if (PyExceptionInstance_Check(exception))
        return exception;
    if (!PyExceptionClass_Check(exception)) {
        PyErr_SetString(PyExc_TypeError, "exceptions must derive from BaseException");
        Py_DECREF(exception);
        return NULL;
    }
    PyObject *value = PyObject_CallNoArgs(exception);
    if (value != NULL && !PyExceptionInstance_Check(value)) {
        PyErr_Format(PyExc_TypeError, "calling %R should have returned an instance of BaseException, not %R", exception, Py_TYPE(value));
        Py_CLEAR(value);
    }
    Py_DECREF(exception);
    return value;
}

/* Sets __cause__; takes the reference of `cause`. */
static bool set_cause(PyObject *value, PyObject *cause)
{
    if (PyExceptionClass_Check(cause)) {
        Py_SETREF(cause, PyObject_CallNoArgs(cause));
        if (cause == NULL)
            return false;
    }
    else if (cause == Py_None)
        Py_CLEAR(cause);
    else if (!PyExceptionInstance_Check(cause)) {
        PyErr_SetString(PyExc_TypeError, "exception causes must derive from BaseException");
        Py_DECREF(cause);
        return false;
    }
    PyException_SetCause(value, cause);
    return true;
}

bool op_raise(PyObject *exception, PyObject *cause)
{
    if (exception == NULL)
        return raise_again();
    PyObject *type = PyExceptionClass_Check(exception) ? Py_NewRef(exception) : NULL;
    PyObject *value = make_instance(exception);
    if (value == NULL)
        Py_XDECREF(cause);
    else if (cause == NULL || set_cause(value, cause))
        PyErr_SetObject(type != NULL ? type : (PyObject *)Py_TYPE(value), value);
    Py_XDECREF(value);
    Py_XDECREF(type);
    return false;
}

static bool all_exception_classes(PyObject *types)
{
    if (!PyTuple_Check(types))
        return PyExceptionClass_Check(types);
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(types); i++) {
        if (!PyExceptionClass_Check(PyTuple_GET_ITEM(types, i)))
            return false;
    }
    return true;
}

bool op_check_catchable(PyObject *types)
{
    if (all_exception_classes(types))
        return true;
    PyErr_SetString(PyExc_TypeError, "catching classes that do not inherit from BaseException is not allowed");
    return false;
}

static int is_group_class(PyObject *type)
{
    return PyObject_IsSubclass(type, PyExc_BaseExceptionGroup);
}

static int any_group_class(PyObject *types)
{
    if (!PyTuple_Check(types))
        return is_group_class(types);
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(types); i++) {
        int is_group = is_group_class(PyTuple_GET_ITEM(types, i));
        if (is_group != 0)
            return is_group;
    }
    return 0;
}

bool op_check_catchable_group(PyObject *types)
{
    if (!op_check_catchable(types))
        return false;
    int any = any_group_class(types);
    if (any > 0)
        PyErr_SetString(PyExc_TypeError, "catching ExceptionGroup with except* is not allowed. Use except instead.");
    return any == 0;
}

/* A plain exception that matches is caught as a group of one. */
static PyObject *wrap_in_group(PyObject *exception)
{
    PyObject *group = PyObject_CallFunction(PyExc_BaseExceptionGroup, "s(O)", "", exception);
    return group;
}

/* What `except* types` takes out of an exception, and what is left: None where there is nothing. */
bool op_split_exception(PyObject *exception, PyObject *types, PyObject **match, PyObject **rest)
{
    if (PyErr_GivenExceptionMatches(exception, types)) {
        bool is_group = PyObject_TypeCheck(exception, (PyTypeObject *)PyExc_BaseExceptionGroup);
        *match = is_group ? Py_NewRef(exception) : wrap_in_group(exception);
        *rest = Py_NewRef(Py_None);
        return *match != NULL;
    }
    if (PyObject_TypeCheck(exception, (PyTypeObject *)PyExc_BaseExceptionGroup)) {
        PyObject *pair = PyObject_CallMethodOneArg(exception, hl_interned.split, types);
        if (pair == NULL)
            return false;
        *match = Py_NewRef(PyTuple_GET_ITEM(pair, 0));
        *rest = Py_NewRef(PyTuple_GET_ITEM(pair, 1));
        Py_DECREF(pair);
        return true;
    }
    *match = Py_NewRef(Py_None);
    *rest = Py_NewRef(exception);
    return true;
}

PyObject *op_exit_with_exception(PyObject **exit_function, PyObject *exception)
{
    PyObject *traceback = PyException_GetTraceback(exception);
    Py_XDECREF(traceback); /* the exception keeps it */
    PyObject *arguments[4] = {NULL, PyExceptionInstance_Class(exception), exception, traceback == NULL ? Py_None : traceback};
    return PyObject_Vectorcall(*exit_function, arguments + 1, 3 | PY_VECTORCALL_ARGUMENTS_OFFSET, NULL);
}

static PyObject *context_method(PyObject *manager, PyObject *name, const char *detail)
{
    PyObject *method = _PyObject_LookupSpecial(manager, name);
    if (method == NULL && !PyErr_Occurred())
        PyErr_Format(PyExc_TypeError, "'%.200s' object does not support the context manager protocol%s", Py_TYPE(manager)->tp_name, detail);
    return method;
}

bool op_enter_with(PyObject *manager, PyObject **enter, PyObject **exit)
{
    *enter = context_method(manager, hl_interned.__enter__, "");
    if (*enter == NULL)
        return false;
    *exit = context_method(manager, hl_interned.__exit__, " (missed __exit__ method)");
    if (*exit == NULL)
        Py_CLEAR(*enter);
    return *exit != NULL;
}
