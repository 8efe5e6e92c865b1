/* hotloop --help and --version, from the table of options. See launch.h. */
#include "launch.h"

#include "../options.h"

#include <string.h>

enum { COLUMN = 28, WIDTH = 96 };

/* The text, broken between words, in the second column. */
static void print_wrapped(FILE *out, const char *text)
{
    int at = COLUMN;
    while (*text != '\0') {
        size_t length = strcspn(text, " ");
        if (at > COLUMN && at + 1 + (int)length > WIDTH) {
            fprintf(out, "\n%*s", COLUMN, "");
            at = COLUMN;
        }
        if (at > COLUMN) {
            fputc(' ', out);
            at++;
        }
        fprintf(out, "%.*s", (int)length, text);
        at += (int)length;
        text += length;
        text += strspn(text, " ");
    }
    fputc('\n', out);
}

static void print_option(FILE *out, const HlOptionInfo *info)
{
    char left[80], text[512], standard[64] = "";
    snprintf(left, sizeof left, info->type == HL_OPTION_BOOL ? "  %s[=%s]" : "  %s=%s", info->option, info->metavar);
    if (info->type == HL_OPTION_BOOL)
        snprintf(standard, sizeof standard, ", default %s", info->initial != 0 ? "on" : "off");
    else if (info->type == HL_OPTION_INT || info->type == HL_OPTION_REAL)
        snprintf(standard, sizeof standard, ", default %.10g", info->initial);
    snprintf(text, sizeof text, "%s (%s%s)", info->help, info->environment, standard);
    fprintf(out, "%-*s", COLUMN, left);
    if (strlen(left) >= COLUMN)
        fprintf(out, "\n%*s", COLUMN, "");
    print_wrapped(out, text);
}

void hl_launch_help(FILE *out)
{
    fputs("usage: hotloop [options] [script.py | -m module | -c code | -] [arguments]\n\n"
          "Runs a Python program as python would, with its hot numeric loops compiled to machine code.\n"
          "Without a program it is interactive, or reads one from standard input.\n\n"
          "Options, and the environment variables that set them too:\n",
          out);
    for (int i = 0; i < hl_option_count; i++)
        print_option(out, &hl_option_info[i]);
    fputs("  --python=PATH             the interpreter to run, a CPython 3.11\n"
          "  --help, -h                this text\n"
          "  --version, -V             hotloop's version\n\n"
          "Python's own options (-b -B -d -E -i -I -O -P -q -s -S -u -v -W -x -X, --check-hash-based-pycs) are handed to Python.\n",
          out);
}

void hl_launch_version(FILE *out)
{
    fputs("hotloop " HL_VERSION " for Python " HL_PYTHON_VERSION "\n", out);
}
