/* Numbers: constants, integer and float arithmetic, conversions, checks on numbers. Each row is the sentence of ir.def in C; what is longer than a line is in
 * runtime/arithmetic.h, which compiled code and the folding pass share. */
#include "../../runtime/arithmetic.h"
#include "internal.h"

/* `expression` in terms of the operands a, b of the type; `give` is i or f. */
#define INT1(name, give, expression)                 \
    HL_EXEC(name)                                    \
    {                                                \
        int64_t a = hl_operand_i(run, op, 0);        \
        return hl_give_##give(run, op, expression);  \
    }
#define INT2(name, give, expression)                                                \
    HL_EXEC(name)                                                                   \
    {                                                                               \
        int64_t a = hl_operand_i(run, op, 0), b = hl_operand_i(run, op, 1);         \
        return hl_give_##give(run, op, expression);                                 \
    }
/* `holds` writes the result into `r`; false: the check fails. */
#define INT2_CHECK(name, holds)                                                     \
    HL_EXEC(name)                                                                   \
    {                                                                               \
        int64_t a = hl_operand_i(run, op, 0), b = hl_operand_i(run, op, 1), r;      \
        return (holds) ? hl_give_i(run, op, r) : HL_STEP_FAIL;                      \
    }
#define FLOAT1(name, give, expression)               \
    HL_EXEC(name)                                    \
    {                                                \
        double a = hl_operand_f(run, op, 0);         \
        return hl_give_##give(run, op, expression);  \
    }
#define FLOAT2(name, give, expression)                                              \
    HL_EXEC(name)                                                                   \
    {                                                                               \
        double a = hl_operand_f(run, op, 0), b = hl_operand_f(run, op, 1);          \
        return hl_give_##give(run, op, expression);                                 \
    }

HL_EXEC(INT) { return hl_give_i(run, op, op->imm.i); }
HL_EXEC(FLOAT) { return hl_give_f(run, op, op->imm.f); }
HL_EXEC(BOOL) { return hl_give_i(run, op, op->imm.i); }

INT2(IADD, i, (int64_t)((uint64_t)a + (uint64_t)b))
INT2(ISUB, i, (int64_t)((uint64_t)a - (uint64_t)b))
INT2(IMUL, i, (int64_t)((uint64_t)a * (uint64_t)b))
INT2_CHECK(IADD_CHECK, !__builtin_add_overflow(a, b, &r))
INT2_CHECK(ISUB_CHECK, !__builtin_sub_overflow(a, b, &r))
INT2_CHECK(IMUL_CHECK, !__builtin_mul_overflow(a, b, &r))
INT2_CHECK(IFLOORDIV, hl_ifloordiv(a, b, &r))
INT2(IMOD, i, hl_imod(a, b))
INT2(UDIV, i, (int64_t)((uint64_t)a / (uint64_t)b))
INT2(UREM, i, (int64_t)((uint64_t)a % (uint64_t)b))
INT2(IAND, i, a & b)
INT2(IOR, i, a | b)
INT2(IXOR, i, a ^ b)
INT1(INOT, i, ~a)
INT2_CHECK(ISHL_CHECK, hl_ishl(a, b, &r))
INT2(ISHR, i, hl_ishr(a, b))
INT2_CHECK(IPOW_CHECK, hl_ipow(a, b, &r))
INT2(ILT, i, a < b)
INT2(ILE, i, a <= b)
INT2(IEQ, i, a == b)
INT2(INE, i, a != b)

HL_EXEC(INEG_CHECK)
{
    int64_t a = hl_operand_i(run, op, 0);
    return a == INT64_MIN ? HL_STEP_FAIL : hl_give_i(run, op, -a);
}

HL_EXEC(IABS_CHECK)
{
    int64_t a = hl_operand_i(run, op, 0);
    return a == INT64_MIN ? HL_STEP_FAIL : hl_give_i(run, op, a < 0 ? -a : a);
}

HL_EXEC(OSELECT) { return hl_give(run, op, hl_operand(run, op, hl_operand_i(run, op, 0) ? 1 : 2)); }
HL_EXEC(ISELECT) { return hl_give(run, op, hl_operand(run, op, hl_operand_i(run, op, 0) ? 1 : 2)); }

FLOAT2(FADD, f, a + b)
FLOAT2(FSUB, f, a - b)
FLOAT2(FMUL, f, a * b)
FLOAT2(FDIV, f, a / b)
FLOAT1(FNEG, f, -a)
FLOAT1(FABS, f, fabs(a))
FLOAT1(FSQRT, f, sqrt(a))
FLOAT1(FFLOOR, f, floor(a))
FLOAT1(FCEIL, f, ceil(a))
FLOAT1(FTRUNC, f, trunc(a))
FLOAT2(FCOPYSIGN, f, copysign(a, b))
FLOAT2(FFLOORDIV, f, hl_ffloordiv(a, b))
FLOAT2(FMOD, f, hl_fmod(a, b))
FLOAT2(FLT, i, a < b)
FLOAT2(FLE, i, a <= b)
FLOAT2(FEQ, i, a == b)
FLOAT2(FNE, i, a != b)

HL_EXEC(FSELECT) { return hl_give(run, op, hl_operand(run, op, hl_operand_i(run, op, 0) ? 1 : 2)); }

INT1(BNOT, i, !a)
INT1(B2I, i, a)
INT1(I2F, f, (double)a)
INT1(IS_EXACT, i, a >= -(INT64_C(1) << 53) && a <= INT64_C(1) << 53)

HL_EXEC(F2I_CHECK)
{
    int64_t truncated;
    return hl_f2i(hl_operand_f(run, op, 0), &truncated) ? hl_give_i(run, op, truncated) : HL_STEP_FAIL;
}

HL_EXEC(CHECK_TRUE) { return hl_operand_i(run, op, 0) ? HL_STEP_NEXT : HL_STEP_FAIL; }
HL_EXEC(CHECK_FALSE) { return hl_operand_i(run, op, 0) ? HL_STEP_FAIL : HL_STEP_NEXT; }
HL_EXEC(CHECK_NONZERO) { return hl_refine(run, op, hl_operand_i(run, op, 0) != 0); }
HL_EXEC(CHECK_NONNEGATIVE) { return hl_refine(run, op, hl_operand_i(run, op, 0) >= 0); }

HL_EXEC(CHECK_INDEX)
{
    int64_t index = hl_operand_i(run, op, 0);
    return hl_refine(run, op, index >= 0 && index < hl_operand_i(run, op, 1));
}
