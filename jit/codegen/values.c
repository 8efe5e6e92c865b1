/* Values, constants and addresses: the building blocks of all handlers. */
#include "gen.h"

#include "native.h"
#include <math.h>
#include <stdio.h>
#include <string.h>

gcc_jit_type *hl_gen_type(HlGen *gen, HlType type)
{
    switch (type) {
    case HL_I64: return gen->type.i64;
    case HL_F64: return gen->type.f64;
    case HL_B1: return gen->type.boolean;
    case HL_OBJ:
    case HL_PTR: return gen->type.address;
    default: return gen->type.nothing;
    }
}

gcc_jit_lvalue *hl_gen_temporary(HlGen *gen, gcc_jit_type *type)
{
    return gcc_jit_function_new_local(gen->function, NULL, type, "t");
}

gcc_jit_lvalue *hl_gen_local(HlGen *gen, const HlOp *op)
{
    gcc_jit_lvalue **local = &gen->locals[op->id];
    if (!*local) {
        char name[16];
        snprintf(name, sizeof name, "v%u", (unsigned)op->id); /* the number of the IR, for dumps */
        *local = gcc_jit_function_new_local(gen->function, NULL, hl_gen_type(gen, op->type), name);
    }
    return *local;
}

gcc_jit_rvalue *hl_gen_value(HlGen *gen, const HlOp *op)
{
    switch (op->code) {
    case HL_OP_INT: return hl_gen_i64(gen, op->imm.i);
    case HL_OP_FLOAT: return hl_gen_f64(gen, op->imm.f);
    case HL_OP_BOOL: return gcc_jit_context_new_rvalue_from_int(gen->context, gen->type.boolean, op->imm.i != 0);
    case HL_OP_CONST: return hl_gen_constant(gen, (uint32_t)op->imm.i);
    default: return gcc_jit_lvalue_as_rvalue(hl_gen_local(gen, op));
    }
}

void hl_gen_assign(HlGen *gen, gcc_jit_lvalue *to, gcc_jit_rvalue *value)
{
    gcc_jit_block_add_assignment(gen->block, NULL, to, value);
}

void hl_gen_result(HlGen *gen, const HlOp *op, gcc_jit_rvalue *value)
{
    hl_gen_assign(gen, hl_gen_local(gen, op), value);
}

gcc_jit_rvalue *hl_gen_hold(HlGen *gen, gcc_jit_rvalue *value)
{
    gcc_jit_lvalue *temporary = hl_gen_temporary(gen, gcc_jit_rvalue_get_type(value));
    hl_gen_assign(gen, temporary, value);
    return gcc_jit_lvalue_as_rvalue(temporary);
}

gcc_jit_rvalue *hl_gen_i64(HlGen *gen, int64_t value)
{
    return gcc_jit_context_new_rvalue_from_long(gen->context, gen->type.i64, value);
}

gcc_jit_rvalue *hl_gen_f64(HlGen *gen, double value)
{
    if (isfinite(value))
        return gcc_jit_context_new_rvalue_from_double(gen->context, gen->type.f64, value);
    /* libgccjit's own conversion drops a NaN's sign and payload. */
    int64_t bits;
    memcpy(&bits, &value, sizeof bits);
    return gcc_jit_context_new_bitcast(gen->context, NULL, hl_gen_i64(gen, bits), gen->type.f64);
}

gcc_jit_rvalue *hl_gen_null(HlGen *gen)
{
    return gcc_jit_context_null(gen->context, gen->type.address);
}

gcc_jit_rvalue *hl_gen_binary(HlGen *gen, enum gcc_jit_binary_op operation, gcc_jit_type *type, gcc_jit_rvalue *a, gcc_jit_rvalue *b)
{
    return gcc_jit_context_new_binary_op(gen->context, NULL, operation, type, a, b);
}

gcc_jit_rvalue *hl_gen_compare(HlGen *gen, enum gcc_jit_comparison comparison, gcc_jit_rvalue *a, gcc_jit_rvalue *b)
{
    return gcc_jit_context_new_comparison(gen->context, NULL, comparison, a, b);
}

gcc_jit_rvalue *hl_gen_cast(HlGen *gen, gcc_jit_rvalue *value, gcc_jit_type *type)
{
    return gcc_jit_context_new_cast(gen->context, NULL, value, type);
}

gcc_jit_rvalue *hl_gen_not(HlGen *gen, gcc_jit_rvalue *condition)
{
    return gcc_jit_context_new_unary_op(gen->context, NULL, GCC_JIT_UNARY_OP_LOGICAL_NEGATE, gen->type.boolean, condition);
}

gcc_jit_rvalue *hl_gen_either(HlGen *gen, gcc_jit_rvalue *a, gcc_jit_rvalue *b)
{
    return hl_gen_binary(gen, GCC_JIT_BINARY_OP_BITWISE_OR, gen->type.boolean, a, b);
}

gcc_jit_rvalue *hl_gen_bits(HlGen *gen, const HlOp *op)
{
    gcc_jit_rvalue *value = hl_gen_value(gen, op);
    switch (op->type) {
    case HL_I64: return value;
    case HL_B1: return hl_gen_cast(gen, value, gen->type.i64);
    default: return gcc_jit_context_new_bitcast(gen->context, NULL, value, gen->type.i64);
    }
}

gcc_jit_lvalue *hl_gen_element(HlGen *gen, gcc_jit_rvalue *array, gcc_jit_rvalue *index, gcc_jit_type *type)
{
    gcc_jit_rvalue *typed = hl_gen_cast(gen, array, gcc_jit_type_get_pointer(type));
    return gcc_jit_context_new_array_access(gen->context, NULL, typed, index);
}

gcc_jit_lvalue *hl_gen_at(HlGen *gen, gcc_jit_rvalue *base, size_t offset, gcc_jit_type *type)
{
    gcc_jit_lvalue *byte = hl_gen_element(gen, base, hl_gen_i64(gen, (int64_t)offset), gen->type.u8);
    gcc_jit_rvalue *address = gcc_jit_lvalue_get_address(byte, NULL);
    return gcc_jit_rvalue_dereference(hl_gen_cast(gen, address, gcc_jit_type_get_pointer(type)), NULL);
}

gcc_jit_rvalue *hl_gen_load(HlGen *gen, gcc_jit_rvalue *base, size_t offset, gcc_jit_type *type)
{
    return gcc_jit_lvalue_as_rvalue(hl_gen_at(gen, base, offset, type));
}

gcc_jit_lvalue *hl_gen_shared(HlGen *gen, gcc_jit_lvalue *from, const char *name)
{
    gcc_jit_lvalue *local = gcc_jit_function_new_local(gen->function, NULL, gen->type.address, name);
    gcc_jit_block_add_assignment(gen->prologue, NULL, local, gcc_jit_lvalue_as_rvalue(from));
    return local;
}

gcc_jit_rvalue *hl_gen_slots(HlGen *gen)
{
    if (!gen->slots)
        gen->slots = hl_gen_shared(gen, hl_gen_at(gen, gen->native, offsetof(HlNative, slots), gen->type.address), "slots");
    return gcc_jit_lvalue_as_rvalue(gen->slots);
}

gcc_jit_rvalue *hl_gen_constant(HlGen *gen, uint32_t number)
{
    gcc_jit_lvalue **constant = &gen->constants[number];
    if (!*constant) {
        gcc_jit_rvalue *pool = hl_gen_load(gen, gen->native, offsetof(HlNative, constants), gen->type.address);
        char name[16];
        snprintf(name, sizeof name, "c%u", (unsigned)number);
        *constant = hl_gen_shared(gen, hl_gen_element(gen, pool, hl_gen_i64(gen, number), gen->type.address), name);
    }
    return gcc_jit_lvalue_as_rvalue(*constant);
}
