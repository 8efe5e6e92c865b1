/* Jumps and for loops. Included by the eval loop. Backward jumps go on at back_edge. */

TARGET(JUMP_FORWARD)
{
    next += oparg;
    DISPATCH();
}

TARGET(JUMP_BACKWARD)
{
    next -= oparg;
    goto back_edge;
}

TARGET(JUMP_BACKWARD_NO_INTERRUPT)
{
    next -= oparg;
    goto back_edge_polled;
}

/* The truth of a popped value: bools at once, others asked and released. */
#define POP_TRUTH(truth)                                                                                                                         \
    do {                                                                                                                                         \
        PyObject *condition = POP();                                                                                                             \
        if (condition == Py_True)                                                                                                                \
            truth = 1;                                                                                                                           \
        else if (condition == Py_False)                                                                                                          \
            truth = 0;                                                                                                                           \
        else                                                                                                                                     \
            truth = PyObject_IsTrue(condition);                                                                                                  \
        Py_DECREF(condition);                                                                                                                    \
        if (UNLIKELY(truth < 0))                                                                                                                 \
            goto error;                                                                                                                          \
    } while (0)

TARGET(POP_JUMP_FORWARD_IF_FALSE)
{
    int truth;
    POP_TRUTH(truth);
    if (!truth)
        next += oparg;
    DISPATCH();
}

TARGET(POP_JUMP_FORWARD_IF_TRUE)
{
    int truth;
    POP_TRUTH(truth);
    if (truth)
        next += oparg;
    DISPATCH();
}

TARGET(POP_JUMP_FORWARD_IF_NONE)
{
    PyObject *value = POP();
    if (value == Py_None)
        next += oparg;
    Py_DECREF(value);
    DISPATCH();
}

TARGET(POP_JUMP_FORWARD_IF_NOT_NONE)
{
    PyObject *value = POP();
    if (value != Py_None)
        next += oparg;
    Py_DECREF(value);
    DISPATCH();
}

TARGET(POP_JUMP_BACKWARD_IF_FALSE)
{
    int truth;
    POP_TRUTH(truth);
    if (truth)
        DISPATCH();
    next -= oparg;
    goto back_edge;
}

TARGET(POP_JUMP_BACKWARD_IF_TRUE)
{
    int truth;
    POP_TRUTH(truth);
    if (!truth)
        DISPATCH();
    next -= oparg;
    goto back_edge;
}

TARGET(POP_JUMP_BACKWARD_IF_NONE)
{
    PyObject *value = POP();
    bool jump = value == Py_None;
    Py_DECREF(value);
    if (!jump)
        DISPATCH();
    next -= oparg;
    goto back_edge;
}

TARGET(POP_JUMP_BACKWARD_IF_NOT_NONE)
{
    PyObject *value = POP();
    bool jump = value != Py_None;
    if (jump)
        next -= oparg;
    Py_DECREF(value);
    if (!jump)
        DISPATCH();
    goto back_edge;
}

/* The value stays if the jump is taken. */
TARGET(JUMP_IF_FALSE_OR_POP)
{
    PyObject *condition = TOP();
    int truth = condition == Py_True ? 1 : condition == Py_False ? 0 : PyObject_IsTrue(condition);
    if (truth < 0)
        goto error;
    if (truth) {
        sp--;
        Py_DECREF(condition);
    }
    else
        next += oparg;
    DISPATCH();
}

TARGET(JUMP_IF_TRUE_OR_POP)
{
    PyObject *condition = TOP();
    int truth = condition == Py_True ? 1 : condition == Py_False ? 0 : PyObject_IsTrue(condition);
    if (truth < 0)
        goto error;
    if (truth)
        next += oparg;
    else {
        sp--;
        Py_DECREF(condition);
    }
    DISPATCH();
}

TARGET(GET_ITER)
{
    PyObject *iterable = TOP();
    PyObject *iterator = PyObject_GetIter(iterable);
    Py_DECREF(iterable);
    TOP() = iterator;
    if (iterator == NULL)
        goto error;
    DISPATCH();
}

/* Reached from above, not by its backward jump, a loop that has compiled code is entered at once. */
TARGET_FOR_ITER:
    if (UNLIKELY(frame->prev_instr == next - 1) && LOOP_AT(next) != NULL) {
        loop = LOOP_AT(next);
        goto arrival;
    }
    frame->prev_instr = next++;
{
    PyObject *iterator = TOP();
    PyObject *item;
    if (Py_TYPE(iterator) == &PyRangeIter_Type) {
        HlRangeIterator *range = (HlRangeIterator *)iterator;
        if (range->index < range->length) {
            /* No overflow: range() has checked the last value. */
            long value = range->start + range->index++ * range->step;
            /* The loop variable's old number may be overwritten if nothing else refers to it. */
            if (OPCODE_AT(next) == STORE_FAST && MODE_IS_PLAIN()) {
                PyObject *old = LOCAL(OPARG_AT(next));
                if (old != NULL && is_short_int(old) && reuse_int(old, value)) {
                    frame->prev_instr = next++;
                    DISPATCH();
                }
            }
            item = PyLong_FromLong(value);
            if (UNLIKELY(item == NULL))
                goto error;
            PUSH(item);
            DISPATCH();
        }
        item = NULL;
    }
    else if (Py_TYPE(iterator) == &PyListIter_Type && has_list_item(iterator))
        item = next_list_item(iterator);
    else
        item = Py_TYPE(iterator)->tp_iternext(iterator);
    if (LIKELY(item != NULL)) {
        PUSH(item);
        DISPATCH();
    }
    if (PyErr_Occurred()) {
        if (!PyErr_ExceptionMatches(PyExc_StopIteration))
            goto error;
        hl_frame_stop_iteration(tstate, frame);
        PyErr_Clear();
    }
    sp--;
    Py_DECREF(iterator);
    next += oparg;
    DISPATCH();
}
