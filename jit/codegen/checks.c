/* Checks: each goes to its fail block or gives its operand on, refined. */
#include "gen.h"

#include "cpython/cpython.h"
#include "native.h"

/* The refined value is the operand itself. */
static void pass_on(HlGen *gen, const HlOp *op)
{
    hl_gen_result(gen, op, hl_gen_arg(gen, op, 0));
}

void hl_emit_CHECK_TRUE(HlGen *gen, const HlOp *op)
{
    hl_gen_fail_if(gen, op, hl_gen_not(gen, hl_gen_arg(gen, op, 0)));
}

void hl_emit_CHECK_FALSE(HlGen *gen, const HlOp *op)
{
    hl_gen_fail_if(gen, op, hl_gen_arg(gen, op, 0));
}

void hl_emit_CHECK_TYPE(HlGen *gen, const HlOp *op)
{
    gcc_jit_rvalue *type = hl_gen_load(gen, hl_gen_arg(gen, op, 0), offsetof(PyObject, ob_type), gen->type.address);
    hl_gen_fail_if(gen, op, hl_gen_compare(gen, GCC_JIT_COMPARISON_NE, type, hl_gen_constant(gen, (uint32_t)op->imm.i)));
    pass_on(gen, op);
}

void hl_emit_CHECK_IS(HlGen *gen, const HlOp *op)
{
    hl_gen_fail_if(gen, op, hl_gen_compare(gen, GCC_JIT_COMPARISON_NE, hl_gen_arg(gen, op, 0), hl_gen_constant(gen, (uint32_t)op->imm.i)));
    pass_on(gen, op);
}

void hl_emit_CHECK_NOT_NULL(HlGen *gen, const HlOp *op)
{
    hl_gen_fail_if(gen, op, hl_gen_compare(gen, GCC_JIT_COMPARISON_EQ, hl_gen_arg(gen, op, 0), hl_gen_null(gen)));
    pass_on(gen, op);
}

void hl_emit_CHECK_NULL(HlGen *gen, const HlOp *op)
{
    hl_gen_fail_if(gen, op, hl_gen_compare(gen, GCC_JIT_COMPARISON_NE, hl_gen_arg(gen, op, 0), hl_gen_null(gen)));
}

/* True if the value can't be negative, so that one unsigned comparison checks both ends. */
static bool is_size(const HlOp *op)
{
    return op->code == HL_OP_LIST_SIZE || op->code == HL_OP_TUPLE_SIZE || op->code == HL_OP_BUFFER_LENGTH || (op->code == HL_OP_INT && op->imm.i >= 0);
}

void hl_emit_CHECK_INDEX(HlGen *gen, const HlOp *op)
{
    gcc_jit_rvalue *index = hl_gen_arg(gen, op, 0), *end = hl_gen_arg(gen, op, 1);
    if (is_size(op->args[1])) {
        gcc_jit_type *u64 = gen->type.u64;
        hl_gen_fail_if(gen, op, hl_gen_compare(gen, GCC_JIT_COMPARISON_GE, hl_gen_cast(gen, index, u64), hl_gen_cast(gen, end, u64)));
    } else {
        gcc_jit_rvalue *below = hl_gen_compare(gen, GCC_JIT_COMPARISON_LT, index, hl_gen_i64(gen, 0));
        hl_gen_fail_if(gen, op, hl_gen_either(gen, below, hl_gen_compare(gen, GCC_JIT_COMPARISON_GE, index, end)));
    }
    pass_on(gen, op);
}

void hl_emit_CHECK_NONZERO(HlGen *gen, const HlOp *op)
{
    hl_gen_fail_if(gen, op, hl_gen_compare(gen, GCC_JIT_COMPARISON_EQ, hl_gen_arg(gen, op, 0), hl_gen_i64(gen, 0)));
    pass_on(gen, op);
}

void hl_emit_CHECK_NONNEGATIVE(HlGen *gen, const HlOp *op)
{
    hl_gen_fail_if(gen, op, hl_gen_compare(gen, GCC_JIT_COMPARISON_LT, hl_gen_arg(gen, op, 0), hl_gen_i64(gen, 0)));
    pass_on(gen, op);
}

static void check_count(HlGen *gen, const HlOp *op, enum gcc_jit_comparison bad)
{
    gcc_jit_rvalue *count = hl_gen_load(gen, hl_gen_arg(gen, op, 0), offsetof(PyObject, ob_refcnt), gen->type.i64);
    hl_gen_fail_if(gen, op, hl_gen_compare(gen, bad, count, hl_gen_i64(gen, 1)));
    pass_on(gen, op);
}

void hl_emit_CHECK_SHARED(HlGen *gen, const HlOp *op)
{
    check_count(gen, op, GCC_JIT_COMPARISON_LE);
}

void hl_emit_CHECK_UNIQUE(HlGen *gen, const HlOp *op)
{
    check_count(gen, op, GCC_JIT_COMPARISON_NE);
}

static gcc_jit_rvalue *eval_breaker(HlGen *gen)
{
    if (!gen->eval_breaker) {
        gen->eval_breaker = gcc_jit_function_new_local(gen->function, NULL, gen->type.address, "eval_breaker");
        gcc_jit_rvalue *from = hl_gen_load(gen, gen->native, offsetof(HlNative, eval_breaker), gen->type.address);
        gcc_jit_block_add_assignment(gen->prologue, NULL, gen->eval_breaker, from);
    }
    return gcc_jit_lvalue_as_rvalue(gen->eval_breaker);
}

static void fail_if_breaker_is_set(HlGen *gen, const HlOp *op)
{
    /* A plain load would be hoisted out of the loop; libgccjit ignores volatile. */
    gcc_jit_type *changing = gcc_jit_type_get_pointer(gcc_jit_type_get_volatile(gcc_jit_type_get_const(gen->type.nothing)));
    gcc_jit_rvalue *args[] = {hl_gen_cast(gen, eval_breaker(gen), changing), gcc_jit_context_new_rvalue_from_int(gen->context, gen->type.i32, __ATOMIC_RELAXED)};
    gcc_jit_rvalue *set = hl_gen_builtin(gen, "__atomic_load_4", 2, args);
    hl_gen_fail_if(gen, op, hl_gen_compare(gen, GCC_JIT_COMPARISON_NE, set, gcc_jit_context_zero(gen->context, gcc_jit_rvalue_get_type(set))));
}

void hl_emit_POLL(HlGen *gen, const HlOp *op)
{
    gcc_jit_block_add_assignment_op(gen->block, NULL, gen->iterations, GCC_JIT_BINARY_OP_PLUS, hl_gen_i64(gen, 1));
    fail_if_breaker_is_set(gen, op);
}

void hl_emit_TICK(HlGen *gen, const HlOp *op)
{
    if (!gen->ticks) {
        gen->ticks = gcc_jit_function_new_local(gen->function, NULL, gen->type.i64, "ticks");
        gcc_jit_block_add_assignment(gen->prologue, NULL, gen->ticks, hl_gen_i64(gen, HL_TICKS));
    }
    gcc_jit_block *again = hl_gen_block(gen), *next;
    gcc_jit_block_add_assignment_op(gen->block, NULL, gen->ticks, GCC_JIT_BINARY_OP_MINUS, hl_gen_i64(gen, 1));
    hl_gen_unlikely(gen, hl_gen_compare(gen, GCC_JIT_COMPARISON_EQ, gcc_jit_lvalue_as_rvalue(gen->ticks), hl_gen_i64(gen, 0)), again);
    next = gen->block;
    gen->block = again;
    hl_gen_assign(gen, gen->ticks, hl_gen_i64(gen, HL_TICKS));
    gcc_jit_block_add_assignment_op(gen->block, NULL, gen->iterations, GCC_JIT_BINARY_OP_PLUS, hl_gen_i64(gen, HL_TICKS));
    fail_if_breaker_is_set(gen, op);
    hl_gen_jump(gen, next);
    gen->block = next;
}
