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

enum { STEP_COUNT = sizeof steps / sizeof *steps };

/* Exchanges each step with one that is not yet placed. */
static void shuffle(const char **order, uint64_t random)
{
    for (int left = STEP_COUNT; left > 1; left--) {
        random = random * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
        int other = (int)((random >> 33) % (uint64_t)left);
        const char *step = order[left - 1];
        order[left - 1] = order[other];
        order[other] = step;
    }
}

bool hl_passes_run(HlIr *ir, const HlPassChoice *choice, char *error, size_t error_size)
{
    const char *order[STEP_COUNT];
    memcpy(order, steps, sizeof steps);
    if (choice->order != 0)
        shuffle(order, choice->order);
    for (int i = 0; i < STEP_COUNT; i++)
        if (!is_listed(order[i], choice->off) && !hl_pass_run(ir, find_pass(order[i]), choice->verify, error, error_size))
            return false;
    return true;
}
