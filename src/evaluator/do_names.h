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
    PyObject *name = NAME(oparg >> 1);
    PyObject *value;
    if (oparg & 1)
        PUSH(NULL);
    if (LIKELY(caches != NULL)) {
        value = cached_global(CACHE_HERE(), frame, name);
        if (LIKELY(value != NULL))
            Py_INCREF(value);
        else
            value = hl_cache_load_global(CACHE_HERE(), frame, name);
    }
    else
        value = op_load_global(frame, name);
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
    PyObject *name = NAME(oparg);
    PyObject *value;
    if (LIKELY(caches != NULL)) {
        value = cached_attribute(CACHE_HERE(), owner, name);
        if (LIKELY(value != NULL))
            Py_INCREF(value);
        else
            value = hl_cache_load_attribute(CACHE_HERE(), owner, name);
    }
    else
        value = PyObject_GetAttr(owner, name);
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
    int status = 0;
    if (LIKELY(caches != NULL)) {
        if (!store_cached_attribute(CACHE_HERE(), owner, value)) {
            status = hl_cache_store_attribute(CACHE_HERE(), owner, NAME(oparg), value);
            Py_DECREF(value);
        }
    }
    else {
        status = PyObject_SetAttr(owner, NAME(oparg), value);
        Py_DECREF(value);
    }
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
    PyObject *name = NAME(oparg);
    bool is_method = false;
    if (LIKELY(caches != NULL)) {
        method = cached_method(CACHE_HERE(), owner, name, &is_method);
        if (LIKELY(method != NULL))
            Py_INCREF(method);
        else
            is_method = hl_cache_load_method(CACHE_HERE(), owner, name, &method);
    }
    else
        is_method = _PyObject_GetMethod(owner, name, &method);
    if (UNLIKELY(method == NULL))
        goto error;
    if (is_method) {
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
