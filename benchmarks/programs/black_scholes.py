"""Prices of n European options by the Black-Scholes formula."""
import math
import sys


def normal(x):
    return 0.5 * (1.0 + math.erf(x / math.sqrt(2.0)))


def call_price(spot, strike, years, rate, volatility):
    root = volatility * math.sqrt(years)
    d1 = (math.log(spot / strike) + (rate + 0.5 * volatility * volatility) * years) / root
    d2 = d1 - root
    return spot * normal(d1) - strike * math.exp(-rate * years) * normal(d2)


def run(n):
    total = 0.0
    for i in range(n):
        strike = 80.0 + i % 41
        years = 0.1 + (i % 17) * 0.25
        total += call_price(100.0, strike, years, 0.02, 0.1 + (i % 7) * 0.05)
    return total / n


if __name__ == "__main__":
    print(run(int(sys.argv[1]) if len(sys.argv) > 1 else 5000000))
