/* Stress switches, for tests of hotloop itself: stress.def is the table, --stress and HOTLOOP_STRESS set them.
 *
 * Owns: their values. Called by: the module (setting), nest.c and budget.c, and, for allocations, by whatever in the extension module allocates: the build replaces
 * its calls of the allocators of stress_memory.c by checks of their own (-Wl,--wrap). Off, a switch costs one test of a variable where no time is spent.
 */
#ifndef HL_JIT_STRESS_H
#define HL_JIT_STRESS_H

#include "nest.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct HlStress {
    bool on; /* any of them */
#define HL_STRESS(field, name, given, doc) int64_t field;
#include "stress.def"
#undef HL_STRESS
} HlStress;
extern HlStress hl_stress;

typedef struct HlStressInfo {
    const char *name;
    int64_t given; /* the value of the name alone */
    const char *doc;
    size_t offset; /* in HlStress */
} HlStressInfo;
extern const HlStressInfo hl_stress_info[];
extern const int hl_stress_count;

/* Takes the switches from text ("fail-guards,flush=50", NULL and "" are none); counts begin anew. False: nothing has changed, `error` says why. */
bool hl_stress_set(const char *text, char *error, size_t size);

/* On a fresh clone of the master, before its passes, and after them. False: out of memory. */
bool hl_stress_before_passes(HlIr *ir);
bool hl_stress_after_passes(HlIr *ir, const HlNest *nest);
uint64_t hl_stress_pass_order(void); /* the seed of the next order; 0: the table's */
bool hl_stress_compile_fails(void);  /* counts a compile */
void hl_stress_entered(void);        /* counts an entry; may drop nests, and so run any code */
bool hl_stress_allocation_fails(void); /* counts an allocation; from any thread */

#endif
