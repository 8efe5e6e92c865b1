/* Arithmetic and comparison of NumPy's scalars: raw numbers with a kind of their own.
 *
 * NumPy differs from Python in what it does at the edges: integers wrap, divisions by zero give infinities, and each such case is a warning. Typed forms end
 * where the edge begins: a result that overflows, or is not finite, takes the generic route, on which NumPy itself computes, warns and raises. So what is
 * typed is right whatever np.seterr says, except for underflow, which is ignored by default; where it is not, nothing here is typed. */
#include "../../src/cpython/numpy.h"
#include "handlers.h"
#include <float.h>
#include <math.h>

bool is_scalar_kind(HlVirtualKind kind) { return kind >= HL_VIRTUAL_NUMPY_BOOL && kind <= HL_VIRTUAL_NUMPY_DOUBLE; }

HlValue value_scalar(HlRecorder *rec, int number, HlValue raw)
{
    raw.constant = NULL;
    uint16_t index = rec_new_virtual(rec, (HlVirtualKind)(HL_VIRTUAL_NUMPY_BOOL + number), 1, &raw);
    if (index == UINT16_MAX) {
        rec_abort(rec, "too many values are live");
    }
    return value_virtual(index);
}

/* --- operands --- */

typedef enum Class {
    CLASS_NONE,
    CLASS_PY_INT, /* int or bool */
    CLASS_PY_FLOAT,
    CLASS_BOOL,
    CLASS_INT,
    CLASS_FLOAT32,
    CLASS_FLOAT64,
} Class;

typedef struct Number {
    Class class;
    int type; /* NumPy's number, -1 for Python's */
    HlValue *value;
    PyObject *actual;
} Number;

static Class class_of(int number)
{
    return number == HL_NUMPY_BOOL ? CLASS_BOOL : number == HL_NUMPY_FLOAT64 ? CLASS_FLOAT64 : number == HL_NUMPY_FLOAT32 ? CLASS_FLOAT32 : CLASS_INT;
}

/* The scalar as an object may be one that raw numbers can't be: unsigned, and over 63 bits. */
static bool is_readable(const HlValue *value, int number)
{
    return value->kind == KIND_VIRTUAL || hl_numpy_type(number)->element != HL_ELEMENT_U64;
}

/* The operand has an observed type. */
static Number number_of(HlRecorder *rec, HlValue *value, PyObject *actual)
{
    int64_t ignored;
    PyTypeObject *type = value_type(rec, value);
    Number number = {CLASS_NONE, hl_numpy_number(type), value, actual};
    if (type == &PyFloat_Type) {
        number.class = CLASS_PY_FLOAT;
    }
    else if (type_is_int(type)) {
        number.class = actual_int(actual, &ignored) ? CLASS_PY_INT : CLASS_NONE;
    }
    else if (number.type >= 0 && is_readable(value, number.type)) {
        number.class = class_of(number.type);
    }
    return number;
}

static bool is_scalar(const Number *n) { return n->class >= CLASS_BOOL; }
static bool is_whole(const Number *n) { return n->class == CLASS_PY_INT || n->class == CLASS_INT || n->class == CLASS_BOOL; }

static double double_of(const Number *n)
{
    double value = PyFloat_AsDouble(n->actual); /* scalars have __float__, which runs no code of the program */
    PyErr_Clear();
    return value;
}

static int64_t int_of(const Number *n)
{
    int64_t value = 0;
    if (n->class == CLASS_BOOL) {
        return n->actual == hl_numpy_true();
    }
    actual_int(n->actual, &value);
    return value;
}

static bool is_exact(int64_t value) { return value >= -((int64_t)1 << 53) && value <= (int64_t)1 << 53; }

/* As the double that NumPy computes with. NULL: an int that would be rounded; how, is left to NumPy. */
static HlOp *as_double(HlRecorder *rec, const Number *n)
{
    if (!is_whole(n)) {
        return rec_as_float(rec, n->value);
    }
    HlOp *raw = rec_as_int(rec, n->value);
    if (!is_exact(int_of(n))) {
        return NULL;
    }
    rec_emit1(rec, HL_OP_CHECK_TRUE, 0, rec_emit1(rec, HL_OP_IS_EXACT, 0, raw));
    return rec_emit1(rec, HL_OP_I2F, 0, raw);
}

/* --- results --- */

static HlForm finite_result(HlRecorder *rec, HlOp *result, HlValue *value)
{
    *value = value_scalar(rec, HL_NUMPY_FLOAT64, value_float(rec_emit1(rec, HL_OP_CHECK_FINITE, 0, result)));
    return FORM_TYPED;
}

/* An integer that must be one of the type. */
static HlForm fitting(HlRecorder *rec, int type, HlOp *result, HlValue *value)
{
    rec_check_element(rec, hl_numpy_type(type)->element, result);
    *value = value_scalar(rec, type, value_int(result));
    return FORM_TYPED;
}

static bool fits(int type, int64_t value)
{
    HlElement element = hl_numpy_type(type)->element;
    return value >= hl_element_low(element) && value <= hl_element_high(element);
}

/* --- float64 --- */

static double float_result(int operator, double a, double b)
{
    switch (operator) {
    case NB_ADD: return a + b;
    case NB_SUBTRACT: return a - b;
    case NB_MULTIPLY: return a * b;
    case NB_TRUE_DIVIDE: return a / b;
    default: return pow(a, b);
    }
}

/* Converted to a double by the scalar's own operators. */
static bool is_double(const Number *n) { return n->class == CLASS_FLOAT64 || n->class == CLASS_PY_FLOAT || n->class == CLASS_PY_INT; }

static HlForm float_binary(HlRecorder *rec, int operator, const Number *a, const Number *b, HlValue *result)
{
    static const HlOpcode codes[NB_INPLACE_ADD] = {[NB_ADD] = HL_OP_FADD, [NB_SUBTRACT] = HL_OP_FSUB, [NB_MULTIPLY] = HL_OP_FMUL, [NB_POWER] = HL_OP_CALL, [NB_TRUE_DIVIDE] = HL_OP_FDIV};
    if (operator == NB_POWER && !(is_double(a) && is_double(b))) {
        return FORM_GENERIC; /* other operands go to arrays' power, which knows shorter ways for some exponents */
    }
    if (codes[operator] == HL_OP_PARAM || !isfinite(float_result(operator, double_of(a), double_of(b)))) {
        return FORM_GENERIC;
    }
    HlOp *left = as_double(rec, a), *right = left != NULL ? as_double(rec, b) : NULL;
    if (right == NULL) {
        return FORM_GENERIC;
    }
    return finite_result(rec, rec_emit2(rec, codes[operator], operator == NB_POWER ? HL_HELPER_POW : 0, left, right), result);
}

/* --- integers --- */

/* The type of a result of two integers; -1: not an integer, or none that is typed. */
static int common_type(const Number *a, const Number *b)
{
    enum { LONG = 7 };
    int left = a->type, right = b->type;
    if (a->class == CLASS_PY_INT || b->class == CLASS_PY_INT) {
        int type = a->class == CLASS_PY_INT ? right : left;
        HlElement element = hl_numpy_type(type)->element;
        const Number *other = a->class == CLASS_PY_INT ? a : b;
        if (PyBool_Check(other->actual)) {
            return type;
        }
        if (hl_numpy_is_weak()) {
            return fits(type, int_of(other)) ? type : -1; /* NumPy raises for others */
        }
        return element == HL_ELEMENT_U64 ? -1 : element == HL_ELEMENT_I64 ? type : LONG;
    }
    if (left == right) {
        return left;
    }
    HlElement x = hl_numpy_type(left)->element, y = hl_numpy_type(right)->element;
    int wider = hl_element_size(x) > hl_element_size(y) ? left : right;
    bool same_sign = (hl_element_low(x) < 0) == (hl_element_low(y) < 0), wider_is_signed = hl_element_low(hl_numpy_type(wider)->element) < 0;
    return hl_element_size(x) != hl_element_size(y) && (same_sign || wider_is_signed) ? wider : -1;
}

/* What the operator gives; false if typed forms can't give it. */
static bool int_result(int operator, int64_t a, int64_t b, int64_t *result)
{
    switch (operator) {
    case NB_ADD: return !__builtin_add_overflow(a, b, result);
    case NB_SUBTRACT: return !__builtin_sub_overflow(a, b, result);
    case NB_MULTIPLY: return !__builtin_mul_overflow(a, b, result);
    case NB_FLOOR_DIVIDE:
        *result = b == 0 || b == -1 ? 0 : a / b - (a % b != 0 && (a < 0) != (b < 0));
        return b != 0 && !(b == -1 && __builtin_sub_overflow((int64_t)0, a, result));
    case NB_REMAINDER:
        *result = 0; /* in range, whatever it is */
        return b != 0;
    case NB_AND: *result = a & b; return true;
    case NB_OR: *result = a | b; return true;
    case NB_XOR: *result = a ^ b; return true;
    case NB_LSHIFT:
        *result = b >= 0 && b <= 62 ? (int64_t)((uint64_t)a << b) : 0;
        return b >= 0 && b <= 62 && *result >> b == a;
    case NB_RSHIFT:
        *result = a >> (b > 63 ? 63 : b < 0 ? 0 : b);
        return b >= 0;
    default: return false;
    }
}

static HlForm int_true_division(HlRecorder *rec, const Number *a, const Number *b, HlValue *result)
{
    if (int_of(b) == 0) {
        return FORM_GENERIC;
    }
    HlOp *left = as_double(rec, a), *right = left != NULL ? as_double(rec, b) : NULL;
    return right == NULL ? FORM_GENERIC : finite_result(rec, rec_emit2(rec, HL_OP_FDIV, 0, left, right), result);
}

static HlForm int_binary(HlRecorder *rec, int operator, const Number *a, const Number *b, HlValue *result)
{
    static const HlOpcode codes[NB_INPLACE_ADD] = {
        [NB_ADD] = HL_OP_IADD_CHECK, [NB_SUBTRACT] = HL_OP_ISUB_CHECK, [NB_MULTIPLY] = HL_OP_IMUL_CHECK, [NB_FLOOR_DIVIDE] = HL_OP_IFLOORDIV, [NB_REMAINDER] = HL_OP_IMOD,
        [NB_AND] = HL_OP_IAND,       [NB_OR] = HL_OP_IOR,              [NB_XOR] = HL_OP_IXOR,              [NB_LSHIFT] = HL_OP_ISHL_CHECK,      [NB_RSHIFT] = HL_OP_ISHR,
    };
    int64_t actual;
    int type = common_type(a, b);
    if (type < 0 || !int_result(operator, int_of(a), int_of(b), &actual) || !fits(type, actual)) {
        return FORM_GENERIC;
    }
    HlOp *left = rec_as_int(rec, a->value), *right = rec_as_int(rec, b->value);
    if (hl_numpy_is_weak() && (a->class == CLASS_PY_INT || b->class == CLASS_PY_INT)) {
        rec_check_element(rec, hl_numpy_type(type)->element, a->class == CLASS_PY_INT ? left : right);
    }
    if (operator == NB_FLOOR_DIVIDE || operator == NB_REMAINDER) {
        right = rec_emit1(rec, HL_OP_CHECK_NONZERO, 0, right);
    }
    if (operator == NB_RSHIFT) {
        right = rec_emit1(rec, HL_OP_CHECK_NONNEGATIVE, 0, right);
    }
    return fitting(rec, type, rec_emit2(rec, codes[operator], 0, left, right), result);
}

static HlForm bool_binary(HlRecorder *rec, int operator, const Number *a, const Number *b, HlValue *result)
{
    static const HlOpcode codes[NB_INPLACE_ADD] = {[NB_AND] = HL_OP_IAND, [NB_OR] = HL_OP_IOR, [NB_XOR] = HL_OP_IXOR};
    if (codes[operator] == HL_OP_PARAM) {
        return FORM_GENERIC;
    }
    HlOp *left = rec_as_int(rec, a->value), *right = rec_as_int(rec, b->value);
    HlOp *bits = rec_emit2(rec, codes[operator], 0, left, right);
    *result = value_scalar(rec, HL_NUMPY_BOOL, value_bool(rec_emit2(rec, HL_OP_INE, 0, bits, rec_int(rec, 0))));
    return FORM_TYPED;
}

HlForm rec_scalar_binary(HlRecorder *rec, int operator, HlValue *left, HlValue *right, PyObject *actual_left, PyObject *actual_right, HlValue *result)
{
    Number a = number_of(rec, left, actual_left), b = number_of(rec, right, actual_right);
    if (a.class == CLASS_NONE || b.class == CLASS_NONE || !(is_scalar(&a) || is_scalar(&b)) || !hl_numpy_ignores_underflow()) {
        return FORM_GENERIC;
    }
    if (a.class == CLASS_BOOL || b.class == CLASS_BOOL) {
        return a.class == b.class ? bool_binary(rec, operator, &a, &b, result) : FORM_GENERIC;
    }
    if (a.class == CLASS_FLOAT64 || b.class == CLASS_FLOAT64) {
        return float_binary(rec, operator, &a, &b, result);
    }
    if (a.class == CLASS_FLOAT32 || b.class == CLASS_FLOAT32) {
        return FORM_GENERIC;
    }
    if (a.class == CLASS_PY_FLOAT || b.class == CLASS_PY_FLOAT) {
        return float_binary(rec, operator, &a, &b, result);
    }
    return operator == NB_TRUE_DIVIDE ? int_true_division(rec, &a, &b, result) : int_binary(rec, operator, &a, &b, result);
}

/* --- comparison --- */

bool rec_scalar_compare(HlRecorder *rec, int op, HlValue *left, HlValue *right, PyObject *actual_left, PyObject *actual_right, HlValue *result)
{
    Number a = number_of(rec, left, actual_left), b = number_of(rec, right, actual_right);
    if (a.class == CLASS_NONE || b.class == CLASS_NONE || !(is_scalar(&a) || is_scalar(&b)) || a.class == CLASS_BOOL || b.class == CLASS_BOOL) {
        return false;
    }
    HlOp *truth;
    if (is_whole(&a) && is_whole(&b)) {
        HlOp *x = rec_as_int(rec, left), *y = rec_as_int(rec, right);
        truth = rec_compare_ints(rec, op, x, y);
    }
    else if ((a.class == CLASS_FLOAT32 && b.class != CLASS_FLOAT32 && b.class != CLASS_FLOAT64) || (b.class == CLASS_FLOAT32 && a.class != CLASS_FLOAT32 && a.class != CLASS_FLOAT64)) {
        return false; /* in which precision depends on NumPy's version */
    }
    else {
        HlOp *x = as_double(rec, &a), *y = x != NULL ? as_double(rec, &b) : NULL;
        if (y == NULL) {
            return false;
        }
        truth = rec_compare_floats(rec, op, x, y);
    }
    *result = value_scalar(rec, HL_NUMPY_BOOL, value_bool(truth));
    return true;
}

/* --- one operand --- */

bool rec_scalar_negative(HlRecorder *rec, HlValue *value, PyObject *actual, HlValue *result)
{
    Number n = number_of(rec, value, actual);
    if (n.class == CLASS_FLOAT64 || n.class == CLASS_FLOAT32) {
        *result = value_scalar(rec, n.type, value_float(rec_emit1(rec, HL_OP_FNEG, 0, rec_as_float(rec, value))));
        return true;
    }
    if (n.class != CLASS_INT || int_of(&n) == INT64_MIN || !fits(n.type, -int_of(&n))) {
        return false;
    }
    fitting(rec, n.type, rec_emit1(rec, HL_OP_INEG_CHECK, 0, rec_as_int(rec, value)), result);
    return true;
}

bool rec_scalar_invert(HlRecorder *rec, HlValue *value, PyObject *actual, HlValue *result)
{
    Number n = number_of(rec, value, actual);
    if (n.class == CLASS_BOOL) {
        HlOp *bit = rec_as_int(rec, value);
        *result = value_scalar(rec, n.type, value_bool(rec_emit2(rec, HL_OP_IEQ, 0, bit, rec_int(rec, 0))));
        return true;
    }
    if (n.class != CLASS_INT || hl_element_low(hl_numpy_type(n.type)->element) == 0) {
        return false;
    }
    fitting(rec, n.type, rec_emit1(rec, HL_OP_INOT, 0, rec_as_int(rec, value)), result);
    return true;
}

bool rec_scalar_abs(HlRecorder *rec, HlValue *value, PyObject *actual, HlValue *result)
{
    Number n = number_of(rec, value, actual);
    if (n.class == CLASS_FLOAT64 || n.class == CLASS_FLOAT32) {
        *result = value_scalar(rec, n.type, value_float(rec_emit1(rec, HL_OP_FABS, 0, rec_as_float(rec, value))));
        return true;
    }
    if (n.class != CLASS_INT || int_of(&n) == INT64_MIN || !fits(n.type, int_of(&n) < 0 ? -int_of(&n) : int_of(&n))) {
        return false;
    }
    fitting(rec, n.type, rec_emit1(rec, HL_OP_IABS_CHECK, 0, rec_as_int(rec, value)), result);
    return true;
}

/* --- as Python's numbers --- */

bool type_is_index(PyTypeObject *type)
{
    int number = hl_numpy_number(type);
    return type_is_int(type) || (number >= 0 && class_of(number) == CLASS_INT);
}

bool rec_scalar_number(HlRecorder *rec, HlValue *value, PyObject *actual, HlValue *result)
{
    Number n = number_of(rec, value, actual);
    if (n.class == CLASS_INT) {
        *result = value_int(rec_as_int(rec, value));
        return true;
    }
    if (n.class == CLASS_FLOAT64 || n.class == CLASS_FLOAT32) {
        *result = value_float(rec_as_float(rec, value));
        return true;
    }
    return false;
}
