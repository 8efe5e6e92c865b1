"""The Numba twin of ../programs/nbody.py."""
import math

import numpy as np
from numba import njit

SUN_MASS = 4 * math.pi * math.pi
DAYS = 365.24


def solar_system():
    """Position, velocity and mass of the sun and the four large planets."""
    bodies = np.array([
        [0.0, 0.0, 0.0, 0.0, 0.0, 0.0, SUN_MASS],
        [4.84143144246472090, -1.16032004402742839, -0.103622044471123109,
         0.00166007664274403694 * DAYS, 0.00769901118419740425 * DAYS, -0.0000690460016972063023 * DAYS,
         0.000954791938424326609 * SUN_MASS],
        [8.34336671824457987, 4.12479856412430479, -0.403523417114321381,
         -0.00276742510726411 * DAYS, 0.00499852801234917238 * DAYS, 0.0000230417297573763929 * DAYS,
         0.000285885980666130812 * SUN_MASS],
        [12.8943695621391310, -15.1111514016986312, -0.223307578892655734,
         0.00296460137564761618 * DAYS, 0.00237847173959480950 * DAYS, -0.0000296589568540237556 * DAYS,
         0.0000436624404335156298 * SUN_MASS],
        [15.3796971148509165, -25.9193146099879641, 0.179258772950371181,
         0.00268067772490389322 * DAYS, 0.00162824170038242295 * DAYS, -0.0000951592254519715870 * DAYS,
         0.0000515138902046611451 * SUN_MASS],
    ])
    px = py = pz = 0.0
    for body in bodies:
        px += body[3] * body[6]
        py += body[4] * body[6]
        pz += body[5] * body[6]
    bodies[0][3] = -px / SUN_MASS
    bodies[0][4] = -py / SUN_MASS
    bodies[0][5] = -pz / SUN_MASS
    return bodies


@njit
def energy(bodies):
    total = 0.0
    for i in range(len(bodies)):
        a = bodies[i]
        total += 0.5 * a[6] * (a[3] * a[3] + a[4] * a[4] + a[5] * a[5])
        for j in range(i + 1, len(bodies)):
            b = bodies[j]
            dx = a[0] - b[0]
            dy = a[1] - b[1]
            dz = a[2] - b[2]
            total -= a[6] * b[6] / math.sqrt(dx * dx + dy * dy + dz * dz)
    return total


@njit
def advance(bodies, dt, steps):
    count = len(bodies)
    for _ in range(steps):
        for i in range(count):
            a = bodies[i]
            for j in range(i + 1, count):
                b = bodies[j]
                dx = a[0] - b[0]
                dy = a[1] - b[1]
                dz = a[2] - b[2]
                d2 = dx * dx + dy * dy + dz * dz
                force = dt / (d2 * math.sqrt(d2))
                a[3] -= dx * b[6] * force
                a[4] -= dy * b[6] * force
                a[5] -= dz * b[6] * force
                b[3] += dx * a[6] * force
                b[4] += dy * a[6] * force
                b[5] += dz * a[6] * force
        for body in bodies:
            body[0] += dt * body[3]
            body[1] += dt * body[4]
            body[2] += dt * body[5]


def run(n):
    bodies = solar_system()
    before = energy(bodies)
    advance(bodies, 0.01, n)
    return before, energy(bodies)
