/* Unary and binary operators, comparisons, subscripts. Included by the eval loop. Operands are released in CPython's order. */

TARGET(UNARY_POSITIVE)
{
    UNARY(PyNumber_Positive);
}

TARGET(UNARY_NEGATIVE)
{
    UNARY(PyNumber_Negative);
}

TARGET(UNARY_INVERT)
{
    UNARY(PyNumber_Invert);
}

TARGET(UNARY_NOT)
{
    PyObject *value = POP();
    int truth = PyObject_IsTrue(value);
    Py_DECREF(value);
    if (truth < 0)
        goto error;
    PUSH(Py_NewRef(truth ? Py_False : Py_True));
    DISPATCH();
}

TARGET(BINARY_OP)
{
    PyObject *right = TOP();
    PyObject *left = PEEK(2);
    PyObject *result;
    double a, b;
    if (is_float(left) && as_double(right, &b)) {
        a = PyFloat_AS_DOUBLE(left);
        if (float_operation(oparg, a, b, &a)) {
            if (STORES_TO_LOCAL() && store_float(STORED_LOCAL(), a, left, right))
                goto binary_stored;
            result = float_result(a, left, right);
            goto binary_done;
        }
    }
    else if (is_short_int(left) && is_short_int(right)) {
        int64_t value;
        if (int_operation(oparg, short_int(left), short_int(right), &value)) {
            if (STORES_TO_LOCAL() && store_int(STORED_LOCAL(), value, left, right))
                goto binary_stored;
            result = int_result(value, left, right);
            goto binary_done;
        }
    }
    else if (is_float(right) && as_double(left, &a)) {
        b = PyFloat_AS_DOUBLE(right);
        if (float_operation(oparg, a, b, &a)) {
            if (STORES_TO_LOCAL() && store_float(STORED_LOCAL(), a, left, right))
                goto binary_stored;
            result = float_result(a, left, right);
            goto binary_done;
        }
    }
    else if (PyUnicode_CheckExact(left) && (oparg == NB_ADD || oparg == NB_INPLACE_ADD) && appends_to_local(frame, next, left, right) && MODE_IS_PLAIN()) {
        /* s = s + t: with the local's reference gone the text can grow in place, as in CPython's specialised form. */
        int index = _Py_OPARG(next[INLINE_CACHE_ENTRIES_BINARY_OP]);
        sp -= 2;
        Py_DECREF(left); /* the stack's: the local still owns one */
        PyUnicode_Append(&LOCAL(index), right);
        Py_DECREF(right);
        if (LOCAL(index) == NULL)
            goto error;
        next += INLINE_CACHE_ENTRIES_BINARY_OP + 1;
        DISPATCH();
    }
    result = hl_binary_functions[oparg](left, right);
    Py_DECREF(left);
    Py_DECREF(right);
    goto binary_done;
binary_stored: /* in the local of the STORE_FAST that follows */
    sp -= 2;
    next += INLINE_CACHE_ENTRIES_BINARY_OP;
    frame->prev_instr = next++;
    DISPATCH();
binary_done:
    sp--;
    TOP() = result;
    if (UNLIKELY(result == NULL)) {
        sp--;
        goto error;
    }
    next += INLINE_CACHE_ENTRIES_BINARY_OP;
    DISPATCH();
}

/* A comparison of numbers goes straight on to the jump that follows it. */
TARGET(COMPARE_OP)
{
    PyObject *right = TOP();
    PyObject *left = PEEK(2);
    bool truth;
    if (is_float(left) && is_float(right)) {
        double a = PyFloat_AS_DOUBLE(left), b = PyFloat_AS_DOUBLE(right);
        truth = HL_COMPARE(oparg, a, b);
    }
    else if (is_short_int(left) && is_short_int(right)) {
        int64_t a = short_int(left), b = short_int(right);
        truth = HL_COMPARE(oparg, a, b);
    }
    else {
        PyObject *result = PyObject_RichCompare(left, right, oparg);
        sp--;
        TOP() = result;
        Py_DECREF(left);
        Py_DECREF(right);
        if (UNLIKELY(result == NULL))
            goto error;
        next += INLINE_CACHE_ENTRIES_COMPARE_OP;
        DISPATCH();
    }
    release_number(left);
    release_number(right);
    sp -= 2;
    next += INLINE_CACHE_ENTRIES_COMPARE_OP;
    if (LIKELY(MODE_IS_PLAIN())) {
        unsigned distance = OPARG_AT(next);
        switch (OPCODE_AT(next)) {
        case POP_JUMP_FORWARD_IF_FALSE:
            frame->prev_instr = next++;
            if (!truth)
                next += distance;
            DISPATCH();
        case POP_JUMP_FORWARD_IF_TRUE:
            frame->prev_instr = next++;
            if (truth)
                next += distance;
            DISPATCH();
        case POP_JUMP_BACKWARD_IF_TRUE:
            frame->prev_instr = next++;
            if (!truth)
                DISPATCH();
            next -= distance;
            goto back_edge;
        case POP_JUMP_BACKWARD_IF_FALSE:
            frame->prev_instr = next++;
            if (truth)
                DISPATCH();
            next -= distance;
            goto back_edge;
        }
    }
    PUSH(Py_NewRef(truth ? Py_True : Py_False));
    DISPATCH();
}

TARGET(IS_OP)
{
    PyObject *right = POP();
    PyObject *left = TOP();
    TOP() = Py_NewRef((left == right) != (int)oparg ? Py_True : Py_False);
    Py_DECREF(left);
    Py_DECREF(right);
    DISPATCH();
}

TARGET(CONTAINS_OP)
{
    PyObject *right = POP();
    PyObject *left = POP();
    int found = PySequence_Contains(right, left);
    Py_DECREF(left);
    Py_DECREF(right);
    if (found < 0)
        goto error;
    PUSH(Py_NewRef(found != (int)oparg ? Py_True : Py_False));
    DISPATCH();
}

TARGET(BINARY_SUBSCR)
{
    PyObject *index = POP();
    PyObject *container = TOP();
    PyObject *result;
    if (is_short_int(index)) {
        int64_t i = short_int(index);
        if (PyList_CheckExact(container)) {
            i += i < 0 ? PyList_GET_SIZE(container) : 0;
            if ((uint64_t)i < (uint64_t)PyList_GET_SIZE(container)) {
                result = Py_NewRef(PyList_GET_ITEM(container, i));
                goto subscript_done;
            }
        }
        else if (PyTuple_CheckExact(container)) {
            i += i < 0 ? PyTuple_GET_SIZE(container) : 0;
            if ((uint64_t)i < (uint64_t)PyTuple_GET_SIZE(container)) {
                result = Py_NewRef(PyTuple_GET_ITEM(container, i));
                goto subscript_done;
            }
        }
    }
    result = PyObject_GetItem(container, index);
subscript_done:
    TOP() = result;
    Py_DECREF(container);
    Py_DECREF(index);
    if (UNLIKELY(result == NULL))
        goto error;
    next += INLINE_CACHE_ENTRIES_BINARY_SUBSCR;
    DISPATCH();
}

TARGET(STORE_SUBSCR)
{
    PyObject *index = TOP();
    PyObject *container = PEEK(2);
    PyObject *value = PEEK(3);
    sp -= 3;
    if (PyList_CheckExact(container) && is_short_int(index)) {
        int64_t i = short_int(index);
        i += i < 0 ? PyList_GET_SIZE(container) : 0;
        if ((uint64_t)i < (uint64_t)PyList_GET_SIZE(container)) {
            PyObject *old = PyList_GET_ITEM(container, i);
            PyList_SET_ITEM(container, i, value);
            Py_DECREF(old);
            Py_DECREF(container);
            Py_DECREF(index);
            next += INLINE_CACHE_ENTRIES_STORE_SUBSCR;
            DISPATCH();
        }
    }
    int status = PyObject_SetItem(container, index, value);
    Py_DECREF(value);
    Py_DECREF(container);
    Py_DECREF(index);
    if (UNLIKELY(status < 0))
        goto error;
    next += INLINE_CACHE_ENTRIES_STORE_SUBSCR;
    DISPATCH();
}

TARGET(DELETE_SUBSCR)
{
    PyObject *index = TOP();
    PyObject *container = PEEK(2);
    sp -= 2;
    int status = PyObject_DelItem(container, index);
    Py_DECREF(container);
    Py_DECREF(index);
    if (status < 0)
        goto error;
    DISPATCH();
}
