/* Control flow: blocks, edges, checks' failures, selections. */
#include "gen.h"

#include <stdlib.h>

gcc_jit_block *hl_gen_block(HlGen *gen)
{
    return gcc_jit_function_new_block(gen->function, NULL);
}

void hl_gen_jump(HlGen *gen, gcc_jit_block *to)
{
    gcc_jit_block_end_with_jump(gen->block, NULL, to);
}

/* Tells gcc that the condition is never true as far as layout goes. Without it gcc believes that a type is more often the wrong one than the right one. */
static gcc_jit_rvalue *unlikely(HlGen *gen, gcc_jit_rvalue *condition)
{
    gcc_jit_type *i64 = gen->type.i64;
    gcc_jit_rvalue *args[] = {hl_gen_cast(gen, condition, i64), hl_gen_i64(gen, 0), hl_gen_f64(gen, 1.0)};
    gcc_jit_rvalue *expected = hl_gen_builtin(gen, "__builtin_expect_with_probability", 3, args);
    return hl_gen_compare(gen, GCC_JIT_COMPARISON_NE, expected, hl_gen_i64(gen, 0));
}

static void split(HlGen *gen, gcc_jit_rvalue *condition, gcc_jit_block *taken)
{
    gcc_jit_block *next = hl_gen_block(gen);
    gcc_jit_block_end_with_conditional(gen->block, NULL, condition, taken, next);
    gen->block = next;
}

void hl_gen_unlikely(HlGen *gen, gcc_jit_rvalue *condition, gcc_jit_block *cold)
{
    split(gen, unlikely(gen, condition), cold);
}

void hl_gen_fail_if(HlGen *gen, const HlOp *op, gcc_jit_rvalue *condition)
{
    /* A fail block that does more than exit holds a path that was seen often enough to be recorded. */
    bool leaves = op->fail->first == op->fail->last && op->fail->first->code == HL_OP_EXIT;
    split(gen, leaves ? unlikely(gen, condition) : condition, gen->blocks[op->fail->id]);
}

/* All parameters are assigned at once: an argument that is itself a parameter of the target is saved before any is overwritten. */
static void assign_params(HlGen *gen, const HlEdge *edge)
{
    const HlBlock *target = edge->block;
    gcc_jit_rvalue **values = calloc(target->param_count + 1, sizeof *values);
    if (!values)
        abort(); /* ends the compiler process, which fails the job */
    for (uint32_t i = 0; i < target->param_count; i++) {
        const HlOp *arg = edge->args[i];
        bool moves = arg->code == HL_OP_PARAM && arg->block == target && arg != target->params[i];
        values[i] = moves ? hl_gen_hold(gen, hl_gen_value(gen, arg)) : hl_gen_value(gen, arg);
    }
    for (uint32_t i = 0; i < target->param_count; i++)
        if (edge->args[i] != target->params[i])
            hl_gen_result(gen, target->params[i], values[i]);
    free(values);
}

/* The block to jump to for an edge: the target itself, or a new one that assigns the target's parameters. */
static gcc_jit_block *edge_block(HlGen *gen, const HlEdge *edge)
{
    gcc_jit_block *target = gen->blocks[edge->block->id];
    if (edge->block->param_count == 0)
        return target;
    gcc_jit_block *from = gen->block, *between = hl_gen_block(gen);
    gen->block = between;
    assign_params(gen, edge);
    hl_gen_jump(gen, target);
    gen->block = from;
    return between;
}

void hl_emit_JUMP(HlGen *gen, const HlOp *op)
{
    assign_params(gen, &op->target[0]);
    hl_gen_jump(gen, gen->blocks[op->target[0].block->id]);
}

void hl_emit_BRANCH(HlGen *gen, const HlOp *op)
{
    gcc_jit_block *if_true = edge_block(gen, &op->target[0]), *if_false = edge_block(gen, &op->target[1]);
    gcc_jit_block_end_with_conditional(gen->block, NULL, hl_gen_arg(gen, op, 0), if_true, if_false);
}

/* libgccjit has no conditional expression; gcc makes a conditional move of this. */
static void select_value(HlGen *gen, const HlOp *op)
{
    gcc_jit_block *first = hl_gen_block(gen), *next = hl_gen_block(gen);
    gcc_jit_lvalue *chosen = hl_gen_temporary(gen, hl_gen_type(gen, op->type));
    hl_gen_assign(gen, chosen, hl_gen_arg(gen, op, 2));
    gcc_jit_block_end_with_conditional(gen->block, NULL, hl_gen_arg(gen, op, 0), first, next);
    gen->block = first;
    hl_gen_assign(gen, chosen, hl_gen_arg(gen, op, 1));
    hl_gen_jump(gen, next);
    gen->block = next;
    hl_gen_result(gen, op, gcc_jit_lvalue_as_rvalue(chosen));
}

void hl_emit_ISELECT(HlGen *gen, const HlOp *op)
{
    select_value(gen, op);
}

void hl_emit_OSELECT(HlGen *gen, const HlOp *op)
{
    select_value(gen, op);
}

void hl_emit_FSELECT(HlGen *gen, const HlOp *op)
{
    select_value(gen, op);
}

/* Parameters are assigned on edges; constants have no code where they stand. */
#define NO_CODE(name) \
    void hl_emit_##name(HlGen *gen, const HlOp *op) \
    { \
        (void)gen; \
        (void)op; \
    }
NO_CODE(PARAM)
NO_CODE(INT)
NO_CODE(FLOAT)
NO_CODE(BOOL)
NO_CODE(CONST)
