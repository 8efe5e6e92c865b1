/* The options of a run, made from options.def. Owns: their values. Set by: the module (from the environment and the command line). Read by everyone. */
#ifndef HL_SRC_OPTIONS_H
#define HL_SRC_OPTIONS_H

#include <stdint.h>

#define HL_OPTION_C_BOOL int
#define HL_OPTION_C_INT int64_t
#define HL_OPTION_C_REAL double
#define HL_OPTION_C_TEXT const char *

typedef struct HlOptions {
#define HL_OPTION(field, option, environment, type, initial, metavar, help) HL_OPTION_C_##type field;
#include "options.def"
#undef HL_OPTION
} HlOptions;
extern HlOptions hl_options;

#endif
