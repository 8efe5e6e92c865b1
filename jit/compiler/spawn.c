/* The program must not notice the process, so it is a grandchild: the child in between ends at once, and the grandchild belongs to init.
 *
 * Both are made as vfork makes them (CLONE_VM | CLONE_VFORK): nothing is copied however large the program is, and the program's thread goes on when the
 * new program is running or has failed to, so errors come back through plain memory. The child in between has no termination signal: the program gets no
 * SIGCHLD, and a wait for any child, in whatever thread, does not see it. (A program that is itself process 1 or a subreaper inherits the grandchild.)
 */
#include "spawn.h"

#include <errno.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stddef.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

enum { STACK_SIZE = 64 * 1024 };

typedef struct Spawn {
    const char *path;
    char *const *environment;
    int channel, output;
    char *stacks; /* two of STACK_SIZE */
    pid_t process;
    int error;
} Spawn;

/* The new processes run on the program's memory, on stacks that no sanitizer knows: system calls only, and no write but to the Spawn. */
#define ON_ITS_OWN_STACK __attribute__((no_sanitize("address", "undefined")))

/* All signals are blocked here; the new program unblocks them. */
static int ON_ITS_OWN_STACK grandchild(void *argument)
{
    Spawn *spawn = argument;
    char *const arguments[] = {(char *)spawn->path, NULL};
    setsid(); /* the terminal's Ctrl-C is not for this process */
    if (dup2(spawn->output, 0) < 0 || dup2(spawn->output, 1) < 0 || dup2(spawn->output, 2) < 0 || dup2(spawn->channel, 3) < 0) {
        spawn->error = errno;
        _exit(127);
    }
    execve(spawn->path, arguments, spawn->environment);
    spawn->error = errno;
    _exit(127);
}

static int ON_ITS_OWN_STACK child(void *argument)
{
    Spawn *spawn = argument;
    spawn->process = clone(grandchild, spawn->stacks + 2 * STACK_SIZE, CLONE_VM | CLONE_VFORK | SIGCHLD, spawn);
    if (spawn->process < 0)
        spawn->error = errno;
    _exit(0);
}

static int run_child(Spawn *spawn)
{
    pid_t between = clone(child, spawn->stacks + STACK_SIZE, CLONE_VM | CLONE_VFORK, spawn);
    if (between < 0)
        return errno;
    /* It has ended; ECHILD means that somebody waited for children of all kinds. */
    while (waitpid(between, NULL, __WALL) < 0 && errno == EINTR)
        ;
    return spawn->error;
}

int hl_spawn_detached(const char *path, char *const environment[], int channel, int output, pid_t *process)
{
    Spawn spawn = {.path = path, .environment = environment, .channel = channel, .output = output};
    spawn.stacks = mmap(NULL, 2 * STACK_SIZE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_STACK, -1, 0);
    if (spawn.stacks == MAP_FAILED)
        return errno;
    /* No handler of the program may run in the new processes while they share its memory. */
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    int error = run_child(&spawn);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    munmap(spawn.stacks, 2 * STACK_SIZE);
    *process = spawn.process;
    return error;
}
