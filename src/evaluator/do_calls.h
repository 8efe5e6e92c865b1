/* Calls and returns. Included by the eval loop.
 * KW_NAMES, PRECALL and CALL belong together: `kwnames` lives in a variable of the loop from the first to the last. */

TARGET(KW_NAMES)
{
    kwnames = CONSTANT(oparg);
    DISPATCH();
}

TARGET(PRECALL)
{
    PyObject *callable = PEEK(oparg + 1);
    if (PEEK(oparg + 2) == NULL && Py_TYPE(callable) == &PyMethod_Type)
        unbind_method(sp - oparg - 2);
    next += INLINE_CACHE_ENTRIES_PRECALL;
    if (UNLIKELY(oparg > 255 || !MODE_IS_PLAIN())) /* with so many arguments, CALL has an EXTENDED_ARG */
        DISPATCH();
    frame->prev_instr = next++;
    if (oparg == 1 && PEEK(3) == tstate->interp->callable_cache.list_append && PyList_CheckExact(PEEK(2)) && kwnames == NULL)
        goto append;
    goto call;
}

TARGET(CALL)
call:
{
    PyObject **base = sp - oparg - 2; /* method, self, arguments; or NULL, callable, arguments */
    if (base[0] == NULL && Py_TYPE(base[1]) == &PyMethod_Type)
        unbind_method(base);
    bool bound = base[0] != NULL;
    PyObject *callable = base[!bound];
    PyObject **arguments = base + 2 - bound;
    int count = (int)oparg + bound;
    PyObject *result;
    if (count == 1 && kwnames == NULL && Py_TYPE(callable) == &PyCFunction_Type && PyCFunction_GET_FLAGS(callable) == METH_O)
        result = call_with_one(tstate, callable, PyCFunction_GET_FUNCTION(callable), PyCFunction_GET_SELF(callable), arguments[0]);
    else if (bound && kwnames == NULL && Py_TYPE(callable) == &PyMethodDescr_Type && is_plain_method(callable, arguments[0], (int)oparg)) {
        PyCFunction function = ((PyMethodDescrObject *)callable)->d_method->ml_meth;
        result = call_with_one(tstate, callable, function, arguments[0], oparg == 1 ? arguments[1] : NULL);
    }
    else {
        if (Py_TYPE(callable) == &PyFunction_Type && tstate->interp->eval_frame == NULL)
            hl_hook_next_frame();
        result = PyObject_Vectorcall(callable, arguments,
                                     (kwnames == NULL ? count : count - PyTuple_GET_SIZE(kwnames)) | PY_VECTORCALL_ARGUMENTS_OFFSET, kwnames);
    }
    kwnames = NULL;
    Py_DECREF(callable);
    for (int i = 0; i < count; i++)
        Py_DECREF(arguments[i]);
    sp = base;
    if (UNLIKELY(result == NULL))
        goto error;
    PUSH(result);
    next += INLINE_CACHE_ENTRIES_CALL;
    POLL();
    DISPATCH();
}

append: /* a call of list.append */
{
    PyObject *item = TOP(), *list = PEEK(2), *method = PEEK(3);
    int status = PyList_Append(list, item);
    sp -= 3;
    Py_DECREF(method);
    Py_DECREF(list);
    Py_DECREF(item);
    if (UNLIKELY(status < 0))
        goto error;
    next += INLINE_CACHE_ENTRIES_CALL;
    if (OPCODE_AT(next) == POP_TOP && !hl_eval_breaker(tstate)) {
        frame->prev_instr = next++;
        DISPATCH();
    }
    PUSH(Py_NewRef(Py_None));
    POLL();
    DISPATCH();
}

TARGET(CALL_FUNCTION_EX)
{
    PyObject *keywords = oparg & 1 ? POP() : NULL;
    PyObject *arguments = POP();
    PyObject *function = TOP();
    PyObject *result = op_call_with_unpacking(function, &arguments, &keywords);
    sp--;
    Py_DECREF(function);
    Py_DECREF(arguments);
    Py_XDECREF(keywords);
    TOP() = result; /* over the NULL below the function */
    if (result == NULL)
        goto error;
    POLL();
    DISPATCH();
}

TARGET(MAKE_FUNCTION)
{
    PyObject *function = op_make_function(frame, sp, oparg);
    sp -= function == NULL ? 1 : 1 + ((oparg & 8) != 0) + ((oparg & 4) != 0) + ((oparg & 2) != 0) + ((oparg & 1) != 0);
    if (function == NULL)
        goto error;
    PUSH(function);
    DISPATCH();
}

TARGET(RETURN_VALUE)
{
    PyObject *result = POP();
    frame->stacktop = (int)(sp - frame->localsplus);
    hl_frame_leave(tstate, &cframe);
    return result;
}

/* The frame stays in its generator; the evaluator is left as at a return. */
TARGET(YIELD_VALUE)
{
    PyObject *value = POP();
    frame->stacktop = (int)(sp - frame->localsplus);
    hl_frame_leave(tstate, &cframe);
    hl_frame_suspended(frame);
    return value;
}

TARGET(PRINT_EXPR)
{
    PyObject *value = POP();
    bool good = op_print(value);
    Py_DECREF(value);
    if (!good)
        goto error;
    DISPATCH();
}
