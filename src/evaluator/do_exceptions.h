/* raise, except and with. Included by the eval loop. */

TARGET(LOAD_ASSERTION_ERROR)
{
    PUSH(Py_NewRef(PyExc_AssertionError));
    DISPATCH();
}

TARGET(RAISE_VARARGS)
{
    PyObject *cause = oparg == 2 ? POP() : NULL;
    PyObject *exception = oparg >= 1 ? POP() : NULL;
    if (op_raise(exception, cause))
        goto unwind;
    goto error;
}

TARGET(RERAISE)
{
    if (oparg) {
        /* Where the exception was first raised, for the line that frames and tracebacks show. */
        PyObject *offset = PEEK(oparg + 1);
        if (!PyLong_Check(offset)) {
            PyErr_SetString(PyExc_SystemError, "lasti is not an int");
            goto error;
        }
        frame->prev_instr = first + PyLong_AsLong(offset);
    }
    PyObject *exception = POP();
    op_restore_exception(exception);
    goto unwind;
}

TARGET(PUSH_EXC_INFO)
{
    PyObject *exception = POP();
    _PyErr_StackItem *handled = tstate->exc_info;
    PUSH(handled->exc_value != NULL ? handled->exc_value : Py_NewRef(Py_None));
    handled->exc_value = Py_NewRef(exception);
    PUSH(exception);
    DISPATCH();
}

TARGET(POP_EXCEPT)
{
    _PyErr_StackItem *handled = tstate->exc_info;
    PyObject *old = handled->exc_value;
    handled->exc_value = POP();
    Py_XDECREF(old);
    DISPATCH();
}

TARGET(CHECK_EXC_MATCH)
{
    PyObject *types = POP();
    PyObject *exception = TOP();
    if (!op_check_catchable(types)) {
        Py_DECREF(types);
        goto error;
    }
    PyObject *result = PyErr_GivenExceptionMatches(exception, types) ? Py_True : Py_False;
    Py_DECREF(types);
    PUSH(Py_NewRef(result));
    DISPATCH();
}

TARGET(CHECK_EG_MATCH)
{
    PyObject *types = POP();
    PyObject *match, *rest;
    if (!op_check_catchable_group(types) || !op_split_exception(TOP(), types, &match, &rest)) {
        Py_DECREF(types);
        goto error;
    }
    Py_DECREF(types);
    if (match == Py_None) {
        PUSH(match);
        Py_DECREF(rest);
    }
    else {
        PyObject *whole = TOP();
        TOP() = rest;
        PUSH(match);
        PyErr_SetHandledException(match);
        Py_DECREF(whole);
    }
    DISPATCH();
}

TARGET(BEFORE_WITH)
{
    PyObject *manager = TOP();
    PyObject *enter, *leave;
    if (!op_enter_with(manager, &enter, &leave))
        goto error;
    TOP() = leave;
    Py_DECREF(manager);
    PyObject *result = PyObject_CallNoArgs(enter);
    Py_DECREF(enter);
    if (result == NULL)
        goto error;
    PUSH(result);
    DISPATCH();
}

TARGET(WITH_EXCEPT_START)
{
    /* exit function, offset, exception handled before, exception */
    PyObject *result = op_exit_with_exception(&PEEK(4), TOP());
    if (result == NULL)
        goto error;
    PUSH(result);
    DISPATCH();
}
