/* Float arithmetic and comparisons. */
#include "gen.h"

#define SIMPLE(name, operation) \
    void hl_emit_##name(HlGen *gen, const HlOp *op) \
    { \
        hl_gen_result(gen, op, hl_gen_binary(gen, operation, gen->type.f64, hl_gen_arg(gen, op, 0), hl_gen_arg(gen, op, 1))); \
    }
SIMPLE(FADD, GCC_JIT_BINARY_OP_PLUS)
SIMPLE(FSUB, GCC_JIT_BINARY_OP_MINUS)
SIMPLE(FMUL, GCC_JIT_BINARY_OP_MULT)
SIMPLE(FDIV, GCC_JIT_BINARY_OP_DIVIDE)

#define COMPARISON(name, comparison) \
    void hl_emit_##name(HlGen *gen, const HlOp *op) \
    { \
        hl_gen_result(gen, op, hl_gen_compare(gen, comparison, hl_gen_arg(gen, op, 0), hl_gen_arg(gen, op, 1))); \
    }
COMPARISON(FLT, GCC_JIT_COMPARISON_LT)
COMPARISON(FLE, GCC_JIT_COMPARISON_LE)
COMPARISON(FEQ, GCC_JIT_COMPARISON_EQ)
COMPARISON(FNE, GCC_JIT_COMPARISON_NE)

void hl_emit_FNEG(HlGen *gen, const HlOp *op)
{
    hl_gen_result(gen, op, gcc_jit_context_new_unary_op(gen->context, NULL, GCC_JIT_UNARY_OP_MINUS, gen->type.f64, hl_gen_arg(gen, op, 0)));
}

/* Builtins that gcc turns into instructions with the same result as the C library's: exact operations only. The others (sin, pow, ...) are never called as
 * builtins, because gcc folds some of them to other values. */
#define BUILTIN_1(name, builtin) \
    void hl_emit_##name(HlGen *gen, const HlOp *op) \
    { \
        gcc_jit_rvalue *a = hl_gen_arg(gen, op, 0); \
        hl_gen_result(gen, op, hl_gen_builtin(gen, builtin, 1, &a)); \
    }
BUILTIN_1(FABS, "__builtin_fabs")
BUILTIN_1(FSQRT, "__builtin_sqrt")
BUILTIN_1(FFLOOR, "__builtin_floor")
BUILTIN_1(FCEIL, "__builtin_ceil")
BUILTIN_1(FTRUNC, "__builtin_trunc")

void hl_emit_FCOPYSIGN(HlGen *gen, const HlOp *op)
{
    gcc_jit_rvalue *args[] = {hl_gen_arg(gen, op, 0), hl_gen_arg(gen, op, 1)};
    hl_gen_result(gen, op, hl_gen_builtin(gen, "__builtin_copysign", 2, args));
}

#define SUPPORT_2(name, function) \
    void hl_emit_##name(HlGen *gen, const HlOp *op) \
    { \
        gcc_jit_rvalue *args[] = {hl_gen_arg(gen, op, 0), hl_gen_arg(gen, op, 1)}; \
        hl_gen_result(gen, op, hl_gen_support(gen, function, 2, args)); \
    }
SUPPORT_2(FFLOORDIV, HL_SUPPORT_hl_rt_floordiv_f64)
SUPPORT_2(FMOD, HL_SUPPORT_hl_rt_mod_f64)
