/* What a user is told about loops and nests: hotloop.nests(), loops(), statistics(), and the summary of --stats.
 *
 * Owns: the totals of what is gone already (code objects die with their loops and nests). Reads: hl_codes, hl_nests and the structures below them.
 * Called by: the module, with the GIL held; hotness and the nest when they free something.
 */
#ifndef HL_SRC_REPORT_H
#define HL_SRC_REPORT_H

#include "cpython/cpython.h"
#include "hotness.h"

struct HlNest;

/* A list with a dictionary per nest. The texts of the compiler process, GIMPLE and machine code, are None unless a dump asked for them; with `compile`, the
 * nests that lack them are compiled again to get them. */
PyObject *hl_report_nests(bool compile);
PyObject *hl_report_loops(void);      /* a list with a dictionary per loop that was seen */
PyObject *hl_report_statistics(void); /* a dictionary of totals */
void hl_report_summary(void);         /* --stats: printed on standard error */

void hl_report_start(void);           /* the JIT was switched on: run time counts from the first call on */
void hl_report_nest_gone(const struct HlNest *nest); /* before it is freed */
void hl_report_code_gone(const HlCode *code);        /* before it is freed */

#endif
