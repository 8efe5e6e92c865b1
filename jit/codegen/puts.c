/* Stores into lists with a fast path of their own. Raw numbers into items: the number inside the old object changes, or a new object takes its place. Appends: where
 * the item array has room. */
#include "gen.h"

#include "cpython/cpython.h"
#include "native.h"
#include "passes/values.h"

static gcc_jit_lvalue *item(HlGen *gen, const HlOp *op)
{
    return hl_gen_element(gen, hl_gen_arg(gen, op, 0), hl_gen_arg(gen, op, 1), gen->type.address);
}

static void put(HlGen *gen, const HlOp *op, HlSupport function)
{
    gcc_jit_rvalue *args[] = {hl_gen_arg(gen, op, 0), hl_gen_arg(gen, op, 1), hl_gen_arg(gen, op, 2)};
    hl_gen_run(gen, hl_gen_support(gen, function, 3, args));
}

/* The old item was checked to be of this type. */
static bool old_is(const HlGen *gen, const HlOp *op, const char *type)
{
    for (const HlOp *value = op->args[3]; hl_is_refinement(value); value = value->args[0])
        if (value->code == HL_OP_CHECK_TYPE && hl_is_type(gen->ir, value->imm.i, type))
            return true;
    return false;
}

static gcc_jit_rvalue *float_type(HlGen *gen)
{
    if (!gen->float_type)
        gen->float_type = gcc_jit_context_new_global(gen->context, NULL, GCC_JIT_GLOBAL_IMPORTED, gen->type.u8, "PyFloat_Type");
    return hl_gen_cast(gen, gcc_jit_lvalue_get_address(gen->float_type, NULL), gen->type.address);
}

/* To `general` if somebody else holds the old object and could see it change. */
static void unless_unique(HlGen *gen, gcc_jit_rvalue *old, gcc_jit_block *general)
{
    gcc_jit_rvalue *count = hl_gen_load(gen, old, offsetof(PyObject, ob_refcnt), gen->type.i64);
    hl_gen_unlikely(gen, hl_gen_compare(gen, GCC_JIT_COMPARISON_NE, count, hl_gen_i64(gen, 1)), general);
}

void hl_emit_PUT_F64(HlGen *gen, const HlOp *op)
{
    gcc_jit_block *general = hl_gen_block(gen), *done = hl_gen_block(gen);
    gcc_jit_rvalue *old = hl_gen_arg(gen, op, 3);
    if (!old_is(gen, op, "float")) {
        gcc_jit_rvalue *type = hl_gen_load(gen, old, offsetof(PyObject, ob_type), gen->type.address);
        hl_gen_unlikely(gen, hl_gen_compare(gen, GCC_JIT_COMPARISON_NE, type, float_type(gen)), general);
    }
    unless_unique(gen, old, general);
    hl_gen_assign(gen, hl_gen_at(gen, old, offsetof(PyFloatObject, ob_fval), gen->type.f64), hl_gen_arg(gen, op, 2));
    hl_gen_jump(gen, done);
    gen->block = general;
    put(gen, op, HL_SUPPORT_hl_rt_put_f64);
    hl_gen_jump(gen, done);
    gen->block = done;
}

/* The i64 first <= value < end. */
static gcc_jit_rvalue *is_within(HlGen *gen, gcc_jit_rvalue *value, int64_t first, int64_t end)
{
    gcc_jit_rvalue *moved = hl_gen_cast(gen, hl_gen_binary(gen, GCC_JIT_BINARY_OP_MINUS, gen->type.i64, value, hl_gen_i64(gen, first)), gen->type.u64);
    return hl_gen_compare(gen, GCC_JIT_COMPARISON_LT, moved, hl_gen_cast(gen, hl_gen_i64(gen, end - first), gen->type.u64));
}

/* At gen->block, for a positive number of one or two digits that is none of the cached ints: it goes into the old int. */
static void change_int(HlGen *gen, const HlOp *op, int digits, gcc_jit_block *general)
{
    gcc_jit_type *i64 = gen->type.i64, *u64 = gen->type.u64;
    gcc_jit_rvalue *old = hl_gen_arg(gen, op, 3), *value = hl_gen_arg(gen, op, 2);
    unless_unique(gen, old, general);
    gcc_jit_lvalue *size = hl_gen_at(gen, old, offsetof(PyVarObject, ob_size), i64);
    gcc_jit_lvalue *number = hl_gen_at(gen, old, offsetof(PyLongObject, ob_digit), digits == 1 ? gen->type.u32 : i64);
    if (digits == 1) {
        hl_gen_unlikely(gen, hl_gen_compare(gen, GCC_JIT_COMPARISON_EQ, gcc_jit_lvalue_as_rvalue(size), hl_gen_i64(gen, 0)), general); /* no room for a digit */
        hl_gen_assign(gen, number, hl_gen_cast(gen, value, gen->type.u32));
    } else {
        /* No room where -narrow <= size <= narrow. */
        gcc_jit_rvalue *narrow = hl_gen_narrow_int(gen), *moved = hl_gen_binary(gen, GCC_JIT_BINARY_OP_PLUS, i64, gcc_jit_lvalue_as_rvalue(size), narrow);
        gcc_jit_rvalue *twice = hl_gen_binary(gen, GCC_JIT_BINARY_OP_PLUS, i64, narrow, narrow);
        hl_gen_unlikely(gen, hl_gen_compare(gen, GCC_JIT_COMPARISON_LE, hl_gen_cast(gen, moved, u64), hl_gen_cast(gen, twice, u64)), general);
        gcc_jit_rvalue *low = hl_gen_binary(gen, GCC_JIT_BINARY_OP_BITWISE_AND, i64, value, hl_gen_i64(gen, PyLong_MASK));
        gcc_jit_rvalue *high = hl_gen_binary(gen, GCC_JIT_BINARY_OP_RSHIFT, i64, value, hl_gen_i64(gen, PyLong_SHIFT));
        high = hl_gen_binary(gen, GCC_JIT_BINARY_OP_LSHIFT, i64, high, hl_gen_i64(gen, 8 * sizeof(digit)));
        hl_gen_assign(gen, number, hl_gen_binary(gen, GCC_JIT_BINARY_OP_BITWISE_OR, i64, low, high));
    }
    hl_gen_assign(gen, size, hl_gen_i64(gen, digits));
}

/* At gen->block, for one of the cached ints: it takes the old item's place. */
static void put_cached(HlGen *gen, const HlOp *op)
{
    gcc_jit_rvalue *new = hl_gen_hold(gen, hl_gen_cached_int(gen, hl_gen_arg(gen, op, 2)));
    hl_gen_count_up(gen, new);
    hl_gen_assign(gen, item(gen, op), new);
    hl_gen_count_down(gen, hl_gen_arg(gen, op, 3));
}

/* A number of first <= value < end goes to `inside`, another on at a new block. */
static void part(HlGen *gen, gcc_jit_rvalue *value, int64_t first, int64_t end, gcc_jit_block *inside)
{
    gcc_jit_block *next = hl_gen_block(gen);
    gcc_jit_block_end_with_conditional(gen->block, NULL, is_within(gen, value, first, end), inside, next);
    gen->block = next;
}

void hl_emit_PUT_I64(HlGen *gen, const HlOp *op)
{
    static const int64_t limits[] = {_PY_NSMALLPOSINTS, INT64_C(1) << PyLong_SHIFT, INT64_C(1) << 2 * PyLong_SHIFT};
    gcc_jit_rvalue *value = hl_gen_arg(gen, op, 2);
    gcc_jit_block *change[2], *cached = hl_gen_block(gen), *general = hl_gen_block(gen), *done = hl_gen_block(gen);
    int most_digits = old_is(gen, op, "int") ? 2 : 0;
    for (int i = 0; i < most_digits; i++)
        part(gen, value, limits[i], limits[i + 1], change[i] = hl_gen_block(gen));
    part(gen, value, -_PY_NSMALLNEGINTS, _PY_NSMALLPOSINTS, cached);
    hl_gen_jump(gen, general);
    for (int i = 0; i < most_digits; i++) {
        gen->block = change[i];
        change_int(gen, op, i + 1, general);
        hl_gen_jump(gen, done);
    }
    gen->block = cached;
    put_cached(gen, op);
    hl_gen_jump(gen, done);
    gen->block = general;
    put(gen, op, HL_SUPPORT_hl_rt_put_i64);
    hl_gen_jump(gen, done);
    gen->block = done;
}

/* --- list.append --- */

/* At gen->block: the item, whose reference the list takes, goes behind the last one; to `full` if there is no room. */
static void append_item(HlGen *gen, gcc_jit_rvalue *list, gcc_jit_rvalue *item, gcc_jit_block *full)
{
    gcc_jit_type *i64 = gen->type.i64;
    gcc_jit_lvalue *size = hl_gen_at(gen, list, offsetof(PyVarObject, ob_size), i64);
    gcc_jit_rvalue *at = hl_gen_hold(gen, gcc_jit_lvalue_as_rvalue(size));
    gcc_jit_rvalue *room = hl_gen_load(gen, list, offsetof(PyListObject, allocated), i64);
    hl_gen_unlikely(gen, hl_gen_compare(gen, GCC_JIT_COMPARISON_GE, at, room), full);
    hl_gen_count_up(gen, item);
    gcc_jit_rvalue *items = hl_gen_load(gen, list, offsetof(PyListObject, ob_item), gen->type.address);
    hl_gen_assign(gen, hl_gen_element(gen, items, at, gen->type.address), item);
    hl_gen_assign(gen, size, hl_gen_binary(gen, GCC_JIT_BINARY_OP_PLUS, i64, at, hl_gen_i64(gen, 1)));
}

bool hl_gen_append(HlGen *gen, const HlOp *op, gcc_jit_rvalue *call)
{
    if (op->imm.i != HL_HELPER_LIST_APPEND && op->imm.i != HL_HELPER_LIST_APPEND_I64)
        return false;
    gcc_jit_block *general = hl_gen_block(gen), *done = hl_gen_block(gen);
    gcc_jit_rvalue *item = hl_gen_arg(gen, op, 1);
    if (op->imm.i == HL_HELPER_LIST_APPEND_I64) {
        gcc_jit_block *cached = hl_gen_block(gen);
        gcc_jit_block_end_with_conditional(gen->block, NULL, is_within(gen, item, -_PY_NSMALLNEGINTS, _PY_NSMALLPOSINTS), cached, general);
        gen->block = cached;
        item = hl_gen_hold(gen, hl_gen_cached_int(gen, item));
    }
    append_item(gen, hl_gen_arg(gen, op, 0), item, general);
    hl_gen_result(gen, op, gcc_jit_context_one(gen->context, gen->type.boolean));
    hl_gen_jump(gen, done);
    gen->block = general;
    hl_gen_result(gen, op, hl_gen_compare(gen, GCC_JIT_COMPARISON_NE, call, gcc_jit_context_zero(gen->context, gen->type.i32)));
    hl_gen_jump(gen, done);
    gen->block = done;
    return true;
}
