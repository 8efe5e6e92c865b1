/* match statements. Included by the eval loop. */

TARGET(GET_LEN)
{
    Py_ssize_t length = PyObject_Length(TOP());
    PyObject *number = length < 0 ? NULL : PyLong_FromSsize_t(length);
    if (number == NULL)
        goto error;
    PUSH(number);
    DISPATCH();
}

TARGET(MATCH_MAPPING)
{
    PUSH(Py_NewRef(PyType_HasFeature(Py_TYPE(TOP()), Py_TPFLAGS_MAPPING) ? Py_True : Py_False));
    DISPATCH();
}

TARGET(MATCH_SEQUENCE)
{
    PUSH(Py_NewRef(PyType_HasFeature(Py_TYPE(TOP()), Py_TPFLAGS_SEQUENCE) ? Py_True : Py_False));
    DISPATCH();
}

TARGET(MATCH_CLASS)
{
    PyObject *names = POP();
    PyObject *type = POP();
    PyObject *subject = TOP();
    PyObject *values = op_match_class(subject, type, oparg, names);
    Py_DECREF(names);
    Py_DECREF(type);
    if (values == NULL) {
        if (PyErr_Occurred())
            goto error;
        values = Py_NewRef(Py_None);
    }
    TOP() = values;
    Py_DECREF(subject);
    DISPATCH();
}

TARGET(MATCH_KEYS)
{
    PyObject *values = op_match_keys(PEEK(2), TOP());
    if (values == NULL)
        goto error;
    PUSH(values);
    DISPATCH();
}
