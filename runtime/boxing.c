/* Numbers in and out of Python objects; see boxing.h. */
#include "boxing.h"
#include "cpython/adapter.h"
#include "cpython/cpython.h"
#include "reserve.h"
#include <string.h>

void *hl_rt_small_ints(void)
{
    PyObject *first = PyLong_FromLong(-_PY_NSMALLNEGINTS);
    Py_DECREF(first); /* the interpreter's own references remain */
    return first;
}

void *hl_rt_box_i64(int64_t value)
{
    return PyLong_FromLongLong(value);
}

void *hl_rt_box_f64(double value)
{
    return PyFloat_FromDouble(value);
}

void *hl_rt_box_b1(int32_t value)
{
    return Py_NewRef(value ? Py_True : Py_False);
}

int32_t hl_rt_unbox_wide(void *object, int64_t *value)
{
    PyLongObject *number = object;
    Py_ssize_t digits = Py_ABS(Py_SIZE(number));
    /* Three digits hold up to 90 bits, so the magnitude is built in 128. */
    if (digits > 3)
        return 0;
    unsigned __int128 magnitude = 0;
    for (Py_ssize_t i = digits; i-- > 0;)
        magnitude = magnitude << PyLong_SHIFT | number->ob_digit[i];
    bool negative = Py_SIZE(number) < 0;
    if (magnitude > (unsigned __int128)INT64_MAX + negative)
        return 0;
    *value = negative ? (int64_t)(0 - (uint64_t)magnitude) : (int64_t)magnitude;
    return 1;
}

/* The number objects of a PUT: there is no way to raise from there, so the last of them come from the reserve. */
static PyObject *or_fatal(PyObject *object)
{
    if (object == NULL)
        Py_FatalError("hotloop: out of memory while storing a number");
    return object;
}

void hl_rt_put_f64(void **items, int64_t index, double value)
{
    PyObject *old = items[index];
    if (PyFloat_CheckExact(old) && Py_REFCNT(old) == 1) {
        ((PyFloatObject *)old)->ob_fval = value;
        return;
    }
    PyObject *made = PyFloat_FromDouble(value);
    items[index] = made != NULL ? made : or_fatal(hl_reserve_take_f64(value));
    Py_DECREF(old);
}

/* Those whose objects CPython shares: never made by changing another. */
static bool is_small(int64_t value) { return value >= -_PY_NSMALLNEGINTS && value < _PY_NSMALLPOSINTS; }

/* An int object has room for as many digits as it has now, at least. */
static bool put_in_place(PyLongObject *old, int64_t value)
{
    uint64_t magnitude = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
    Py_ssize_t digits = magnitude >> PyLong_SHIFT ? magnitude >> 2 * PyLong_SHIFT ? 3 : 2 : 1, has = Py_ABS(Py_SIZE(old));
    if (digits > has && (has == 0 || digits > hl_int_room()))
        return false;
    for (Py_ssize_t i = 0; i < digits; i++)
        old->ob_digit[i] = magnitude >> i * PyLong_SHIFT & PyLong_MASK;
    Py_SET_SIZE(old, value < 0 ? -digits : digits);
    return true;
}

void hl_rt_put_i64(void **items, int64_t index, int64_t value)
{
    PyObject *old = items[index];
    if (PyLong_CheckExact(old) && Py_REFCNT(old) == 1 && !is_small(value) && put_in_place((PyLongObject *)old, value))
        return;
    PyObject *made = PyLong_FromLongLong(value);
    items[index] = made != NULL ? made : or_fatal(hl_reserve_take_i64(value));
    Py_DECREF(old);
}

void hl_rt_incref(void *object)
{
    Py_INCREF((PyObject *)object);
}

void hl_rt_decref(void *object)
{
    Py_DECREF((PyObject *)object);
}

void hl_rt_dealloc(void *object)
{
    _Py_Dealloc(object);
}

void hl_rt_drop_number(void *object)
{
    Py_XDECREF((PyObject *)object);
}

bool hl_is_box_f64(void *object, double value)
{
    /* Bits, not values: 0.0 and -0.0 differ, and so may NaNs. */
    return object != NULL && PyFloat_CheckExact(object) && memcmp(&((PyFloatObject *)object)->ob_fval, &value, sizeof value) == 0;
}

bool hl_is_box_i64(void *object, int64_t value)
{
    int64_t held;
    return object != NULL && PyLong_CheckExact(object) && hl_rt_unbox_wide(object, &held) && held == value;
}
