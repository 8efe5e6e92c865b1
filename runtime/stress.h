/* What compiled code calls when a test has asked for stress (jit/stress.h): points where it leaves though it need not, and polls that find work.
 *
 * Owns: the holding points, by number, over all compiled code of the process; the requests. Called by: compiled code; jit/stress.c, which puts the calls into the IR.
 * All with the GIL held.
 */
#ifndef HL_RUNTIME_STRESS_H
#define HL_RUNTIME_STRESS_H

#include <stdint.h>

/* A new point's number: the first, second or third time that compiled code comes to the point it must leave. */
int64_t hl_stress_new_point(uint64_t *random);
int32_t hl_rt_stress_hold(int64_t point); /* 0: leave now */

/* At every `rate`th poll, at random, CPython's eval breaker is set, by a pending call that does nothing. 0: never. */
void hl_stress_set_breaks(uint64_t seed, int64_t rate);
int32_t hl_rt_stress_poll(void); /* before a poll; the result means nothing */

uint64_t hl_stress_random(uint64_t *state);

#endif
