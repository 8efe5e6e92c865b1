/* libgccjit writes assembly into a pipe whose reader, `as`, was started before it was needed; `as` writes the object into a memory file. Nothing touches a disk
 * but libgccjit's own temporary file. libgccjit's driver is not used: it would run `as` itself, later, and end this process if there is none. */
#include "assembler.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static struct {
    volatile pid_t process; /* 0: none */
    int input;              /* the pipe's writing end */
    int object, messages;   /* memory files */
} as = {.input = -1, .object = -1, .messages = -1};

enum { AS_OBJECT = 3 }; /* in the assembler */

static void close_files(void)
{
    int *files[] = {&as.input, &as.object, &as.messages};
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        if (*files[i] >= 0)
            close(*files[i]);
        *files[i] = -1;
    }
}

static int spawn_as(const char *program, int input)
{
    char *arguments[] = {"as", "--64", "-o", "/proc/self/fd/3", "-", NULL};
    extern char **environ;
    posix_spawn_file_actions_t actions;
    int error = posix_spawn_file_actions_init(&actions);
    if (error)
        return error;
    posix_spawn_file_actions_adddup2(&actions, input, 0);
    posix_spawn_file_actions_adddup2(&actions, as.messages, 1);
    posix_spawn_file_actions_adddup2(&actions, as.messages, 2);
    posix_spawn_file_actions_adddup2(&actions, as.object, AS_OBJECT);
    pid_t process;
    error = posix_spawnp(&process, program, &actions, NULL, arguments, environ);
    posix_spawn_file_actions_destroy(&actions);
    if (!error)
        as.process = process;
    return error;
}

/* HOTLOOP_AS names the assembler; else PATH is searched, then the usual place, because programs may change PATH at will. */
static int spawn_any(int input)
{
    const char *named = getenv("HOTLOOP_AS");
    if (named)
        return spawn_as(named, input);
    int error = spawn_as("as", input);
    return error == ENOENT || error == EACCES ? spawn_as("/usr/bin/as", input) : error;
}

bool hl_assembler_start(char *error, size_t error_size)
{
    if (as.process)
        return true;
    int ends[2] = {-1, -1};
    int failed = pipe2(ends, O_CLOEXEC) < 0 ? errno : 0;
    as.input = ends[1];
    as.object = memfd_create("object", MFD_CLOEXEC);
    as.messages = memfd_create("messages", MFD_CLOEXEC);
    if (!failed)
        failed = as.object < 0 || as.messages < 0 ? errno : spawn_any(ends[0]);
    if (ends[0] >= 0)
        close(ends[0]);
    if (!failed)
        return true;
    close_files();
    const char *missing = failed == ENOENT ? " (Debian: package binutils)" : "";
    snprintf(error, error_size, "the assembler 'as' can't be started: %s%s", strerror(failed), missing);
    return false;
}

void hl_assembler_stop(void)
{
    if (as.process)
        kill(as.process, SIGKILL);
}

static bool read_file(int file, HlBytes *bytes)
{
    struct stat status;
    if (fstat(file, &status) < 0)
        return false;
    bytes->size = (size_t)status.st_size;
    bytes->bytes = calloc(bytes->size + 1, 1);
    return bytes->bytes && pread(file, bytes->bytes, bytes->size, 0) == (ssize_t)bytes->size;
}

/* Ends the input and waits. The exit status as waitpid gives it. */
static int finish_as(void)
{
    close(as.input);
    as.input = -1;
    int status = -1;
    while (waitpid(as.process, &status, 0) < 0 && errno == EINTR)
        ;
    as.process = 0;
    return status;
}

static bool compile_to(gcc_jit_context *context, int file, char *error, size_t error_size)
{
    char path[32];
    snprintf(path, sizeof path, "/proc/self/fd/%d", file);
    gcc_jit_context_compile_to_file(context, GCC_JIT_OUTPUT_KIND_ASSEMBLER, path);
    const char *first = gcc_jit_context_get_first_error(context);
    if (first)
        snprintf(error, error_size, "libgccjit: %s", first);
    return !first;
}

static bool write_all(int file, const char *bytes, size_t size)
{
    while (size) {
        ssize_t written = write(file, bytes, size);
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return false;
        bytes += written;
        size -= (size_t)written;
    }
    return true;
}

/* The way for somebody who wants to see the text: it is kept before the assembler gets it. */
static bool compile_and_keep(gcc_jit_context *context, HlBytes *assembly, char *error, size_t error_size)
{
    int file = memfd_create("assembly", MFD_CLOEXEC);
    bool done = file >= 0 && compile_to(context, file, error, error_size);
    if (done && !(read_file(file, assembly) && write_all(as.input, assembly->bytes, assembly->size))) {
        snprintf(error, error_size, "the assembly text can't be passed on: %s", strerror(errno));
        done = false;
    }
    if (file >= 0)
        close(file);
    return done;
}

static bool take_object(int status, HlBytes *object, char *error, size_t error_size)
{
    HlBytes messages = {0};
    if (status == 0 && read_file(as.object, object) && object->size > 0)
        return true;
    bool said = read_file(as.messages, &messages) && messages.size > 0;
    snprintf(error, error_size, "the assembler made no object (status %d)%s%.600s", status, said ? ": " : "", said ? messages.bytes : "");
    free(messages.bytes);
    return false;
}

bool hl_assemble(gcc_jit_context *context, HlBytes *object, HlBytes *assembly, char *error, size_t error_size)
{
    if (!hl_assembler_start(error, error_size))
        return false;
    bool done = assembly ? compile_and_keep(context, assembly, error, error_size) : compile_to(context, as.input, error, error_size);
    int status = finish_as();
    if (done || status != 0) /* an assembler that died makes gcc fail too, at a moment of chance: its own message says more */
        done = take_object(status, object, error, error_size);
    close_files();
    return done;
}
