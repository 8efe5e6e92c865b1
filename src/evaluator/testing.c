/* The switches for tests of the evaluator. */
#include "testing.h"

bool hl_test_evaluate_all;
int64_t hl_test_hand_over_after = -1;
int64_t hl_test_hand_over_range;

int64_t hl_test_countdown_slowly(void)
{
    static uint64_t state = 1;
    state = state * 6364136223846793005u + 1442695040888963407u;
    return hl_test_hand_over_after + (hl_test_hand_over_range > 0 ? (int64_t)((state >> 33) % (uint64_t)hl_test_hand_over_range) : 0);
}
