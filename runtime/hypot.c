/* math.hypot of two floats, bit for bit.
 *
 * CPython 3.11 does not use the C library's hypot: it scales by a power of two, sums exact squares with compensation and corrects the root once. The same
 * steps are taken here without boxes. Whether they give the same bits depends on how the interpreter was compiled (a build with fused multiply-add
 * differs), so the first call compares a few hundred pairs with math.hypot itself; on any difference math.hypot does the work from then on.
 * Called by: compiled code and the executor (helpers.def).
 */
#include "arithmetic.h"
#include "cpython/cpython.h"
#include <float.h>
#include <string.h>

/* A sum of values of at most 1 that starts at 1, so that each rounding error is found exactly by subtraction. */
typedef struct Sum {
    double total, error1, error2, error3;
} Sum;

/* total += part; returns the rounding error of that. Needs |part| <= |total|. */
static double add(Sum *sum, double part)
{
    double before = sum->total;
    sum->total += part;
    return (before - sum->total) + part;
}

/* sum += sign * x * x, x split into halves of 26 bits whose products are exact. */
static void add_square(Sum *sum, double x, double sign)
{
    double spread = x * 134217729.0; /* 2**27 + 1 */
    double high = spread - (spread - x);
    double low = x - high;
    sum->error1 += add(sum, sign * high * high);
    sum->error2 += add(sum, sign * 2.0 * high * low);
    if (sign > 0)
        sum->error3 += low * low;
    else
        sum->error3 += add(sum, -low * low);
}

static double excess(const Sum *sum)
{
    return sum->total - 1.0 + (sum->error1 + sum->error2 + sum->error3);
}

/* A largest value below 2**-1023: its reciprocal's power of two would overflow, so the values are divided by it. */
static double tiny_norm(double x, double y, double largest)
{
    Sum sum = {.total = 1.0};
    x /= largest;
    y /= largest;
    sum.error1 += add(&sum, x * x);
    sum.error1 += add(&sum, y * y);
    return largest * sqrt(sum.total - 1.0 + sum.error1);
}

static double norm(double x, double y)
{
    x = fabs(x);
    y = fabs(y);
    if (isinf(x) || isinf(y))
        return INFINITY;
    if (isnan(x) || isnan(y))
        return NAN;
    double largest = x > y ? x : y;
    if (largest == 0.0)
        return largest;
    int exponent;
    frexp(largest, &exponent);
    if (exponent < -1023)
        return tiny_norm(x, y, largest);
    double scale = ldexp(1.0, -exponent);
    Sum sum = {.total = 1.0};
    add_square(&sum, x * scale, 1.0);
    add_square(&sum, y * scale, 1.0);
    double root = sqrt(excess(&sum));
    add_square(&sum, root, -1.0);
    return (root + excess(&sum) / (2.0 * root)) / scale;
}

/* --- which of the two does the work --- */

static PyObject *math_hypot; /* set if the interpreter's own function must be used; never released */

static double call_math(PyObject *function, double x, double y)
{
    PyObject *arguments[2] = {PyFloat_FromDouble(x), PyFloat_FromDouble(y)};
    PyObject *result = NULL;
    if (arguments[0] != NULL && arguments[1] != NULL)
        result = PyObject_Vectorcall(function, arguments, 2, NULL);
    if (result == NULL)
        Py_FatalError("hotloop: out of memory in math.hypot");
    double value = PyFloat_AsDouble(result);
    Py_DECREF(arguments[0]);
    Py_DECREF(arguments[1]);
    Py_DECREF(result);
    return value;
}

static double any_double(uint64_t *state)
{
    uint64_t bits = (*state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407));
    /* Exponents near each other, so that both squares count. */
    bits = (bits >> 2 & UINT64_C(0x001fffffffffffff)) | UINT64_C(0x3fe0000000000000);
    double value;
    memcpy(&value, &bits, sizeof value);
    return value;
}

static bool same_as_math(PyObject *function)
{
    uint64_t state = 1;
    for (int i = 0; i < 400; i++) {
        double x = any_double(&state), y = any_double(&state);
        if (norm(x, y) != call_math(function, x, y))
            return false;
    }
    return true;
}

static void choose(void)
{
    PyObject *type, *value, *traceback;
    PyErr_Fetch(&type, &value, &traceback);
    PyObject *math = PyImport_ImportModule("math");
    PyObject *function = math != NULL ? PyObject_GetAttrString(math, "hypot") : NULL;
    /* A module whose hypot was replaced says nothing; compiled code calls here only for the original. */
    if (function != NULL && PyCFunction_CheckExact(function) && !same_as_math(function))
        math_hypot = Py_NewRef(function);
    Py_XDECREF(function);
    Py_XDECREF(math);
    PyErr_Restore(type, value, traceback);
}

double hl_rt_hypot(double x, double y)
{
    static bool chosen;
    if (!chosen) {
        chosen = true;
        choose();
    }
    return math_hypot != NULL ? call_math(math_hypot, x, y) : norm(x, y);
}
