/* A fresh copy of a function without what can't be reached, everything numbered in layout order.
 * Called by: the nest, before it runs the passes on the copy; passes.c, to tidy up; the tool. */
#include "ir.h"
#include <stdlib.h>
#include <string.h>

/* Blocks that are waiting to be searched for successors. Each block enters once, when it gets its copy. */
typedef struct Search {
    HlIr *to;
    HlBlock **waiting;
    uint32_t count;
} Search;

/* A stand-in for "reachable" until the real copies are made in layout order. */
static HlBlock reachable_mark;

static void reach(Search *search, HlBlock *block)
{
    if (!block || block->copy)
        return;
    block->copy = &reachable_mark;
    search->waiting[search->count++] = block;
}

static bool mark_reachable(const HlIr *ir)
{
    Search search = {.waiting = malloc((ir->block_count + 1) * sizeof *search.waiting)};
    if (!search.waiting)
        return false;
    for (HlBlock *block = ir->first; block; block = block->next)
        block->copy = NULL;
    reach(&search, ir->first);
    while (search.count) {
        HlBlock *block = search.waiting[--search.count];
        for (HlOp *op = block->first; op; op = op->next) {
            reach(&search, op->fail);
            reach(&search, op->target[0].block);
            reach(&search, op->target[1].block);
        }
    }
    free(search.waiting);
    return true;
}

/* First round: empty shells of everything, so that the second can point to all of it. */
static bool make_shells(HlIr *to, const HlIr *from)
{
    for (HlBlock *block = from->first; block; block = block->next) {
        if (!block->copy)
            continue;
        HlBlock *copy = block->copy = hl_block_new(to);
        if (!copy)
            return false;
        copy->no_sizes = block->no_sizes;
        copy->no_guess = block->no_guess;
        copy->no_hoist = block->no_hoist;
        copy->begins_again = block->begins_again;
        for (uint32_t i = 0; i < block->param_count; i++) {
            HlOp *param = block->params[i];
            param->copy = hl_block_add_param(to, copy, param->type);
            if (!param->copy)
                return false;
            param->copy->line = param->line;
        }
        for (HlOp *op = block->first; op; op = op->next) {
            op->copy = hl_op_new(to, op->code, op->arg_count, op->args);
            hl_op_append(copy, op->copy);
            if (!op->copy)
                return false;
        }
    }
    return true;
}

static void use_copy(HlOp **use, void *context)
{
    (void)context;
    *use = (*use)->copy;
}

static bool fill_edge(HlIr *to, HlEdge *edge, const HlEdge *from)
{
    if (!from->block)
        return true;
    uint32_t count = from->block->param_count;
    edge->block = from->block->copy;
    edge->args = hl_ir_alloc(to, count * sizeof *edge->args);
    if (edge->args && count)
        memcpy(edge->args, from->args, count * sizeof *edge->args);
    return edge->args != NULL;
}

static HlSnapshot *fill_snapshot(HlIr *to, const HlSnapshot *from, bool *ok)
{
    HlSnapshot *copy = from ? hl_snapshot_copy(to, from) : NULL;
    if (from && !copy)
        *ok = false;
    return copy;
}

static bool fill_op(HlIr *to, const HlOp *op)
{
    HlOp *copy = op->copy;
    bool ok = true;
    copy->type = op->type;
    copy->line = op->line;
    copy->bits = op->bits;
    copy->imm = op->imm;
    copy->fail = op->fail ? op->fail->copy : NULL;
    copy->snapshot = fill_snapshot(to, op->snapshot, &ok);
    ok = ok && fill_edge(to, &copy->target[0], &op->target[0]) && fill_edge(to, &copy->target[1], &op->target[1]);
    if (ok)
        hl_op_visit_uses(copy, use_copy, NULL);
    return ok;
}

static bool fill(HlIr *to, const HlIr *from)
{
    for (HlBlock *block = from->first; block; block = block->next) {
        if (!block->copy)
            continue;
        bool ok = true;
        block->copy->header = fill_snapshot(to, block->header, &ok);
        if (!ok)
            return false;
        if (block->copy->header)
            hl_snapshot_visit_uses(block->copy->header, use_copy, NULL);
        for (HlOp *op = block->first; op; op = op->next)
            if (!fill_op(to, op))
                return false;
    }
    return true;
}

static bool copy_constants(HlIr *to, const HlIr *from)
{
    for (uint32_t i = 0; i < from->constant_count; i++)
        if (hl_ir_add_constant(to, from->constants[i].object, from->constants[i].text) == HL_NO_CONST)
            return false;
    return true;
}

HlIr *hl_ir_clone(const HlIr *from)
{
    HlIr *to = hl_ir_new(from->name);
    if (to && copy_constants(to, from) && mark_reachable(from) && make_shells(to, from) && fill(to, from))
        return to;
    hl_ir_free(to);
    return NULL;
}
