/* hotloop-ir: reads a function in text form, works on it, prints it. For tests and for people who read dumps.
 *
 *   hotloop-ir [--verify] [--clone] [--passes=NAME,NAME | --optimize] [--quiet] [FILE]
 *
 * Without FILE reads standard input. Does what it is told in the order of the options; checks again after each pass under --verify.
 * Exit status: 0 done, 1 the text or the function is faulty (the reason is on standard error), 2 wrong use. */
#include "../passes/passes.h"
#include <stdlib.h>
#include <string.h>

static const char usage[] = "usage: hotloop-ir [--verify] [--clone] [--passes=NAME,NAME | --optimize] [--quiet] [FILE]\n";

typedef struct Tool {
    HlIr *ir;
    bool verify, quiet;
} Tool;

static bool complain(const char *what, const char *reason)
{
    fprintf(stderr, "hotloop-ir: %s%s%s\n", what, *reason ? ": " : "", reason);
    return false;
}

static char *read_all(FILE *in, size_t *length)
{
    size_t room = 0;
    char *text = NULL;
    *length = 0;
    do {
        room = room * 2 + 64 * 1024;
        char *larger = realloc(text, room);
        if (!larger) {
            free(text);
            return NULL;
        }
        text = larger;
        *length += fread(text + *length, 1, room - *length, in);
    } while (*length == room);
    return text;
}

static bool verify(const Tool *tool, const char *after)
{
    char error[512];
    return hl_ir_verify(tool->ir, error, sizeof error) || complain(after, error);
}

static bool load(Tool *tool, const char *path)
{
    char error[512];
    size_t length;
    FILE *in = path ? fopen(path, "rb") : stdin;
    if (!in)
        return complain(path, "can't be opened");
    char *text = read_all(in, &length);
    if (path)
        fclose(in);
    tool->ir = text ? hl_ir_parse(text, length, error, sizeof error) : NULL;
    free(text);
    return tool->ir || complain(path ? path : "standard input", text ? error : "out of memory");
}

static bool clone(Tool *tool)
{
    HlIr *copy = hl_ir_clone(tool->ir);
    if (!copy)
        return complain("clone", "out of memory");
    hl_ir_free(tool->ir);
    tool->ir = copy;
    return true;
}

static const HlPassInfo *find_pass(const char *name, size_t length)
{
    for (int i = 0; i < hl_pass_count; i++)
        if (strlen(hl_passes[i].name) == length && memcmp(hl_passes[i].name, name, length) == 0)
            return &hl_passes[i];
    return NULL;
}

static bool run_pass(const Tool *tool, const char *name, size_t length)
{
    char error[512];
    const HlPassInfo *pass = find_pass(name, length);
    if (!pass) {
        snprintf(error, sizeof error, "%.*s", (int)length, name);
        return complain("there is no such pass", error);
    }
    return hl_pass_run(tool->ir, pass, tool->verify, error, sizeof error) || complain("passes", error);
}

static bool run_passes(const Tool *tool, const char *names)
{
    while (*names) {
        size_t length = strcspn(names, ",");
        if (!run_pass(tool, names, length))
            return false;
        names += length + (names[length] == ',');
    }
    return true;
}

static bool optimize(const Tool *tool)
{
    char error[512] = "";
    return hl_passes_run(tool->ir, &(HlPassChoice){.verify = tool->verify}, error, sizeof error) || complain("optimize", error);
}

/* `option` starts with "--". */
static bool apply(Tool *tool, const char *option)
{
    if (strcmp(option, "--verify") == 0) {
        tool->verify = true;
        return verify(tool, "verify");
    }
    if (strcmp(option, "--quiet") == 0)
        return tool->quiet = true;
    if (strcmp(option, "--clone") == 0)
        return clone(tool);
    if (strcmp(option, "--optimize") == 0)
        return optimize(tool);
    return run_passes(tool, option + strlen("--passes="));
}

static bool is_known(const char *option)
{
    static const char *const plain[] = {"--verify", "--quiet", "--clone", "--optimize"};
    for (size_t i = 0; i < sizeof plain / sizeof *plain; i++)
        if (strcmp(option, plain[i]) == 0)
            return true;
    return strncmp(option, "--passes=", strlen("--passes=")) == 0;
}

int main(int argc, char **argv)
{
    Tool tool = {0};
    const char *path = NULL;
    for (int i = 1; i < argc; i++) {
        bool is_option = strncmp(argv[i], "--", 2) == 0;
        if (is_option ? !is_known(argv[i]) : path != NULL) {
            fputs(usage, stderr);
            return 2;
        }
        if (!is_option)
            path = argv[i];
    }
    bool ok = load(&tool, path);
    for (int i = 1; ok && i < argc; i++)
        ok = strncmp(argv[i], "--", 2) != 0 || apply(&tool, argv[i]);
    if (ok && !tool.quiet)
        hl_ir_print(tool.ir, stdout);
    hl_ir_free(tool.ir);
    return ok ? 0 : 1;
}
