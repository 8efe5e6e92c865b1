/* Integer arithmetic and comparisons, conversions. */
#include "gen.h"

#define SIMPLE(name, operation) \
    void hl_emit_##name(HlGen *gen, const HlOp *op) \
    { \
        hl_gen_result(gen, op, hl_gen_binary(gen, operation, gen->type.i64, hl_gen_arg(gen, op, 0), hl_gen_arg(gen, op, 1))); \
    }
SIMPLE(IADD, GCC_JIT_BINARY_OP_PLUS)
SIMPLE(ISUB, GCC_JIT_BINARY_OP_MINUS)
SIMPLE(IMUL, GCC_JIT_BINARY_OP_MULT)
SIMPLE(IAND, GCC_JIT_BINARY_OP_BITWISE_AND)
SIMPLE(IOR, GCC_JIT_BINARY_OP_BITWISE_OR)
SIMPLE(IXOR, GCC_JIT_BINARY_OP_BITWISE_XOR)

#define COMPARISON(name, comparison) \
    void hl_emit_##name(HlGen *gen, const HlOp *op) \
    { \
        hl_gen_result(gen, op, hl_gen_compare(gen, comparison, hl_gen_arg(gen, op, 0), hl_gen_arg(gen, op, 1))); \
    }
COMPARISON(ILT, GCC_JIT_COMPARISON_LT)
COMPARISON(ILE, GCC_JIT_COMPARISON_LE)
COMPARISON(IEQ, GCC_JIT_COMPARISON_EQ)
COMPARISON(INE, GCC_JIT_COMPARISON_NE)
COMPARISON(OBJ_EQ, GCC_JIT_COMPARISON_EQ)

/* `to` = a operation b; to the fail block on overflow. */
static void checked(HlGen *gen, const HlOp *op, const char *builtin, gcc_jit_rvalue *a, gcc_jit_rvalue *b, gcc_jit_lvalue *to)
{
    gcc_jit_rvalue *args[] = {a, b, gcc_jit_lvalue_get_address(to, NULL)};
    hl_gen_fail_if(gen, op, hl_gen_builtin(gen, builtin, 3, args));
}

#define CHECKED(name, builtin) \
    void hl_emit_##name(HlGen *gen, const HlOp *op) \
    { \
        checked(gen, op, builtin, hl_gen_arg(gen, op, 0), hl_gen_arg(gen, op, 1), hl_gen_local(gen, op)); \
    }
CHECKED(IADD_CHECK, "__builtin_saddl_overflow")
CHECKED(ISUB_CHECK, "__builtin_ssubl_overflow")

void hl_emit_IMUL_CHECK(HlGen *gen, const HlOp *op)
{
    gcc_jit_rvalue *a = hl_gen_arg(gen, op, 0), *b = hl_gen_arg(gen, op, 1);
    if (op->args[1]->code == HL_OP_INT && op->args[1]->imm.i == 2) /* a sum is faster */
        checked(gen, op, "__builtin_saddl_overflow", a, a, hl_gen_local(gen, op));
    else
        checked(gen, op, "__builtin_smull_overflow", a, b, hl_gen_local(gen, op));
}

void hl_emit_INEG_CHECK(HlGen *gen, const HlOp *op)
{
    checked(gen, op, "__builtin_ssubl_overflow", hl_gen_i64(gen, 0), hl_gen_arg(gen, op, 0), hl_gen_local(gen, op));
}

void hl_emit_INOT(HlGen *gen, const HlOp *op)
{
    hl_gen_result(gen, op, gcc_jit_context_new_unary_op(gen->context, NULL, GCC_JIT_UNARY_OP_BITWISE_NEGATE, gen->type.i64, hl_gen_arg(gen, op, 0)));
}

/* All ones if `value` is negative, else 0. */
static gcc_jit_rvalue *sign_mask(HlGen *gen, gcc_jit_rvalue *value)
{
    return hl_gen_binary(gen, GCC_JIT_BINARY_OP_RSHIFT, gen->type.i64, value, hl_gen_i64(gen, 63));
}

static gcc_jit_rvalue *as_i64(HlGen *gen, gcc_jit_rvalue *condition)
{
    return hl_gen_cast(gen, condition, gen->type.i64);
}

/* The exponent if the operand is a constant power of two, else -1. */
static int power_of_two(const HlOp *op)
{
    if (op->code != HL_OP_INT || op->imm.i <= 0 || (op->imm.i & (op->imm.i - 1)) != 0)
        return -1;
    return __builtin_ctzll((unsigned long long)op->imm.i);
}

/* The machine's division of unsigned numbers. */
static void unsigned_division(HlGen *gen, const HlOp *op, enum gcc_jit_binary_op operation)
{
    gcc_jit_type *u64 = gen->type.u64;
    gcc_jit_rvalue *a = hl_gen_cast(gen, hl_gen_arg(gen, op, 0), u64), *b = hl_gen_cast(gen, hl_gen_arg(gen, op, 1), u64);
    hl_gen_result(gen, op, hl_gen_cast(gen, hl_gen_binary(gen, operation, u64, a, b), gen->type.i64));
}

void hl_emit_UDIV(HlGen *gen, const HlOp *op)
{
    unsigned_division(gen, op, GCC_JIT_BINARY_OP_DIVIDE);
}

void hl_emit_UREM(HlGen *gen, const HlOp *op)
{
    unsigned_division(gen, op, GCC_JIT_BINARY_OP_MODULO);
}

/* True if the operand may be -1: then the machine's division may trap. */
static bool may_be_minus_one(const HlOp *op)
{
    return op->code != HL_OP_INT || op->imm.i == -1;
}

/* Python rounds down, the machine towards 0: they differ by one if the remainder is not 0 and its sign is not the divisor's. The result is the correction,
 * -1 or 0. */
static gcc_jit_rvalue *rounding(HlGen *gen, gcc_jit_rvalue *rest, gcc_jit_rvalue *divisor)
{
    gcc_jit_rvalue *nonzero = as_i64(gen, hl_gen_compare(gen, GCC_JIT_COMPARISON_NE, rest, hl_gen_i64(gen, 0)));
    gcc_jit_rvalue *signs = sign_mask(gen, hl_gen_binary(gen, GCC_JIT_BINARY_OP_BITWISE_XOR, gen->type.i64, rest, divisor));
    gcc_jit_rvalue *wanted = hl_gen_binary(gen, GCC_JIT_BINARY_OP_BITWISE_AND, gen->type.i64, signs, nonzero);
    return hl_gen_binary(gen, GCC_JIT_BINARY_OP_MINUS, gen->type.i64, hl_gen_i64(gen, 0), wanted);
}

void hl_emit_IFLOORDIV(HlGen *gen, const HlOp *op)
{
    gcc_jit_type *i64 = gen->type.i64;
    gcc_jit_rvalue *a = hl_gen_arg(gen, op, 0), *b = hl_gen_arg(gen, op, 1);
    int shift = power_of_two(op->args[1]);
    if (shift >= 0) {
        hl_gen_result(gen, op, hl_gen_binary(gen, GCC_JIT_BINARY_OP_RSHIFT, i64, a, hl_gen_i64(gen, shift)));
        return;
    }
    if (may_be_minus_one(op->args[1])) {
        gcc_jit_rvalue *lowest = hl_gen_compare(gen, GCC_JIT_COMPARISON_EQ, a, hl_gen_i64(gen, INT64_MIN));
        gcc_jit_rvalue *minus_one = hl_gen_compare(gen, GCC_JIT_COMPARISON_EQ, b, hl_gen_i64(gen, -1));
        hl_gen_fail_if(gen, op, hl_gen_binary(gen, GCC_JIT_BINARY_OP_LOGICAL_AND, gen->type.boolean, minus_one, lowest));
    }
    gcc_jit_rvalue *quotient = hl_gen_hold(gen, hl_gen_binary(gen, GCC_JIT_BINARY_OP_DIVIDE, i64, a, b));
    gcc_jit_rvalue *rest = hl_gen_hold(gen, hl_gen_binary(gen, GCC_JIT_BINARY_OP_MODULO, i64, a, b));
    hl_gen_result(gen, op, hl_gen_binary(gen, GCC_JIT_BINARY_OP_PLUS, i64, quotient, rounding(gen, rest, b)));
}

void hl_emit_IMOD(HlGen *gen, const HlOp *op)
{
    gcc_jit_type *i64 = gen->type.i64;
    gcc_jit_rvalue *a = hl_gen_arg(gen, op, 0), *b = hl_gen_arg(gen, op, 1);
    if (power_of_two(op->args[1]) >= 0) {
        hl_gen_result(gen, op, hl_gen_binary(gen, GCC_JIT_BINARY_OP_BITWISE_AND, i64, a, hl_gen_i64(gen, op->args[1]->imm.i - 1)));
        return;
    }
    if (may_be_minus_one(op->args[1])) {
        /* Dividing by 1 instead of -1 leaves the same remainder, 0, and never traps. */
        gcc_jit_rvalue *minus_one = as_i64(gen, hl_gen_compare(gen, GCC_JIT_COMPARISON_EQ, b, hl_gen_i64(gen, -1)));
        gcc_jit_rvalue *two = hl_gen_binary(gen, GCC_JIT_BINARY_OP_LSHIFT, i64, minus_one, hl_gen_i64(gen, 1));
        b = hl_gen_hold(gen, hl_gen_binary(gen, GCC_JIT_BINARY_OP_PLUS, i64, b, two));
    }
    gcc_jit_rvalue *rest = hl_gen_hold(gen, hl_gen_binary(gen, GCC_JIT_BINARY_OP_MODULO, i64, a, b));
    gcc_jit_rvalue *correction = hl_gen_binary(gen, GCC_JIT_BINARY_OP_BITWISE_AND, i64, rounding(gen, rest, b), b);
    hl_gen_result(gen, op, hl_gen_binary(gen, GCC_JIT_BINARY_OP_PLUS, i64, rest, correction));
}

void hl_emit_ISHL_CHECK(HlGen *gen, const HlOp *op)
{
    gcc_jit_type *i64 = gen->type.i64;
    gcc_jit_rvalue *a = hl_gen_arg(gen, op, 0), *b = hl_gen_arg(gen, op, 1);
    if (op->args[1]->code == HL_OP_INT && op->args[1]->imm.i == 1) { /* a sum: one instruction and a test of its overflow */
        checked(gen, op, "__builtin_saddl_overflow", a, a, hl_gen_local(gen, op));
        return;
    }
    gcc_jit_rvalue *distance = hl_gen_cast(gen, b, gen->type.u64); /* negative ones become huge */
    gcc_jit_rvalue *limit = gcc_jit_context_new_rvalue_from_int(gen->context, gen->type.u64, 62);
    hl_gen_fail_if(gen, op, hl_gen_compare(gen, GCC_JIT_COMPARISON_GT, distance, limit));
    hl_gen_result(gen, op, hl_gen_binary(gen, GCC_JIT_BINARY_OP_LSHIFT, i64, a, b));
    gcc_jit_rvalue *back = hl_gen_binary(gen, GCC_JIT_BINARY_OP_RSHIFT, i64, hl_gen_value(gen, op), b);
    hl_gen_fail_if(gen, op, hl_gen_compare(gen, GCC_JIT_COMPARISON_NE, back, a));
}

void hl_emit_ISHR(HlGen *gen, const HlOp *op)
{
    gcc_jit_type *i64 = gen->type.i64;
    gcc_jit_rvalue *distance;
    if (op->args[1]->code == HL_OP_INT) {
        int64_t constant = op->args[1]->imm.i;
        distance = hl_gen_i64(gen, constant > 63 ? 63 : constant);
    } else {
        /* min(b, 63) without a branch: the mask is all ones if b is over 63. Gcc drops the final `and`, which the machine's shift does itself. */
        gcc_jit_rvalue *b = hl_gen_arg(gen, op, 1);
        gcc_jit_rvalue *over = sign_mask(gen, hl_gen_binary(gen, GCC_JIT_BINARY_OP_MINUS, i64, hl_gen_i64(gen, 63), b));
        gcc_jit_rvalue *bits = hl_gen_binary(gen, GCC_JIT_BINARY_OP_BITWISE_OR, i64, b, over);
        distance = hl_gen_binary(gen, GCC_JIT_BINARY_OP_BITWISE_AND, i64, bits, hl_gen_i64(gen, 63));
    }
    hl_gen_result(gen, op, hl_gen_binary(gen, GCC_JIT_BINARY_OP_RSHIFT, i64, hl_gen_arg(gen, op, 0), distance));
}

enum { LONGEST_CHAIN = 4 }; /* constant exponents up to this become multiplications */

/* a ** exponent, exponent > 0. An intermediate power overflows only if the final one does. */
static void power_chain(HlGen *gen, const HlOp *op, int64_t exponent)
{
    gcc_jit_rvalue *a = hl_gen_arg(gen, op, 0), *power = a;
    for (; exponent > 1; exponent--) {
        gcc_jit_lvalue *next = hl_gen_temporary(gen, gen->type.i64);
        checked(gen, op, "__builtin_smull_overflow", power, a, next);
        power = gcc_jit_lvalue_as_rvalue(next);
    }
    hl_gen_result(gen, op, power);
}

void hl_emit_IPOW_CHECK(HlGen *gen, const HlOp *op)
{
    const HlOp *exponent = op->args[1];
    if (exponent->code == HL_OP_INT && exponent->imm.i > 0 && exponent->imm.i <= LONGEST_CHAIN) {
        power_chain(gen, op, exponent->imm.i);
        return;
    }
    gcc_jit_rvalue *args[] = {hl_gen_arg(gen, op, 0), hl_gen_arg(gen, op, 1), hl_gen_cast(gen, gcc_jit_lvalue_get_address(gen->scratch, NULL), gen->type.address)};
    gcc_jit_rvalue *fits = hl_gen_hold(gen, hl_gen_support(gen, HL_SUPPORT_hl_rt_ipow, 3, args));
    hl_gen_fail_if(gen, op, hl_gen_compare(gen, GCC_JIT_COMPARISON_EQ, fits, gcc_jit_context_zero(gen->context, gen->type.i32)));
    hl_gen_result(gen, op, gcc_jit_lvalue_as_rvalue(gen->scratch));
}

void hl_emit_IABS_CHECK(HlGen *gen, const HlOp *op)
{
    gcc_jit_rvalue *a = hl_gen_arg(gen, op, 0);
    hl_gen_fail_if(gen, op, hl_gen_compare(gen, GCC_JIT_COMPARISON_EQ, a, hl_gen_i64(gen, INT64_MIN)));
    hl_gen_result(gen, op, gcc_jit_context_new_unary_op(gen->context, NULL, GCC_JIT_UNARY_OP_ABS, gen->type.i64, a));
}

void hl_emit_B2I(HlGen *gen, const HlOp *op)
{
    hl_gen_result(gen, op, as_i64(gen, hl_gen_arg(gen, op, 0)));
}

void hl_emit_BNOT(HlGen *gen, const HlOp *op)
{
    hl_gen_result(gen, op, hl_gen_not(gen, hl_gen_arg(gen, op, 0)));
}

void hl_emit_I2F(HlGen *gen, const HlOp *op)
{
    hl_gen_result(gen, op, hl_gen_cast(gen, hl_gen_arg(gen, op, 0), gen->type.f64));
}

void hl_emit_F2I_CHECK(HlGen *gen, const HlOp *op)
{
    /* Tested before the conversion: the machine gives INT64_MIN for everything out of range and for NaN, but gcc folds constants to other numbers. */
    gcc_jit_rvalue *a = hl_gen_arg(gen, op, 0), *size = hl_gen_builtin(gen, "__builtin_fabs", 1, &a);
    gcc_jit_rvalue *fits = hl_gen_compare(gen, GCC_JIT_COMPARISON_LT, size, hl_gen_f64(gen, 0x1p63));
    hl_gen_fail_if(gen, op, hl_gen_not(gen, fits));
    hl_gen_result(gen, op, hl_gen_cast(gen, a, gen->type.i64));
}

void hl_emit_IS_EXACT(HlGen *gen, const HlOp *op)
{
    gcc_jit_rvalue *moved = hl_gen_binary(gen, GCC_JIT_BINARY_OP_PLUS, gen->type.i64, hl_gen_arg(gen, op, 0), hl_gen_i64(gen, INT64_C(1) << 53));
    gcc_jit_rvalue *limit = hl_gen_cast(gen, hl_gen_i64(gen, INT64_C(1) << 54), gen->type.u64);
    hl_gen_result(gen, op, hl_gen_compare(gen, GCC_JIT_COMPARISON_LE, hl_gen_cast(gen, moved, gen->type.u64), limit));
}
