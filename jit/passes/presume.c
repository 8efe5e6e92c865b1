/* Presuming: integers that a loop begins with are taken to be no larger than they were when the loop was recorded.
 *
 * Where a local of the program enters a loop, nothing is known of its number, so nothing is known of what the loop makes of it: seed = seed * a % m stays
 * unknown, since it is unknown the first time. But a number that was small and not negative mostly is so the next time too. The recorder notes what it saw
 * (HlOp.bits). Here a check is put in front of an outermost loop for each number that lets the range pass know more inside. If it fails, the code leaves as if
 * the header had just been reached; if that happens too often the header is marked no_sizes, and nothing is presumed there.
 */
#include "passes.h"
#include "preheader.h"
#include "ranges.h"
#include "rewrite.h"
#include "values.h"

/* A number that may be checked in front of a loop. */
typedef struct Guess {
    const HlLoopInfo *loop;
    HlOp *value; /* made outside; NULL: parameter k of the header */
    uint32_t k;
    uint8_t bits;
    HlOp *check;
} Guess;

typedef struct Presume {
    HlScratch *scratch;
    HlIr *ir;
    HlGraph *graph;
    HlLoops loops;
    HlRanges *ranges; /* without the checks */
    HlPreheaders preheaders;
    HlConstants constants;
    bool *used; /* by operation id: an integer operation in the loop at hand computes with it */
    Guess *guesses;
    uint32_t count, room;
} Presume;

static bool is_small(HlRange range) { return range.low >= 0 && range.high <= INT64_C(1) << 62; }

static void add_guess(Presume *presume, Guess guess)
{
    if (presume->count == presume->room) {
        size_t size = presume->room * sizeof *presume->guesses;
        presume->guesses = hl_scratch_grow(presume->scratch, presume->guesses, size, 2 * size);
        presume->room *= 2;
    }
    presume->guesses[presume->count++] = guess;
}

/* --- candidates --- */

/* The size that an argument of an entering edge had: 0 if unknown. Numbers known to be small need no check of their own, but go into one. */
static uint8_t seen_bits(const Presume *presume, HlOp *value, const HlOp *at)
{
    HlRange range = hl_range_at(presume->ranges, value, at);
    if (range.low >= 0 && range.high < INT64_C(1) << 31)
        return 31;
    return hl_root(value)->bits;
}

static void guess_param(Presume *presume, const HlLoopInfo *loop, uint32_t k)
{
    HlOp *param = loop->header->block->params[k];
    uint8_t bits = 0;
    if (param->type != HL_I64 || !presume->used[param->id] || is_small(hl_range_at(presume->ranges, param, loop->header->block->first)))
        return;
    for (uint32_t i = 0; i < loop->header->pred_count; i++) {
        const HlPred *pred = &loop->header->preds[i];
        if (hl_is_back_edge(presume->graph, pred, loop->header))
            continue;
        uint8_t seen = seen_bits(presume, hl_pred_edge(pred)->args[k], pred->op);
        if (!seen)
            return;
        bits = seen > bits ? seen : bits;
    }
    add_guess(presume, (Guess){.loop = loop, .k = k, .bits = bits});
}

static void guess_value(Presume *presume, const HlLoopInfo *loop, HlOp *value)
{
    const HlOp *first = loop->header->block->first;
    if (!value->bits || !presume->used[value->id] || !hl_dominates(presume->graph, value, first) || is_small(hl_range_at(presume->ranges, value, first)))
        return;
    add_guess(presume, (Guess){.loop = loop, .value = value, .bits = value->bits});
}

static bool computes(const HlOp *op)
{
    switch (op->code) {
    case HL_OP_IADD_CHECK:
    case HL_OP_ISUB_CHECK:
    case HL_OP_IMUL_CHECK:
    case HL_OP_INEG_CHECK:
    case HL_OP_IABS_CHECK:
    case HL_OP_ISHL_CHECK:
    case HL_OP_IFLOORDIV:
    case HL_OP_IMOD:
    case HL_OP_CHECK_INDEX:
    case HL_OP_CHECK_NONNEGATIVE:
    case HL_OP_ILT:
    case HL_OP_ILE:
        return true;
    default:
        return false;
    }
}

static void mark_used(Presume *presume, const HlLoopInfo *loop)
{
    for (uint32_t i = 0; i < loop->node_count; i++)
        for (const HlOp *op = presume->graph->nodes[loop->nodes[i]].block->first; op; op = op->next)
            for (uint32_t k = 0; k < op->arg_count && computes(op); k++)
                presume->used[hl_root(op->args[k])->id] = true;
}

static void mark_argument(Presume *presume, const HlLoopInfo *loop, const HlPred *pred, uint32_t k)
{
    if (hl_loop_contains(&presume->loops, loop, pred->from))
        presume->used[hl_root(hl_pred_edge(pred)->args[k])->id] = true;
}

/* What goes into the parameters of blocks in the loop is used if they are. */
static void mark_arguments(Presume *presume, const HlLoopInfo *loop)
{
    for (uint32_t i = loop->node_count; i-- > 0;) {
        const HlNode *node = &presume->graph->nodes[loop->nodes[i]];
        for (uint32_t k = 0; k < node->block->param_count; k++)
            for (uint32_t n = 0; n < node->pred_count && presume->used[node->block->params[k]->id]; n++)
                mark_argument(presume, loop, &node->preds[n], k);
    }
}

static void find_guesses(Presume *presume, const HlLoopInfo *loop)
{
    presume->used = HL_SCRATCH_ARRAY(presume->scratch, bool, presume->ir->op_count);
    mark_used(presume, loop);
    mark_arguments(presume, loop);
    for (uint32_t k = 0; k < loop->header->block->param_count; k++)
        guess_param(presume, loop, k);
    for (uint32_t i = 0; i < presume->graph->count; i++)
        for (HlOp *op = presume->graph->nodes[i].block->first; op && !presume->loops.innermost[i]; op = op->next)
            guess_value(presume, loop, op);
}

/* --- checks --- */

static void put_check(Presume *presume, Guess *guess)
{
    HlBlock *block = hl_preheader_block(&presume->preheaders, guess->loop);
    HlOp *args[] = {guess->value ? guess->value : block->params[guess->k], hl_constant_i64(&presume->constants, INT64_C(1) << guess->bits)};
    guess->check = hl_scratch_need(presume->scratch, hl_op_new(presume->ir, HL_OP_CHECK_INDEX, 2, args));
    guess->check->fail = hl_preheader_exit(&presume->preheaders, guess->loop);
    guess->check->line = block->last->line;
    hl_op_insert_before(block->last, guess->check);
}

/* A number that grows without limit from however small a start is no better known than before. */
static bool is_useful(const HlRanges *ranges, const Guess *guess)
{
    const HlBlock *header = guess->loop->header->block;
    return guess->value || hl_range_at(ranges, header->params[guess->k], header->first).high < INT64_MAX;
}

static void run_presume(HlScratch *scratch, void *context)
{
    HlIr *ir = context;
    HlReplacements replacements = hl_replacements(scratch, ir);
    Presume presume = {.scratch = scratch, .ir = ir, .room = 16};
    presume.constants = hl_share_constants(scratch, ir, &replacements);
    hl_replace_uses(&replacements, ir);
    presume.graph = hl_graph_new(scratch, ir);
    hl_remove_unreachable(ir, presume.graph);
    presume.loops = hl_loops_find(scratch, presume.graph);
    presume.ranges = hl_ranges_new(scratch, presume.graph);
    presume.preheaders = hl_preheaders(scratch, presume.graph, &presume.loops);
    presume.guesses = HL_SCRATCH_ARRAY(scratch, Guess, presume.room);
    for (uint32_t i = 0; i < presume.loops.count; i++) {
        const HlLoopInfo *loop = &presume.loops.loops[i];
        if (!loop->parent && loop->header != presume.graph->nodes && loop->header->block->header && !loop->header->block->no_sizes)
            find_guesses(&presume, loop);
    }
    if (!presume.count)
        return;
    for (uint32_t i = 0; i < presume.count; i++)
        put_check(&presume, &presume.guesses[i]);
    HlRanges *ranges = hl_ranges_new(scratch, hl_graph_new(scratch, ir));
    for (uint32_t i = 0; i < presume.count; i++)
        if (!is_useful(ranges, &presume.guesses[i]))
            hl_op_remove(presume.guesses[i].check);
    hl_remove_unreachable(ir, hl_graph_new(scratch, ir));
}

bool hl_pass_presume(HlIr *ir) { return hl_scratch_run(run_presume, ir); }
