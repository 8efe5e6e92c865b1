/* The contract between compiled code and the process that runs it.
 *
 * Owns: the argument and the result of a compiled nest. Read by: the code generator (offsets), the executor, runtime/exit.c, jit/nest.c.
 * Compiled code is entered with the GIL held, at the root loop's header, with the root frame real: locals and stack in its slots.
 */
#ifndef HL_RUNTIME_NATIVE_H
#define HL_RUNTIME_NATIVE_H

#include <stdint.h>

#define HL_MAX_INLINED 7 /* frames of inlined calls at a time */
#define HL_MAX_EXIT_VALUES 1024 /* a snapshot with more distinct values is refused by the recorder */

#define HL_TICKS 1024 /* of this many ticks one looks at the eval breaker */

typedef struct HlNative {
    void **slots;                 /* the root frame's localsplus */
    void **constants;             /* the nest's pool: PyObject * each */
    const int *eval_breaker;      /* polled at back edges, or after some of them */
    void *small_ints;             /* hl_rt_small_ints() */
    int64_t narrow_int;           /* an int object of more than so many digits has room for two */
    uint64_t *exit_values;        /* room for HL_MAX_EXIT_VALUES: i64, bits of a double, b1 as 0/1, or an address */
    uint64_t iterations;          /* compiled code adds the loop iterations that it ran (counted at polls and ticks) */
    struct HlNest *nest;          /* whose exit tables describe the exits */
    struct _PyInterpreterFrame *frame; /* the root frame */
    void *globals;                /* its globals */
    struct _ts *tstate;
    const struct HlIr *ir; /* the optimised IR of the code that runs: its snapshots are the exit tables */
    struct _PyInterpreterFrame *inlined[HL_MAX_INLINED]; /* real frames of inlined calls, outermost first, while they are shown to unknown code, and as long as somebody keeps them */
    const struct HlSnapshot *shown; /* the flush after which they are the thread's running frames, NULL: they are not */
} HlNative;

/* Returns the id of the snapshot with which it left; exit_values hold that snapshot's values (hl_snapshot_values order). */
typedef int64_t HlNativeFunction(HlNative *native);

#endif
