#include "twin.h"

typedef struct {
    double x, y, z;
} vector;

static vector add(vector a, vector b) { return (vector){a.x + b.x, a.y + b.y, a.z + b.z}; }
static vector sub(vector a, vector b) { return (vector){a.x - b.x, a.y - b.y, a.z - b.z}; }
static vector times(vector a, double k) { return (vector){a.x * k, a.y * k, a.z * k}; }
static double dot(vector a, vector b) { return a.x * b.x + a.y * b.y + a.z * b.z; }
static vector unit(vector a) { return times(a, 1.0 / sqrt(dot(a, a))); }

typedef struct {
    vector centre;
    double radius, shade;
} sphere;

static double distance(const sphere *s, vector origin, vector direction)
{
    vector to = sub(s->centre, origin);
    double along = dot(to, direction);
    double rest = along * along - dot(to, to) + s->radius * s->radius;
    return rest > 0.0 ? along - sqrt(rest) : -1.0;
}

static void run(long n)
{
    sphere spheres[9];
    for (int k = 0; k < 9; k++)
        spheres[k] = (sphere){{(k % 3 - 1) * 1.5, (k / 3 - 1) * 1.5, 6.0 + k}, 0.6 + k * 0.05, 0.1 * k};
    vector light = unit((vector){1.0, 1.0, -1.0}), origin = {0.0, 0.0, 0.0};
    double total = 0.0;
    long hits = 0;
    for (long row = 0; row < n; row++)
        for (long column = 0; column < n; column++) {
            vector direction = unit((vector){(double)column / n - 0.5, (double)row / n - 0.5, 1.0});
            double nearest = 1e9;
            int found = -1;
            for (int k = 0; k < 9; k++) {
                double d = distance(&spheres[k], origin, direction);
                if (0.0 < d && d < nearest) {
                    nearest = d;
                    found = k;
                }
            }
            if (found >= 0) {
                vector normal = unit(sub(add(origin, times(direction, nearest)), spheres[found].centre));
                double brightness = dot(normal, light);
                total += spheres[found].shade + (brightness > 0.0 ? brightness : 0.0);
                hits++;
            }
        }
    put_float(total);
    put_int(hits);
}
