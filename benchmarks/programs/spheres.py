"""Rays through a scene of spheres, with a class of vectors and its operators."""
import math
import sys


class Vector:
    def __init__(self, x, y, z):
        self.x = x
        self.y = y
        self.z = z

    def __add__(self, other):
        return Vector(self.x + other.x, self.y + other.y, self.z + other.z)

    def __sub__(self, other):
        return Vector(self.x - other.x, self.y - other.y, self.z - other.z)

    def __mul__(self, k):
        return Vector(self.x * k, self.y * k, self.z * k)

    def dot(self, other):
        return self.x * other.x + self.y * other.y + self.z * other.z

    def unit(self):
        return self * (1.0 / math.sqrt(self.dot(self)))


class Sphere:
    def __init__(self, centre, radius, shade):
        self.centre = centre
        self.radius = radius
        self.shade = shade

    def distance(self, origin, direction):
        """To the nearer hit along the ray, or -1."""
        to = self.centre - origin
        along = to.dot(direction)
        rest = along * along - to.dot(to) + self.radius * self.radius
        return along - math.sqrt(rest) if rest > 0.0 else -1.0


def run(n):
    spheres = [Sphere(Vector((k % 3 - 1) * 1.5, (k // 3 - 1) * 1.5, 6.0 + k), 0.6 + k * 0.05, 0.1 * k) for k in range(9)]
    light = Vector(1.0, 1.0, -1.0).unit()
    origin = Vector(0.0, 0.0, 0.0)
    total = 0.0
    hits = 0
    for row in range(n):
        for column in range(n):
            direction = Vector(column / n - 0.5, row / n - 0.5, 1.0).unit()
            nearest = 1e9
            found = -1
            for k in range(9):
                d = spheres[k].distance(origin, direction)
                if 0.0 < d < nearest:
                    nearest = d
                    found = k
            if found >= 0:
                sphere = spheres[found]
                normal = (origin + direction * nearest - sphere.centre).unit()
                total += sphere.shade + max(0.0, normal.dot(light))
                hits += 1
    return total, hits


if __name__ == "__main__":
    print(run(int(sys.argv[1]) if len(sys.argv) > 1 else 400))
