/* The twin of ../programs/runge_kutta.py. */
#include "twin.h"

static double acceleration(double angle, double velocity)
{
    return -9.81 * sin(angle) - 0.05 * velocity;
}

static void run(long n)
{
    double angle = 2.5, velocity = 0.0, h = 20.0 / (double)n;
    for (long i = 0; i < n; i++) {
        double k1a = velocity;
        double k1v = acceleration(angle, velocity);
        double k2a = velocity + 0.5 * h * k1v;
        double k2v = acceleration(angle + 0.5 * h * k1a, k2a);
        double k3a = velocity + 0.5 * h * k2v;
        double k3v = acceleration(angle + 0.5 * h * k2a, k3a);
        double k4a = velocity + h * k3v;
        double k4v = acceleration(angle + h * k3a, k4a);
        angle += h * (k1a + 2.0 * k2a + 2.0 * k3a + k4a) / 6.0;
        velocity += h * (k1v + 2.0 * k2v + 2.0 * k3v + k4v) / 6.0;
    }
    put_float(angle);
    put_float(velocity);
}
