/* Objects that the recorder keeps virtual, made from raw parts: for compiled code that needs one as a value, and for exits (virtual.c); see helpers.h. */
#include "cpython/cpython.h"
#include "cpython/iterators.h"
#include "cpython/numpy.h"
#include "boxing.h"
#include "helpers.h"

void *hl_rt_new_range(int64_t start, int64_t stop, int64_t step)
{
    PyObject *bounds[3] = {hl_rt_box_i64(start), hl_rt_box_i64(stop), hl_rt_box_i64(step)};
    PyObject *range = NULL;
    if (bounds[0] != NULL && bounds[1] != NULL && bounds[2] != NULL)
        range = PyObject_Vectorcall((PyObject *)&PyRange_Type, bounds, 3, NULL);
    for (int i = 0; i < 3; i++)
        Py_XDECREF(bounds[i]);
    return range;
}

/* Any range's iterator will do: each field is overwritten. The real range's stop is not known, and one computed from the length might need more than 64 bits. */
void *hl_rt_new_range_iter(int64_t start, int64_t step, int64_t length, int64_t index)
{
    PyObject *empty = hl_rt_new_range(0, 0, 1);
    if (empty == NULL)
        return NULL;
    HlRangeIterator *iterator = (HlRangeIterator *)PyObject_GetIter(empty);
    Py_DECREF(empty);
    if (iterator != NULL) {
        iterator->start = start;
        iterator->step = step;
        iterator->length = length;
        iterator->index = index;
    }
    return iterator;
}

void *hl_rt_new_method(void *function, void *self)
{
    return PyMethod_New(function, self);
}

void *hl_rt_new_scalar_i64(int64_t number, int64_t value) { return hl_numpy_scalar((int)number, (uint64_t)value); }

void *hl_rt_new_scalar_f64(int64_t number, double value)
{
    uint64_t bits;
    memcpy(&bits, &value, sizeof bits);
    return hl_numpy_scalar((int)number, bits);
}

/* Exactly an ndarray, index in range: the type's own function makes the view, and runs no code of the program. */
void *hl_rt_numpy_row(void *array, int64_t index) { return PySequence_GetItem(array, index); }
