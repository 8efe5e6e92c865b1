/* Switches for tests of the evaluator: every frame goes through it, and is handed over to CPython's eval loop after some instructions.
 *
 * Owns: the switches. Set by: the module's _test_evaluate_all. Read by: the hook, the evaluator. */
#ifndef HL_SRC_EVALUATOR_TESTING_H
#define HL_SRC_EVALUATOR_TESTING_H

#include <stdbool.h>
#include <stdint.h>

extern bool hl_test_evaluate_all;   /* frames without loops too */
extern int64_t hl_test_hand_over_after; /* instructions; negative: never */
extern int64_t hl_test_hand_over_range; /* a random number of up to so many more */

/* Instructions until the frame that is now starting is handed over; negative: never. */
int64_t hl_test_countdown_slowly(void);
static inline int64_t hl_test_countdown(void) { return __builtin_expect(hl_test_hand_over_after < 0, 1) ? -1 : hl_test_countdown_slowly(); }

#endif
