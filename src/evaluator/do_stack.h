/* Stack, constants, local and cell variables. Included by the eval loop. */

TARGET(POP_TOP)
{
    PyObject *value = POP();
    Py_DECREF(value);
    DISPATCH();
}

TARGET(PUSH_NULL)
{
    PUSH(NULL);
    DISPATCH();
}

TARGET(COPY)
{
    PyObject *value = PEEK(oparg);
    PUSH(Py_NewRef(value));
    DISPATCH();
}

TARGET(SWAP)
{
    PyObject *value = TOP();
    TOP() = PEEK(oparg);
    PEEK(oparg) = value;
    DISPATCH();
}

TARGET(LOAD_CONST)
{
    PyObject *value = CONSTANT(oparg);
    PUSH(Py_NewRef(value));
    DISPATCH();
}

TARGET(LOAD_FAST)
{
    PyObject *value = LOCAL(oparg);
    if (UNLIKELY(value == NULL)) {
        op_unbound_local(frame->f_code, oparg);
        goto error;
    }
    PUSH(Py_NewRef(value));
    DISPATCH();
}

TARGET(STORE_FAST)
{
    PyObject *old = LOCAL(oparg);
    LOCAL(oparg) = POP();
    Py_XDECREF(old);
    DISPATCH();
}

TARGET(DELETE_FAST)
{
    PyObject *old = LOCAL(oparg);
    if (old == NULL) {
        op_unbound_local(frame->f_code, oparg);
        goto error;
    }
    LOCAL(oparg) = NULL;
    Py_DECREF(old);
    DISPATCH();
}

TARGET(MAKE_CELL)
{
    PyObject *initial = LOCAL(oparg);
    PyObject *cell = PyCell_New(initial);
    if (cell == NULL)
        goto error;
    LOCAL(oparg) = cell;
    Py_XDECREF(initial);
    DISPATCH();
}

TARGET(COPY_FREE_VARS)
{
    PyObject *closure = frame->f_func->func_closure;
    unsigned first_free = (unsigned)frame->f_code->co_nlocalsplus - oparg;
    for (unsigned i = 0; i < oparg; i++)
        LOCAL(first_free + i) = Py_NewRef(PyTuple_GET_ITEM(closure, i));
    DISPATCH();
}

TARGET(LOAD_CLOSURE)
{
    PyObject *value = LOCAL(oparg);
    if (value == NULL) {
        op_unbound_local(frame->f_code, oparg);
        goto error;
    }
    PUSH(Py_NewRef(value));
    DISPATCH();
}

TARGET(LOAD_DEREF)
{
    PyObject *value = PyCell_GET(LOCAL(oparg));
    if (UNLIKELY(value == NULL)) {
        op_unbound_cell(frame->f_code, oparg);
        goto error;
    }
    PUSH(Py_NewRef(value));
    DISPATCH();
}

TARGET(LOAD_CLASSDEREF)
{
    PyObject *value = op_load_class_cell(frame, oparg);
    if (value == NULL)
        goto error;
    PUSH(value);
    DISPATCH();
}

TARGET(STORE_DEREF)
{
    PyObject *cell = LOCAL(oparg);
    PyObject *old = PyCell_GET(cell);
    PyCell_SET(cell, POP());
    Py_XDECREF(old);
    DISPATCH();
}

TARGET(DELETE_DEREF)
{
    PyObject *cell = LOCAL(oparg);
    PyObject *old = PyCell_GET(cell);
    if (old == NULL) {
        op_unbound_cell(frame->f_code, oparg);
        goto error;
    }
    PyCell_SET(cell, NULL);
    Py_DECREF(old);
    DISPATCH();
}
