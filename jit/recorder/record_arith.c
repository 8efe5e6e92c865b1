/* Arithmetic: BINARY_OP and the unary operators on int, float and bool; everything else takes the generic route.
 *
 * An int operation is typed if its real result fits 64 bits. Its check (`iadd_check` ...) leads to the generic route when that is not so. */
#include "cpython/bytecode.h"
#include "handlers.h"
#include <math.h>

enum { OPERATORS = NB_INPLACE_ADD }; /* the in-place operators of numbers are the plain ones */

/* The operands, left first, their types observed. */
typedef struct Operands {
    HlValue *left, *right;
    PyObject *actual_left, *actual_right;
} Operands;

/* --- int --- */

static HlForm int_checked(HlRecorder *rec, HlOpcode code, const Operands *o, HlValue *result)
{
    HlOp *left = rec_as_int(rec, o->left), *right = rec_as_int(rec, o->right);
    *result = value_int(rec_emit2(rec, code, 0, left, right));
    return FORM_TYPED;
}

static bool shift_fits(int64_t a, int64_t b) { return b >= 0 && b <= 62 && ((int64_t)((uint64_t)a << b) >> b) == a; }

static bool power_fits(int64_t base, int64_t exponent)
{
    int64_t result = 1;
    while (exponent > 0) {
        if ((exponent & 1) && __builtin_mul_overflow(result, base, &result)) {
            return false;
        }
        exponent >>= 1;
        if (exponent > 0 && __builtin_mul_overflow(base, base, &base)) {
            return false;
        }
    }
    return true;
}

/* Bits are combined as ints; two bools give a bool. */
static HlForm int_bits(HlRecorder *rec, HlOpcode code, const Operands *o, HlValue *result)
{
    bool is_bool = value_type(rec, o->left) == &PyBool_Type && value_type(rec, o->right) == &PyBool_Type;
    HlOp *left = rec_as_int(rec, o->left), *right = rec_as_int(rec, o->right);
    HlOp *bits = rec_emit2(rec, code, 0, left, right);
    *result = is_bool ? value_bool(rec_emit2(rec, HL_OP_INE, 0, bits, rec_int(rec, 0))) : value_int(bits);
    return FORM_TYPED;
}

/* A divisor of 0: it raises, which the generic route does. Divisors that follow may be others, so that is checked. */
static HlForm zero_divisor(HlRecorder *rec, HlOp *right)
{
    rec_emit1(rec, HL_OP_CHECK_TRUE, 0, rec_emit2(rec, HL_OP_IEQ, 0, right, rec_int(rec, 0)));
    return FORM_GENERIC;
}

static HlForm int_division(HlRecorder *rec, HlOpcode code, const Operands *o, int64_t b, HlValue *result)
{
    HlOp *left = rec_as_int(rec, o->left), *right = rec_as_int(rec, o->right);
    if (b == 0) {
        return zero_divisor(rec, right);
    }
    right = rec_emit1(rec, HL_OP_CHECK_NONZERO, 0, right);
    *result = value_int(rec_emit2(rec, code, 0, left, right));
    return FORM_TYPED;
}

static bool is_exact(int64_t value) { return value >= -((int64_t)1 << 53) && value <= (int64_t)1 << 53; }

static bool observe_exact(HlRecorder *rec, HlOp *value, int64_t actual)
{
    rec_observe_condition(rec, rec_emit1(rec, HL_OP_IS_EXACT, 0, value), is_exact(actual));
    return is_exact(actual);
}

/* If both ints are doubles without rounding, one rounded division gives CPython's result. */
static HlForm int_true_division(HlRecorder *rec, const Operands *o, int64_t a, int64_t b, HlValue *result)
{
    HlOp *left = rec_as_int(rec, o->left), *right = rec_as_int(rec, o->right);
    if (b == 0) {
        return zero_divisor(rec, right);
    }
    right = rec_emit1(rec, HL_OP_CHECK_NONZERO, 0, right);
    if (observe_exact(rec, left, a) && observe_exact(rec, right, b)) {
        HlOp *x = rec_emit1(rec, HL_OP_I2F, 0, left), *y = rec_emit1(rec, HL_OP_I2F, 0, right);
        *result = value_float(rec_emit2(rec, HL_OP_FDIV, 0, x, y));
    }
    else {
        *result = value_float(rec_emit2(rec, HL_OP_CALL, HL_HELPER_INT_TRUEDIV, left, right));
    }
    return FORM_TYPED;
}

static HlForm int_shift_right(HlRecorder *rec, const Operands *o, int64_t b, HlValue *result)
{
    HlOp *left = rec_as_int(rec, o->left), *right = rec_as_int(rec, o->right);
    if (b < 0) {
        return FORM_GENERIC; /* it raises */
    }
    right = rec_emit1(rec, HL_OP_CHECK_NONNEGATIVE, 0, right);
    *result = value_int(rec_emit2(rec, HL_OP_ISHR, 0, left, right));
    return FORM_TYPED;
}

static HlForm power_of_floats(HlRecorder *rec, HlOp *x, HlOp *y, double a, double b, HlValue *result)
{
    HlOp *power = rec_float_power(rec, x, y, a, b);
    if (power == NULL) {
        return FORM_GENERIC;
    }
    *result = value_float(power);
    return FORM_TYPED;
}

/* A negative exponent makes it a power of floats. */
static HlForm int_power(HlRecorder *rec, const Operands *o, int64_t a, int64_t b, HlValue *result)
{
    if (b >= 0) {
        return power_fits(a, b) ? int_checked(rec, HL_OP_IPOW_CHECK, o, result) : FORM_GENERIC;
    }
    HlOp *left = rec_as_int(rec, o->left), *right = rec_as_int(rec, o->right);
    rec_emit1(rec, HL_OP_CHECK_TRUE, 0, rec_emit2(rec, HL_OP_ILT, 0, right, rec_int(rec, 0)));
    HlOp *x = rec_emit1(rec, HL_OP_I2F, 0, left), *y = rec_emit1(rec, HL_OP_I2F, 0, right);
    return power_of_floats(rec, x, y, (double)a, (double)b, result);
}

static HlForm int_binary(HlRecorder *rec, int operator, const Operands *o, HlValue *result)
{
    int64_t a, b, ignored;
    if (!actual_int(o->actual_left, &a) || !actual_int(o->actual_right, &b)) {
        return FORM_GENERIC;
    }
    switch (operator) {
    case NB_ADD:
        return __builtin_add_overflow(a, b, &ignored) ? FORM_GENERIC : int_checked(rec, HL_OP_IADD_CHECK, o, result);
    case NB_SUBTRACT:
        return __builtin_sub_overflow(a, b, &ignored) ? FORM_GENERIC : int_checked(rec, HL_OP_ISUB_CHECK, o, result);
    case NB_MULTIPLY:
        return __builtin_mul_overflow(a, b, &ignored) ? FORM_GENERIC : int_checked(rec, HL_OP_IMUL_CHECK, o, result);
    case NB_LSHIFT:
        return shift_fits(a, b) ? int_checked(rec, HL_OP_ISHL_CHECK, o, result) : FORM_GENERIC;
    case NB_FLOOR_DIVIDE:
        return a == INT64_MIN && b == -1 ? FORM_GENERIC : int_division(rec, HL_OP_IFLOORDIV, o, b, result);
    case NB_REMAINDER:
        return int_division(rec, HL_OP_IMOD, o, b, result);
    case NB_TRUE_DIVIDE:
        return int_true_division(rec, o, a, b, result);
    case NB_RSHIFT:
        return int_shift_right(rec, o, b, result);
    case NB_POWER:
        return int_power(rec, o, a, b, result);
    case NB_AND:
        return int_bits(rec, HL_OP_IAND, o, result);
    case NB_OR:
        return int_bits(rec, HL_OP_IOR, o, result);
    case NB_XOR:
        return int_bits(rec, HL_OP_IXOR, o, result);
    default:
        return FORM_GENERIC;
    }
}

/* --- float --- */

bool rec_observe_finite(HlRecorder *rec, HlOp *result, double actual)
{
    bool finite = isfinite(actual);
    HlOp *size = rec_emit1(rec, HL_OP_FABS, 0, result);
    rec_observe_condition(rec, rec_emit2(rec, HL_OP_FLT, 0, size, rec_float(rec, INFINITY)), finite);
    return finite;
}

/* Where C's pow is finite it is Python's result. Elsewhere Python may raise, or go to complex numbers. */
HlOp *rec_float_power(HlRecorder *rec, HlOp *x, HlOp *y, double actual_x, double actual_y)
{
    HlOp *result = rec_emit2(rec, HL_OP_CALL, HL_HELPER_POW, x, y);
    return rec_observe_finite(rec, result, pow(actual_x, actual_y)) ? result : NULL;
}

static HlForm float_division(HlRecorder *rec, HlOpcode code, HlOp *left, HlOp *right, double b, HlValue *result)
{
    rec_observe_condition(rec, rec_emit2(rec, HL_OP_FEQ, 0, right, rec_float(rec, 0.0)), b == 0.0);
    if (b == 0.0) {
        return FORM_GENERIC; /* it raises */
    }
    *result = value_float(rec_emit2(rec, code, 0, left, right));
    return FORM_TYPED;
}

static HlForm float_binary(HlRecorder *rec, int operator, const Operands *o, HlValue *result)
{
    static const HlOpcode codes[OPERATORS] = {[NB_ADD] = HL_OP_FADD,         [NB_SUBTRACT] = HL_OP_FSUB,          [NB_MULTIPLY] = HL_OP_FMUL, [NB_POWER] = HL_OP_CALL,
                                              [NB_TRUE_DIVIDE] = HL_OP_FDIV, [NB_FLOOR_DIVIDE] = HL_OP_FFLOORDIV, [NB_REMAINDER] = HL_OP_FMOD};
    double a, b;
    if (codes[operator] == HL_OP_PARAM || !actual_float(o->actual_left, &a) || !actual_float(o->actual_right, &b)) {
        return FORM_GENERIC;
    }
    HlOp *left = rec_as_float(rec, o->left), *right = rec_as_float(rec, o->right);
    switch (operator) {
    case NB_POWER:
        return power_of_floats(rec, left, right, a, b, result);
    case NB_TRUE_DIVIDE:
    case NB_FLOOR_DIVIDE:
    case NB_REMAINDER:
        return float_division(rec, codes[operator], left, right, b, result);
    default:
        *result = value_float(rec_emit2(rec, codes[operator], 0, left, right));
        return FORM_TYPED;
    }
}

HlForm rec_number_binary(HlRecorder *rec, int operator, HlValue *left, HlValue *right, PyObject *actual_left, PyObject *actual_right, HlValue *result)
{
    Operands o = {left, right, actual_left, actual_right};
    PyTypeObject *a = value_type(rec, left), *b = value_type(rec, right);
    if (!type_is_number(a) || !type_is_number(b)) {
        return FORM_GENERIC;
    }
    return type_is_int(a) && type_is_int(b) ? int_binary(rec, operator, &o, result) : float_binary(rec, operator, &o, result);
}

/* --- str --- */

static bool rests_on(const HlValue *value, int home) { return value->kind == KIND_OBJECT && value->hold == HOLD_HOME && value->home == home; }

/* How many values of the state are the object that the root frame's slot `home` owns. */
static int home_uses(const HlState *state, int home)
{
    int uses = 0;
    for (int i = 0; i < state->value_count; i++) {
        uses += rests_on(&state->values[i], home);
    }
    for (int v = 0; v < state->virtual_count; v++) {
        for (int p = 0; p < state->virtuals[v].part_count; p++) {
            uses += rests_on(&state->virtuals[v].parts[p], home);
        }
    }
    return uses;
}

/* s = s + t, s a local of the root frame that nothing else rests on: its number; else -1. */
static int appended_local(HlRecorder *rec)
{
    HlValue *left = rec_top(rec, 1);
    bool adds = rec->oparg % OPERATORS == NB_ADD && value_type(rec, left) == &PyUnicode_Type && value_type(rec, rec_top(rec, 0)) == &PyUnicode_Type;
    if (!adds || rec_is_inlined(rec) || left->kind != KIND_OBJECT || left->hold != HOLD_HOME) {
        return -1;
    }
    HlBytecode store = hl_bytecode_at(rec->frame->f_code, rec->next_pc);
    bool stored = store.opcode == STORE_FAST && store.oparg == left->home && rests_on(rec_local(rec, store.oparg), left->home);
    return stored && home_uses(&rec->state, left->home) == 2 ? left->home : -1;
}

/* The local's text grows in place. If that fails, the local is unbound and the left operand is gone, so only the right one stays on the stack for the error path. */
static HlOutcome append_to_local(HlRecorder *rec, int local)
{
    HlOp *args[] = {rec_as_object(rec, rec_top(rec, 0)), rec_int(rec, local)};
    HlValue addition = rec_pop(rec);
    rec_pop(rec);
    rec_push(rec, addition);
    rec_check_raised(rec, rec_emit(rec, HL_OP_CALL, HL_HELPER_STR_APPEND, 2, args));
    HlValue text = {.kind = KIND_OBJECT, .hold = HOLD_HOME, .home = (uint16_t)local, .type = &PyUnicode_Type, .op = rec_emit0(rec, HL_OP_LOAD_SLOT, local)};
    *rec_local(rec, local) = text;
    addition = rec_pop(rec);
    rec_release(rec, &addition, rec_actual(rec, 0));
    rec_push(rec, text);
    return REC_DONE;
}

/* Lists and tuples are joined and repeated without a look at their items. */
static bool joins_sequences(int operator, PyTypeObject *left, PyTypeObject *right)
{
    if (left != &PyList_Type && left != &PyTuple_Type) {
        return operator == NB_MULTIPLY && left == &PyLong_Type && (right == &PyList_Type || right == &PyTuple_Type);
    }
    return (operator == NB_ADD && right == left) || (operator == NB_MULTIPLY && right == &PyLong_Type);
}

HlOutcome record_BINARY_OP(HlRecorder *rec)
{
    HlValue result;
    rec_observe(rec, rec_top(rec, 1), rec_actual(rec, 1));
    rec_observe(rec, rec_top(rec, 0), rec_actual(rec, 0));
    int local = appended_local(rec);
    if (local >= 0) {
        return append_to_local(rec, local);
    }
    if (!rec_known_generic(rec, HL_HELPER_PLAIN_BINARY) &&
        rec_number_binary(rec, rec->oparg % OPERATORS, rec_top(rec, 1), rec_top(rec, 0), rec_actual(rec, 1), rec_actual(rec, 0), &result) == FORM_TYPED) {
        return rec_replace(rec, 2, result);
    }
    if (!rec_known_generic(rec, HL_HELPER_BINARY) && rec_room_for_virtuals(rec, 1) &&
        rec_scalar_binary(rec, rec->oparg % OPERATORS, rec_top(rec, 1), rec_top(rec, 0), rec_actual(rec, 1), rec_actual(rec, 0), &result) == FORM_TYPED) {
        return rec_replace(rec, 2, result);
    }
    PyTypeObject *left = value_type(rec, rec_top(rec, 1)), *right = value_type(rec, rec_top(rec, 0));
    if (type_is_plain(left) && type_is_plain(right)) {
        return rec_plain(rec, HL_HELPER_PLAIN_BINARY, 2, rec_int(rec, rec->oparg));
    }
    if (joins_sequences(rec->oparg % OPERATORS, left, right)) {
        return rec_plain(rec, HL_HELPER_BINARY, 2, rec_int(rec, rec->oparg));
    }
    if (!rec_known_generic(rec, HL_HELPER_BINARY) && rec_follow_binary(rec, rec->oparg)) {
        return REC_DONE;
    }
    return rec_generic(rec, HL_HELPER_BINARY, 2, rec_int(rec, rec->oparg));
}

/* --- unary --- */

enum { UNARY_IS_NEGATIVE, UNARY_IS_POSITIVE, UNARY_IS_INVERT, UNARY_IS_NOT }; /* the helper's second operand */

/* A NumPy scalar's; false: it is none, or has no typed form. */
static bool scalar_unary(HlRecorder *rec, int which, HlValue *result)
{
    HlValue *value = rec_top(rec, 0);
    if (rec_known_generic(rec, HL_HELPER_UNARY) || !rec_room_for_virtuals(rec, 1)) {
        return false;
    }
    return which == UNARY_IS_NEGATIVE ? rec_scalar_negative(rec, value, rec_actual(rec, 0), result)
                                      : which == UNARY_IS_INVERT && rec_scalar_invert(rec, value, rec_actual(rec, 0), result);
}

static HlOutcome generic_unary(HlRecorder *rec, int which)
{
    static const char *const methods[] = {[UNARY_IS_NEGATIVE] = "__neg__", [UNARY_IS_POSITIVE] = "__pos__", [UNARY_IS_INVERT] = "__invert__", [UNARY_IS_NOT] = NULL};
    HlValue result;
    if (scalar_unary(rec, which, &result)) {
        return rec_replace(rec, 1, result);
    }
    bool plain = type_is_plain(value_type(rec, rec_top(rec, 0)));
    if (!plain && methods[which] != NULL && !rec_known_generic(rec, HL_HELPER_UNARY) && rec_follow_method(rec, methods[which], 1, 1, HL_RETURN_PUSH)) {
        return REC_DONE;
    }
    return plain ? rec_plain(rec, HL_HELPER_PLAIN_UNARY, 1, rec_int(rec, which)) : rec_generic(rec, HL_HELPER_UNARY, 1, rec_int(rec, which));
}

/* The observed type of the operand, or NULL for the generic route. */
static PyTypeObject *unary_type(HlRecorder *rec)
{
    int64_t integer;
    PyObject *actual = rec_actual(rec, 0);
    PyTypeObject *type = rec_observe(rec, rec_top(rec, 0), actual);
    bool typed = type == &PyFloat_Type || (type_is_int(type) && actual_int(actual, &integer));
    return typed && !rec_known_generic(rec, HL_HELPER_PLAIN_UNARY) ? type : NULL;
}

HlOutcome record_UNARY_NEGATIVE(HlRecorder *rec)
{
    PyTypeObject *type = unary_type(rec);
    int64_t integer;
    if (type == NULL || (type == &PyLong_Type && actual_int(rec_actual(rec, 0), &integer) && integer == INT64_MIN)) {
        return generic_unary(rec, UNARY_IS_NEGATIVE);
    }
    if (type == &PyFloat_Type) {
        return rec_replace(rec, 1, value_float(rec_emit1(rec, HL_OP_FNEG, 0, rec_as_float(rec, rec_top(rec, 0)))));
    }
    return rec_replace(rec, 1, value_int(rec_emit1(rec, HL_OP_INEG_CHECK, 0, rec_as_int(rec, rec_top(rec, 0)))));
}

HlOutcome record_UNARY_POSITIVE(HlRecorder *rec)
{
    PyTypeObject *type = unary_type(rec);
    if (type == NULL) {
        return generic_unary(rec, UNARY_IS_POSITIVE);
    }
    if (type == &PyBool_Type) {
        return rec_replace(rec, 1, value_int(rec_as_int(rec, rec_top(rec, 0))));
    }
    return REC_DONE; /* the same object */
}

HlOutcome record_UNARY_INVERT(HlRecorder *rec)
{
    PyTypeObject *type = unary_type(rec);
    if (type == NULL || type == &PyFloat_Type) {
        return generic_unary(rec, UNARY_IS_INVERT);
    }
    return rec_replace(rec, 1, value_int(rec_emit1(rec, HL_OP_INOT, 0, rec_as_int(rec, rec_top(rec, 0)))));
}

HlOutcome record_UNARY_NOT(HlRecorder *rec)
{
    bool actual;
    HlOp *truth = rec_observe_truth(rec, 0, &actual);
    if (truth == NULL) {
        return generic_unary(rec, UNARY_IS_NOT);
    }
    return rec_replace(rec, 1, value_bool(rec_emit1(rec, HL_OP_BNOT, 0, truth)));
}
