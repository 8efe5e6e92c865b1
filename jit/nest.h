/* A nest: the unit of compilation, a loop with all that was recorded from its header on.
 *
 * Owns: the master IR, the constants (references as in pool.h), the exit points, the compiled code and its exit counters, and the life of all that:
 * recording -> compiling (in the background) -> ready -> recording again at hot exits -> ... -> given up.
 * Called by: hotness (back edges), the recorder (recording over), the module (reports).
 */
#ifndef HL_JIT_NEST_H
#define HL_JIT_NEST_H

#include "../runtime/native.h"
#include "../src/hotness.h"
#include "compiler/client.h"
#include "ir/ir.h"
#include "pool.h"

typedef enum HlNestState { HL_NEST_NEW, HL_NEST_RECORDING, HL_NEST_COMPILING, HL_NEST_READY, HL_NEST_DEAD } HlNestState;

typedef struct HlPoint HlPoint; /* an exit point: jit/recorder/internal.h */

/* One compiled version. */
typedef struct HlVersion {
    PyCodeObject *root;  /* the nest's code object, for hl_pool_release; may be gone */
    HlIr *ir;            /* optimised: its snapshots are the exit tables */
    HlMachineCode *code; /* NULL with the executor */
    PyObject **constants; /* its own references: the nest's array may move while this version runs */
    uint32_t constant_count;
    uint64_t *exits;     /* taken, by snapshot id */
    int active;          /* entries under way: freed when replaced and 0 */
    bool replaced;
} HlVersion;

typedef struct HlNest {
    HlCode *code;
    HlLoop *loop;
    HlNestState state;
    HlIr *master;
    /* The root frame's builtins, once something was recorded; borrowed: what relies on them has them in the pool. Frames of the code with others stay interpreted. */
    PyObject *builtins;
    bool module_level;    /* its locals are its globals */
    /* The program compares identities near this loop: a number that has more than one name, or an object already, stays an object. See docs/internals.md, section 5. */
    bool keeps_identity;
    bool stale;           /* recorded on a wrong footing: all that was recorded is to be thrown away */
    PyObject **constants; /* strong; by number; a copy of master's pool */
    HlAway *away;         /* by constant; NULL but during a full collection. See pool.h */
    uint32_t constant_count, constant_capacity;
    HlPoint **points;
    uint32_t point_count, point_capacity;
    struct HlMerge *merges;
    uint32_t serial; /* of recorded instructions, so far */
    HlVersion *version;   /* in use, NULL before the first compile */
    HlVersion *next;      /* being compiled */
    HlJob *job;
    bool waiting;         /* a thread waits for `job` without the GIL: it alone takes the result */
    int builds;           /* compiles so far */
    bool closed;          /* some recording has closed a loop */
    int recordings, failed_recordings;
    uint64_t entries, iterations, exits;
    uint64_t judged_entries, judged_iterations; /* at the last judgement or build */
    double compile_seconds;
    char *name;           /* "file.py:12 function" */
    char *recorded_text, *optimised_text, *gimple_text, *assembly_text; /* kept when dumps or hotloop.nests() ask */
    int running;          /* entries under way, of all versions: not evicted meanwhile */
    uint64_t last_entered; /* the number of the entry, over all nests */
    size_t bytes;         /* of code and IR, as counted in the total */
    uint64_t ticks;       /* time stamp counter ticks spent in compiled code (0 if not measured) */
    struct HlNest *next_nest, **link_nest; /* in hl_nests; what points to this one */
} HlNest;
extern HlNest *hl_nests; /* every nest of the process, newest first; for src/report.c, whose hl_report_nest_gone hl_nest_free calls before it unlinks one */

HlNest *hl_nest_new(HlCode *code, HlLoop *loop);
void hl_nest_free(HlNest *nest);
bool hl_nest_is_idle(const HlNest *nest); /* it does not run, is not being recorded, and no thread waits for it */
void hl_nest_forget(HlNest *nest);        /* back to a nest of which nothing is known, if it is not given up; only if it is idle. May run any code */
/* The recorder is done: `gained` new paths. Compiles if there is something to compile, else counts a failure. */
void hl_nest_recorded(HlNest *nest, bool complete, int gained, const char *reason);
void hl_nests_after_fork_child(void);
/* A new compiled version may have arrived. */
void hl_nest_update(HlNest *nest, bool wait);
/* The frame's namespaces are those that the nest was recorded with. */
bool hl_nest_fits(const HlNest *nest, const _PyInterpreterFrame *frame);
/* Runs the compiled code from the root header; what the evaluator must do next. */
HlAction hl_nest_enter(HlNest *nest, PyThreadState *tstate, _PyInterpreterFrame *frame);

#endif
