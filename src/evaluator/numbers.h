/* Arithmetic and comparison of exact floats and of ints of one digit, without a call where possible. Used by: do_operators.h.
 *
 * A number that only the value stack refers to may be given the result's value instead of making a new object: nobody can see the difference. */
#ifndef HL_SRC_EVALUATOR_NUMBERS_H
#define HL_SRC_EVALUATOR_NUMBERS_H

#include "../cpython/adapter.h"
#include <stdbool.h>

/* Exact ints of at most one digit: -(2**30) < value < 2**30. */
static inline bool is_short_int(PyObject *object)
{
    return Py_TYPE(object) == &PyLong_Type && (size_t)(Py_SIZE(object) + 1) < 3;
}

static inline int64_t short_int(PyObject *object)
{
    return Py_SIZE(object) * (int64_t)((PyLongObject *)object)->ob_digit[0];
}

static inline bool is_float(PyObject *object)
{
    return Py_TYPE(object) == &PyFloat_Type;
}

/* An exact float, or an int of one digit, which a float holds exactly. */
static inline bool as_double(PyObject *object, double *value)
{
    if (is_float(object))
        *value = PyFloat_AS_DOUBLE(object);
    else if (is_short_int(object))
        *value = (double)short_int(object);
    else
        return false;
    return true;
}

/* An exact int or float. */
static inline void release_number(PyObject *number)
{
#ifndef Py_DEBUG
    if (Py_TYPE(number) == &PyLong_Type) {
        if (--number->ob_refcnt == 0)
            PyObject_Free(number); /* all that deallocating an int does */
        return;
    }
#endif
    Py_DECREF(number);
}

static inline bool reuse_float(PyObject *object, double value)
{
    if (Py_REFCNT(object) != 1 || !is_float(object))
        return false;
    ((PyFloatObject *)object)->ob_fval = value;
    return true;
}

/* Ints from -5 to 256 exist once. */
static inline bool reuse_int(PyObject *object, int64_t value)
{
    int64_t size = value < 0 ? -value : value;
    if (Py_REFCNT(object) != 1 || size <= 256 || size > PyLong_MASK)
        return false;
    Py_SET_SIZE(object, value < 0 ? -1 : 1);
    ((PyLongObject *)object)->ob_digit[0] = (digit)size;
    return true;
}

/* A local that the result of an operation is about to be stored in, and the operands: can its number be overwritten? Yes if only it and the operands' places refer to it. */
static inline bool is_only_here(PyObject *local, PyObject *left, PyObject *right)
{
    return local != NULL && Py_REFCNT(local) == 1 + (local == left) + (local == right);
}

/* Gives the float in a local the result's value. Takes the operands' references if it can. */
static inline bool store_float(PyObject *local, double value, PyObject *left, PyObject *right)
{
    if (!is_only_here(local, left, right) || !is_float(local))
        return false;
    ((PyFloatObject *)local)->ob_fval = value;
    release_number(left);
    release_number(right);
    return true;
}

/* The same for ints. */
static inline bool store_int(PyObject *local, int64_t value, PyObject *left, PyObject *right)
{
    int64_t size = value < 0 ? -value : value;
    if (!is_only_here(local, left, right) || !is_short_int(local) || size <= 256 || size > PyLong_MASK)
        return false;
    Py_SET_SIZE(local, value < 0 ? -1 : 1);
    ((PyLongObject *)local)->ob_digit[0] = (digit)size;
    release_number(left);
    release_number(right);
    return true;
}

/* A float for the result of an operation, whose operands' references it takes. */
static inline PyObject *float_result(double value, PyObject *left, PyObject *right)
{
    if (reuse_float(left, value)) {
        release_number(right);
        return left;
    }
    if (reuse_float(right, value)) {
        release_number(left);
        return right;
    }
    PyObject *result = PyFloat_FromDouble(value);
    release_number(left);
    release_number(right);
    return result;
}

/* The same for ints of one digit. */
static inline PyObject *int_result(int64_t value, PyObject *left, PyObject *right)
{
    if (reuse_int(left, value)) {
        release_number(right);
        return left;
    }
    PyObject *result = PyLong_FromLong(value);
    release_number(left);
    release_number(right);
    return result;
}

/* False: not one of the operations, or no result (a zero divisor). */
static inline bool float_operation(unsigned operation, double a, double b, double *result)
{
    switch (operation) {
    case NB_ADD: case NB_INPLACE_ADD: *result = a + b; return true;
    case NB_SUBTRACT: case NB_INPLACE_SUBTRACT: *result = a - b; return true;
    case NB_MULTIPLY: case NB_INPLACE_MULTIPLY: *result = a * b; return true;
    case NB_TRUE_DIVIDE: case NB_INPLACE_TRUE_DIVIDE: *result = a / b; return b != 0.0;
    default: return false;
    }
}

static inline bool int_operation(unsigned operation, int64_t a, int64_t b, int64_t *result)
{
    switch (operation) {
    case NB_ADD: case NB_INPLACE_ADD: *result = a + b; return true;
    case NB_SUBTRACT: case NB_INPLACE_SUBTRACT: *result = a - b; return true;
    case NB_MULTIPLY: case NB_INPLACE_MULTIPLY: *result = a * b; return true;
    case NB_AND: case NB_INPLACE_AND: *result = a & b; return true;
    case NB_OR: case NB_INPLACE_OR: *result = a | b; return true;
    case NB_XOR: case NB_INPLACE_XOR: *result = a ^ b; return true;
    case NB_RSHIFT: case NB_INPLACE_RSHIFT: *result = a >> (b > 62 ? 62 : b & 63); return b >= 0;
    case NB_LSHIFT: case NB_INPLACE_LSHIFT: *result = a * ((int64_t)1 << (b & 31)); return b >= 0 && b <= 31;
    case NB_FLOOR_DIVIDE: case NB_INPLACE_FLOOR_DIVIDE:
        if (b == 0)
            return false;
        *result = a / b - (a % b != 0 && (a ^ b) < 0);
        return true;
    case NB_REMAINDER: case NB_INPLACE_REMAINDER:
        if (b == 0)
            return false;
        *result = a % b + (a % b != 0 && (a ^ b) < 0 ? b : 0);
        return true;
    default: return false;
    }
}

#define HL_COMPARE(operation, a, b)                                                                                                              \
    ((operation) == Py_LT ? (a) < (b) : (operation) == Py_LE ? (a) <= (b) : (operation) == Py_EQ ? (a) == (b) : (operation) == Py_NE ? (a) != (b) \
     : (operation) == Py_GT ? (a) > (b) : (a) >= (b))

#endif
