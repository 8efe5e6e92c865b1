/* Runs the passes in the order of passes.def.
 * Called by: jit/nest.c on a clone of the master, in the program's process, before the text goes to the compiler. */
#include "passes.h"

#include <stdio.h>
#include <string.h>

#define HL_PASS(name, doc) bool hl_pass_##name(HlIr *ir);
#define HL_STEP(name)
#include "passes.def"
#undef HL_PASS
#undef HL_STEP

const HlPassInfo hl_passes[] = {
#define HL_PASS(name, doc) {#name, hl_pass_##name, doc},
#define HL_STEP(name)
#include "passes.def"
#undef HL_PASS
#undef HL_STEP
};
const int hl_pass_count = (int)(sizeof hl_passes / sizeof *hl_passes);

static const char *const steps[] = {
#define HL_PASS(name, doc)
#define HL_STEP(name) #name,
#include "passes.def"
#undef HL_PASS
#undef HL_STEP
};

static const HlPassInfo *find_pass(const char *name)
{
    for (int i = 0; i < hl_pass_count; i++)
        if (strcmp(hl_passes[i].name, name) == 0)
            return &hl_passes[i];
    return NULL;
}

/* `name` is one of the comma-separated names. */
static bool is_listed(const char *name, const char *names)
{
    size_t length = strlen(name);
    while (names && *names) {
        size_t size = strcspn(names, ",");
        if (size == length && memcmp(names, name, size) == 0)
            return true;
        names += size + (names[size] == ',');
    }
    return false;
}

bool hl_pass_run(HlIr *ir, const HlPassInfo *pass, bool verify, char *error, size_t error_size)
{
    char fault[400];
    if (!pass->run(ir)) {
        snprintf(error, error_size, "pass %s: out of memory", pass->name);
        return false;
    }
    if (verify && !hl_ir_verify(ir, fault, sizeof fault)) {
        snprintf(error, error_size, "after pass %s: %s", pass->name, fault);
        return false;
    }
    return true;
}

bool hl_passes_run(HlIr *ir, const char *off, bool verify, char *error, size_t error_size)
{
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
        if (!is_listed(steps[i], off) && !hl_pass_run(ir, find_pass(steps[i]), verify, error, error_size))
            return false;
    return true;
}
