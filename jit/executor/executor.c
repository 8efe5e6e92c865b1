/* Executes a function block by block; see executor.h. Here: control flow, edges, exits. */
#include "executor.h"
#include "cpython/cpython.h"
#include "internal.h"
#include <string.h>

static HlExecute *const handlers[HL_OP_COUNT] = {
#define HL_OP(name, text, type, args, imm, reads, writes, flags, doc) [HL_OP_##name] = hl_exec_##name,
#include "../ir/ir.def"
#undef HL_OP
};

/* --- control flow as operations --- */

/* Parameters get their values from edges and never stand among the operations. */
HL_EXEC(PARAM)
{
    (void)run, (void)op;
    Py_UNREACHABLE();
}

HL_EXEC(JUMP)
{
    run->edge = &op->target[0];
    return HL_STEP_EDGE;
}

HL_EXEC(BRANCH)
{
    run->edge = &op->target[hl_operand_i(run, op, 0) ? 0 : 1];
    return HL_STEP_EDGE;
}

HL_EXEC(EXIT)
{
    hl_put_exit_values(run, op->snapshot);
    run->exit = op->snapshot->id;
    return HL_STEP_LEAVE;
}

HL_EXEC(POLL)
{
    run->native->iterations++;
    return *(const volatile int *)run->native->eval_breaker ? HL_STEP_FAIL : HL_STEP_NEXT;
}

HL_EXEC(TICK)
{
    run->native->iterations++;
    if (--run->ticks > 0)
        return HL_STEP_NEXT;
    run->ticks = HL_TICKS;
    return *(const volatile int *)run->native->eval_breaker ? HL_STEP_FAIL : HL_STEP_NEXT;
}

void hl_put_exit_values(const HlRun *run, const HlSnapshot *snapshot)
{
    HlOp *values[HL_MAX_EXIT_VALUES];
    uint32_t count = hl_snapshot_values(snapshot, values, HL_MAX_EXIT_VALUES);
    for (uint32_t i = 0; i < count; i++)
        memcpy(&run->native->exit_values[i], &run->values[values[i]->id], sizeof(uint64_t));
}

/* --- the loop --- */

static const HlOp *follow(HlRun *run)
{
    const HlBlock *block = run->edge->block;
    for (uint32_t i = 0; i < block->param_count; i++)
        run->moving[i] = run->values[run->edge->args[i]->id];
    for (uint32_t i = 0; i < block->param_count; i++)
        run->values[block->params[i]->id] = run->moving[i];
    return block->first;
}

static void run_to_exit(HlRun *run)
{
    const HlOp *op = run->ir->first->first;
    for (;;)
        switch (handlers[op->code](run, op)) {
        case HL_STEP_NEXT: op = op->next; break;
        case HL_STEP_FAIL: op = op->fail->first; break;
        case HL_STEP_EDGE: op = follow(run); break;
        case HL_STEP_LEAVE: return;
        }
}

static uint32_t most_params(const HlIr *ir)
{
    uint32_t most = 0;
    for (const HlBlock *block = ir->first; block; block = block->next)
        if (block->param_count > most)
            most = block->param_count;
    return most;
}

int64_t hl_execute(const HlIr *ir, HlNative *native)
{
    HlRun run = {.ir = ir, .native = native, .ticks = HL_TICKS};
    run.values = PyMem_RawMalloc(((size_t)ir->op_count + most_params(ir) + 1) * sizeof *run.values);
    if (!run.values)
        return -1;
    run.moving = run.values + ir->op_count;
    run_to_exit(&run);
    PyMem_RawFree(run.values);
    return run.exit;
}
