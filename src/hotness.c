/* Loops of code objects, their counters, and what happens at a back edge. */
#include "hotness.h"
#include "../jit/budget.h"
#include "../jit/nest.h"
#include "../jit/reasons.h"
#include "../jit/recorder/recorder.h"
#include "cpython/adapter.h"
#include "cpython/bytecode.h"
#include "log.h"
#include "options.h"
#include "report.h"

enum {
    COMPILE_POLL = 50,     /* back edges between two looks at a compile under way */
    OUTER_FACTOR = 24,     /* an outer loop is recorded in place of the inner one if an outer iteration runs at most so many inner ones */
    RETRY = 200,           /* back edges before a loop is tried again after a recording that brought nothing */
    MAX_EVICTIONS = 20,    /* that a loop's threshold is doubled */
};

HlCode *hl_codes;
static HlCode no_loops; /* stands in the slot of code objects that were looked at and have none: the hook passes them on at once */

/* --- finding loops --- */

static int add_loop(HlLoop *loops, int count, int header, int end)
{
    for (int i = 0; i < count; i++) {
        if (loops[i].header == header) {
            loops[i].end = end > loops[i].end ? end : loops[i].end;
            return count;
        }
    }
    loops[count].header = header;
    loops[count].end = end;
    return count + 1;
}

static int by_header(const void *a, const void *b)
{
    const HlLoop *x = a, *y = b;
    return x->header != y->header ? (x->header > y->header) - (x->header < y->header) : (y->end > x->end) - (y->end < x->end);
}

/* `continue` in a while loop jumps back to the test before the body, the loop's end to the body: two headers of one loop. The first one's loop reaches to the end of
 * the second one's, or it would seem to be left wherever an iteration does not continue. */
static void join_overlapping(HlCode *code)
{
    for (int i = code->loop_count - 1; i >= 0; i--) {
        for (int j = i + 1; j < code->loop_count && code->loops[j].header < code->loops[i].end; j++) {
            if (code->loops[j].end > code->loops[i].end) {
                code->loops[i].end = code->loops[j].end;
            }
        }
    }
}

static void find_parents(HlCode *code)
{
    for (int i = 0; i < code->loop_count; i++) {
        code->loops[i].parent = -1;
        for (int j = i - 1; j >= 0; j--) {
            if (code->loops[j].header <= code->loops[i].header && code->loops[j].end >= code->loops[i].end) {
                code->loops[i].parent = j;
                break;
            }
        }
    }
}

static void start_counting(HlLoop *loop, int64_t back_edges)
{
    loop->total = hl_loop_iterations(loop);
    loop->countdown = loop->counter = (int32_t)(back_edges > INT32_MAX / 2 ? INT32_MAX / 2 : back_edges);
}

/* The number of backward jumps bounds the number of loops. */
static int count_back_edges(PyCodeObject *code)
{
    int count = 0, units = (int)Py_SIZE(code);
    for (int unit = 0; unit < units;) {
        HlBytecode at = hl_bytecode_at(code, unit);
        count += at.target >= 0 && at.target <= unit;
        unit = at.next;
    }
    return count;
}

static HlCode *analyse(PyCodeObject *object)
{
    int edges = count_back_edges(object), units = (int)Py_SIZE(object);
    if (edges == 0 || edges > INT16_MAX || (object->co_flags & (CO_COROUTINE | CO_ASYNC_GENERATOR))) {
        return NULL;
    }
    HlCode *code = PyMem_Calloc(1, sizeof *code + (size_t)edges * sizeof(HlLoop));
    int16_t *loop_at = PyMem_Malloc(((size_t)units + 1) * sizeof *loop_at);
    if (code == NULL || loop_at == NULL) {
        PyMem_Free(code);
        PyMem_Free(loop_at);
        return NULL;
    }
    code->code = object;
    code->loop_at = loop_at;
    for (int unit = 0; unit < units;) {
        HlBytecode at = hl_bytecode_at(object, unit);
        if (at.target >= 0 && at.target <= unit) {
            code->loop_count = add_loop(code->loops, code->loop_count, at.target, at.next);
        }
        unit = at.next;
    }
    qsort(code->loops, (size_t)code->loop_count, sizeof(HlLoop), by_header);
    join_overlapping(code);
    find_parents(code);
    for (int unit = 0; unit <= units; unit++) {
        loop_at[unit] = -1;
    }
    for (int i = 0; i < code->loop_count; i++) {
        loop_at[code->loops[i].header] = (int16_t)i;
        start_counting(&code->loops[i], hl_options.threshold);
    }
    code->live_loops = code->loop_count;
    return code;
}

/* --- keeping them --- */

static void code_free(void *extra)
{
    HlCode *code = extra;
    if (code == NULL || code == &no_loops) {
        return;
    }
    hl_report_code_gone(code);
    *code->link_code = code->next_code;
    if (code->next_code != NULL) {
        code->next_code->link_code = code->link_code;
    }
    for (int i = 0; i < code->loop_count; i++) {
        if (code->loops[i].nest != NULL) {
            hl_nest_free(code->loops[i].nest);
        }
    }
    PyMem_Free(code->caches);
    PyMem_Free(code->loop_at);
    PyMem_Free(code);
}

Py_ssize_t hl_code_slot_index = -1;

HlCode *hl_code_get(PyCodeObject *object)
{
    if (hl_code_slot_index < 0 && (hl_code_slot_index = hl_code_slot_request(code_free)) < 0) {
        return NULL;
    }
    HlCode *code = hl_code_slot(object, hl_code_slot_index);
    if (code != NULL) {
        return code == &no_loops ? NULL : code;
    }
    code = analyse(object);
    if (code == NULL) {
        hl_code_slot_set(object, hl_code_slot_index, &no_loops);
        return NULL;
    }
    if (!hl_code_slot_set(object, hl_code_slot_index, code)) {
        PyMem_Free(code->loop_at);
        PyMem_Free(code);
        return NULL;
    }
    code->next_code = hl_codes;
    code->link_code = &hl_codes;
    if (hl_codes != NULL) {
        hl_codes->link_code = &code->next_code;
    }
    hl_codes = code;
    return code;
}

void hl_loop_evicted(HlLoop *loop)
{
    loop->nest = NULL;
    loop->evictions += loop->evictions < MAX_EVICTIONS;
    start_counting(loop, hl_options.threshold << loop->evictions);
}

void hl_loop_give_up(HlCode *code, HlLoop *loop, const char *reason)
{
    if (!loop->given_up) {
        loop->given_up = true;
        loop->reason = reason;
        code->live_loops--;
        start_counting(loop, INT32_MAX);
        hl_log(loop->nest != NULL ? loop->nest->name : "loop", "given up: %s", reason);
    }
}

/* --- back edges --- */

/* A loop around this one that turns often enough to be compiled in its place. */
static HlLoop *better_root(HlCode *code, HlLoop *loop)
{
    while (loop->parent >= 0) {
        HlLoop *parent = &code->loops[loop->parent];
        if (parent->given_up || hl_loop_iterations(parent) * OUTER_FACTOR < hl_loop_iterations(loop)) {
            break;
        }
        loop = parent;
    }
    return loop;
}

/* The loop's nest, made if there is none. NULL: not now, or never, in which case the loop is given up. */
static HlNest *nest_of(HlCode *code, HlLoop *loop)
{
    if (loop->nest != NULL) {
        return loop->nest;
    }
    bool room = hl_budget_make_room(); /* which may run any code, this loop included */
    if (loop->nest != NULL || loop->given_up) {
        return loop->nest;
    }
    HlNest *nest = room ? hl_nest_new(code, loop) : NULL;
    if (nest == NULL) {
        hl_loop_give_up(code, loop, room ? hl_reason_out_of_memory : hl_reason_nest_limit);
    }
    return nest;
}

static HlAction begin_recording(HlCode *code, HlLoop *loop, PyThreadState *tstate, _PyInterpreterFrame *frame)
{
    HlLoop *root = better_root(code, loop);
    if (root != loop && (root->nest == NULL || root->nest->version == NULL)) {
        start_counting(loop, hl_options.threshold);
        start_counting(root, 0); /* at its next back edge */
        return HL_CONTINUE;
    }
    HlNest *nest = nest_of(code, loop);
    if (nest == NULL) {
        return HL_CONTINUE;
    }
    start_counting(loop, RETRY);
    hl_log(nest->name, "hot: %lld iterations", (long long)hl_loop_iterations(loop));
    if (!hl_recorder_start(nest, -1, tstate, frame)) {
        return HL_CONTINUE;
    }
    nest->state = HL_NEST_RECORDING;
    return HL_RECORD;
}

/* Asking for a compile under way costs system calls. A loop without code asks every COMPILE_POLL back edges anyway; one that is entered again and again while it is
 * compiled anew, every COMPILE_POLL entries. */
static bool is_time_to_look(const HlNest *nest)
{
    return nest->version == NULL || nest->entries % COMPILE_POLL == 0;
}

HlAction hl_hotness_back_edge(PyThreadState *tstate, _PyInterpreterFrame *frame, HlCode *code, HlLoop *loop)
{
    if (hl_pools_away) { /* a finalizer runs, in a collection */
        hl_pools_return();
    }
    if (loop->nest != NULL && loop->nest->stale && hl_nest_is_idle(loop->nest)) {
        hl_nest_forget(loop->nest);
    }
    HlNest *nest = loop->nest;
    if (code->live_loops == 0) {
        return HL_HAND_OVER;
    }
    if (!hl_options.jit || loop->given_up) {
        start_counting(loop, hl_options.threshold > COMPILE_POLL ? hl_options.threshold : COMPILE_POLL);
        return HL_CONTINUE;
    }
    if (nest != NULL && is_time_to_look(nest)) {
        hl_nest_update(nest, false);
    }
    if (loop->given_up) { /* just now */
        return HL_CONTINUE;
    }
    bool ready = nest != NULL && nest->version != NULL;
    if (hl_recorder != NULL) { /* one recording at a time; the recorded frame itself stays interpreted */
        bool recorded = hl_recorder_follows(tstate, frame);
        start_counting(loop, ready ? 0 : COMPILE_POLL);
        if (ready && !recorded) {
            return hl_nest_enter(nest, tstate, frame);
        }
        if (!recorded) {
            hl_recorder_look(); /* may end it, and then build, which may run any code */
        }
        return HL_CONTINUE;
    }
    if (ready) {
        start_counting(loop, 0);
        return hl_nest_enter(nest, tstate, frame);
    }
    if (nest != NULL && nest->job != NULL) {
        start_counting(loop, COMPILE_POLL);
        return HL_CONTINUE;
    }
    return begin_recording(code, loop, tstate, frame);
}
