/* Exits and flushes: raw values to HlNative.exit_values.
 *
 * All exits share one block that stores and returns. Each exit assigns its values to the function's common locals and jumps there: to gcc these are phi
 * operands, which mostly need no code since the values stand in place already; a store block for each exit takes almost three times as long to compile.
 * An exit with fewer values than the longest leaves the others as they are; what the block stores for them is never read.
 */
#include "gen.h"

#include "native.h"
#include <stdlib.h>

/* The values of a snapshot, malloc'd. */
static HlOp **snapshot_values(const HlSnapshot *snapshot, uint32_t *count)
{
    *count = hl_snapshot_values(snapshot, NULL, 0);
    HlOp **values = calloc(*count + 1, sizeof *values);
    if (!values)
        abort(); /* ends the compiler process, which fails the job */
    hl_snapshot_values(snapshot, values, *count);
    return values;
}

static gcc_jit_rvalue *exit_array(HlGen *gen)
{
    return hl_gen_hold(gen, hl_gen_load(gen, gen->native, offsetof(HlNative, exit_values), gen->type.address));
}

void hl_gen_store_snapshot(HlGen *gen, const HlSnapshot *snapshot)
{
    uint32_t count;
    HlOp **values = snapshot_values(snapshot, &count);
    gcc_jit_rvalue *array = exit_array(gen);
    for (uint32_t i = 0; i < count; i++)
        hl_gen_assign(gen, hl_gen_element(gen, array, hl_gen_i64(gen, i), gen->type.i64), hl_gen_bits(gen, values[i]));
    free(values);
}

static gcc_jit_lvalue *common_local(HlGen *gen, uint32_t index)
{
    gcc_jit_lvalue **local = &gen->exit_values[index];
    if (!*local)
        *local = gcc_jit_function_new_local(gen->function, NULL, gen->type.i64, "exit_value");
    return *local;
}

void hl_emit_EXIT(HlGen *gen, const HlOp *op)
{
    uint32_t count;
    HlOp **values = snapshot_values(op->snapshot, &count);
    for (uint32_t i = 0; i < count; i++)
        hl_gen_assign(gen, common_local(gen, i), hl_gen_bits(gen, values[i]));
    free(values);
    hl_gen_assign(gen, gen->exit_number, hl_gen_i64(gen, op->snapshot->id));
    hl_gen_jump(gen, gen->leave);
}

void hl_gen_finish_exits(HlGen *gen)
{
    gen->block = gen->leave;
    gcc_jit_rvalue *array = exit_array(gen);
    for (uint32_t i = 0; i < gen->leave_count; i++)
        hl_gen_assign(gen, hl_gen_element(gen, array, hl_gen_i64(gen, i), gen->type.i64), gcc_jit_lvalue_as_rvalue(common_local(gen, i)));
    gcc_jit_lvalue *total = hl_gen_at(gen, gen->native, offsetof(HlNative, iterations), gen->type.u64);
    if (gen->ticks) { /* those since the last look at the eval breaker */
        gcc_jit_rvalue *since = hl_gen_binary(gen, GCC_JIT_BINARY_OP_MINUS, gen->type.i64, hl_gen_i64(gen, HL_TICKS), gcc_jit_lvalue_as_rvalue(gen->ticks));
        gcc_jit_block_add_assignment_op(gen->block, NULL, gen->iterations, GCC_JIT_BINARY_OP_PLUS, since);
    }
    gcc_jit_rvalue *more = hl_gen_cast(gen, gcc_jit_lvalue_as_rvalue(gen->iterations), gen->type.u64);
    gcc_jit_block_add_assignment_op(gen->block, NULL, total, GCC_JIT_BINARY_OP_PLUS, more);
    gcc_jit_block_end_with_return(gen->block, NULL, gcc_jit_lvalue_as_rvalue(gen->exit_number));
}

void hl_emit_FLUSH(HlGen *gen, const HlOp *op)
{
    hl_gen_store_snapshot(gen, op->snapshot);
    gcc_jit_rvalue *args[] = {gen->native, hl_gen_i64(gen, op->snapshot->id)};
    hl_gen_run(gen, hl_gen_support(gen, HL_SUPPORT_hl_rt_flush, 2, args));
}
