/* Names: locals of class and module bodies, globals, builtins, and the errors about missing ones. */
#include "operations.h"

/* NameError and UnboundLocalError; a NameError also carries the name. */
static void raise_missing(PyObject *type, const char *format, PyObject *name)
{
    const char *text = PyUnicode_AsUTF8(name);
    if (text == NULL)
        return;
    PyErr_Format(type, format, text);
    if (type != PyExc_NameError)
        return;
    PyObject *exception, *value, *traceback;
    PyErr_Fetch(&exception, &value, &traceback);
    PyErr_NormalizeException(&exception, &value, &traceback);
    if (PyErr_GivenExceptionMatches(value, PyExc_NameError) && ((PyNameErrorObject *)value)->name == NULL &&
        PyObject_SetAttr(value, hl_interned.name, name) < 0)
        PyErr_Clear();
    PyErr_Restore(exception, value, traceback);
}

static void raise_name_error(PyObject *name)
{
    raise_missing(PyExc_NameError, "name '%.200s' is not defined", name);
}

void op_unbound_local(PyCodeObject *code, int index)
{
    raise_missing(PyExc_UnboundLocalError, "cannot access local variable '%s' where it is not associated with a value",
                  PyTuple_GET_ITEM(code->co_localsplusnames, index));
}

void op_unbound_cell(PyCodeObject *code, int index)
{
    if (PyErr_Occurred())
        return;
    if (index < code->co_nlocalsplus - code->co_nfreevars)
        op_unbound_local(code, index);
    else
        raise_missing(PyExc_NameError, "cannot access free variable '%s' where it is not associated with a value in enclosing scope",
                      PyTuple_GET_ITEM(code->co_localsplusnames, index));
}

/* A namespace's item; NULL without an exception if there is none. */
static PyObject *look_up(PyObject *namespace, PyObject *name)
{
    if (PyDict_CheckExact(namespace))
        return Py_XNewRef(PyDict_GetItemWithError(namespace, name));
    PyObject *value = PyObject_GetItem(namespace, name);
    if (value == NULL && PyErr_ExceptionMatches(PyExc_KeyError))
        PyErr_Clear();
    return value;
}

/* globals() is always a dict, but may be one of a subclass; LOAD_NAME takes its items as a dict's, LOAD_GLOBAL asks the subclass. */
static PyObject *look_up_builtin(_PyInterpreterFrame *frame, PyObject *name)
{
    PyObject *value = look_up(frame->f_builtins, name);
    if (value == NULL && !PyErr_Occurred())
        raise_name_error(name);
    return value;
}

PyObject *op_load_name(_PyInterpreterFrame *frame, PyObject *name)
{
    if (frame->f_locals == NULL) {
        PyErr_Format(PyExc_SystemError, "no locals when loading %R", name);
        return NULL;
    }
    PyObject *value = look_up(frame->f_locals, name);
    if (value != NULL || PyErr_Occurred())
        return value;
    value = PyDict_GetItemWithError(frame->f_globals, name);
    if (value != NULL)
        return Py_NewRef(value);
    return PyErr_Occurred() ? NULL : look_up_builtin(frame, name);
}

PyObject *op_load_global(_PyInterpreterFrame *frame, PyObject *name)
{
    PyObject *value = look_up(frame->f_globals, name);
    if (value != NULL || PyErr_Occurred())
        return value;
    return look_up_builtin(frame, name);
}

PyObject *op_load_class_cell(_PyInterpreterFrame *frame, int index)
{
    PyObject *name = PyTuple_GET_ITEM(frame->f_code->co_localsplusnames, index);
    PyObject *value = look_up(frame->f_locals, name);
    if (value != NULL || PyErr_Occurred())
        return value;
    value = PyCell_GET(frame->localsplus[index]);
    if (value == NULL) {
        op_unbound_cell(frame->f_code, index);
        return NULL;
    }
    return Py_NewRef(value);
}

bool op_store_name(_PyInterpreterFrame *frame, PyObject *name, PyObject *value)
{
    PyObject *locals = frame->f_locals;
    if (locals == NULL) {
        PyErr_Format(PyExc_SystemError, "no locals found when storing %R", name);
        return false;
    }
    return (PyDict_CheckExact(locals) ? PyDict_SetItem(locals, name, value) : PyObject_SetItem(locals, name, value)) == 0;
}

bool op_delete_name(_PyInterpreterFrame *frame, PyObject *name)
{
    if (frame->f_locals == NULL) {
        PyErr_Format(PyExc_SystemError, "no locals when deleting %R", name);
        return false;
    }
    if (PyObject_DelItem(frame->f_locals, name) == 0)
        return true;
    raise_name_error(name);
    return false;
}

bool op_delete_global(_PyInterpreterFrame *frame, PyObject *name)
{
    if (PyDict_DelItem(frame->f_globals, name) == 0)
        return true;
    if (PyErr_ExceptionMatches(PyExc_KeyError))
        raise_name_error(name);
    return false;
}

bool op_setup_annotations(_PyInterpreterFrame *frame)
{
    PyObject *locals = frame->f_locals;
    if (locals == NULL) {
        PyErr_SetString(PyExc_SystemError, "no locals found when setting up annotations");
        return false;
    }
    PyObject *present = look_up(locals, hl_interned.__annotations__);
    if (present != NULL || PyErr_Occurred()) {
        Py_XDECREF(present);
        return present != NULL;
    }
    PyObject *annotations = PyDict_New();
    bool done = annotations != NULL && PyObject_SetItem(locals, hl_interned.__annotations__, annotations) == 0;
    Py_XDECREF(annotations);
    return done;
}

PyObject *op_load_build_class(_PyInterpreterFrame *frame)
{
    PyObject *value = look_up(frame->f_builtins, hl_interned.__build_class__);
    if (value == NULL && !PyErr_Occurred())
        PyErr_SetString(PyExc_NameError, "__build_class__ not found");
    return value;
}
