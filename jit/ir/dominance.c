/* Availability of values; see dominance.h.
 *
 * A segment is a run of operations of one block that ends with a check or the terminator. Segments are numbered in layout order, so that the rest of a block
 * after a check is the next segment. A check's operands are used in its own segment; its result is defined in the next one. */
#include "dominance.h"
#include <stdlib.h>

enum { NONE = -1 };

typedef struct Segment {
    const HlOp *last;
    int order;     /* in the reverse postorder; NONE: unreachable */
    int idom;      /* segment; the entry is its own */
    int pred;      /* first incoming edge, NONE */
    int child;     /* first child in the dominator tree */
    int sibling;   /* next child of the same parent */
    int enter, leave; /* the interval of the subtree in a walk of the dominator tree */
} Segment;

typedef struct Edge {
    int from, next;
} Edge;

typedef struct Place {
    int segment;  /* where it is */
    int position; /* in the function */
} Place;

struct HlDominance {
    Segment *segments;
    int segment_count;
    Edge *edges;
    int edge_count;
    Place *places;      /* by operation id */
    int *first_segment; /* by block id */
    int *order;         /* segments in reverse postorder */
    int order_count;
    int *stack;
};

/* --- segments --- */

static int count_segments(const HlIr *ir)
{
    int count = 0;
    for (const HlBlock *block = ir->first; block; block = block->next)
        for (const HlOp *op = block->first; op; op = op->next)
            count += op->fail != NULL || !op->next;
    return count;
}

static bool allocate(HlDominance *d, const HlIr *ir)
{
    size_t count = (size_t)count_segments(ir) + 1;
    d->segments = malloc(count * sizeof *d->segments);
    d->edges = malloc(2 * count * sizeof *d->edges);
    d->places = malloc((ir->op_count + 1) * sizeof *d->places);
    d->first_segment = malloc((ir->block_count + 1) * sizeof *d->first_segment);
    d->order = malloc(count * sizeof *d->order);
    d->stack = malloc(3 * count * sizeof *d->stack);
    return d->segments && d->edges && d->places && d->first_segment && d->order && d->stack;
}

static void place_op(HlDominance *d, const HlOp *op, int *position)
{
    d->places[op->id] = (Place){d->segment_count, (*position)++};
    if (!op->fail && op->next)
        return;
    d->segments[d->segment_count++] = (Segment){.last = op, .order = NONE, .idom = NONE, .pred = NONE, .child = NONE, .sibling = NONE};
}

static void place_ops(HlDominance *d, const HlIr *ir)
{
    int position = 0;
    for (const HlBlock *block = ir->first; block; block = block->next) {
        d->first_segment[block->id] = d->segment_count;
        for (uint32_t i = 0; i < block->param_count; i++)
            d->places[block->params[i]->id] = (Place){d->segment_count, position++};
        for (const HlOp *op = block->first; op; op = op->next)
            place_op(d, op, &position);
    }
}

/* A segment has at most two successors. */
static int successors(const HlDominance *d, int segment, int found[2])
{
    const HlOp *last = d->segments[segment].last;
    int count = 0;
    if (last->fail)
        found[count++] = d->first_segment[last->fail->id];
    if (last->next)
        found[count++] = segment + 1;
    for (int i = 0; i < 2 && count < 2; i++)
        if (last->target[i].block)
            found[count++] = d->first_segment[last->target[i].block->id];
    return count;
}

static void connect(HlDominance *d)
{
    for (int segment = 0; segment < d->segment_count; segment++) {
        int to[2], count = successors(d, segment, to);
        for (int i = 0; i < count; i++) {
            d->edges[d->edge_count] = (Edge){segment, d->segments[to[i]].pred};
            d->segments[to[i]].pred = d->edge_count++;
        }
    }
}

/* --- the dominator tree --- */

/* Depth-first from the entry; a segment goes into `order` from the back when all its successors are done. The stack holds segments to enter, and ~segment
 * to finish. */
static void find_order(HlDominance *d)
{
    int top = 0, back = d->segment_count;
    enum { ENTERED = -2 };
    d->stack[top++] = 0;
    while (top) {
        int segment = d->stack[--top], to[2];
        if (segment < 0) {
            d->order[--back] = ~segment;
            continue;
        }
        if (d->segments[segment].order == ENTERED)
            continue;
        d->segments[segment].order = ENTERED;
        d->stack[top++] = ~segment;
        int count = successors(d, segment, to);
        for (int i = 0; i < count; i++)
            if (d->segments[to[i]].order != ENTERED)
                d->stack[top++] = to[i];
    }
    d->order_count = d->segment_count - back;
    for (int i = 0; i < d->order_count; i++) {
        d->order[i] = d->order[back + i];
        d->segments[d->order[i]].order = i;
    }
}

static int common_dominator(const HlDominance *d, int a, int b)
{
    while (a != b) {
        while (d->segments[a].order > d->segments[b].order)
            a = d->segments[a].idom;
        while (d->segments[b].order > d->segments[a].order)
            b = d->segments[b].idom;
    }
    return a;
}

static bool improve_idom(HlDominance *d, int segment)
{
    int idom = NONE;
    for (int e = d->segments[segment].pred; e != NONE; e = d->edges[e].next) {
        int from = d->edges[e].from;
        if (d->segments[from].idom != NONE)
            idom = idom == NONE ? from : common_dominator(d, from, idom);
    }
    bool changed = idom != d->segments[segment].idom;
    d->segments[segment].idom = idom;
    return changed;
}

static void find_idoms(HlDominance *d)
{
    d->segments[0].idom = 0;
    for (bool changed = true; changed;) {
        changed = false;
        for (int i = 1; i < d->order_count; i++)
            changed |= improve_idom(d, d->order[i]);
    }
}

static void find_intervals(HlDominance *d)
{
    int top = 0, clock = 0;
    for (int i = d->order_count; i-- > 1;) {
        Segment *segment = &d->segments[d->order[i]];
        segment->sibling = d->segments[segment->idom].child;
        d->segments[segment->idom].child = d->order[i];
    }
    d->stack[top++] = 0;
    while (top) {
        int number = d->stack[--top];
        if (number < 0) {
            d->segments[~number].leave = clock++;
            continue;
        }
        d->segments[number].enter = clock++;
        d->stack[top++] = ~number;
        for (int child = d->segments[number].child; child != NONE; child = d->segments[child].sibling)
            d->stack[top++] = child;
    }
}

HlDominance *hl_dominance_new(const HlIr *ir)
{
    HlDominance *d = calloc(1, sizeof *d);
    if (!d || !allocate(d, ir)) {
        hl_dominance_free(d);
        return NULL;
    }
    place_ops(d, ir);
    connect(d);
    find_order(d);
    find_idoms(d);
    find_intervals(d);
    return d;
}

void hl_dominance_free(HlDominance *d)
{
    if (!d)
        return;
    free(d->segments);
    free(d->edges);
    free(d->places);
    free(d->first_segment);
    free(d->order);
    free(d->stack);
    free(d);
}

/* --- questions --- */

static bool dominates(const HlDominance *d, int upper, int lower)
{
    const Segment *a = &d->segments[upper], *b = &d->segments[lower];
    if (b->order == NONE)
        return true;
    return a->order != NONE && a->enter <= b->enter && b->leave <= a->leave;
}

bool hl_dominance_available(const HlDominance *d, const HlOp *value, const HlOp *user)
{
    Place defined = d->places[value->id], used = d->places[user->id];
    if (value->fail)
        defined.segment++;
    if (defined.segment == used.segment)
        return defined.position < used.position;
    return dominates(d, defined.segment, used.segment);
}

bool hl_dominance_available_at_start(const HlDominance *d, const HlOp *value, const HlBlock *block)
{
    int start = d->first_segment[block->id];
    int defined = d->places[value->id].segment + (value->fail != NULL);
    if (value->block == block)
        return value->code == HL_OP_PARAM;
    return dominates(d, defined, start);
}
