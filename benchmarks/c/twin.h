/* What every C twin shares: the main function, timing, and results printed as Python prints them.
 * A twin includes this file and defines run(), which does the work for size n and puts its results.
 * Usage: twin SIZE [REPEATS [CLOCK]]. With REPEATS each run's seconds go to standard error, one a line; CLOCK is wall or cpu. */
#ifndef TWIN_H
#define TWIN_H

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static void run(long n);

static char twin_text[512];
static int twin_results;

static void put_text(const char *text)
{
    size_t used = strlen(twin_text);
    snprintf(twin_text + used, sizeof twin_text - used, "%s%s", twin_results++ ? ", " : "", text);
}

static inline void put_int(long value)
{
    char text[32];
    snprintf(text, sizeof text, "%ld", value);
    put_text(text);
}

/* The shortest digits that read back as the same double, in Python's notation: an exponent below 1e-4 and from 1e16. */
static inline void put_float(double value)
{
    char text[64];
    int digits = 1;
    do
        snprintf(text, sizeof text, "%.*e", digits - 1, value);
    while (strtod(text, NULL) != value && digits++ < 17);
    int exponent = atoi(strchr(text, 'e') + 1);
    if (exponent >= -4 && exponent < 16) {
        int decimals = digits - 1 - exponent;
        snprintf(text, sizeof text, "%.*f", decimals > 1 ? decimals : 1, value);
    } else {
        snprintf(text, sizeof text, "%.*g", digits, value);
    }
    put_text(text);
}

/* Memory as Python's [0] * count. */
static inline void *zeros(size_t count, size_t size)
{
    void *memory = calloc(count, size);
    if (!memory)
        exit(3);
    return memory;
}

/* Not inlined, and n read anew each time: no run may be merged with another or moved out of the timed region. */
static __attribute__((noinline, noclone)) double timed_run(volatile long *n, clockid_t clock)
{
    struct timespec start, end;
    twin_text[0] = 0;
    twin_results = 0;
    clock_gettime(clock, &start);
    run(*n);
    clock_gettime(clock, &end);
    return (double)(end.tv_sec - start.tv_sec) + 1e-9 * (double)(end.tv_nsec - start.tv_nsec);
}

int main(int argc, char **argv)
{
    if (argc < 2)
        return 2;
    volatile long n = atol(argv[1]);
    long repeats = argc > 2 ? atol(argv[2]) : 0;
    clockid_t clock = argc > 3 && strcmp(argv[3], "cpu") == 0 ? CLOCK_PROCESS_CPUTIME_ID : CLOCK_MONOTONIC;
    if (!repeats)
        timed_run(&n, clock);
    for (long i = 0; i < repeats; i++)
        fprintf(stderr, "%.9f\n", timed_run(&n, clock));
#ifdef TWIN_PLAIN /* print(a, b) rather than print((a, b)) */
    for (char *c = twin_text; *c; c++)
        if (*c != ',')
            putchar(*c);
    putchar('\n');
#else
    printf(twin_results == 1 ? "%s\n" : "(%s)\n", twin_text);
#endif
    return 0;
}

#endif
