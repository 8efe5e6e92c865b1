/* Ticks: loops whose iterations are short look at the eval breaker only now and then.
 *
 * A poll in each iteration costs a load, a branch and the count of iterations, which in a loop of a few instructions is a large part. What the eval breaker asks
 * for (a signal, the interpreter for another thread) may wait for a thousand iterations if none of them takes long. So polls of loops that call nothing slow
 * become ticks, which all count down one number.
 */
#include "loops.h"
#include "passes.h"
#include "values.h"

/* May run Python code, or work on objects of any size. */
static bool may_take_long(const HlOp *op)
{
    switch (op->code) {
    case HL_OP_DECREF:
    case HL_OP_FLUSH:
        return true;
    case HL_OP_CALL:
        return !hl_is_pure_call(op);
    default:
        return false;
    }
}

static bool is_quick(const HlGraph *graph, const HlLoopInfo *loop)
{
    for (uint32_t i = 0; i < loop->node_count; i++)
        for (const HlOp *op = graph->nodes[loop->nodes[i]].block->first; op; op = op->next)
            if (may_take_long(op))
                return false;
    return true;
}

/* Polls outside of its inner loops, which decide for themselves. */
static void change_polls(const HlGraph *graph, const HlLoops *loops, const HlLoopInfo *loop)
{
    for (uint32_t i = 0; i < loop->node_count; i++) {
        if (loops->innermost[loop->nodes[i]] != loop)
            continue;
        for (HlOp *op = graph->nodes[loop->nodes[i]].block->first; op; op = op->next)
            if (op->code == HL_OP_POLL)
                op->code = HL_OP_TICK;
    }
}

static void run_ticks(HlScratch *scratch, void *context)
{
    HlGraph *graph = hl_graph_new(scratch, context);
    HlLoops loops = hl_loops_find(scratch, graph);
    for (uint32_t i = 0; i < loops.count; i++)
        if (is_quick(graph, &loops.loops[i]))
            change_polls(graph, &loops, &loops.loops[i]);
}

bool hl_pass_ticks(HlIr *ir) { return hl_scratch_run(run_ticks, ir); }
