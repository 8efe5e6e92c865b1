/* The ticking thread. */
#include "ticker.h"

#include <pthread.h>
#include <signal.h>
#include <stddef.h>
#include <time.h>

enum { INTERVAL = 5 * 1000 * 1000 }; /* nanoseconds */

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t wake = PTHREAD_COND_INITIALIZER;
static pthread_t thread;
static bool running, stopping;
static void (*act)(void);

static struct timespec next_time(void)
{
    struct timespec time;
    clock_gettime(CLOCK_REALTIME, &time);
    time.tv_nsec += INTERVAL;
    if (time.tv_nsec >= 1000000000) {
        time.tv_nsec -= 1000000000;
        time.tv_sec++;
    }
    return time;
}

static void *run(void *unused)
{
    (void)unused;
    pthread_mutex_lock(&lock);
    while (!stopping) {
        struct timespec until = next_time();
        pthread_cond_timedwait(&wake, &lock, &until);
        if (!stopping)
            act();
    }
    pthread_mutex_unlock(&lock);
    return NULL;
}

void hl_ticker_start(void (*callback)(void))
{
    sigset_t all, before;
    if (running)
        return;
    act = callback;
    stopping = false;
    /* The program's signals are for the program's threads. */
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    running = pthread_create(&thread, NULL, run, NULL) == 0;
    pthread_sigmask(SIG_SETMASK, &before, NULL);
}

void hl_ticker_stop(void)
{
    if (!running)
        return;
    pthread_mutex_lock(&lock);
    stopping = true;
    pthread_cond_signal(&wake);
    pthread_mutex_unlock(&lock);
    pthread_join(thread, NULL);
    running = false;
}

bool hl_ticker_running(void)
{
    return running;
}

void hl_ticker_after_fork_child(void)
{
    pthread_mutex_init(&lock, NULL);
    pthread_cond_init(&wake, NULL);
    running = false;
}
