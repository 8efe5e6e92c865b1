/* Lines of the event log, warnings and dumps on file descriptor 2. See log.h.
 *
 * Each text is handed to one write, so that lines of several threads and of the compiler process don't mix. Python's sys.stderr is not used: events occur
 * where no Python code may run. */
#include "log.h"

#include "options.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { LINE_SIZE = 1024, WARNINGS = 16 };

/* Nobody can be told when this fails. errno is left as it was: hl_log is called between a program's own calls. */
static void write_all(const char *text, size_t length)
{
    int saved = errno;
    while (length > 0) {
        ssize_t written = write(2, text, length);
        if (written < 0 && errno != EINTR)
            break;
        if (written > 0) {
            text += written;
            length -= (size_t)written;
        }
    }
    errno = saved;
}

void hl_log(const char *where, const char *format, ...)
{
    if (!hl_options.log)
        return;
    char line[LINE_SIZE];
    int used = snprintf(line, sizeof line, "hotloop: %s: ", where);
    if (used < 0 || used > LINE_SIZE / 2)
        used = LINE_SIZE / 2;
    va_list arguments;
    va_start(arguments, format);
    int more = vsnprintf(line + used, sizeof line - (size_t)used, format, arguments);
    va_end(arguments);
    if (more > 0)
        used += more;
    if (used > LINE_SIZE - 2)
        used = LINE_SIZE - 2;
    line[used] = '\n';
    write_all(line, (size_t)used + 1);
}

void hl_warn_once(const char *text)
{
    static char *seen[WARNINGS];
    int i = 0;
    while (i < WARNINGS && seen[i] != NULL) {
        if (strcmp(seen[i], text) == 0)
            return;
        i++;
    }
    if (i == WARNINGS)
        return; /* it has been said often enough that something is wrong */
    seen[i] = strdup(text);
    char line[LINE_SIZE];
    int used = snprintf(line, sizeof line, "hotloop: %s\n", text);
    if (used >= LINE_SIZE) {
        used = LINE_SIZE - 1;
        line[used - 1] = '\n';
    }
    if (used > 0)
        write_all(line, (size_t)used);
}

int hl_dump_wanted(char letter)
{
    return hl_options.dump != NULL && strchr(hl_options.dump, letter) != NULL;
}

static const char *part_title(char letter)
{
    switch (letter) {
    case 'b': return "bytecode";
    case 'r': return "recorded trace";
    case 'o': return "optimised IR";
    case 'g': return "GIMPLE";
    case 'm': return "machine code";
    }
    return "part";
}

void hl_dump(char letter, const char *where, const char *text)
{
    if (!hl_dump_wanted(letter) || text == NULL)
        return;
    size_t length = strlen(text), room = length + strlen(where) + 64;
    char *block = malloc(room);
    if (block == NULL)
        return;
    int used = snprintf(block, room, "--- hotloop: %s: %s\n%s%s", where, part_title(letter), text, length > 0 && text[length - 1] == '\n' ? "" : "\n");
    if (used > 0)
        write_all(block, (size_t)used);
    free(block);
}
