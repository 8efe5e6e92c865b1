/* The twin of ../programs/nbody.py. */
#include "twin.h"

#define DAYS 365.24
#define COUNT 5

static double energy(double (*bodies)[7])
{
    double total = 0.0;
    for (int i = 0; i < COUNT; i++) {
        double *a = bodies[i];
        total += 0.5 * a[6] * (a[3] * a[3] + a[4] * a[4] + a[5] * a[5]);
        for (int j = i + 1; j < COUNT; j++) {
            double *b = bodies[j];
            double dx = a[0] - b[0], dy = a[1] - b[1], dz = a[2] - b[2];
            total -= a[6] * b[6] / sqrt(dx * dx + dy * dy + dz * dz);
        }
    }
    return total;
}

static void advance(double (*bodies)[7], double dt, long steps)
{
    for (long step = 0; step < steps; step++) {
        for (int i = 0; i < COUNT; i++) {
            double *a = bodies[i];
            for (int j = i + 1; j < COUNT; j++) {
                double *b = bodies[j];
                double dx = a[0] - b[0], dy = a[1] - b[1], dz = a[2] - b[2];
                double d2 = dx * dx + dy * dy + dz * dz;
                double force = dt / (d2 * sqrt(d2));
                a[3] -= dx * b[6] * force;
                a[4] -= dy * b[6] * force;
                a[5] -= dz * b[6] * force;
                b[3] += dx * a[6] * force;
                b[4] += dy * a[6] * force;
                b[5] += dz * a[6] * force;
            }
        }
        for (int i = 0; i < COUNT; i++) {
            bodies[i][0] += dt * bodies[i][3];
            bodies[i][1] += dt * bodies[i][4];
            bodies[i][2] += dt * bodies[i][5];
        }
    }
}

static void run(long n)
{
    double sun = 4 * M_PI * M_PI;
    double bodies[COUNT][7] = {
        {0.0, 0.0, 0.0, 0.0, 0.0, 0.0, sun},
        {4.84143144246472090, -1.16032004402742839, -0.103622044471123109,
         0.00166007664274403694 * DAYS, 0.00769901118419740425 * DAYS, -0.0000690460016972063023 * DAYS,
         0.000954791938424326609 * sun},
        {8.34336671824457987, 4.12479856412430479, -0.403523417114321381,
         -0.00276742510726411 * DAYS, 0.00499852801234917238 * DAYS, 0.0000230417297573763929 * DAYS,
         0.000285885980666130812 * sun},
        {12.8943695621391310, -15.1111514016986312, -0.223307578892655734,
         0.00296460137564761618 * DAYS, 0.00237847173959480950 * DAYS, -0.0000296589568540237556 * DAYS,
         0.0000436624404335156298 * sun},
        {15.3796971148509165, -25.9193146099879641, 0.179258772950371181,
         0.00268067772490389322 * DAYS, 0.00162824170038242295 * DAYS, -0.0000951592254519715870 * DAYS,
         0.0000515138902046611451 * sun},
    };
    double px = 0.0, py = 0.0, pz = 0.0;
    for (int i = 0; i < COUNT; i++) {
        px += bodies[i][3] * bodies[i][6];
        py += bodies[i][4] * bodies[i][6];
        pz += bodies[i][5] * bodies[i][6];
    }
    bodies[0][3] = -px / sun;
    bodies[0][4] = -py / sun;
    bodies[0][5] = -pz / sun;
    put_float(energy(bodies));
    advance(bodies, 0.01, n);
    put_float(energy(bodies));
}
