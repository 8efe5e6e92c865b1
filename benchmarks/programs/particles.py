"""Particles with __slots__ that bounce in a box."""
import sys


class Particle:
    __slots__ = ("x", "y", "vx", "vy", "bounces")

    def __init__(self, x, y, vx, vy):
        self.x = x
        self.y = y
        self.vx = vx
        self.vy = vy
        self.bounces = 0

    def move(self, dt):
        self.x += self.vx * dt
        self.y += self.vy * dt
        if self.x < 0.0 or self.x > 1.0:
            self.vx = -self.vx
            self.bounces += 1
        if self.y < 0.0 or self.y > 1.0:
            self.vy = -self.vy
            self.bounces += 1


def run(n):
    particles = []
    for k in range(100):
        particles.append(Particle((k * 37 % 100) / 100.0, (k * 59 % 100) / 100.0, (k % 7 - 3) * 0.3 + 0.05, (k % 5 - 2) * 0.2 + 0.03))
    for _ in range(n):
        for p in particles:
            p.move(0.01)
    total = 0.0
    bounces = 0
    for p in particles:
        total += p.x + p.y
        bounces += p.bounces
    return total, bounces


if __name__ == "__main__":
    print(run(int(sys.argv[1]) if len(sys.argv) > 1 else 60000))
