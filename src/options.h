/* The options of a run, made from options.def. Owns: their values. Set by: the module (from the environment and from what the launcher passes on).
 * Read by everyone. No dependency on Python: the launcher uses it to check a command line before Python starts. */
#ifndef HL_SRC_OPTIONS_H
#define HL_SRC_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define HL_OPTION_C_BOOL int
#define HL_OPTION_C_INT int64_t
#define HL_OPTION_C_REAL double
#define HL_OPTION_C_TEXT const char *
#define HL_OPTION_C_PARTS const char *

typedef struct HlOptions {
#define HL_OPTION(field, option, environment, type, initial, low, high, metavar, help) HL_OPTION_C_##type field;
#include "options.def"
#undef HL_OPTION
} HlOptions;
extern HlOptions hl_options;

typedef enum HlOptionType { HL_OPTION_BOOL, HL_OPTION_INT, HL_OPTION_REAL, HL_OPTION_TEXT, HL_OPTION_PARTS } HlOptionType;

/* A row of the table, for --help, documentation, and setting by name. */
typedef struct HlOptionInfo {
    const char *field, *option, *environment;
    HlOptionType type;
    double initial, low, high; /* of BOOL, INT and REAL */
    const char *metavar, *help;
    size_t offset; /* in HlOptions */
} HlOptionInfo;
extern const HlOptionInfo hl_option_info[];
extern const int hl_option_count;

/* The row whose option ("--log") or field ("log") is `name`, or NULL. */
const HlOptionInfo *hl_option_find(const char *name, size_t length);
/* Sets a value from text. False: nothing has changed, and `error` says in words what is wrong with the text. */
bool hl_option_set(const HlOptionInfo *info, const char *text, char *error, size_t error_size);
/* The value as text that hl_option_set accepts; NULL: out of memory. malloc'd. */
char *hl_option_text(const HlOptionInfo *info);
/* Takes the values of environment variables. `complain` is called for each that is wrong; its default stays. */
void hl_options_from_environment(void (*complain)(const char *text));

#endif
