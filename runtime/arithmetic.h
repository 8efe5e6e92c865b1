/* Python's arithmetic on raw int64 and double.
 *
 * Owns: nothing; depends on nothing of Python except hypot.c. Called by: compiled code (through helpers.def and support.def), the executor, and, the inline
 * ones, the folding pass: all three give the same bits because they share this file.
 */
#ifndef HL_RUNTIME_ARITHMETIC_H
#define HL_RUNTIME_ARITHMETIC_H

#include <math.h>
#include <stdbool.h>
#include <stdint.h>

/* a // b, rounding down; b != 0. False: the quotient needs more than 64 bits (INT64_MIN // -1). */
static inline bool hl_ifloordiv(int64_t a, int64_t b, int64_t *quotient)
{
    if (a == INT64_MIN && b == -1)
        return false;
    int64_t truncated = a / b;
    *quotient = truncated - (a % b != 0 && (a < 0) != (b < 0));
    return true;
}

/* a % b with the sign of b; b != 0. */
static inline int64_t hl_imod(int64_t a, int64_t b)
{
    if (b == -1) /* the machine's division traps for INT64_MIN */
        return 0;
    int64_t rest = a % b;
    return rest != 0 && (rest < 0) != (b < 0) ? rest + b : rest;
}

/* a << b. False: b < 0, b > 62, or a bit is lost. */
static inline bool hl_ishl(int64_t a, int64_t b, int64_t *shifted)
{
    if (b < 0 || b > 62)
        return false;
    int64_t result = (int64_t)((uint64_t)a << b);
    if (result >> b != a)
        return false;
    *shifted = result;
    return true;
}

/* a >> b, arithmetic; b >= 0. */
static inline int64_t hl_ishr(int64_t a, int64_t b)
{
    return a >> (b > 63 ? 63 : b);
}

/* a ** b. False: b < 0 or the power needs more than 64 bits. */
static inline bool hl_ipow(int64_t a, int64_t b, int64_t *power)
{
    if (b < 0)
        return false;
    int64_t result = 1, square = a;
    for (;;) {
        if ((b & 1) && __builtin_mul_overflow(result, square, &result))
            return false;
        b >>= 1;
        /* The square is only needed if a bit of the exponent is left, so only then its overflow counts. */
        if (b == 0)
            break;
        if (__builtin_mul_overflow(square, square, &square))
            return false;
    }
    *power = result;
    return true;
}

/* Python's a % b of floats, b != 0: exact remainder with the sign of b; a zero takes b's sign too. */
static inline double hl_fmod(double a, double b)
{
    double rest = fmod(a, b);
    if (rest == 0.0)
        return copysign(0.0, b);
    /* NaN compares false on both sides: with b > 0 it stays NaN, with b < 0 NaN + b is NaN. */
    return (rest < 0.0) != (b < 0.0) ? rest + b : rest;
}

/* Python's a // b of floats, b != 0. */
static inline double hl_ffloordiv(double a, double b)
{
    double rest = fmod(a, b);
    /* a - rest is a multiple of b but for rounding, so the quotient is an integer or very near one: take the nearest, not the floor, of a value just below. */
    double quotient = (a - rest) / b;
    if (rest != 0.0 && (rest < 0.0) != (b < 0.0))
        quotient -= 1.0;
    if (quotient == 0.0)
        return copysign(0.0, a / b);
    double whole = floor(quotient);
    return quotient - whole > 0.5 ? whole + 1.0 : whole;
}

/* int(a) of a float. False unless -2**63 < a < 2**63. */
static inline bool hl_f2i(double a, int64_t *truncated)
{
    if (!(a > -0x1p63 && a < 0x1p63))
        return false;
    *truncated = (int64_t)a;
    return true;
}

/* The functions of the tables; same meanings. */
double hl_rt_floordiv_f64(double a, double b);
double hl_rt_mod_f64(double a, double b);
int32_t hl_rt_ipow(int64_t a, int64_t b, int64_t *power);
double hl_rt_int_truediv(int64_t a, int64_t b); /* b != 0; correctly rounded */
double hl_rt_round(double a);                   /* half to even */
int64_t hl_rt_gcd(int64_t a, int64_t b);        /* neither is INT64_MIN */
double hl_rt_atan2(double y, double x);
double hl_rt_hypot(double x, double y);

#endif
