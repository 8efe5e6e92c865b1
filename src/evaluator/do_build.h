/* Building and unpacking containers, strings and slices. Included by the eval loop. */

TARGET(BUILD_TUPLE)
{
    sp -= oparg;
    PyObject *tuple = op_build_tuple(sp, oparg);
    if (tuple == NULL)
        goto error;
    PUSH(tuple);
    DISPATCH();
}

TARGET(BUILD_LIST)
{
    sp -= oparg;
    PyObject *list = op_build_list(sp, oparg);
    if (list == NULL)
        goto error;
    PUSH(list);
    DISPATCH();
}

TARGET(BUILD_SET)
{
    PyObject *set = PySet_New(NULL);
    if (set == NULL)
        goto error;
    bool good = true;
    PyObject **items = sp - oparg;
    for (unsigned i = 0; i < oparg; i++) {
        good = good && PySet_Add(set, items[i]) == 0;
        Py_DECREF(items[i]);
    }
    sp = items;
    if (!good) {
        Py_DECREF(set);
        goto error;
    }
    PUSH(set);
    DISPATCH();
}

TARGET(BUILD_MAP)
{
    PyObject **items = sp - 2 * oparg;
    PyObject *dict = op_build_map(items, 2, items + 1, 2, oparg);
    if (dict == NULL)
        goto error;
    while (sp > items) {
        PyObject *item = POP();
        Py_DECREF(item);
    }
    PUSH(dict);
    DISPATCH();
}

TARGET(BUILD_CONST_KEY_MAP)
{
    PyObject *keys = TOP();
    PyObject **values = sp - 1 - oparg;
    PyObject *dict = op_build_map(&PyTuple_GET_ITEM(keys, 0), 1, values, 1, oparg);
    if (dict == NULL)
        goto error;
    while (sp > values) {
        PyObject *item = POP();
        Py_DECREF(item);
    }
    PUSH(dict);
    DISPATCH();
}

TARGET(BUILD_STRING)
{
    PyObject **pieces = sp - oparg;
    PyObject *text = _PyUnicode_JoinArray(hl_interned.empty, pieces, oparg);
    if (text == NULL)
        goto error;
    while (sp > pieces) {
        PyObject *piece = POP();
        Py_DECREF(piece);
    }
    PUSH(text);
    DISPATCH();
}

TARGET(BUILD_SLICE)
{
    PyObject *step = oparg == 3 ? POP() : NULL;
    PyObject *stop = POP();
    PyObject *start = TOP();
    PyObject *slice = PySlice_New(start, stop, step);
    TOP() = slice;
    Py_DECREF(start);
    Py_DECREF(stop);
    Py_XDECREF(step);
    if (slice == NULL)
        goto error;
    DISPATCH();
}

TARGET(FORMAT_VALUE)
{
    PyObject *specification = oparg & 4 ? POP() : NULL;
    PyObject *value = POP();
    PyObject *text = op_format(value, specification, oparg & 3);
    if (text == NULL)
        goto error;
    PUSH(text);
    DISPATCH();
}

TARGET(LIST_APPEND)
{
    PyObject *item = POP();
    int status = PyList_Append(PEEK(oparg), item);
    Py_DECREF(item);
    if (UNLIKELY(status < 0))
        goto error;
    DISPATCH();
}

TARGET(SET_ADD)
{
    PyObject *item = POP();
    int status = PySet_Add(PEEK(oparg), item);
    Py_DECREF(item);
    if (status < 0)
        goto error;
    DISPATCH();
}

TARGET(MAP_ADD)
{
    PyObject *value = POP();
    PyObject *key = POP();
    int status = PyDict_SetItem(PEEK(oparg), key, value);
    Py_DECREF(key);
    Py_DECREF(value);
    if (status < 0)
        goto error;
    DISPATCH();
}

TARGET(LIST_EXTEND)
{
    PyObject *iterable = POP();
    bool good = op_list_extend(PEEK(oparg), iterable);
    Py_DECREF(iterable);
    if (!good)
        goto error;
    DISPATCH();
}

TARGET(SET_UPDATE)
{
    PyObject *iterable = POP();
    int status = _PySet_Update(PEEK(oparg), iterable);
    Py_DECREF(iterable);
    if (status < 0)
        goto error;
    DISPATCH();
}

TARGET(DICT_UPDATE)
{
    PyObject *update = POP();
    bool good = op_dict_update(PEEK(oparg), update);
    Py_DECREF(update);
    if (!good)
        goto error;
    DISPATCH();
}

TARGET(DICT_MERGE)
{
    PyObject *update = POP();
    bool good = op_dict_merge(PEEK(2 + oparg), PEEK(oparg), update);
    Py_DECREF(update);
    if (!good)
        goto error;
    DISPATCH();
}

TARGET(LIST_TO_TUPLE)
{
    PyObject *list = POP();
    PyObject *tuple = PyList_AsTuple(list);
    Py_DECREF(list);
    if (tuple == NULL)
        goto error;
    PUSH(tuple);
    DISPATCH();
}

TARGET(UNPACK_SEQUENCE)
{
    PyObject *sequence = POP();
    PyObject **items;
    if (PyTuple_CheckExact(sequence) && PyTuple_GET_SIZE(sequence) == (Py_ssize_t)oparg)
        items = &PyTuple_GET_ITEM(sequence, 0);
    else if (PyList_CheckExact(sequence) && PyList_GET_SIZE(sequence) == (Py_ssize_t)oparg)
        items = &PyList_GET_ITEM(sequence, 0);
    else {
        if (!op_unpack(sequence, oparg, -1, sp + oparg)) {
            Py_DECREF(sequence);
            goto error;
        }
        sp += oparg;
        Py_DECREF(sequence);
        next += INLINE_CACHE_ENTRIES_UNPACK_SEQUENCE;
        DISPATCH();
    }
    if (oparg == 2) {
        sp[0] = Py_NewRef(items[1]);
        sp[1] = Py_NewRef(items[0]);
        sp += 2;
    }
    else {
        for (unsigned i = oparg; i-- > 0;)
            PUSH(Py_NewRef(items[i]));
    }
    Py_DECREF(sequence);
    next += INLINE_CACHE_ENTRIES_UNPACK_SEQUENCE;
    DISPATCH();
}

TARGET(UNPACK_EX)
{
    PyObject *sequence = POP();
    int before = oparg & 255, after = oparg >> 8;
    PyObject **top = sp + before + 1 + after;
    bool good = op_unpack(sequence, before, after, top);
    if (good)
        sp = top;
    Py_DECREF(sequence);
    if (!good)
        goto error;
    DISPATCH();
}
