/* The limits of memory, and whom they hit. See budget.h. */
#include "budget.h"

#include "../src/log.h"
#include "../src/options.h"
#include "reasons.h"
#include "recorder/internal.h"

static int64_t nests;   /* alive */
static size_t bytes;    /* of all of them */
static uint64_t entries;

void hl_budget_entered(HlNest *nest)
{
    nest->last_entered = ++entries;
}

void hl_budget_nest_made(HlNest *nest)
{
    nests++;
    hl_budget_entered(nest);
}

void hl_budget_nest_gone(HlNest *nest)
{
    nests--;
    bytes -= nest->bytes;
    nest->bytes = 0;
}

void hl_budget_count(HlNest *nest)
{
    const HlVersion *version = nest->version;
    size_t now = hl_ir_memory(nest->master);
    if (version != NULL) {
        now += hl_ir_memory(version->ir) + (version->code != NULL ? version->code->mapped : 0);
    }
    bytes += now - nest->bytes;
    nest->bytes = now;
}

/* Is `a` the better one to drop? Those that are given up are of no use to anybody. */
static bool is_better(const HlNest *a, const HlNest *b)
{
    bool a_dead = a->state == HL_NEST_DEAD, b_dead = b->state == HL_NEST_DEAD;
    return a_dead != b_dead ? a_dead : a->last_entered < b->last_entered;
}

static HlNest *choose(const HlNest *keep)
{
    HlNest *chosen = NULL;
    for (HlNest *nest = hl_nests; nest != NULL; nest = nest->next_nest) {
        if (nest != keep && hl_nest_is_idle(nest) && (chosen == NULL || is_better(nest, chosen))) {
            chosen = nest;
        }
    }
    return chosen;
}

/* Releasing the nest's objects may run any code, which may even drop the code object, if nobody else holds it. */
static void drop(HlNest *nest, const char *reason)
{
    PyCodeObject *code = (PyCodeObject *)Py_NewRef(nest->code->code);
    hl_log(nest->name, "dropped: %s", reason);
    hl_loop_evicted(nest->loop);
    hl_nest_free(nest);
    Py_DECREF(code);
}

bool hl_budget_make_room(void)
{
    while (nests >= hl_options.max_nests) {
        HlNest *nest = choose(NULL);
        if (nest == NULL) {
            return false;
        }
        drop(nest, hl_reason_nest_limit);
    }
    return true;
}

bool hl_budget_fit(const HlNest *keep)
{
    while (bytes > (size_t)hl_options.max_code) {
        HlNest *nest = choose(keep);
        if (nest == NULL) {
            return false;
        }
        drop(nest, hl_reason_code_limit);
    }
    return true;
}

void hl_budget_flush(void)
{
    /* What runs while one is dropped may make others: an end is set. */
    for (int64_t left = nests; left > 0; left--) {
        HlNest *nest = choose(NULL);
        if (nest == NULL) {
            return;
        }
        drop(nest, hl_reason_flushed);
    }
}
