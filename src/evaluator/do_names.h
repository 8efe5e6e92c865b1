/* Names, attributes, imports. Included by the eval loop. */

TARGET(LOAD_NAME)
{
    PyObject *value = op_load_name(frame, NAME(oparg));
    if (value == NULL)
        goto error;
    PUSH(value);
    DISPATCH();
}

TARGET(STORE_NAME)
{
    PyObject *value = POP();
    bool good = op_store_name(frame, NAME(oparg), value);
    Py_DECREF(value);
    if (!good)
        goto error;
    DISPATCH();
}

TARGET(DELETE_NAME)
{
    if (!op_delete_name(frame, NAME(oparg)))
        goto error;
    DISPATCH();
}

TARGET(LOAD_GLOBAL)
{
    if (oparg & 1)
        PUSH(NULL);
    PyObject *value = op_load_global(frame, NAME(oparg >> 1));
    if (UNLIKELY(value == NULL))
        goto error;
    PUSH(value);
    next += INLINE_CACHE_ENTRIES_LOAD_GLOBAL;
    DISPATCH();
}

TARGET(STORE_GLOBAL)
{
    PyObject *value = POP();
    int status = PyDict_SetItem(frame->f_globals, NAME(oparg), value);
    Py_DECREF(value);
    if (status < 0)
        goto error;
    DISPATCH();
}

TARGET(DELETE_GLOBAL)
{
    if (!op_delete_global(frame, NAME(oparg)))
        goto error;
    DISPATCH();
}

TARGET(LOAD_ATTR)
{
    PyObject *owner = TOP();
    PyObject *value = PyObject_GetAttr(owner, NAME(oparg));
    Py_DECREF(owner);
    TOP() = value;
    if (UNLIKELY(value == NULL))
        goto error;
    next += INLINE_CACHE_ENTRIES_LOAD_ATTR;
    DISPATCH();
}

TARGET(STORE_ATTR)
{
    PyObject *owner = POP();
    PyObject *value = POP();
    int status = PyObject_SetAttr(owner, NAME(oparg), value);
    Py_DECREF(value);
    Py_DECREF(owner);
    if (UNLIKELY(status < 0))
        goto error;
    next += INLINE_CACHE_ENTRIES_STORE_ATTR;
    DISPATCH();
}

TARGET(DELETE_ATTR)
{
    PyObject *owner = POP();
    int status = PyObject_SetAttr(owner, NAME(oparg), NULL);
    Py_DECREF(owner);
    if (status < 0)
        goto error;
    DISPATCH();
}

TARGET(LOAD_METHOD)
{
    PyObject *owner = TOP();
    PyObject *method = NULL;
    int unbound = _PyObject_GetMethod(owner, NAME(oparg), &method);
    if (UNLIKELY(method == NULL))
        goto error;
    if (unbound) {
        TOP() = method;
        PUSH(owner);
    }
    else {
        TOP() = NULL;
        Py_DECREF(owner);
        PUSH(method);
    }
    next += INLINE_CACHE_ENTRIES_LOAD_METHOD;
    DISPATCH();
}

TARGET(SETUP_ANNOTATIONS)
{
    if (!op_setup_annotations(frame))
        goto error;
    DISPATCH();
}

TARGET(LOAD_BUILD_CLASS)
{
    PyObject *function = op_load_build_class(frame);
    if (function == NULL)
        goto error;
    PUSH(function);
    DISPATCH();
}

TARGET(IMPORT_NAME)
{
    PyObject *names = POP();
    PyObject *level = TOP();
    PyObject *module = op_import_name(tstate, frame, NAME(oparg), names, level);
    Py_DECREF(level);
    Py_DECREF(names);
    TOP() = module;
    if (module == NULL)
        goto error;
    DISPATCH();
}

TARGET(IMPORT_FROM)
{
    PyObject *value = op_import_from(TOP(), NAME(oparg));
    if (value == NULL)
        goto error;
    PUSH(value);
    DISPATCH();
}

TARGET(IMPORT_STAR)
{
    PyObject *module = POP();
    bool good = op_import_star(frame, module);
    Py_DECREF(module);
    if (!good)
        goto error;
    DISPATCH();
}
