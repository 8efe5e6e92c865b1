/* What nests may take of the process's memory: how many there are, and the bytes of their code and IR. When a limit (--max-nests, --max-code) is reached, the
 * nests that were entered least recently are dropped for the new one; their loops are counted anew, each time up to twice the threshold.
 *
 * Owns: the totals. Called by: nest.c, with the GIL held, where Python code may run (dropping a nest releases objects). A nest that runs, that is being
 * recorded or that a thread waits for is never dropped.
 */
#ifndef HL_JIT_BUDGET_H
#define HL_JIT_BUDGET_H

#include "nest.h"

bool hl_budget_make_room(void);          /* for one nest more; false: there is none */
bool hl_budget_fit(const HlNest *keep);  /* within --max-code again, without dropping `keep`; false: it can't be */
void hl_budget_flush(void);              /* drops all nests that can be dropped */

void hl_budget_nest_made(HlNest *nest);
void hl_budget_nest_gone(HlNest *nest);
void hl_budget_entered(HlNest *nest);    /* now */
/* The nest's code and IR have changed. */
void hl_budget_count(HlNest *nest);

#endif
