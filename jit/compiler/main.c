/* hotloop-compiler: the process that turns IR into object files, so that no fault of gcc, no full disk and no missing assembler touches the user's program.
 *
 * Started by jit/compiler/client.c with the channel as descriptor 3 and a memory file as standard output and error, which the client reads if this process dies.
 * It ends when the channel does, even in the middle of a job: a thread watches. It compiles one job at a time, in order. */
#include "client.h"
#include "codegen/assembler.h"
#include "codegen/codegen.h"
#include "codegen/scratch.h"
#include "protocol.h"
#include "store/place.h"
#include "store/store.h"
#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

static HlReply reply; /* being made; the signal handler sends it too */
static char fingerprint[33]; /* of this program's file; empty: unknown, then nothing is stored */

/* --- the process --- */

/* The program's settings may be anything: signals ignored or blocked, low limits, odd directories. */
static void reset_signals(void)
{
    for (int number = 1; number < NSIG; number++)
        signal(number, SIG_DFL);
    signal(SIGPIPE, SIG_IGN); /* an assembler that died is an error, not the end */
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
}

/* The program's files must not live on in this process: somebody may wait for the end of a pipe. */
static void close_inherited(void)
{
    if (close_range(HL_PROTOCOL_CHANNEL + 1, ~0U, 0) == 0)
        return;
    long end = sysconf(_SC_OPEN_MAX); /* a kernel before 5.9 */
    for (int file = HL_PROTOCOL_CHANNEL + 1; file < end; file++)
        close(file);
}

static void set_limit(int resource, rlim_t wanted)
{
    struct rlimit limit;
    if (getrlimit(resource, &limit) == 0) {
        limit.rlim_cur = wanted < limit.rlim_max ? wanted : limit.rlim_max;
        setrlimit(resource, &limit);
    }
}

static void reset_process(void)
{
    reset_signals();
    close_inherited();
    set_limit(RLIMIT_CORE, 0);
    set_limit(RLIMIT_FSIZE, RLIM_INFINITY);
    set_limit(RLIMIT_CPU, RLIM_INFINITY);
    set_limit(RLIMIT_STACK, 64 << 20);
#ifndef __SANITIZE_ADDRESS__
    set_limit(RLIMIT_AS, (rlim_t)4 << 30); /* a job that needs this much is lost anyhow */
#endif
    umask(077);
    if (chdir("/") < 0)
        return; /* it only keeps a directory busy */
}

/* Waits for the other end of the channel to close, whatever the main thread is doing. */
static void *watch(void *unused)
{
    (void)unused;
    struct pollfd channel = {.fd = HL_PROTOCOL_CHANNEL, .events = 0};
    while (poll(&channel, 1, -1) < 0 && errno == EINTR)
        ;
    hl_assembler_stop();
    hl_scratch_remove();
    _exit(0);
}

static void start_watch(void)
{
    /* The timer's signal is for the main thread. */
    sigset_t all, before;
    pthread_t thread;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    if (pthread_create(&thread, NULL, watch, NULL) != 0)
        _exit(1);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
}

/* --- replies --- */

static void send_reply(HlReplyKind kind)
{
    reply.version = HL_PROTOCOL_VERSION;
    reply.kind = kind;
    while (send(HL_PROTOCOL_CHANNEL, &reply, sizeof reply, MSG_NOSIGNAL) < 0 && errno == EINTR)
        ;
}

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

/* The job used up its processor time. gcc can't be interrupted, so the process ends. */
static void out_of_time(int number)
{
    (void)number;
    static const char sentence[] = "compiling took more processor time than allowed";
    memcpy(reply.sentence, sentence, sizeof sentence);
    send_reply(HL_REPLY_LAST);
    hl_assembler_stop();
    _exit(0);
}

/* Processor time, not time on the clock: a busy machine does not make jobs fail. */
static void set_timer(double seconds)
{
    struct itimerval timer = {0};
    timer.it_value.tv_sec = (time_t)seconds;
    timer.it_value.tv_usec = (suseconds_t)((seconds - (double)timer.it_value.tv_sec) * 1e6);
    setitimer(ITIMER_PROF, &timer, NULL);
}

/* --- jobs --- */

typedef struct Job {
    HlRequest request;
    int file;
    HlBytes results[HL_PROTOCOL_FILES]; /* object, GIMPLE, assembly */
} Job;

static const char *processor_level(void)
{
    __builtin_cpu_init();
    return __builtin_cpu_supports("x86-64-v3") ? "x86-64-v3" : __builtin_cpu_supports("x86-64-v2") ? "x86-64-v2" : "x86-64";
}

static char *read_text(const Job *job)
{
    size_t size = job->request.text_size;
    char *text = malloc(size + 1);
    if (text && pread(job->file, text, size, 0) == (ssize_t)size)
        return text;
    snprintf(reply.sentence, sizeof reply.sentence, "the IR can't be read: %s", strerror(errno));
    free(text);
    return NULL;
}

static HlIr *parse(const Job *job, const char *text)
{
    HlIr *ir = hl_ir_parse(text, job->request.text_size, reply.sentence, sizeof reply.sentence);
    if (ir && !hl_ir_verify(ir, reply.sentence, sizeof reply.sentence)) {
        hl_ir_free(ir);
        ir = NULL;
    }
    return ir;
}

static bool compile_ir(Job *job, const HlIr *ir)
{
    HlCodegenOptions options = {.optimize = job->request.optimize, .march = processor_level()};
    gcc_jit_context *context = hl_codegen(ir, &options, reply.sentence, sizeof reply.sentence);
    if (!context)
        return false;
    HlBytes *gimple = &job->results[1], *assembly = &job->results[2];
    if (job->request.parts & HL_PART_GIMPLE)
        gcc_jit_context_enable_dump(context, "tree-optimized", &gimple->bytes);
    bool wanted = job->request.parts & HL_PART_ASSEMBLY;
    bool done = hl_assemble(context, &job->results[0], wanted ? assembly : NULL, reply.sentence, sizeof reply.sentence);
    gimple->size = gimple->bytes ? strlen(gimple->bytes) : 0;
    gcc_jit_context_release(context);
    return done;
}

static bool write_results(const Job *job)
{
    off_t offset = 0;
    for (int i = 0; i < HL_PROTOCOL_FILES; i++) {
        const HlBytes *result = &job->results[i];
        reply.sizes[i] = result->size;
        if (result->size && pwrite(job->file, result->bytes, result->size, offset) != (ssize_t)result->size) {
            snprintf(reply.sentence, sizeof reply.sentence, "the results can't be written: %s", strerror(errno));
            return false;
        }
        offset += (off_t)result->size;
    }
    return true;
}

static bool compile_text(Job *job, const char *text)
{
    HlIr *ir = parse(job, text);
    bool done = ir && compile_ir(job, ir);
    if (ir)
        hl_ir_free(ir);
    return done;
}

/* Everything but the IR that machine code depends on. */
static void identify(const Job *job, char *identity, size_t size)
{
    const char *assembler = getenv("HOTLOOP_AS");
    snprintf(identity, size, "hotloop %s, gccjit %d.%d.%d, -O%d, %s, %s\n", fingerprint, gcc_jit_version_major(), gcc_jit_version_minor(),
             gcc_jit_version_patchlevel(), job->request.optimize, processor_level(), assembler ? assembler : "as");
}

/* The object comes from the code store or goes there, unless texts are wanted that only compiling gives. */
static bool make_object(Job *job, const char *text)
{
    char identity[512], directory[HL_PROTOCOL_PATH];
    HlStoreKey key = {identity, text, job->request.text_size};
    const HlRequest *request = &job->request;
    bool storing = !request->parts && request->store_limit && fingerprint[0] && hl_store_place(request->store, directory, sizeof directory);
    if (!storing)
        return compile_text(job, text);
    identify(job, identity, sizeof identity);
    reply.stored = hl_store_find(directory, &key, &job->results[0]);
    if (reply.stored)
        return true;
    if (!compile_text(job, text))
        return false;
    hl_store_keep(directory, &key, &job->results[0], request->store_limit);
    return true;
}

static void run_job(Job *job)
{
    double start = now();
    /* What libgccjit says on standard error belongs to this job. */
    if (ftruncate(STDERR_FILENO, 0) == 0)
        lseek(STDERR_FILENO, 0, SEEK_SET);
    memset(&reply, 0, sizeof reply);
    reply.job = job->request.job;
    send_reply(HL_REPLY_STARTED);
    set_timer(job->request.timeout > 1e-6 ? job->request.timeout : 1e-6);
    char *text = read_text(job);
    bool done = text && make_object(job, text) && write_results(job);
    set_timer(0);
    reply.seconds = now() - start;
    send_reply(done ? HL_REPLY_DONE : HL_REPLY_ERROR);
    free(text);
    for (int i = 0; i < HL_PROTOCOL_FILES; i++)
        free(job->results[i].bytes);
}

/* Receives a request and its file. False at the end of the channel. */
static bool receive(Job *job)
{
    union {
        struct cmsghdr header;
        char room[CMSG_SPACE(sizeof(int))];
    } control;
    struct iovec part = {&job->request, sizeof job->request};
    struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1, .msg_control = &control, .msg_controllen = sizeof control};
    ssize_t size;
    while ((size = recvmsg(HL_PROTOCOL_CHANNEL, &message, MSG_CMSG_CLOEXEC)) < 0 && errno == EINTR)
        ;
    struct cmsghdr *header = CMSG_FIRSTHDR(&message);
    if (size != (ssize_t)sizeof job->request || !header || header->cmsg_type != SCM_RIGHTS || job->request.version != HL_PROTOCOL_VERSION)
        return false;
    memcpy(&job->file, CMSG_DATA(header), sizeof job->file);
    return true;
}

static void serve(void)
{
    if (!hl_assembler_start(reply.sentence, sizeof reply.sentence)) {
        send_reply(HL_REPLY_UNUSABLE);
        return;
    }
    send_reply(HL_REPLY_READY);
    for (Job job = {0}; receive(&job); job = (Job){0}) {
        run_job(&job);
        close(job.file);
        /* The next job's assembler starts while the program has the result. If it can't be started, that job says so. */
        hl_assembler_start(reply.sentence, sizeof reply.sentence);
    }
}

int main(void)
{
    struct stat status;
    if (fstat(HL_PROTOCOL_CHANNEL, &status) < 0 || !S_ISSOCK(status.st_mode)) {
        fputs("hotloop-compiler is started by hotloop, not by hand\n", stderr);
        return 2;
    }
    reset_process();
    signal(SIGPROF, out_of_time);
    start_watch();
    hl_scratch_make();
    if (!hl_store_fingerprint("/proc/self/exe", fingerprint))
        fingerprint[0] = 0;
    serve();
    hl_scratch_remove();
    hl_assembler_stop();
    return 0;
}
