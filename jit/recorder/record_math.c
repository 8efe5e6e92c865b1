/* Functions of the math module on floats, ints and bools.
 *
 * Most are C's functions: a finite result is Python's too. Any other result may be an error that Python reports, so it takes the generic route. */
#include "builtins.h"
#include <math.h>
#include <string.h>

typedef struct MathFunction {
    const char *name;
    HlOpcode operation; /* HL_OP_CALL: `helper` */
    HlHelper helper;
    int arguments;
} MathFunction;

static const MathFunction functions[] = {
#define HL_MATH_OPERATION(name, operation) {name, HL_OP_##operation, HL_HELPER_COUNT, 1},
#define HL_MATH_CALL(name, helper, arguments) {name, HL_OP_CALL, HL_HELPER_##helper, arguments},
#include "builtins.def"
};

static const MathFunction *find(PyObject *function)
{
    const char *name = rec_builtin_name(function, "math");
    for (size_t i = 0; name != NULL && i < sizeof functions / sizeof *functions; i++) {
        if (strcmp(functions[i].name, name) == 0) {
            return &functions[i];
        }
    }
    return NULL;
}

/* The raw floats of the arguments; false if there is none for one of them. */
static bool float_args(HlRecorder *rec, const HlCall *call, int count, HlOp **raw)
{
    double ignored;
    if (call->count != count || !call_numbers(rec, call)) {
        return false;
    }
    for (int i = 0; i < count; i++) {
        if (!actual_float(call_actual(rec, call, i), &ignored)) {
            return false;
        }
    }
    for (int i = 0; i < count; i++) {
        raw[i] = rec_as_float(rec, call_arg(rec, call, i));
    }
    return true;
}

/* What the function gives for the real arguments; NaN if it raises. Functions of math on numbers have no side effects. */
static double actual_result(HlRecorder *rec, const HlCall *call)
{
    PyObject *args[2];
    for (int i = 0; i < call->count; i++) {
        args[i] = call_actual(rec, call, i);
    }
    PyObject *result = PyObject_Vectorcall(call->actual, args, (size_t)call->count, NULL);
    double value = result != NULL && PyFloat_Check(result) ? PyFloat_AS_DOUBLE(result) : NAN;
    Py_XDECREF(result);
    PyErr_Clear();
    return value;
}

bool rec_math_call(HlRecorder *rec, const HlCall *call)
{
    HlOp *raw[2];
    const MathFunction *function = find(call->actual);
    if (function == NULL || !float_args(rec, call, function->arguments, raw)) {
        return false;
    }
    bool calls = function->operation == HL_OP_CALL;
    HlOp *result = rec_emit(rec, function->operation, calls ? (int64_t)function->helper : 0, (uint32_t)function->arguments, raw);
    return rec_observe_finite(rec, result, actual_result(rec, call)) && call_gives(rec, call, value_float(result));
}

/* --- to int --- */

static bool rounds(HlRecorder *rec, const HlCall *call, HlOpcode code)
{
    HlValue result;
    int64_t ignored;
    HlOp *raw;
    if (call->count != 1 || !call_numbers(rec, call)) {
        return false;
    }
    HlValue *x = call_arg(rec, call, 0);
    PyObject *actual = call_actual(rec, call, 0);
    if (value_type(rec, x) != &PyFloat_Type) {
        return actual_int(actual, &ignored) && call_gives(rec, call, value_int(rec_as_int(rec, x)));
    }
    return float_args(rec, call, 1, &raw) && rec_as_integer(rec, rec_emit1(rec, code, 0, raw), PyFloat_AS_DOUBLE(actual), &result) &&
           call_gives(rec, call, result);
}

bool rec_math_ceil(HlRecorder *rec, const HlCall *call) { return rounds(rec, call, HL_OP_FCEIL); }
bool rec_math_floor(HlRecorder *rec, const HlCall *call) { return rounds(rec, call, HL_OP_FFLOOR); }
bool rec_math_trunc(HlRecorder *rec, const HlCall *call) { return rounds(rec, call, HL_OP_FTRUNC); }

/* CPython's gcd of two ints. The helper can't take the one int whose absolute value does not fit. */
bool rec_math_gcd(HlRecorder *rec, const HlCall *call)
{
    HlOp *raw[2];
    if (call->count != 2) {
        return false;
    }
    for (int i = 0; i < 2; i++) {
        int64_t actual;
        HlValue *x = call_arg(rec, call, i);
        if (!type_is_int(rec_observe(rec, x, call_actual(rec, call, i))) || !actual_int(call_actual(rec, call, i), &actual) || actual == INT64_MIN) {
            return false;
        }
        raw[i] = rec_as_int(rec, x);
        rec_emit1(rec, HL_OP_CHECK_TRUE, 0, rec_emit2(rec, HL_OP_INE, 0, raw[i], rec_int(rec, INT64_MIN)));
    }
    return call_gives(rec, call, value_int(rec_emit2(rec, HL_OP_CALL, HL_HELPER_GCD, raw[0], raw[1])));
}

/* --- classification and sign --- */

bool rec_math_isnan(HlRecorder *rec, const HlCall *call)
{
    HlOp *raw;
    return float_args(rec, call, 1, &raw) && call_gives(rec, call, value_bool(rec_emit2(rec, HL_OP_FNE, 0, raw, raw)));
}

bool rec_math_isinf(HlRecorder *rec, const HlCall *call)
{
    HlOp *raw;
    if (!float_args(rec, call, 1, &raw)) {
        return false;
    }
    HlOp *size = rec_emit1(rec, HL_OP_FABS, 0, raw);
    return call_gives(rec, call, value_bool(rec_emit2(rec, HL_OP_FEQ, 0, size, rec_float(rec, INFINITY))));
}

bool rec_math_isfinite(HlRecorder *rec, const HlCall *call)
{
    HlOp *raw;
    if (!float_args(rec, call, 1, &raw)) {
        return false;
    }
    HlOp *size = rec_emit1(rec, HL_OP_FABS, 0, raw);
    return call_gives(rec, call, value_bool(rec_emit2(rec, HL_OP_FLT, 0, size, rec_float(rec, INFINITY))));
}

bool rec_math_copysign(HlRecorder *rec, const HlCall *call)
{
    HlOp *raw[2];
    return float_args(rec, call, 2, raw) && call_gives(rec, call, value_float(rec_emit2(rec, HL_OP_FCOPYSIGN, 0, raw[0], raw[1])));
}

/* --- angles: one multiplication by the quotient that CPython computes at compile time --- */

static bool scales(HlRecorder *rec, const HlCall *call, double factor)
{
    HlOp *raw;
    return float_args(rec, call, 1, &raw) && call_gives(rec, call, value_float(rec_emit2(rec, HL_OP_FMUL, 0, raw, rec_float(rec, factor))));
}

bool rec_math_degrees(HlRecorder *rec, const HlCall *call) { return scales(rec, call, 180.0 / Py_MATH_PI); }
bool rec_math_radians(HlRecorder *rec, const HlCall *call) { return scales(rec, call, Py_MATH_PI / 180.0); }
