/* Number objects kept for the moment when memory runs out where nothing can be raised: an exit or a flush that boxes the frame's numbers, a number stored in a list.
 *
 * Owns: as many ints and as many floats as the largest exit needs, and some. Called by: prepare.c (how many), nest.c (before compiled code is entered), slots.c and
 * boxing.c (when an allocation has failed). With the GIL held.
 */
#ifndef HL_RUNTIME_RESERVE_H
#define HL_RUNTIME_RESERVE_H

#include <stdbool.h>
#include <stdint.h>

void hl_reserve_need(uint32_t numbers); /* in one exit */
/* True if all is there. Makes what is missing; without an exception if there is no memory for it. */
bool hl_reserve_fill(void);

/* After the allocation of this number has failed with MemoryError, which is cleared: a new reference; NULL with the error if the reserve is used up. */
void *hl_reserve_take_i64(int64_t value);
void *hl_reserve_take_f64(double value);

#endif
