/* Jobs and the connection to the compiler process.
 *
 * Jobs stand in one list in order of submission: first those that were sent, at most AHEAD, then those that wait. The process says which job it starts, and answers in
 * order. When it dies, the started job fails, if there is one; the others are sent again to a new process. Nothing here depends on time but the limit for a job whose
 * process neither answers nor dies; the limit that matters, processor time, is kept by the process itself.
 *
 * `lock` guards everything, because hl_job_wait runs without the GIL. A forked child starts with all jobs waiting and no process.
 */
#include "client.h"

#include "connection.h"
#include "file.h"
#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum {
    AHEAD = 4,               /* jobs sent before the first is answered: the process need not wait for the program to look */
    DEATHS = 3,              /* in a row without an answer: compiling is off */
    JOBS_OF_A_PROCESS = 500, /* then a new one: gcc's memory does not shrink */
    WAIT_SLICE = 100,        /* milliseconds after which hl_job_wait looks whether another thread has received its reply */
};

struct HlJob {
    HlJob *next;
    HlJobState state;
    bool sent, started; /* to the process; by it */
    bool out_of_time;
    bool forgotten; /* its owner has freed it, but the reply must still be received */
    char *text;
    size_t length;
    HlCompileOptions options; /* `store` is in the next field */
    char store[HL_PROTOCOL_PATH];
    bool stored;
    uint32_t number;
    HlFile file; /* shared with the process while sent */
    char error[HL_PROTOCOL_SENTENCE];
    HlMachineCode *code;
    char *parts[HL_PROTOCOL_FILES]; /* object, GIMPLE, assembly */
    size_t object_size;
    double seconds;
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static struct {
    char *path;
    pid_t owner;    /* of the connection: us, unless we are a child of the one who started it */
    int answered;   /* jobs of the process */
    int deaths;     /* in a row, of all processes */
    double waiting_since; /* for the process to start the first job, or to answer it */
    HlJob *first, *last;
    uint32_t numbers;
    bool dead;
    char reason[HL_PROTOCOL_SENTENCE];
} client;

static void at_fork(void);

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

/* --- jobs --- */

static void destroy(HlJob *job)
{
    hl_file_close(&job->file);
    if (job->code)
        hl_unload(job->code);
    for (int i = 0; i < HL_PROTOCOL_FILES; i++)
        free(job->parts[i]);
    free(job->text);
    free(job);
}

static void unlink_job(HlJob *job)
{
    HlJob *before = NULL;
    for (HlJob *other = client.first; other != job; other = other->next)
        before = other;
    *(before ? &before->next : &client.first) = job->next;
    if (client.last == job)
        client.last = before;
    job->next = NULL;
}

/* The job leaves the list. */
static void finish(HlJob *job, HlJobState state)
{
    unlink_job(job);
    hl_file_close(&job->file);
    job->sent = false;
    job->state = state;
    client.waiting_since = now();
    if (job->forgotten)
        destroy(job);
}

static void __attribute__((format(printf, 2, 3))) fail(HlJob *job, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(job->error, sizeof job->error, format, arguments);
    va_end(arguments);
    finish(job, HL_JOB_FAILED);
}

static void __attribute__((format(printf, 1, 2))) give_up(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(client.reason, sizeof client.reason, format, arguments);
    va_end(arguments);
    client.dead = true;
    while (client.first)
        fail(client.first, "%s", client.reason);
}

/* --- the process --- */

static void disconnect(void)
{
    hl_connection_close();
    client.answered = 0;
}

/* No job is with a process any more. Those that nobody wants are not sent again. */
static void unsend_all(void)
{
    for (HlJob *job = client.first, *next; job; job = next) {
        next = job->next;
        hl_file_close(&job->file);
        job->sent = job->started = false;
        if (job->forgotten)
            finish(job, HL_JOB_FAILED);
    }
}

static void count_death(const char *what)
{
    if (++client.deaths >= DEATHS)
        give_up("%s, %d times in a row", what, client.deaths);
}

/* The channel has ended. The job under way is to blame. */
static void process_ended(const char *cause)
{
    char words[256], what[512];
    hl_connection_last_words(words, sizeof words);
    snprintf(what, sizeof what, "%s%s%s", cause, *words ? ": " : "", words);
    bool busy = client.first && client.first->sent;
    disconnect();
    if (busy && client.first->started)
        fail(client.first, "%s", what);
    unsend_all();
    if (busy)
        count_death(what);
}

static bool is_lasting(int error)
{
    return error == ENOENT || error == EACCES || error == ENOTDIR || error == ENOEXEC || error == EPERM;
}

static bool start_process(void)
{
    if (hl_connection_is_open())
        return true;
    at_fork();
    int error = client.path ? hl_connection_open(client.path) : ENOENT;
    if (error) {
        char what[512];
        snprintf(what, sizeof what, "the compiler process %.300s can't be started: %s", client.path ? client.path : "hotloop-compiler", strerror(error));
        if (is_lasting(error)) {
            give_up("%s", what);
        } else { /* out of memory, of descriptors, of processes */
            fail(client.first, "%s", what);
            count_death(what);
        }
    }
    client.owner = getpid();
    client.waiting_since = now();
    return error == 0;
}

/* --- sending --- */

/* Beyond the limit of file sizes a write is an error, and SIGXFSZ, which may end the program. */
static bool may_write(size_t size)
{
    struct rlimit limit;
    if (getrlimit(RLIMIT_FSIZE, &limit) < 0 || limit.rlim_cur >= size)
        return true;
    errno = EFBIG;
    return false;
}

/* The job's text in a memory file that the process will overwrite. */
static bool make_file(HlJob *job)
{
    if (!may_write(job->length))
        return false;
    if (!hl_file_adopt(&job->file, memfd_create("hotloop-job", MFD_CLOEXEC)))
        return false;
    bool done = pwrite(job->file.number, job->text, job->length, 0) == (ssize_t)job->length;
    if (!done)
        hl_file_close(&job->file);
    return done;
}

/* True if the packet is on its way. */
static bool send_packet(HlJob *job)
{
    HlRequest request = {
        .version = HL_PROTOCOL_VERSION,
        .job = job->number,
        .optimize = job->options.optimize,
        .parts = job->options.parts,
        .timeout = job->options.timeout,
        .text_size = job->length,
        .store_limit = job->options.store_limit,
    };
    memcpy(request.store, job->store, sizeof request.store);
    return hl_connection_send(&request, job->file.number);
}

static void send_job(HlJob *job)
{
    if (!make_file(job)) {
        fail(job, "no memory file for the compiler process: %s", strerror(errno));
        return;
    }
    job->sent = send_packet(job);
    if (!job->sent)
        hl_file_close(&job->file); /* the channel is full or has ended: later, or to the next process */
    else if (job == client.first)
        client.waiting_since = now();
}

static void send_jobs(void)
{
    int under_way = 0;
    for (HlJob *job = client.first, *next; job && under_way < AHEAD; job = next) {
        next = job->next;
        if (!job->sent) {
            if (!start_process())
                return;
            send_job(job);
            if (!job->sent)
                return;
        }
        under_way++;
    }
}

/* --- receiving --- */

/* The text at `offset` of the job's file, malloc'd. */
static char *read_part(int file, uint64_t offset, uint64_t size)
{
    char *text = malloc(size + 1);
    if (text && pread(file, text, size, (off_t)offset) == (ssize_t)size) {
        text[size] = 0;
        return text;
    }
    free(text);
    return NULL;
}

static bool sizes_are_sound(const HlJob *job, const HlReply *reply)
{
    struct stat status;
    if (fstat(job->file.number, &status) < 0)
        return false;
    uint64_t left = (uint64_t)status.st_size;
    for (int i = 0; i < HL_PROTOCOL_FILES; i++) {
        if (reply->sizes[i] > left)
            return false;
        left -= reply->sizes[i];
    }
    return reply->sizes[0] > 0;
}

/* The nest's name, which the text begins with: nest "name". */
static void nest_name(const HlJob *job, char *name, size_t size)
{
    size_t start = strcspn(job->text, "\"\n") + 1;
    size_t length = start < job->length ? strcspn(job->text + start, "\"\n") : 0;
    snprintf(name, size, "%.*s", (int)length, job->text + (length ? start : 0));
}

static bool take_results(HlJob *job, const HlReply *reply)
{
    if (!sizes_are_sound(job, reply)) {
        snprintf(job->error, sizeof job->error, "the compiler process sent a damaged reply");
        return false;
    }
    uint64_t offset = 0;
    for (int i = 0; i < HL_PROTOCOL_FILES; i++) {
        if (reply->sizes[i])
            job->parts[i] = read_part(job->file.number, offset, reply->sizes[i]);
        offset += reply->sizes[i];
    }
    if (!job->parts[0]) {
        snprintf(job->error, sizeof job->error, "out of memory");
        return false;
    }
    char name[128];
    nest_name(job, name, sizeof name);
    job->object_size = reply->sizes[0];
    job->code = hl_load_object(job->parts[0], reply->sizes[0], name, job->error, sizeof job->error);
    return job->code != NULL;
}

static bool is_first(const HlReply *reply)
{
    return client.first && client.first->sent && client.first->number == reply->job;
}

static void take_answer(const HlReply *reply)
{
    HlJob *job = client.first;
    if (!is_first(reply))
        return; /* no process of ours says this */
    client.deaths = 0;
    client.answered++;
    job->seconds = reply->seconds;
    job->stored = reply->stored;
    if (reply->kind == HL_REPLY_DONE) {
        bool done = job->forgotten || take_results(job, reply);
        finish(job, done ? HL_JOB_DONE : HL_JOB_FAILED);
    } else {
        fail(job, "%s", reply->sentence);
    }
}

static void take_reply(const HlReply *reply)
{
    switch ((HlReplyKind)reply->kind) {
    case HL_REPLY_READY: client.waiting_since = now(); break;
    case HL_REPLY_STARTED:
        if (is_first(reply))
            client.first->started = true;
        client.waiting_since = now();
        break;
    case HL_REPLY_UNUSABLE:
        disconnect();
        give_up("%s", reply->sentence);
        break;
    case HL_REPLY_LAST:
        if (is_first(reply))
            client.first->out_of_time = true;
        take_answer(reply);
        disconnect();
        unsend_all();
        break;
    default: take_answer(reply); break;
    }
}

/* Receives what is there. */
static void receive(void)
{
    HlReply reply;
    while (hl_connection_is_open()) {
        switch (hl_connection_receive(&reply)) {
        case HL_ARRIVAL_NONE: return;
        case HL_ARRIVAL_REPLY: take_reply(&reply); break;
        case HL_ARRIVAL_END: process_ended("the compiler process died"); break;
        case HL_ARRIVAL_LOST:
            disconnect();
            unsend_all();
            break;
        case HL_ARRIVAL_ALIEN:
            disconnect();
            give_up("the compiler process %s is of another version of hotloop", client.path);
            break;
        }
    }
}

/* When the process must have answered, at the latest: far beyond what it may use of the processor, however busy the machine is. */
double hl_compiler_patience = 60;

static double deadline(void)
{
    return client.waiting_since + 10 * client.first->options.timeout + hl_compiler_patience;
}

static void retire_process(void)
{
    if (client.answered >= JOBS_OF_A_PROCESS && !(client.first && client.first->sent))
        disconnect(); /* it ends with the channel */
}

/* Moves all jobs on as far as it goes without waiting. */
static void advance(void)
{
    receive();
    if (hl_connection_is_open() && client.first && client.first->sent && now() > deadline()) {
        hl_connection_kill(); /* it is stopped, or waits for something */
        process_ended("the compiler process did not answer");
    }
    retire_process();
    send_jobs();
}

/* --- fork --- */

static void before_fork(void)
{
    pthread_mutex_lock(&lock);
}

static void after_fork_parent(void)
{
    pthread_mutex_unlock(&lock);
}

static void forget_process(void)
{
    disconnect();
    unsend_all();
    client.deaths = 0;
    client.owner = 0;
}

static void after_fork_child(void)
{
    forget_process();
    pthread_mutex_unlock(&lock);
}

/* Registers the handlers once: a process that never compiles has none. */
static void at_fork(void)
{
    static bool registered;
    if (!registered)
        registered = pthread_atfork(before_fork, after_fork_parent, after_fork_child) == 0;
}

void hl_compiler_after_fork_child(void)
{
    /* The handlers have done it, unless this process was made by other means than fork(): then it has one thread, and the lock's state is stale. */
    if (!client.owner || client.owner == getpid())
        return;
    pthread_mutex_init(&lock, NULL);
    pthread_mutex_lock(&lock);
    after_fork_child();
}

/* --- the interface --- */

static bool copy_text(HlJob *job, const char *text, size_t length)
{
    job->text = malloc(length + 1);
    if (!job->text)
        return false;
    memcpy(job->text, text, length);
    job->text[length] = 0;
    job->length = length;
    return true;
}

static void append(HlJob *job)
{
    *(client.last ? &client.last->next : &client.first) = job;
    client.last = job;
}

/* The caller's string may be gone when the job is sent. */
static void set_store(HlJob *job)
{
    const char *store = job->options.store ? job->options.store : "";
    size_t length = strlen(store);
    job->options.store = NULL;
    if (length < sizeof job->store)
        memcpy(job->store, store, length + 1);
    else
        job->options.store_limit = 0;
}

HlJob *hl_job_submit(const char *ir_text, size_t length, const HlCompileOptions *options)
{
    static HlJob no_memory = {.state = HL_JOB_FAILED, .error = "out of memory"};
    HlJob *job = calloc(1, sizeof *job);
    if (!job || !copy_text(job, ir_text, length)) {
        free(job);
        return &no_memory;
    }
    job->file = HL_NO_FILE;
    job->options = *options;
    set_store(job);
    pthread_mutex_lock(&lock);
    job->number = ++client.numbers;
    append(job);
    if (client.dead)
        fail(job, "%s", client.reason);
    else
        advance();
    pthread_mutex_unlock(&lock);
    return job;
}

HlJobState hl_job_poll(HlJob *job)
{
    pthread_mutex_lock(&lock);
    if (job->state == HL_JOB_PENDING)
        advance();
    HlJobState state = job->state;
    pthread_mutex_unlock(&lock);
    return state;
}

HlJobState hl_job_wait(HlJob *job)
{
    HlJobState state;
    while ((state = hl_job_poll(job)) == HL_JOB_PENDING) {
        struct pollfd channel = {.fd = hl_connection_number(), .events = POLLIN}; /* another thread may close it: then the slice ends the wait */
        poll(&channel, 1, WAIT_SLICE);
    }
    return state;
}

const char *hl_job_error(const HlJob *job)
{
    return job->error;
}

bool hl_job_out_of_time(const HlJob *job)
{
    return job->out_of_time;
}

HlMachineCode *hl_job_take_code(HlJob *job)
{
    HlMachineCode *code = job->code;
    job->code = NULL;
    return code;
}

const char *hl_job_part(const HlJob *job, HlParts part)
{
    return job->parts[part == HL_PART_GIMPLE ? 1 : 2];
}

const void *hl_job_object(const HlJob *job, size_t *size)
{
    *size = job->object_size;
    return job->parts[0];
}

bool hl_job_stored(const HlJob *job)
{
    return job->stored;
}

double hl_job_seconds(const HlJob *job)
{
    return job->seconds;
}

void hl_job_free(HlJob *job)
{
    pthread_mutex_lock(&lock);
    if (job->state == HL_JOB_PENDING && job->sent) {
        job->forgotten = true;
    } else {
        if (job->state == HL_JOB_PENDING)
            unlink_job(job);
        if (job->text) /* else the one for lack of memory, which is static */
            destroy(job);
    }
    pthread_mutex_unlock(&lock);
}

bool hl_compiler_dead(const char **reason)
{
    pthread_mutex_lock(&lock);
    bool dead = client.dead;
    if (reason)
        *reason = client.reason;
    pthread_mutex_unlock(&lock);
    return dead;
}

void hl_compiler_set_path(const char *path)
{
    pthread_mutex_lock(&lock);
    free(client.path);
    client.path = strdup(path);
    pthread_mutex_unlock(&lock);
}

void hl_compiler_shutdown(void)
{
    pthread_mutex_lock(&lock);
    disconnect();
    unsend_all();
    while (client.first)
        fail(client.first, "the compiler process was shut down");
    pthread_mutex_unlock(&lock);
}
