/* Helpers that make real the objects which the recorder kept virtual, when a trace needs one as a value. */
#include "cpython/cpython.h"
#include "boxing.h"
#include "helpers.h"

static PyObject *three(PyObject *callable, int64_t a, int64_t b, int64_t c)
{
    PyObject *args[3] = {PyLong_FromLongLong(a), PyLong_FromLongLong(b), PyLong_FromLongLong(c)};
    PyObject *made = args[0] && args[1] && args[2] ? PyObject_Vectorcall(callable, args, 3, NULL) : NULL;
    for (int i = 0; i < 3; i++) {
        Py_XDECREF(args[i]);
    }
    return made;
}

PyObject *hl_rt_new_range(int64_t start, int64_t stop, int64_t step) { return three((PyObject *)&PyRange_Type, start, stop, step); }

PyObject *hl_rt_new_range_iter(int64_t start, int64_t step, int64_t length, int64_t index)
{
    /* start + length * step may lie past the range of a C long only if the range itself did, and then it was never virtual */
    PyObject *range = hl_rt_new_range(start + index * step, start + length * step, step);
    PyObject *iterator = range ? PyObject_GetIter(range) : NULL;
    Py_XDECREF(range);
    return iterator;
}

PyObject *hl_rt_new_method(PyObject *function, PyObject *self) { return PyMethod_New(function, self); }
