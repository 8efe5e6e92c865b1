/* The command `hotloop`: checks the command line, then becomes the Python interpreter, with the library hotloop-start in it (start.c).
 *
 * Owns: the command line. It takes hotloop's own options out (options.def) and hands all others, the script and its arguments to Python unchanged, so that
 * sys.argv, sys.path, __main__, tracebacks, exit codes and interactive use are Python's own.
 * Run as build/hotloop, and by hotloop/__main__.py (pip install, python -m hotloop), which adds --python.
 */
#include "launch.h"

#include "../options.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { USAGE_ERROR = 2, CANNOT_RUN = 126 };

/* The command line on its way: `kept` are the arguments for Python. */
typedef struct Line {
    int count;
    char **words;
    int next; /* the next word to look at */
    char **kept;
    int kept_count;
    const char *python;
    bool chosen[64]; /* by row of the option table: set on the command line */
} Line;

static _Noreturn void fail(int status, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    fputs("hotloop: ", stderr);
    vfprintf(stderr, format, arguments);
    fputc('\n', stderr);
    va_end(arguments);
    exit(status);
}

static void *checked(void *memory)
{
    if (memory == NULL)
        fail(CANNOT_RUN, "out of memory");
    return memory;
}

static char *format_text(const char *format, ...)
{
    char *text;
    va_list arguments;
    va_start(arguments, format);
    if (vasprintf(&text, format, arguments) < 0)
        text = NULL;
    va_end(arguments);
    return checked(text);
}

static void keep(Line *line, char *word)
{
    line->kept[line->kept_count++] = word;
}

static void keep_rest(Line *line)
{
    while (line->next < line->count)
        keep(line, line->words[line->next++]);
}

/* --- long options --- */

/* A value after '=', or the next word. */
static const char *long_value(Line *line, const char *word, const char *equals)
{
    if (equals != NULL)
        return equals + 1;
    if (line->next == line->count)
        fail(USAGE_ERROR, "%s needs a value", word);
    return line->words[line->next++];
}

static void take_option(Line *line, const HlOptionInfo *info, const char *word, const char *equals)
{
    char error[256];
    const char *value = info->type == HL_OPTION_BOOL && equals == NULL ? "on" : long_value(line, word, equals);
    if (strchr(value, '\n') != NULL)
        fail(USAGE_ERROR, "%s: a line break can't be part of the value", info->option);
    if (!hl_option_set(info, value, error, sizeof error))
        fail(USAGE_ERROR, "%s: %s", info->option, error);
    line->chosen[info - hl_option_info] = true;
}

static void take_long(Line *line, char *word)
{
    const char *equals = strchr(word, '=');
    size_t length = equals == NULL ? strlen(word) : (size_t)(equals - word);
    const HlOptionInfo *info = hl_option_find(word, length);
    if (info != NULL) {
        take_option(line, info, word, equals);
    }
    else if (strcmp(word, "--help") == 0) {
        hl_launch_help(stdout);
        exit(0);
    }
    else if (strcmp(word, "--version") == 0) {
        hl_launch_version(stdout);
        exit(0);
    }
    else if (length == strlen("--python") && strncmp(word, "--python", length) == 0) {
        line->python = long_value(line, word, equals);
    }
    else if (strcmp(word, "--check-hash-based-pycs") == 0) { /* Python's own, with a value */
        keep(line, word);
        if (line->next < line->count)
            keep(line, line->words[line->next++]);
    }
    else if (strcmp(word, "--help-env") == 0 || strcmp(word, "--help-xoptions") == 0 || strcmp(word, "--help-all") == 0) {
        keep(line, word);
    }
    else {
        fail(USAGE_ERROR, "unknown option %.*s (hotloop --help lists the options)", (int)length, word);
    }
}

/* --- Python's one-letter options --- */

/* One word such as -bOX. True: what Python runs has been named (-c, -m) and the rest are the program's arguments. */
static bool take_letters(Line *line, char *word)
{
    for (const char *letter = word + 1; *letter != '\0'; letter++) {
        switch (*letter) {
        case 'h': case '?':
            hl_launch_help(stdout);
            exit(0);
        case 'V':
            hl_launch_version(stdout);
            exit(0);
        case 'c': case 'm':
            keep(line, word);
            return true;
        case 'W': case 'X': /* the value: the rest of the word, or the next word */
            keep(line, word);
            if (letter[1] == '\0' && line->next < line->count)
                keep(line, line->words[line->next++]);
            return false;
        default:
            if (strchr("bBdEiIOPqRsStuvx", *letter) == NULL)
                fail(USAGE_ERROR, "unknown option -%c (hotloop --help lists the options)", *letter);
        }
    }
    keep(line, word);
    return false;
}

static void read_line(Line *line)
{
    while (line->next < line->count) {
        char *word = line->words[line->next];
        if (word[0] != '-' || word[1] == '\0')
            break; /* a script, or - */
        line->next++;
        if (strcmp(word, "--") == 0) {
            keep(line, word);
            break;
        }
        if (word[1] == '-')
            take_long(line, word);
        else if (take_letters(line, word))
            break;
    }
    keep_rest(line);
}

/* --- becoming Python --- */

/* The directory that this program is in: the package's. */
static char *own_directory(void)
{
    char path[4096];
    ssize_t length = readlink("/proc/self/exe", path, sizeof path - 1);
    if (length < 0)
        fail(CANNOT_RUN, "can't find its own files: %s", strerror(errno));
    path[length] = '\0';
    *strrchr(path, '/') = '\0';
    return checked(strdup(path));
}

/* A name for the library that the dynamic linker takes: it splits LD_PRELOAD at blanks and colons, so a path with such goes by a descriptor. */
static char *preload_name(const char *path)
{
    if (strpbrk(path, " :") == NULL)
        return checked(strdup(path));
    int descriptor = open(path, O_RDONLY);
    if (descriptor < 0)
        fail(CANNOT_RUN, "can't open %s: %s", path, strerror(errno));
    return format_text("/proc/self/fd/%d", descriptor);
}

/* What start.c needs to know: the package's directory, then the options from the command line, a line each. */
static char *message(const Line *line, const char *directory)
{
    char *text = checked(strdup(directory));
    for (int i = 0; i < hl_option_count; i++) {
        if (!line->chosen[i])
            continue;
        char *value = checked(hl_option_text(&hl_option_info[i]));
        char *longer = format_text("%s\n%s=%s", text, hl_option_info[i].field, value);
        free(text);
        free(value);
        text = longer;
    }
    return text;
}

static void set_environment(const Line *line, const char *directory)
{
    const char *before = getenv("LD_PRELOAD");
    char *library = format_text("%s/hotloop-start.so", directory);
    if (access(library, R_OK) != 0)
        fail(CANNOT_RUN, "the installation is incomplete: %s: %s", library, strerror(errno));
#ifdef __SANITIZE_ADDRESS__
    setenv("ASAN_OPTIONS", "detect_leaks=0", 0); /* CPython keeps memory until it ends; the sanitizer is here for other errors */
#endif
    char *name = preload_name(library), *text = message(line, directory);
    char *preload = format_text("%s%s%s%s", HL_PRELOAD_FIRST, name, before == NULL ? "" : ":", before == NULL ? "" : before);
    if ((before != NULL && setenv(HL_START_PRELOAD, before, 1) != 0) || setenv("LD_PRELOAD", preload, 1) != 0 || setenv(HL_START_MESSAGE, text, 1) != 0)
        fail(CANNOT_RUN, "out of memory");
    free(library);
    free(name);
    free(text);
    free(preload);
}

int main(int count, char **words)
{
    Line line = {.count = count, .words = words, .next = 1, .python = HL_PYTHON_PATH};
    line.kept = checked(calloc((size_t)count + 2, sizeof *line.kept));
    line.kept_count = 1;
    read_line(&line);
    line.kept[0] = (char *)line.python;
    char *directory = own_directory();
    set_environment(&line, directory);
    execvp(line.python, line.kept);
    fail(CANNOT_RUN + (errno == ENOENT), "can't start Python: %s: %s", line.python, strerror(errno));
}
