/* See stress.h. */
#include "stress.h"

#include "cpython/cpython.h"
#include <stdlib.h>

static struct {
    uint8_t *left; /* by point: visits until it leaves; 0: it has left */
    int64_t count, room;
} points;

static struct {
    uint64_t random;
    int64_t rate;
} breaks;

uint64_t hl_stress_random(uint64_t *state)
{
    *state += UINT64_C(0x9E3779B97F4A7C15);
    uint64_t mixed = *state;
    mixed = (mixed ^ mixed >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
    mixed = (mixed ^ mixed >> 27) * UINT64_C(0x94D049BB133111EB);
    return mixed ^ mixed >> 31;
}

int64_t hl_stress_new_point(uint64_t *random)
{
    if (points.count == points.room) {
        int64_t room = points.room > 0 ? 2 * points.room : 1024;
        uint8_t *left = realloc(points.left, (size_t)room);
        if (left == NULL)
            return -1;
        points.left = left;
        points.room = room;
    }
    points.left[points.count] = (uint8_t)(1 + hl_stress_random(random) % 3);
    return points.count++;
}

int32_t hl_rt_stress_hold(int64_t point)
{
    if (point < 0 || points.left[point] == 0)
        return 1;
    return --points.left[point] != 0;
}

void hl_stress_set_breaks(uint64_t seed, int64_t rate)
{
    breaks.random = seed;
    breaks.rate = rate;
}

static int nothing(void *unused)
{
    (void)unused;
    return 0;
}

int32_t hl_rt_stress_poll(void)
{
    if (breaks.rate > 0 && hl_stress_random(&breaks.random) % (uint64_t)breaks.rate == 0)
        Py_AddPendingCall(nothing, NULL); /* a full queue means that the breaker is set */
    return 1;
}
