/* Adds up what loops and nests have counted. See totals.h and report.h. */
#include "totals.h"

#include "../jit/nest.h"
#include "report.h"

#include <time.h>
#include <x86intrin.h>

static HlTotals gone; /* of freed nests and code objects */
static uint64_t gone_ticks;
static struct { bool running; double seconds; uint64_t ticks; } start;

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

void hl_report_start(void)
{
    if (start.running)
        return;
    start.running = true;
    start.seconds = now();
    start.ticks = __rdtsc();
}

/* Is the result of this operation a number that the eval loop would have made an object of? In recorded IR, unchecked sums and differences are the
 * bookkeeping of iterators, and an unchecked product belongs to the next value of a range. */
static bool makes_number(HlOpcode code)
{
    return (code >= HL_OP_IMUL && code <= HL_OP_IABS_CHECK) || (code >= HL_OP_FADD && code <= HL_OP_FMOD);
}

/* How many number objects an iteration saves, roughly: compiled code counts iterations of all its loops together, so the operations are spread
 * evenly over the loops (each polls once an iteration). */
static double numbers_per_iteration(const HlIr *recorded)
{
    int numbers = 0, boxes = 0, loops = 0;
    for (const HlBlock *block = recorded->first; block != NULL; block = block->next) {
        for (const HlOp *op = block->first; op != NULL; op = op->next) {
            numbers += makes_number(op->code);
            boxes += op->code == HL_OP_BOX_F64 || op->code == HL_OP_BOX_I64;
            loops += op->code == HL_OP_POLL;
        }
    }
    return numbers <= boxes ? 0 : (double)(numbers - boxes) / (loops > 0 ? loops : 1);
}

static void add_nest(HlTotals *totals, uint64_t *ticks, const HlNest *nest)
{
    totals->nests += nest->recordings > 0;
    totals->nests_compiled += nest->version != NULL;
    totals->builds += nest->builds;
    totals->compile_seconds += nest->compile_seconds;
    totals->entries += (int64_t)nest->entries;
    totals->exits += (int64_t)nest->exits;
    totals->native_iterations += (int64_t)nest->iterations;
    *ticks += nest->ticks;
    if (nest->master != NULL)
        totals->numbers_not_made += (int64_t)(numbers_per_iteration(nest->master) * (double)nest->iterations);
}

static void add_code(HlTotals *totals, const HlCode *code)
{
    for (int i = 0; i < code->loop_count; i++) {
        const HlLoop *loop = &code->loops[i];
        int64_t iterations = hl_loop_iterations(loop);
        totals->loops += iterations > 0;
        totals->loops_given_up += loop->given_up;
        totals->interpreted_iterations += iterations;
    }
}

void hl_report_nest_gone(const HlNest *nest)
{
    add_nest(&gone, &gone_ticks, nest);
}

void hl_report_code_gone(const HlCode *code)
{
    add_code(&gone, code);
}

HlTotals hl_totals(void)
{
    HlTotals totals = gone;
    uint64_t ticks = gone_ticks;
    for (const HlNest *nest = hl_nests; nest != NULL; nest = nest->next_nest)
        add_nest(&totals, &ticks, nest);
    for (const HlCode *code = hl_codes; code != NULL; code = code->next_code)
        add_code(&totals, code);
    if (start.running) {
        totals.run_seconds = now() - start.seconds;
        uint64_t run_ticks = __rdtsc() - start.ticks;
        if (run_ticks > 0)
            totals.native_seconds = totals.run_seconds * (double)ticks / (double)run_ticks;
    }
    return totals;
}
