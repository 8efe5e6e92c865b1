/* The twin of ../programs/black_scholes.py. */
#include "twin.h"

static double normal(double x)
{
    return 0.5 * (1.0 + erf(x / sqrt(2.0)));
}

static double call_price(double spot, double strike, double years, double rate, double volatility)
{
    double root = volatility * sqrt(years);
    double d1 = (log(spot / strike) + (rate + 0.5 * volatility * volatility) * years) / root;
    double d2 = d1 - root;
    return spot * normal(d1) - strike * exp(-rate * years) * normal(d2);
}

static void run(long n)
{
    double total = 0.0;
    for (long i = 0; i < n; i++) {
        double strike = 80.0 + (double)(i % 41);
        double years = 0.1 + (double)(i % 17) * 0.25;
        total += call_price(100.0, strike, years, 0.02, 0.1 + (double)(i % 7) * 0.05);
    }
    put_float(total / (double)n);
}
