/* The switches for tests. */
#include "testing.h"
#include "../takeover.h"

int hl_test_mode;
int64_t hl_test_hand_over_after = -1;
int64_t hl_test_hand_over_range;

int64_t hl_test_countdown_slowly(void)
{
    static uint64_t state = 1;
    state = state * 6364136223846793005u + 1442695040888963407u;
    return hl_test_hand_over_after + (hl_test_hand_over_range > 0 ? (int64_t)((state >> 33) % (uint64_t)hl_test_hand_over_range) : 0);
}

PyObject *hl_test(PyObject *module, PyObject *arguments, PyObject *keywords)
{
    static char *names[] = {"evaluate_all", "hand_over_after", "hand_over_range", "take_over", NULL};
    int all = 0, take_over = 0;
    long long after = -1, range = 0;
    (void)module;
    if (!PyArg_ParseTupleAndKeywords(arguments, keywords, "|pLLp", names, &all, &after, &range, &take_over))
        return NULL;
    hl_test_mode = (all ? HL_TEST_EVALUATE_ALL : 0) | (take_over ? HL_TEST_TAKE_OVER : 0);
    hl_test_hand_over_after = after;
    hl_test_hand_over_range = range;
    return PyLong_FromLong(hl_takeover_count);
}
