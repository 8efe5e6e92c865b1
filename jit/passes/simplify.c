/* Algebra on single operations; see simplify.h.
 *
 * Floats get only identities that hold for every operand, infinities, NaNs and zeros of both signs included: x - 0.0 is x, x + 0.0 is not (-0.0).
 * Sums and products are never regrouped. Results that are NaN are left to the machine.
 */
#include "simplify.h"

#include "values.h"

#include <math.h>

/* --- integers --- */

static int64_t floor_divide(int64_t a, int64_t b)
{
    int64_t quotient = a / b;
    return a % b != 0 && (a % b < 0) != (b < 0) ? quotient - 1 : quotient;
}

static int64_t floor_modulo(int64_t a, int64_t b)
{
    int64_t rest = b == -1 ? 0 : a % b;
    return rest != 0 && (rest < 0) != (b < 0) ? rest + b : rest;
}

static bool shift_left(int64_t a, int64_t b, int64_t *result)
{
    if (b < 0 || b > 62)
        return false;
    *result = (int64_t)((uint64_t)a << b);
    return *result >> b == a;
}

static bool power(int64_t a, int64_t b, int64_t *result)
{
    if (b < 0 || b > 64)
        return false;
    for (*result = 1; b; b--)
        if (__builtin_mul_overflow(*result, a, result))
            return false;
    return true;
}

/* False: the operation would leave, or is none of two integers. */
static bool evaluate_integers(HlOpcode code, int64_t a, int64_t b, int64_t *result)
{
    switch (code) {
    case HL_OP_IADD:
        *result = (int64_t)((uint64_t)a + (uint64_t)b);
        return true;
    case HL_OP_ISUB:
        *result = (int64_t)((uint64_t)a - (uint64_t)b);
        return true;
    case HL_OP_IMUL:
        *result = (int64_t)((uint64_t)a * (uint64_t)b);
        return true;
    case HL_OP_IADD_CHECK:
        return !__builtin_add_overflow(a, b, result);
    case HL_OP_ISUB_CHECK:
        return !__builtin_sub_overflow(a, b, result);
    case HL_OP_IMUL_CHECK:
        return !__builtin_mul_overflow(a, b, result);
    case HL_OP_IFLOORDIV:
        if (b == 0 || (a == INT64_MIN && b == -1))
            return false;
        *result = floor_divide(a, b);
        return true;
    case HL_OP_IMOD:
        if (b == 0)
            return false;
        *result = floor_modulo(a, b);
        return true;
    case HL_OP_UDIV:
        if (b == 0)
            return false;
        *result = (int64_t)((uint64_t)a / (uint64_t)b);
        return true;
    case HL_OP_UREM:
        if (b == 0)
            return false;
        *result = (int64_t)((uint64_t)a % (uint64_t)b);
        return true;
    case HL_OP_IAND:
        *result = a & b;
        return true;
    case HL_OP_IOR:
        *result = a | b;
        return true;
    case HL_OP_IXOR:
        *result = a ^ b;
        return true;
    case HL_OP_ISHL_CHECK:
        return shift_left(a, b, result);
    case HL_OP_ISHR:
        *result = a >> (b > 63 ? 63 : b);
        return b >= 0;
    case HL_OP_IPOW_CHECK:
        return power(a, b, result);
    default:
        return false;
    }
}

static bool compare_integers(HlOpcode code, int64_t a, int64_t b, bool *result)
{
    switch (code) {
    case HL_OP_ILT:
        *result = a < b;
        return true;
    case HL_OP_ILE:
        *result = a <= b;
        return true;
    case HL_OP_IEQ:
        *result = a == b;
        return true;
    case HL_OP_INE:
        *result = a != b;
        return true;
    default:
        return false;
    }
}

static bool is_int(const HlOp *op, int64_t value) { return op->code == HL_OP_INT && op->imm.i == value; }

/* Identities with a constant on the right. */
static HlOp *integer_with_constant(HlConstants *constants, HlOp *op, HlOp *a, int64_t b)
{
    switch (op->code) {
    case HL_OP_IADD:
    case HL_OP_IADD_CHECK:
    case HL_OP_ISUB:
    case HL_OP_ISUB_CHECK:
    case HL_OP_IXOR:
    case HL_OP_ISHL_CHECK:
    case HL_OP_ISHR:
        return b == 0 ? a : NULL;
    case HL_OP_IMUL:
    case HL_OP_IMUL_CHECK:
        return b == 1 ? a : b == 0 ? hl_constant_i64(constants, 0) : NULL;
    case HL_OP_IFLOORDIV:
    case HL_OP_UDIV:
        return b == 1 ? a : NULL;
    case HL_OP_UREM:
        return b == 1 ? hl_constant_i64(constants, 0) : NULL;
    case HL_OP_IMOD:
        return b == 1 || b == -1 ? hl_constant_i64(constants, 0) : NULL;
    case HL_OP_IAND:
        return b == 0 ? hl_constant_i64(constants, 0) : b == -1 ? a : NULL;
    case HL_OP_IOR:
        return b == 0 ? a : b == -1 ? hl_constant_i64(constants, -1) : NULL;
    case HL_OP_IPOW_CHECK:
        return b == 1 ? a : b == 0 ? hl_constant_i64(constants, 1) : NULL;
    default:
        return NULL;
    }
}

/* (x + m) + n, wrapping, is x + (m + n); the inner sum may have other users, but this one needs it no more. */
static void regroup_sum(HlConstants *constants, HlOp *op)
{
    HlOp *inner = op->args[0];
    if (op->code == HL_OP_IADD && op->args[1]->code == HL_OP_INT && inner->code == HL_OP_IADD && inner->args[1]->code == HL_OP_INT) {
        uint64_t sum = (uint64_t)op->args[1]->imm.i + (uint64_t)inner->args[1]->imm.i;
        op->args[0] = inner->args[0];
        op->args[1] = hl_constant_i64(constants, (int64_t)sum);
    }
}

/* Division by a power of two rounds down, as an arithmetic shift does; the rest is then the low bits. */
static void divide_by_shift(HlConstants *constants, HlOp *op)
{
    if (op->args[1]->code != HL_OP_INT || op->args[1]->imm.i < 2)
        return;
    int64_t divisor = op->args[1]->imm.i;
    if ((divisor & (divisor - 1)) != 0)
        return;
    bool quotient = op->code == HL_OP_IFLOORDIV;
    op->args[1] = hl_constant_i64(constants, quotient ? __builtin_ctzll((uint64_t)divisor) : divisor - 1);
    hl_become(op, quotient ? HL_OP_ISHR : HL_OP_IAND, 2);
}

static HlOp *same_integers(HlConstants *constants, const HlOp *op)
{
    switch (op->code) {
    case HL_OP_ISUB:
    case HL_OP_ISUB_CHECK:
    case HL_OP_IXOR:
        return hl_constant_i64(constants, 0);
    case HL_OP_IAND:
    case HL_OP_IOR:
        return op->args[0];
    case HL_OP_ILT:
    case HL_OP_INE:
        return hl_constant_b1(constants, false);
    case HL_OP_ILE:
    case HL_OP_IEQ:
        return hl_constant_b1(constants, true);
    default:
        return NULL;
    }
}

/* b2i(x) == 0 and its like are x or its negation. */
static HlOp *compare_truth(HlOp *op)
{
    if ((op->code != HL_OP_IEQ && op->code != HL_OP_INE) || op->args[0]->code != HL_OP_B2I)
        return NULL;
    bool zero = is_int(op->args[1], 0);
    if (!zero && !is_int(op->args[1], 1))
        return NULL;
    HlOp *truth = op->args[0]->args[0];
    if (zero == (op->code == HL_OP_INE))
        return truth;
    op->args[0] = truth;
    hl_become(op, HL_OP_BNOT, 1);
    return NULL;
}

static HlOp *simplify_integers(HlConstants *constants, HlOp *op)
{
    HlOp *a = op->args[0], *b = op->args[1];
    int64_t integer;
    bool truth;
    if (a->code == HL_OP_INT && b->code == HL_OP_INT) {
        if (evaluate_integers(op->code, a->imm.i, b->imm.i, &integer))
            return hl_constant_i64(constants, integer);
        if (compare_integers(op->code, a->imm.i, b->imm.i, &truth))
            return hl_constant_b1(constants, truth);
    }
    if (hl_op_is(op, HL_FLAG_COMMUTES) && a->code == HL_OP_INT && b->code != HL_OP_INT) { /* constants on the right */
        op->args[0] = b;
        op->args[1] = a;
    }
    regroup_sum(constants, op);
    HlOp *value = hl_root(op->args[0]) == hl_root(op->args[1]) ? same_integers(constants, op) : NULL;
    if (!value && op->args[1]->code == HL_OP_INT)
        value = integer_with_constant(constants, op, op->args[0], op->args[1]->imm.i);
    if (!value && (op->code == HL_OP_IFLOORDIV || op->code == HL_OP_IMOD))
        divide_by_shift(constants, op);
    return value ? value : compare_truth(op);
}

static HlOp *simplify_integer(HlConstants *constants, const HlOp *op)
{
    const HlOp *a = op->args[0];
    if (op->code == HL_OP_INOT && a->code == HL_OP_INOT)
        return a->args[0];
    if (a->code != HL_OP_INT)
        return NULL;
    int64_t value = a->imm.i;
    if (op->code == HL_OP_INOT)
        return hl_constant_i64(constants, ~value);
    if (value == INT64_MIN)
        return NULL; /* its negation leaves */
    return hl_constant_i64(constants, op->code == HL_OP_INEG_CHECK || value < 0 ? -value : value);
}

/* --- floats --- */

static bool evaluate_floats(HlOpcode code, double a, double b, double *result)
{
    switch (code) {
    case HL_OP_FADD:
        *result = a + b;
        return true;
    case HL_OP_FSUB:
        *result = a - b;
        return true;
    case HL_OP_FMUL:
        *result = a * b;
        return true;
    case HL_OP_FDIV:
        *result = a / b;
        return b != 0;
    case HL_OP_FCOPYSIGN:
        *result = copysign(a, b);
        return true;
    default:
        return false;
    }
}

static bool compare_floats(HlOpcode code, double a, double b, bool *result)
{
    switch (code) {
    case HL_OP_FLT:
        *result = a < b;
        return true;
    case HL_OP_FLE:
        *result = a <= b;
        return true;
    case HL_OP_FEQ:
        *result = a == b;
        return true;
    case HL_OP_FNE:
        *result = a != b;
        return true;
    default:
        return false;
    }
}

static bool is_zero(double value, bool negative) { return value == 0 && !signbit(value) == !negative; }

static HlOp *float_with_constant(const HlOp *op, HlOp *a, double b)
{
    switch (op->code) {
    case HL_OP_FADD:
        return is_zero(b, true) ? a : NULL;
    case HL_OP_FSUB:
        return is_zero(b, false) ? a : NULL;
    case HL_OP_FMUL:
    case HL_OP_FDIV:
        return b == 1.0 ? a : NULL;
    default:
        return NULL;
    }
}

static HlOp *simplify_floats(HlConstants *constants, HlOp *op)
{
    HlOp *a = op->args[0], *b = op->args[1];
    double number;
    bool truth;
    if (a->code == HL_OP_FLOAT && b->code == HL_OP_FLOAT) {
        if (evaluate_floats(op->code, a->imm.f, b->imm.f, &number) && !isnan(number))
            return hl_constant_f64(constants, number);
        if (compare_floats(op->code, a->imm.f, b->imm.f, &truth))
            return hl_constant_b1(constants, truth);
    }
    if (hl_op_is(op, HL_FLAG_COMMUTES) && a->code == HL_OP_FLOAT && b->code != HL_OP_FLOAT) {
        op->args[0] = b;
        op->args[1] = a;
    }
    return op->args[1]->code == HL_OP_FLOAT ? float_with_constant(op, op->args[0], op->args[1]->imm.f) : NULL;
}

static bool is_integral(const HlOp *op)
{
    return op->code == HL_OP_FFLOOR || op->code == HL_OP_FCEIL || op->code == HL_OP_FTRUNC || op->code == HL_OP_I2F;
}

static HlOp *simplify_float(HlConstants *constants, HlOp *op)
{
    HlOp *a = op->args[0];
    if (is_integral(op) && is_integral(a))
        return a;
    if (op->code == HL_OP_FNEG && a->code == HL_OP_FNEG)
        return a->args[0];
    if (op->code == HL_OP_FABS && (a->code == HL_OP_FNEG || a->code == HL_OP_FABS))
        op->args[0] = a->args[0];
    if (a->code != HL_OP_FLOAT || isnan(a->imm.f))
        return NULL;
    double value = a->imm.f;
    switch (op->code) {
    case HL_OP_FNEG:
        return hl_constant_f64(constants, -value);
    case HL_OP_FABS:
        return hl_constant_f64(constants, fabs(value));
    case HL_OP_FSQRT:
        return value >= 0 ? hl_constant_f64(constants, sqrt(value)) : NULL;
    case HL_OP_FFLOOR:
        return hl_constant_f64(constants, floor(value));
    case HL_OP_FCEIL:
        return hl_constant_f64(constants, ceil(value));
    case HL_OP_FTRUNC:
        return hl_constant_f64(constants, trunc(value));
    default:
        return NULL;
    }
}

/* --- truth and conversions --- */

/* The comparison that holds when `code` does not, HL_OP_COUNT if there is none: with NaN, neither a < b nor b <= a. */
static HlOpcode opposite(HlOpcode code)
{
    switch (code) {
    case HL_OP_IEQ:
        return HL_OP_INE;
    case HL_OP_INE:
        return HL_OP_IEQ;
    case HL_OP_FEQ:
        return HL_OP_FNE;
    case HL_OP_FNE:
        return HL_OP_FEQ;
    default:
        return HL_OP_COUNT;
    }
}

static HlOp *simplify_not(HlConstants *constants, HlOp *op)
{
    HlOp *a = op->args[0];
    if (a->code == HL_OP_BNOT)
        return a->args[0];
    if (a->code == HL_OP_BOOL)
        return hl_constant_b1(constants, !a->imm.i);
    bool ordered = a->code == HL_OP_ILT || a->code == HL_OP_ILE;
    if (!ordered && opposite(a->code) == HL_OP_COUNT)
        return NULL;
    /* Operands of the comparison: exchanged for the ordered ones, as not a < b is b <= a. */
    op->args = hl_scratch_need(constants->scratch, hl_ir_alloc(constants->ir, 2 * sizeof *op->args));
    op->args[0] = a->args[ordered ? 1 : 0];
    op->args[1] = a->args[ordered ? 0 : 1];
    hl_become(op, ordered ? (a->code == HL_OP_ILT ? HL_OP_ILE : HL_OP_ILT) : opposite(a->code), 2);
    return NULL;
}

static HlOp *simplify_select(HlOp *op)
{
    if (op->args[0]->code == HL_OP_BOOL)
        return op->args[op->args[0]->imm.i ? 1 : 2];
    if (op->args[1] == op->args[2])
        return op->args[1];
    if (op->code == HL_OP_ISELECT && is_int(op->args[1], 1) && is_int(op->args[2], 0))
        hl_become(op, HL_OP_B2I, 1);
    return NULL;
}

static HlOp *simplify_conversion(HlConstants *constants, const HlOp *op)
{
    const HlOp *a = op->args[0];
    if (op->code == HL_OP_B2I && a->code == HL_OP_BOOL)
        return hl_constant_i64(constants, a->imm.i);
    if (op->code == HL_OP_I2F && a->code == HL_OP_INT)
        return hl_constant_f64(constants, (double)a->imm.i);
    if (op->code == HL_OP_IS_EXACT && a->code == HL_OP_INT)
        return hl_constant_b1(constants, a->imm.i >= -(INT64_C(1) << 53) && a->imm.i <= INT64_C(1) << 53);
    if (op->code == HL_OP_F2I_CHECK && a->code == HL_OP_FLOAT && fabs(a->imm.f) < 0x1p63)
        return hl_constant_i64(constants, (int64_t)a->imm.f);
    return NULL;
}

static HlOp *simplify_identity(HlConstants *constants, const HlOp *op)
{
    const HlOp *a = hl_root(op->args[0]), *b = hl_root(op->args[1]);
    if (a == b)
        return hl_constant_b1(constants, true);
    return a->code == HL_OP_CONST && b->code == HL_OP_CONST ? hl_constant_b1(constants, false) : NULL;
}

/* Checks of a negated condition are the other check of the condition. */
static void turn_check(HlOp *op)
{
    if (op->args[0]->code != HL_OP_BNOT)
        return;
    op->args[0] = op->args[0]->args[0];
    hl_become(op, op->code == HL_OP_CHECK_TRUE ? HL_OP_CHECK_FALSE : HL_OP_CHECK_TRUE, 1);
}

static HlOp *simplify_once(HlConstants *constants, HlOp *op)
{
    switch (op->code) {
    case HL_OP_IADD:
    case HL_OP_ISUB:
    case HL_OP_IMUL:
    case HL_OP_IADD_CHECK:
    case HL_OP_ISUB_CHECK:
    case HL_OP_IMUL_CHECK:
    case HL_OP_IFLOORDIV:
    case HL_OP_IMOD:
    case HL_OP_UDIV:
    case HL_OP_UREM:
    case HL_OP_IAND:
    case HL_OP_IOR:
    case HL_OP_IXOR:
    case HL_OP_ISHL_CHECK:
    case HL_OP_ISHR:
    case HL_OP_IPOW_CHECK:
    case HL_OP_ILT:
    case HL_OP_ILE:
    case HL_OP_IEQ:
    case HL_OP_INE:
        return simplify_integers(constants, op);
    case HL_OP_INEG_CHECK:
    case HL_OP_INOT:
    case HL_OP_IABS_CHECK:
        return simplify_integer(constants, op);
    case HL_OP_FADD:
    case HL_OP_FSUB:
    case HL_OP_FMUL:
    case HL_OP_FDIV:
    case HL_OP_FCOPYSIGN:
    case HL_OP_FLT:
    case HL_OP_FLE:
    case HL_OP_FEQ:
    case HL_OP_FNE:
        return simplify_floats(constants, op);
    case HL_OP_FNEG:
    case HL_OP_FABS:
    case HL_OP_FSQRT:
    case HL_OP_FFLOOR:
    case HL_OP_FCEIL:
    case HL_OP_FTRUNC:
        return simplify_float(constants, op);
    case HL_OP_BNOT:
        return simplify_not(constants, op);
    case HL_OP_ISELECT:
    case HL_OP_FSELECT:
    case HL_OP_OSELECT:
        return simplify_select(op);
    case HL_OP_B2I:
    case HL_OP_I2F:
    case HL_OP_IS_EXACT:
    case HL_OP_F2I_CHECK:
        return simplify_conversion(constants, op);
    case HL_OP_OBJ_EQ:
        return simplify_identity(constants, op);
    case HL_OP_CHECK_TRUE:
    case HL_OP_CHECK_FALSE:
        turn_check(op);
        return NULL;
    default:
        return NULL;
    }
}

HlOp *hl_simplify(HlConstants *constants, HlOp *op)
{
    for (;;) {
        HlOpcode code = op->code;
        HlOp *value = simplify_once(constants, op);
        if (value || op->code == code)
            return value;
    }
}

/* --- checks --- */

static int check_index_outcome(const HlOp *op)
{
    const HlOp *index = op->args[0], *length = op->args[1];
    if (index->code == HL_OP_INT && length->code == HL_OP_INT)
        return index->imm.i >= 0 && index->imm.i < length->imm.i;
    if (index->code == HL_OP_INT && index->imm.i < 0)
        return 0;
    for (; hl_is_refinement(index); index = index->args[0])
        if (index->code == HL_OP_CHECK_INDEX && hl_root(index->args[1]) == hl_root(op->args[1]))
            return 1;
    return -1;
}

static int check_finite_outcome(const HlOp *op)
{
    const HlOp *a = op->args[0];
    if (a->code == HL_OP_FLOAT)
        return isfinite(a->imm.f);
    return a->code == HL_OP_CHECK_FINITE || a->code == HL_OP_I2F ? 1 : -1;
}

static int check_nonzero_outcome(const HlOp *op)
{
    const HlOp *a = op->args[0];
    if (a->code == HL_OP_INT)
        return a->imm.i != 0;
    for (; hl_is_refinement(a); a = a->args[0])
        if (a->code == HL_OP_CHECK_NONZERO)
            return 1;
    return -1;
}

static int check_nonnegative_outcome(const HlOp *op)
{
    const HlOp *a = op->args[0];
    if (a->code == HL_OP_INT)
        return a->imm.i >= 0;
    for (; hl_is_refinement(a); a = a->args[0])
        if (a->code == HL_OP_CHECK_NONNEGATIVE || a->code == HL_OP_CHECK_INDEX)
            return 1;
    return -1;
}

static int check_is_outcome(const HlOp *op)
{
    const HlOp *root = hl_root(op->args[0]);
    return root->code == HL_OP_CONST ? root->imm.i == op->imm.i : -1;
}

int hl_check_outcome(const HlIr *ir, const HlOp *op)
{
    const HlOp *a = op->arg_count ? op->args[0] : NULL;
    switch (op->code) {
    case HL_OP_CHECK_TRUE:
        return a->code == HL_OP_BOOL ? a->imm.i != 0 : -1;
    case HL_OP_CHECK_FALSE:
        return a->code == HL_OP_BOOL ? a->imm.i == 0 : -1;
    case HL_OP_CHECK_TYPE:
        return hl_known_type(ir, a, op->imm.i) ? 1 : -1;
    case HL_OP_CHECK_IS:
        return check_is_outcome(op);
    case HL_OP_CHECK_NOT_NULL:
        return hl_known_not_null(a) ? 1 : -1;
    case HL_OP_CHECK_NULL:
        return hl_known_not_null(a) ? 0 : -1;
    case HL_OP_CHECK_INDEX:
        return check_index_outcome(op);
    case HL_OP_CHECK_NONZERO:
        return check_nonzero_outcome(op);
    case HL_OP_CHECK_FINITE:
        return check_finite_outcome(op);
    case HL_OP_CHECK_NONNEGATIVE:
        return check_nonnegative_outcome(op);
    default:
        return -1;
    }
}
