/* Python's arithmetic on raw numbers: the functions too long to be inlined; see arithmetic.h. hypot is in hypot.c. */
#include "arithmetic.h"

double hl_rt_floordiv_f64(double a, double b)
{
    return hl_ffloordiv(a, b);
}

double hl_rt_mod_f64(double a, double b)
{
    return hl_fmod(a, b);
}

int32_t hl_rt_ipow(int64_t a, int64_t b, int64_t *power)
{
    return hl_ipow(a, b, power);
}

static uint64_t magnitude(int64_t a)
{
    return a < 0 ? 0 - (uint64_t)a : (uint64_t)a;
}

/* a / b of nonzero magnitudes, correctly rounded. The quotient is computed with at least 55 bits and a sticky last bit, so that the one rounding,
 * in the conversion to double, sees on which side of a tie it is. No result is subnormal. */
static double divide_wide(uint64_t a, uint64_t b)
{
    int shift = 56 - (__builtin_clzll(b) - __builtin_clzll(a));
    if (shift < 0)
        shift = 0;
    unsigned __int128 dividend = (unsigned __int128)a << shift;
    uint64_t quotient = (uint64_t)(dividend / b);
    if (dividend % b != 0)
        quotient |= 1;
    return ldexp((double)quotient, -shift);
}

double hl_rt_int_truediv(int64_t a, int64_t b)
{
    const uint64_t exact = UINT64_C(1) << 53;
    uint64_t ua = magnitude(a), ub = magnitude(b);
    /* Both are doubles: the machine's division is the correctly rounded one. Also right for 0, whose sign it takes from b. */
    if (ua <= exact && ub <= exact)
        return (double)a / (double)b;
    if (a == 0)
        return b < 0 ? -0.0 : 0.0;
    double quotient = divide_wide(ua, ub);
    return (a < 0) != (b < 0) ? -quotient : quotient;
}

double hl_rt_round(double a)
{
    return rint(a);
}

int64_t hl_rt_gcd(int64_t a, int64_t b)
{
    uint64_t x = magnitude(a), y = magnitude(b);
    while (y != 0) {
        uint64_t rest = x % y;
        x = y;
        y = rest;
    }
    return (int64_t)x;
}

/* The special cases are decided here as math.atan2 does, whatever the C library makes of them. */
double hl_rt_atan2(double y, double x)
{
    const double pi = 3.14159265358979323846;
    if (isnan(x) || isnan(y))
        return NAN;
    bool left = signbit(x);
    if (isinf(y))
        return copysign(isinf(x) ? (left ? 0.75 * pi : 0.25 * pi) : 0.5 * pi, y);
    if (isinf(x) || y == 0.0)
        return copysign(left ? pi : 0.0, y);
    return atan2(y, x);
}
