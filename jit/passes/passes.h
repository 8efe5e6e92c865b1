/* The passes: each rewrites a function in place and leaves it verifiable.
 *
 * Called by: jit/nest.c through hl_passes_run. passes.def is the list: name, default order, one sentence. No dependency on Python.
 */
#ifndef HL_JIT_PASSES_H
#define HL_JIT_PASSES_H

#include "../ir/ir.h"

typedef bool HlPass(HlIr *ir); /* false: out of memory; the function is then unusable */

typedef struct HlPassInfo {
    const char *name;
    HlPass *run;
    const char *doc;
} HlPassInfo;
extern const HlPassInfo hl_passes[];
extern const int hl_pass_count;

/* What the passes may assume of constants of the pool: its text tells known types ("type float"). */

/* Runs one pass; with `verify`, checks the function after it. False: `error` names the pass and the fault. */
bool hl_pass_run(HlIr *ir, const HlPassInfo *pass, bool verify, char *error, size_t error_size);

typedef struct HlPassChoice {
    const char *off; /* passes to leave out: names separated by commas, or NULL */
    uint64_t order;  /* 0: the steps of the table in their order; else in one that is drawn at random from this number, for tests: each must be right */
    bool verify;     /* check the function after each pass, and stop at the first fault */
} HlPassChoice;

/* Runs the passes. False: `error` names the pass. */
bool hl_passes_run(HlIr *ir, const HlPassChoice *choice, char *error, size_t error_size);

#endif
