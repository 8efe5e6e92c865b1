/* Calls: of helpers (helpers.def), support functions (support.def) and gcc's builtins. */
#include "gen.h"

#include <string.h>

enum { MOST_ARGS = 8 }; /* of a function with a fixed number of operands */

static gcc_jit_type *letter_type(HlGen *gen, char letter)
{
    switch (letter) {
    case 'i': return gen->type.i64;
    case 'f': return gen->type.f64;
    case 'b': return gen->type.i32;
    case 'v': return gen->type.nothing;
    default: return gen->type.address; /* o, p, N */
    }
}

/* Declares a C function. It is never one of gcc's builtins, even if its name is that of one: gcc folds pow(x, 2) to x * x, which glibc's pow is not. */
static gcc_jit_function *import(HlGen *gen, const char *symbol, gcc_jit_type *result, const char *args)
{
    gcc_jit_param *params[MOST_ARGS];
    int count = 0;
    for (const char *letter = args; *letter && count < MOST_ARGS; letter++) {
        if (*letter == '*') { /* T f(int64_t count, void **operands) */
            params[count++] = gcc_jit_context_new_param(gen->context, NULL, gen->type.i64, "count");
            params[count++] = gcc_jit_context_new_param(gen->context, NULL, gen->type.address, "operands");
        } else {
            params[count++] = gcc_jit_context_new_param(gen->context, NULL, letter_type(gen, *letter), "a");
        }
    }
    return gcc_jit_context_new_function(gen->context, NULL, GCC_JIT_FUNCTION_IMPORTED, result, symbol, count, params, 0);
}

static const struct {
    const char *symbol, *result, *args;
} support_info[HL_SUPPORT_COUNT] = {
#define HL_SUPPORT(symbol, result, args, doc) [HL_SUPPORT_##symbol] = {#symbol, result, args},
#include "../../runtime/support.def"
#undef HL_SUPPORT
};

gcc_jit_rvalue *hl_gen_support(HlGen *gen, HlSupport function, int count, gcc_jit_rvalue **args)
{
    gcc_jit_function **imported = &gen->support[function];
    if (!*imported)
        *imported = import(gen, support_info[function].symbol, letter_type(gen, *support_info[function].result), support_info[function].args);
    return gcc_jit_context_new_call(gen->context, NULL, *imported, count, args);
}

gcc_jit_rvalue *hl_gen_builtin(HlGen *gen, const char *name, int count, gcc_jit_rvalue **args)
{
    gcc_jit_function *builtin = gcc_jit_context_get_builtin_function(gen->context, name);
    return gcc_jit_context_new_call(gen->context, NULL, builtin, count, args);
}

void hl_gen_run(HlGen *gen, gcc_jit_rvalue *call)
{
    gcc_jit_block_add_eval(gen->block, NULL, call);
}

static gcc_jit_function *helper(HlGen *gen, HlHelper number)
{
    gcc_jit_function **imported = &gen->helpers[number];
    const HlHelperInfo *info = &hl_helper_info[number];
    if (!*imported) {
        gcc_jit_type *result = info->type == HL_B1 ? gen->type.i32 : hl_gen_type(gen, info->type);
        *imported = import(gen, info->symbol, result, info->args);
    }
    return *imported;
}

/* Fills the operand array, which is one for the whole function: the callee is done with it when it returns. */
static int array_args(HlGen *gen, const HlOp *op, gcc_jit_rvalue **args)
{
    gcc_jit_rvalue *array = gcc_jit_lvalue_as_rvalue(gen->operands);
    for (uint32_t i = 0; i < op->arg_count; i++) {
        gcc_jit_lvalue *element = gcc_jit_context_new_array_access(gen->context, NULL, array, hl_gen_i64(gen, i));
        gcc_jit_rvalue *bits = hl_gen_bits(gen, op->args[i]);
        hl_gen_assign(gen, element, gcc_jit_context_new_bitcast(gen->context, NULL, bits, gen->type.address));
    }
    args[0] = hl_gen_i64(gen, op->arg_count);
    args[1] = hl_gen_cast(gen, gcc_jit_lvalue_get_address(gen->operands, NULL), gen->type.address);
    return 2;
}

static int plain_args(HlGen *gen, const HlOp *op, gcc_jit_rvalue **args, int room)
{
    int count = 0;
    for (uint32_t i = 0; i < op->arg_count && count < room; i++) {
        gcc_jit_rvalue *arg = hl_gen_arg(gen, op, i);
        args[count++] = op->args[i]->type == HL_B1 ? hl_gen_cast(gen, arg, gen->type.i32) : arg;
    }
    return count;
}

void hl_emit_CALL(HlGen *gen, const HlOp *op)
{
    const HlHelperInfo *info = &hl_helper_info[op->imm.i];
    gcc_jit_rvalue *args[MOST_ARGS];
    int count = 0;
    if (*info->args == 'N')
        args[count++] = gen->native;
    count += strchr(info->args, '*') ? array_args(gen, op, args + count) : plain_args(gen, op, args + count, MOST_ARGS - count);
    gcc_jit_rvalue *call = gcc_jit_context_new_call(gen->context, NULL, helper(gen, (HlHelper)op->imm.i), count, args);
    if (hl_gen_append(gen, op, call))
        return;
    if (op->type == HL_VOID)
        hl_gen_run(gen, call);
    else if (op->type == HL_B1)
        hl_gen_result(gen, op, hl_gen_compare(gen, GCC_JIT_COMPARISON_NE, call, gcc_jit_context_zero(gen->context, gen->type.i32)));
    else
        hl_gen_result(gen, op, call);
}
