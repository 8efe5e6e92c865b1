#include "twin.h"

struct particle {
    double x, y, vx, vy;
    long bounces;
};

static void move(struct particle *p, double dt)
{
    p->x += p->vx * dt;
    p->y += p->vy * dt;
    if (p->x < 0.0 || p->x > 1.0) {
        p->vx = -p->vx;
        p->bounces++;
    }
    if (p->y < 0.0 || p->y > 1.0) {
        p->vy = -p->vy;
        p->bounces++;
    }
}

static void run(long n)
{
    struct particle particles[100];
    for (int k = 0; k < 100; k++)
        particles[k] = (struct particle){(k * 37 % 100) / 100.0, (k * 59 % 100) / 100.0, (k % 7 - 3) * 0.3 + 0.05, (k % 5 - 2) * 0.2 + 0.03, 0};
    for (long i = 0; i < n; i++)
        for (int k = 0; k < 100; k++)
            move(&particles[k], 0.01);
    double total = 0.0;
    long bounces = 0;
    for (int k = 0; k < 100; k++) {
        total += particles[k].x + particles[k].y;
        bounces += particles[k].bounces;
    }
    put_float(total);
    put_int(bounces);
}
