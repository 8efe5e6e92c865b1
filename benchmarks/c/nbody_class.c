/* The twin of ../programs/nbody_class.py. */
#include "twin.h"

struct body {
    double x, y, z, vx, vy, vz, mass;
};

static double energy(struct body *bodies, long count)
{
    double total = 0.0;
    for (long i = 0; i < count; i++) {
        struct body *a = &bodies[i];
        total += 0.5 * a->mass * (a->vx * a->vx + a->vy * a->vy + a->vz * a->vz);
        for (long j = i + 1; j < count; j++) {
            struct body *b = &bodies[j];
            double dx = a->x - b->x, dy = a->y - b->y, dz = a->z - b->z;
            total -= a->mass * b->mass / sqrt(dx * dx + dy * dy + dz * dz);
        }
    }
    return total;
}

static void run(long n)
{
    struct body bodies[] = {
        {0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 39.47},
        {4.84, -1.16, -0.10, 0.60, 2.81, -0.02, 0.037},
        {8.34, 4.12, -0.40, -1.01, 1.82, 0.008, 0.011},
        {12.89, -15.11, -0.22, 1.08, 0.86, -0.01, 0.0017},
        {15.37, -25.9, 0.17, 0.97, 0.59, -0.03, 0.002},
    };
    put_float(energy(bodies, 5));
    double dt = 0.001;
    for (long step = 0; step < n; step++) {
        for (int i = 0; i < 5; i++)
            for (int j = i + 1; j < 5; j++) {
                struct body *a = &bodies[i], *b = &bodies[j];
                double dx = a->x - b->x, dy = a->y - b->y, dz = a->z - b->z;
                double d2 = dx * dx + dy * dy + dz * dz;
                double force = dt / (d2 * sqrt(d2));
                a->vx -= dx * b->mass * force;
                a->vy -= dy * b->mass * force;
                a->vz -= dz * b->mass * force;
                b->vx += dx * a->mass * force;
                b->vy += dy * a->mass * force;
                b->vz += dz * a->mass * force;
            }
        for (int i = 0; i < 5; i++) {
            bodies[i].x += dt * bodies[i].vx;
            bodies[i].y += dt * bodies[i].vy;
            bodies[i].z += dt * bodies[i].vz;
        }
    }
    put_float(energy(bodies, 5));
}
