/* Switches for tests: every frame goes through our eval loop, is handed over to CPython's after some instructions, or is taken over from it.
 *
 * Owns: the switches. Set by: the module's _test. Read by: the hook, the evaluator, src/takeover.c. */
#ifndef HL_SRC_EVALUATOR_TESTING_H
#define HL_SRC_EVALUATOR_TESTING_H

#include "../cpython/cpython.h"
#include <stdint.h>

enum {
    HL_TEST_EVALUATE_ALL = 1, /* frames without loops too */
    HL_TEST_TAKE_OVER = 2,    /* the hook is off, and frames are taken over when first seen in a loop */
};
extern int hl_test_mode;
extern int64_t hl_test_hand_over_after; /* instructions; negative: never */
extern int64_t hl_test_hand_over_range; /* a random number of up to so many more */

/* Instructions until the frame that is now starting is handed over; negative: never. */
int64_t hl_test_countdown_slowly(void);
static inline int64_t hl_test_countdown(void) { return __builtin_expect(hl_test_hand_over_after < 0, 1) ? -1 : hl_test_countdown_slowly(); }

/* _test(evaluate_all=False, hand_over_after=-1, hand_over_range=0, take_over=False): sets the switches; returns the number of frames taken over so far. */
PyObject *hl_test(PyObject *module, PyObject *arguments, PyObject *keywords);

#endif
