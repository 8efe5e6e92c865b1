/* The values of options.def, and their reading from text. See options.h. */
#include "options.h"

#include <errno.h>
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

HlOptions hl_options = {
#define HL_OPTION(field, option, environment, type, initial, low, high, metavar, help) .field = initial,
#include "options.def"
#undef HL_OPTION
};

/* The default of a row as a number; texts have none. */
#define INITIAL_BOOL(value) value
#define INITIAL_INT(value) value
#define INITIAL_REAL(value) value
#define INITIAL_TEXT(value) 0
#define INITIAL_PARTS(value) 0

const HlOptionInfo hl_option_info[] = {
#define HL_OPTION(field, option, environment, type, initial, low, high, metavar, help) \
    {#field, option, environment, HL_OPTION_##type, INITIAL_##type(initial), low, high, metavar, help, offsetof(HlOptions, field)},
#include "options.def"
#undef HL_OPTION
};
const int hl_option_count = sizeof hl_option_info / sizeof hl_option_info[0];

static const struct { char letter; const char *name; } dump_parts[] = {
    {'b', "bytecode"}, {'r', "recorded"}, {'o', "optimised"}, {'o', "optimized"}, {'g', "gimple"}, {'m', "machine"},
};
enum { DUMP_PART_COUNT = sizeof dump_parts / sizeof dump_parts[0] };

static void *value_of(const HlOptionInfo *info)
{
    return (char *)&hl_options + info->offset;
}

const HlOptionInfo *hl_option_find(const char *name, size_t length)
{
    for (int i = 0; i < hl_option_count; i++) {
        const HlOptionInfo *info = &hl_option_info[i];
        if ((strlen(info->option) == length && memcmp(info->option, name, length) == 0) ||
            (strlen(info->field) == length && memcmp(info->field, name, length) == 0))
            return info;
    }
    return NULL;
}

static bool set_bool(int *value, const char *text, char *error, size_t size)
{
    static const char *const on[] = {"on", "1", "yes", "true"}, *const off[] = {"off", "0", "no", "false"};
    for (int i = 0; i < 4; i++) {
        if (strcmp(text, on[i]) == 0 || strcmp(text, off[i]) == 0) {
            *value = strcmp(text, on[i]) == 0;
            return true;
        }
    }
    snprintf(error, size, "'%s' is neither on nor off", text);
    return false;
}

static bool in_bounds(const HlOptionInfo *info, double number, const char *text, char *error, size_t size)
{
    if (number >= info->low && number <= info->high)
        return true;
    snprintf(error, size, "%s is not between %.10g and %.10g", text, info->low, info->high);
    return false;
}

static bool set_int(const HlOptionInfo *info, const char *text, char *error, size_t size)
{
    char *end;
    errno = 0;
    long long number = strtoll(text, &end, 10);
    if (end == text || *end != '\0') {
        snprintf(error, size, "'%s' is not a whole number", text);
        return false;
    }
    if (errno == ERANGE) /* the bounds are within what is exact as a double */
        return in_bounds(info, number < 0 ? -HUGE_VAL : HUGE_VAL, text, error, size);
    if (!in_bounds(info, (double)number, text, error, size))
        return false;
    *(int64_t *)value_of(info) = number;
    return true;
}

static bool set_real(const HlOptionInfo *info, const char *text, char *error, size_t size)
{
    char *end;
    double number = strtod(text, &end);
    if (end == text || *end != '\0' || isnan(number)) {
        snprintf(error, size, "'%s' is not a number", text);
        return false;
    }
    if (!in_bounds(info, number, text, error, size))
        return false;
    *(double *)value_of(info) = number;
    return true;
}

/* Only memory of ours is freed: the defaults are NULL. An empty text unsets. */
static bool set_text(const HlOptionInfo *info, const char *text, char *error, size_t size)
{
    char **value = value_of(info), *copy = NULL;
    if (*text != '\0' && (copy = strdup(text)) == NULL) {
        snprintf(error, size, "out of memory");
        return false;
    }
    free(*value);
    *value = copy;
    return true;
}

/* One name of a dump part; 0 if there is no such part. */
static char part_letter(const char *name, size_t length)
{
    for (int i = 0; i < DUMP_PART_COUNT; i++) {
        if (strlen(dump_parts[i].name) == length && memcmp(dump_parts[i].name, name, length) == 0)
            return dump_parts[i].letter;
    }
    return 0;
}

/* Names separated by commas, or letters ("ro", "r,o"), or "all". */
static bool set_parts(const HlOptionInfo *info, const char *text, char *error, size_t size)
{
    char letters[64] = "";
    size_t count = 0;
    for (const char *word = text; *word != '\0';) {
        size_t length = strcspn(word, ",");
        char letter = part_letter(word, length);
        if (letter != 0) {
            letters[count++] = letter;
        }
        else if (length == 3 && memcmp(word, "all", 3) == 0) {
            memcpy(letters + count, "brogm", 5);
            count += 5;
        }
        else {
            for (size_t i = 0; i < length; i++) {
                if (strchr("brogm", word[i]) == NULL) {
                    snprintf(error, size, "'%.*s' is no part of a nest: bytecode, recorded, optimised, gimple, machine, their first letters, or all",
                             (int)length, word);
                    return false;
                }
                letters[count++] = word[i];
                if (count > sizeof letters - 8)
                    break;
            }
        }
        if (count > sizeof letters - 8) {
            snprintf(error, size, "too many parts");
            return false;
        }
        word += length + (word[length] == ',');
    }
    letters[count] = '\0';
    return set_text(info, letters, error, size);
}

bool hl_option_set(const HlOptionInfo *info, const char *text, char *error, size_t error_size)
{
    switch (info->type) {
    case HL_OPTION_BOOL: return set_bool(value_of(info), text, error, error_size);
    case HL_OPTION_INT: return set_int(info, text, error, error_size);
    case HL_OPTION_REAL: return set_real(info, text, error, error_size);
    case HL_OPTION_TEXT: return set_text(info, text, error, error_size);
    case HL_OPTION_PARTS: return set_parts(info, text, error, error_size);
    }
    return false;
}

char *hl_option_text(const HlOptionInfo *info)
{
    char buffer[64];
    switch (info->type) {
    case HL_OPTION_BOOL: return strdup(*(int *)value_of(info) ? "on" : "off");
    case HL_OPTION_INT: snprintf(buffer, sizeof buffer, "%" PRId64, *(int64_t *)value_of(info)); return strdup(buffer);
    case HL_OPTION_REAL: snprintf(buffer, sizeof buffer, "%.17g", *(double *)value_of(info)); return strdup(buffer);
    case HL_OPTION_TEXT:
    case HL_OPTION_PARTS: {
        const char *text = *(const char **)value_of(info);
        return strdup(text == NULL ? "" : text);
    }
    }
    return NULL;
}

void hl_options_from_environment(void (*complain)(const char *text))
{
    for (int i = 0; i < hl_option_count; i++) {
        const HlOptionInfo *info = &hl_option_info[i];
        const char *text = getenv(info->environment);
        char error[256], line[400];
        if (text == NULL || *text == '\0' || hl_option_set(info, text, error, sizeof error))
            continue;
        snprintf(line, sizeof line, "the environment variable %s is ignored: %s", info->environment, error);
        complain(line);
    }
}
