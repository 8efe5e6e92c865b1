/* import, from ... import, from ... import *. */
#include "operations.h"

PyObject *op_import_name(PyThreadState *tstate, _PyInterpreterFrame *frame, PyObject *name, PyObject *names, PyObject *level)
{
    PyObject *function = PyDict_GetItemWithError(frame->f_builtins, hl_interned.__import__);
    if (function == NULL) {
        if (!PyErr_Occurred())
            PyErr_SetString(PyExc_ImportError, "__import__ not found");
        return NULL;
    }
    PyObject *locals = frame->f_locals == NULL ? Py_None : frame->f_locals;
    if (function == tstate->interp->import_func) {
        int number = _PyLong_AsInt(level);
        if (number == -1 && PyErr_Occurred())
            return NULL;
        return PyImport_ImportModuleLevelObject(name, frame->f_globals, locals, names, number);
    }
    Py_INCREF(function);
    PyObject *arguments[5] = {name, frame->f_globals, locals, names, level};
    PyObject *module = PyObject_Vectorcall(function, arguments, 5, NULL);
    Py_DECREF(function);
    return module;
}

/* True if the module's import is under way: its __spec__ says so. */
static bool is_initializing(PyObject *module)
{
    PyObject *specification = NULL, *value = NULL;
    int initializing = 0;
    if (_PyObject_LookupAttr(module, hl_interned.__spec__, &specification) > 0 &&
        _PyObject_LookupAttr(specification, hl_interned._initializing, &value) > 0)
        initializing = PyObject_IsTrue(value);
    Py_XDECREF(value);
    Py_XDECREF(specification);
    PyErr_Clear();
    return initializing > 0;
}

static void raise_cannot_import(PyObject *module, PyObject *name, PyObject *package)
{
    PyObject *message;
    PyObject *shown = package != NULL ? Py_NewRef(package) : PyUnicode_FromString("<unknown module name>");
    if (shown == NULL)
        return;
    PyObject *path = PyModule_GetFilenameObject(module);
    if (path == NULL || !PyUnicode_Check(path)) {
        PyErr_Clear();
        message = PyUnicode_FromFormat("cannot import name %R from %R (unknown location)", name, shown);
        Py_CLEAR(path);
    }
    else {
        const char *format = is_initializing(module)
                                 ? "cannot import name %R from partially initialized module %R (most likely due to a circular import) (%S)"
                                 : "cannot import name %R from %R (%S)";
        message = PyUnicode_FromFormat(format, name, shown, path);
    }
    PyErr_SetImportError(message, package, path); /* message may be NULL */
    Py_XDECREF(message);
    Py_XDECREF(path);
    Py_DECREF(shown);
}

/* The submodule that sys.modules may hold although the package has no such attribute (a circular import). NULL without an exception: none. */
static PyObject *find_submodule(PyObject *package, PyObject *name)
{
    PyObject *full_name = PyUnicode_FromFormat("%U.%U", package, name);
    if (full_name == NULL)
        return NULL;
    PyObject *module = PyImport_GetModule(full_name);
    Py_DECREF(full_name);
    return module;
}

PyObject *op_import_from(PyObject *module, PyObject *name)
{
    PyObject *value;
    if (_PyObject_LookupAttr(module, name, &value) != 0)
        return value;
    PyObject *package = PyObject_GetAttr(module, hl_interned.__name__);
    if (package != NULL && PyUnicode_Check(package)) {
        value = find_submodule(package, name);
        if (value != NULL || PyErr_Occurred()) {
            Py_DECREF(package);
            return value;
        }
    }
    else
        Py_CLEAR(package);
    PyErr_Clear();
    raise_cannot_import(module, name, package);
    Py_XDECREF(package);
    return NULL;
}

static void raise_not_a_name(PyObject *module, PyObject *name, bool from_dict)
{
    PyObject *module_name = PyObject_GetAttr(module, hl_interned.__name__);
    if (module_name == NULL)
        return;
    if (!PyUnicode_Check(module_name))
        PyErr_Format(PyExc_TypeError, "module __name__ must be a string, not %.100s", Py_TYPE(module_name)->tp_name);
    else
        PyErr_Format(PyExc_TypeError, "%s in %U.%s must be str, not %.100s", from_dict ? "Key" : "Item", module_name, from_dict ? "__dict__" : "__all__",
                     Py_TYPE(name)->tp_name);
    Py_DECREF(module_name);
}

static bool import_one(PyObject *locals, PyObject *module, PyObject *name, bool from_dict)
{
    if (!PyUnicode_Check(name)) {
        raise_not_a_name(module, name, from_dict);
        return false;
    }
    if (from_dict) {
        if (PyUnicode_READY(name) < 0)
            return false;
        if (PyUnicode_GET_LENGTH(name) > 0 && PyUnicode_READ_CHAR(name, 0) == '_')
            return true;
    }
    PyObject *value = PyObject_GetAttr(module, name);
    if (value == NULL)
        return false;
    int status = PyDict_CheckExact(locals) ? PyDict_SetItem(locals, name, value) : PyObject_SetItem(locals, name, value);
    Py_DECREF(value);
    return status == 0;
}

/* __all__, or else the keys of __dict__. */
static PyObject *names_to_import(PyObject *module, bool *from_dict)
{
    PyObject *names, *dict;
    *from_dict = false;
    if (_PyObject_LookupAttr(module, hl_interned.__all__, &names) < 0)
        return NULL;
    if (names != NULL)
        return names;
    *from_dict = true;
    if (_PyObject_LookupAttr(module, hl_interned.__dict__, &dict) < 0)
        return NULL;
    if (dict == NULL) {
        PyErr_SetString(PyExc_ImportError, "from-import-* object has no __dict__ and no __all__");
        return NULL;
    }
    names = PyMapping_Keys(dict);
    Py_DECREF(dict);
    return names;
}

bool op_import_star(_PyInterpreterFrame *frame, PyObject *module)
{
    bool from_dict;
    if (frame->f_locals == NULL) {
        PyErr_SetString(PyExc_SystemError, "no locals found during 'import *'");
        return false;
    }
    PyObject *names = names_to_import(module, &from_dict);
    if (names == NULL)
        return false;
    bool good = true;
    for (Py_ssize_t i = 0; good; i++) {
        PyObject *name = PySequence_GetItem(names, i);
        if (name == NULL) {
            good = PyErr_ExceptionMatches(PyExc_IndexError);
            if (good)
                PyErr_Clear();
            break;
        }
        good = import_one(frame->f_locals, module, name, from_dict);
        Py_DECREF(name);
    }
    Py_DECREF(names);
    return good;
}
