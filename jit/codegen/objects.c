/* Boxing, unboxing and reference counts. */
#include "gen.h"

#include "cpython/cpython.h"
#include "native.h"

_Static_assert(PyLong_SHIFT == 30, "an int64 has at most three digits");

void hl_emit_UNBOX_F64(HlGen *gen, const HlOp *op)
{
    hl_gen_result(gen, op, hl_gen_load(gen, hl_gen_arg(gen, op, 0), offsetof(PyFloatObject, ob_fval), gen->type.f64));
}

static gcc_jit_rvalue *digit_at(HlGen *gen, gcc_jit_rvalue *object, size_t index)
{
    gcc_jit_rvalue *raw = hl_gen_load(gen, object, offsetof(PyLongObject, ob_digit) + index * sizeof(digit), gen->type.u32);
    return hl_gen_cast(gen, raw, gen->type.i64);
}

/* At gen->block, for an int of two digits: the value into the result. The size is 2 or -2, so half of it is the sign. */
static void unbox_two_digits(HlGen *gen, const HlOp *op, gcc_jit_rvalue *object, gcc_jit_rvalue *size)
{
    gcc_jit_type *i64 = gen->type.i64;
    gcc_jit_rvalue *high = hl_gen_binary(gen, GCC_JIT_BINARY_OP_LSHIFT, i64, digit_at(gen, object, 1), hl_gen_i64(gen, PyLong_SHIFT));
    gcc_jit_rvalue *magnitude = hl_gen_binary(gen, GCC_JIT_BINARY_OP_BITWISE_OR, i64, high, digit_at(gen, object, 0));
    gcc_jit_rvalue *sign = hl_gen_binary(gen, GCC_JIT_BINARY_OP_RSHIFT, i64, size, hl_gen_i64(gen, 1));
    hl_gen_result(gen, op, hl_gen_binary(gen, GCC_JIT_BINARY_OP_MULT, i64, magnitude, sign));
}

/* At gen->block, for an int of any size: the value into the result, or to the fail block. */
static void unbox_wide(HlGen *gen, const HlOp *op, gcc_jit_rvalue *object)
{
    gcc_jit_rvalue *args[] = {object, hl_gen_cast(gen, gcc_jit_lvalue_get_address(gen->scratch, NULL), gen->type.address)};
    gcc_jit_rvalue *fits = hl_gen_hold(gen, hl_gen_support(gen, HL_SUPPORT_hl_rt_unbox_wide, 2, args));
    hl_gen_fail_if(gen, op, hl_gen_compare(gen, GCC_JIT_COMPARISON_EQ, fits, gcc_jit_context_zero(gen->context, gen->type.i32)));
    hl_gen_result(gen, op, gcc_jit_lvalue_as_rvalue(gen->scratch));
}

void hl_emit_UNBOX_I64(HlGen *gen, const HlOp *op)
{
    gcc_jit_type *i64 = gen->type.i64;
    gcc_jit_rvalue *object = hl_gen_arg(gen, op, 0);
    gcc_jit_rvalue *size = hl_gen_hold(gen, hl_gen_load(gen, object, offsetof(PyVarObject, ob_size), i64));
    gcc_jit_block *more = hl_gen_block(gen), *two = hl_gen_block(gen), *wide = hl_gen_block(gen), *done = hl_gen_block(gen);

    /* -1, 0 or 1 digits: the size is the sign. The first digit of a 0 is allocated but undefined; times 0 it is 0. */
    gcc_jit_rvalue *moved = hl_gen_cast(gen, hl_gen_binary(gen, GCC_JIT_BINARY_OP_PLUS, i64, size, hl_gen_i64(gen, 1)), gen->type.u64);
    gcc_jit_rvalue *limit = gcc_jit_context_new_rvalue_from_int(gen->context, gen->type.u64, 2);
    hl_gen_unlikely(gen, hl_gen_compare(gen, GCC_JIT_COMPARISON_GT, moved, limit), more);
    hl_gen_result(gen, op, hl_gen_binary(gen, GCC_JIT_BINARY_OP_MULT, i64, size, digit_at(gen, object, 0)));
    hl_gen_jump(gen, done);

    gen->block = more;
    gcc_jit_rvalue *plus_two = hl_gen_compare(gen, GCC_JIT_COMPARISON_EQ, size, hl_gen_i64(gen, 2));
    gcc_jit_rvalue *minus_two = hl_gen_compare(gen, GCC_JIT_COMPARISON_EQ, size, hl_gen_i64(gen, -2));
    gcc_jit_block_end_with_conditional(gen->block, NULL, hl_gen_either(gen, plus_two, minus_two), two, wide);
    gen->block = two;
    unbox_two_digits(gen, op, object, size);
    hl_gen_jump(gen, done);

    gen->block = wide;
    unbox_wide(gen, op, object);
    hl_gen_jump(gen, done);
    gen->block = done;
}

void hl_emit_UNBOX_B1(HlGen *gen, const HlOp *op)
{
    /* True is an int of one digit, False one of none. */
    gcc_jit_rvalue *size = hl_gen_load(gen, hl_gen_arg(gen, op, 0), offsetof(PyVarObject, ob_size), gen->type.i64);
    hl_gen_result(gen, op, hl_gen_compare(gen, GCC_JIT_COMPARISON_NE, size, hl_gen_i64(gen, 0)));
}

static void box(HlGen *gen, const HlOp *op, HlSupport function, gcc_jit_rvalue *value)
{
    hl_gen_result(gen, op, hl_gen_support(gen, function, 1, &value));
}

void hl_emit_BOX_F64(HlGen *gen, const HlOp *op)
{
    box(gen, op, HL_SUPPORT_hl_rt_box_f64, hl_gen_arg(gen, op, 0));
}

gcc_jit_rvalue *hl_gen_narrow_int(HlGen *gen)
{
    if (!gen->narrow_int) {
        gen->narrow_int = gcc_jit_function_new_local(gen->function, NULL, gen->type.i64, "narrow_int");
        gcc_jit_rvalue *narrow = hl_gen_load(gen, gen->native, offsetof(HlNative, narrow_int), gen->type.i64);
        gcc_jit_block_add_assignment(gen->prologue, NULL, gen->narrow_int, narrow);
    }
    return gcc_jit_lvalue_as_rvalue(gen->narrow_int);
}

gcc_jit_rvalue *hl_gen_cached_int(HlGen *gen, gcc_jit_rvalue *value)
{
    if (!gen->small_ints)
        gen->small_ints = hl_gen_shared(gen, hl_gen_at(gen, gen->native, offsetof(HlNative, small_ints), gen->type.address), "small_ints");
    gcc_jit_rvalue *number = hl_gen_binary(gen, GCC_JIT_BINARY_OP_PLUS, gen->type.i64, value, hl_gen_i64(gen, _PY_NSMALLNEGINTS));
    gcc_jit_rvalue *offset = hl_gen_binary(gen, GCC_JIT_BINARY_OP_MULT, gen->type.i64, number, hl_gen_i64(gen, sizeof(PyLongObject)));
    gcc_jit_lvalue *object = hl_gen_element(gen, gcc_jit_lvalue_as_rvalue(gen->small_ints), offset, gen->type.u8);
    return hl_gen_cast(gen, gcc_jit_lvalue_get_address(object, NULL), gen->type.address);
}

void hl_emit_BOX_I64(HlGen *gen, const HlOp *op)
{
    box(gen, op, HL_SUPPORT_hl_rt_box_i64, hl_gen_arg(gen, op, 0));
}

void hl_emit_BOX_B1(HlGen *gen, const HlOp *op)
{
    box(gen, op, HL_SUPPORT_hl_rt_box_b1, hl_gen_cast(gen, hl_gen_arg(gen, op, 0), gen->type.i32));
}

#ifdef Py_REF_DEBUG
/* Python keeps a total of all references, and checks: left to functions in the program's process. */
void hl_gen_count_up(HlGen *gen, gcc_jit_rvalue *object)
{
    hl_gen_run(gen, hl_gen_support(gen, HL_SUPPORT_hl_rt_incref, 1, &object));
}

void hl_gen_count_down(HlGen *gen, gcc_jit_rvalue *object)
{
    hl_gen_run(gen, hl_gen_support(gen, HL_SUPPORT_hl_rt_decref, 1, &object));
}
#else
void hl_gen_count_up(HlGen *gen, gcc_jit_rvalue *object)
{
    gcc_jit_lvalue *count = hl_gen_at(gen, object, offsetof(PyObject, ob_refcnt), gen->type.i64);
    gcc_jit_block_add_assignment_op(gen->block, NULL, count, GCC_JIT_BINARY_OP_PLUS, hl_gen_i64(gen, 1));
}

void hl_gen_count_down(HlGen *gen, gcc_jit_rvalue *object)
{
    gcc_jit_lvalue *count = hl_gen_at(gen, object, offsetof(PyObject, ob_refcnt), gen->type.i64);
    gcc_jit_rvalue *left = hl_gen_hold(gen, hl_gen_binary(gen, GCC_JIT_BINARY_OP_MINUS, gen->type.i64, gcc_jit_lvalue_as_rvalue(count), hl_gen_i64(gen, 1)));
    hl_gen_assign(gen, count, left);
    gcc_jit_block *destroy = hl_gen_block(gen);
    hl_gen_unlikely(gen, hl_gen_compare(gen, GCC_JIT_COMPARISON_EQ, left, hl_gen_i64(gen, 0)), destroy);
    gcc_jit_block *next = gen->block;
    gen->block = destroy;
    hl_gen_run(gen, hl_gen_support(gen, HL_SUPPORT_hl_rt_dealloc, 1, &object));
    hl_gen_jump(gen, next);
    gen->block = next;
}
#endif

void hl_emit_INCREF(HlGen *gen, const HlOp *op)
{
    hl_gen_count_up(gen, hl_gen_arg(gen, op, 0));
}

void hl_emit_DECREF(HlGen *gen, const HlOp *op)
{
    hl_gen_count_down(gen, hl_gen_arg(gen, op, 0));
}

void hl_emit_DECREF_LEAF(HlGen *gen, const HlOp *op)
{
    hl_gen_count_down(gen, hl_gen_arg(gen, op, 0));
}
