/* The program's side of the compiler process.
 *
 * Owns: the process (started at the first job, restarted when it dies, gone when the program ends), jobs under way, and the pipes to it.
 * Called by: jit/nest.c, with the GIL held. Touches no Python object. Uses a child process that the program's own waitpid, SIGCHLD settings, fork and
 * signals can't disturb, and that can't disturb them.
 */
#ifndef HL_JIT_COMPILER_CLIENT_H
#define HL_JIT_COMPILER_CLIENT_H

#include "../loader.h"
#include <stdbool.h>
#include <stddef.h>

typedef enum HlJobState { HL_JOB_PENDING, HL_JOB_DONE, HL_JOB_FAILED } HlJobState;
typedef struct HlJob HlJob;

typedef enum HlParts { HL_PART_GIMPLE = 1, HL_PART_ASSEMBLY = 2 } HlParts; /* texts wanted besides the object */

typedef struct HlCompileOptions {
    int optimize;        /* -O level: 1, 2, 3 */
    unsigned parts;      /* HlParts */
    const char *store;   /* directory of the code store; NULL: the usual one; copied. A path that is too long means none */
    uint64_t store_limit; /* bytes that it may hold; 0: none is used */
    double timeout;      /* seconds of processor time; then the job fails. See also hl_compiler_patience */
} HlCompileOptions;

/* Copies the text. Never fails: a job that can't be run is HL_JOB_FAILED at once, with a reason. */
HlJob *hl_job_submit(const char *ir_text, size_t length, const HlCompileOptions *options);
HlJobState hl_job_poll(HlJob *job);             /* never blocks; moves all jobs on */
HlJobState hl_job_wait(HlJob *job);             /* blocks until DONE or FAILED (the caller releases the GIL) */
const char *hl_job_error(const HlJob *job);     /* FAILED: one sentence */
bool hl_job_out_of_time(const HlJob *job);       /* FAILED: the timeout was the reason */
HlMachineCode *hl_job_take_code(HlJob *job);    /* DONE: the caller owns it */
const char *hl_job_part(const HlJob *job, HlParts part); /* DONE: text or NULL; lives as long as the job */
const void *hl_job_object(const HlJob *job, size_t *size); /* DONE: the object file's bytes; live as long as the job */
bool hl_job_stored(const HlJob *job);           /* DONE: nothing was compiled, the code store had it */
double hl_job_seconds(const HlJob *job);        /* DONE: time in the compiler process */
void hl_job_free(HlJob *job);                   /* cancels it if pending */

/* True once compiling can't work in this process (no compiler process, no assembler, died too often); `reason` gets a sentence. */
bool hl_compiler_dead(const char **reason);
void hl_compiler_set_path(const char *path);    /* the executable hotloop-compiler */
/* A process that neither answers nor dies is killed after ten times the job's timeout and this many seconds on the clock. Tests shorten it. */
extern double hl_compiler_patience;
void hl_compiler_shutdown(void);                /* ends the process; jobs fail */
void hl_compiler_after_fork_child(void);        /* forget the parent's process */

#endif
