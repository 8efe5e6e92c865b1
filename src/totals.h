/* The totals of a process, shared by report.c (as a dictionary) and summary.c (as text). See report.h. */
#ifndef HL_SRC_TOTALS_H
#define HL_SRC_TOTALS_H

#include <stdint.h>

typedef struct HlTotals {
    int64_t loops;            /* with at least one back edge seen in the evaluator */
    int64_t loops_given_up;
    int64_t nests;            /* recorded at least once */
    int64_t nests_compiled;   /* with compiled code */
    int64_t builds;           /* compiles, rebuilds included */
    double compile_seconds;   /* in the compiler process, beside the program */
    double run_seconds;       /* since the JIT was first switched on */
    double native_seconds;    /* in compiled code; an estimate from time stamp counters */
    int64_t entries;          /* of compiled code */
    int64_t exits;            /* from compiled code */
    int64_t native_iterations, interpreted_iterations;
    int64_t numbers_not_made; /* int and float objects that the eval loop would have made; an estimate */
} HlTotals;

HlTotals hl_totals(void); /* of everything so far */

#endif
