/* The values of the switches, and what they do to IR, compiles and entries. See stress.h. */
#include "stress.h"

#include "../runtime/stress.h"
#include "budget.h"
#include "recorder/internal.h"
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

HlStress hl_stress;
static uint64_t random_state;
static int64_t compiles, entries, allocations;

const HlStressInfo hl_stress_info[] = {
#define HL_STRESS(field, name, given, doc) {name, given, doc, offsetof(HlStress, field)},
#include "stress.def"
#undef HL_STRESS
};
const int hl_stress_count = sizeof hl_stress_info / sizeof *hl_stress_info;

/* --- setting --- */

static const HlStressInfo *find(const char *name, size_t length)
{
    for (int i = 0; i < hl_stress_count; i++)
        if (strlen(hl_stress_info[i].name) == length && memcmp(hl_stress_info[i].name, name, length) == 0)
            return &hl_stress_info[i];
    return NULL;
}

/* The switch at the start of `text`, up to a comma or the end. */
static bool set_one(HlStress *stress, const char *text, size_t length, char *error, size_t size)
{
    size_t name_length = strcspn(text, "=,");
    const HlStressInfo *info = find(text, name_length);
    if (info == NULL) {
        snprintf(error, size, "there is no stress switch '%.*s'", (int)name_length, text);
        return false;
    }
    int64_t value = info->given;
    if (name_length < length) {
        char *end;
        errno = 0;
        value = strtoll(text + name_length + 1, &end, 10);
        if (errno != 0 || value < 0 || end == text + name_length + 1 || end != text + length) {
            snprintf(error, size, "the stress switch '%.*s' needs a whole number from 0 on", (int)name_length, text);
            return false;
        }
    }
    memcpy((char *)stress + info->offset, &value, sizeof value);
    stress->on = true;
    return true;
}

bool hl_stress_set(const char *text, char *error, size_t size)
{
    HlStress stress = {.fail_run = 1, .seed = 1};
    while (text != NULL && *text != '\0') {
        size_t length = strcspn(text, ",");
        if (!set_one(&stress, text, length, error, size))
            return false;
        text += length + (text[length] == ',');
    }
    hl_stress = stress;
    random_state = (uint64_t)stress.seed;
    compiles = entries = 0;
    __atomic_store_n(&allocations, 0, __ATOMIC_RELAXED);
    hl_stress_set_breaks((uint64_t)stress.seed, stress.break_polls);
    return true;
}

/* --- guards and exits --- */

static HlOp *new_call(HlIr *ir, HlHelper helper, uint32_t count, HlOp *const *args)
{
    HlOp *call = hl_op_new(ir, HL_OP_CALL, count, args);
    if (call != NULL) {
        call->imm.i = helper;
        call->type = hl_helper_info[helper].type;
    }
    return call;
}

/* Before `check`: another that fails to the same block once, whatever the values are. */
static void hold_before(HlIr *ir, HlOp *check)
{
    HlOp *number = hl_op_constant_i64(ir, hl_stress_new_point(&random_state));
    HlOp *call = new_call(ir, HL_HELPER_STRESS_HOLD, 1, (HlOp *[]){number});
    HlOp *twin = hl_op_new(ir, HL_OP_CHECK_TRUE, 1, (HlOp *[]){call});
    if (number == NULL || call == NULL || twin == NULL)
        return; /* the function remembers */
    twin->fail = check->fail;
    number->line = call->line = twin->line = check->line;
    hl_op_insert_before(check, number);
    hl_op_insert_before(check, call);
    hl_op_insert_before(check, twin);
}

typedef bool Filter(const HlOp *check, const HlNest *nest);

static void hold_before_each(HlIr *ir, Filter *wanted, const HlNest *nest)
{
    for (HlBlock *block = ir->first; block != NULL; block = block->next)
        for (HlOp *op = block->first; op != NULL; op = op->next)
            if (op->fail != NULL && wanted(op, nest))
                hold_before(ir, op);
}

/* Its failure begins the instruction again, where other behaviours of it stand, each behind checks of its own. */
static bool begins_again(const HlOp *check, const HlNest *nest)
{
    (void)nest;
    return check->fail->begins_again;
}

/* An exit to the start of the instruction that is under way, or to a header, may be taken at any time. Others tell of something that has happened: an exception, the end
 * of a loop. */
static bool may_leave(const HlOp *check, const HlNest *nest)
{
    const HlOp *exit = check->fail->first;
    if (exit == NULL || exit->code != HL_OP_EXIT || exit->snapshot->point >= nest->point_count)
        return false;
    const HlPoint *point = nest->points[exit->snapshot->point];
    const HlSnapshotFrame *innermost = &exit->snapshot->frames[exit->snapshot->frame_count - 1];
    return innermost->pc == point->pc && (point->merge || point->block->begins_again);
}

static void break_before_polls(HlIr *ir)
{
    for (HlBlock *block = ir->first; block != NULL; block = block->next)
        for (HlOp *op = block->first; op != NULL; op = op->next)
            if (op->code == HL_OP_POLL) {
                HlOp *call = new_call(ir, HL_HELPER_STRESS_POLL, 0, NULL);
                if (call != NULL)
                    hl_op_insert_before(op, call);
            }
}

bool hl_stress_before_passes(HlIr *ir)
{
    if (hl_stress.fail_guards)
        hold_before_each(ir, begins_again, NULL);
    return !hl_ir_failed(ir);
}

bool hl_stress_after_passes(HlIr *ir, const HlNest *nest)
{
    if (hl_stress.take_exits)
        hold_before_each(ir, may_leave, nest);
    if (hl_stress.break_polls)
        break_before_polls(ir);
    return !hl_ir_failed(ir);
}

uint64_t hl_stress_pass_order(void)
{
    return hl_stress.shuffle_passes ? hl_stress_random(&random_state) | 1 : 0;
}

/* --- counting --- */

/* Is `count` the number of one that fails? */
static bool in_run(int64_t count, int64_t first)
{
    return first > 0 && count >= first && count - first < hl_stress.fail_run;
}

bool hl_stress_compile_fails(void)
{
    return hl_stress.fail_compile && in_run(++compiles, hl_stress.fail_compile);
}

void hl_stress_entered(void)
{
    if (hl_stress.flush && ++entries % hl_stress.flush == 0)
        hl_budget_flush();
}

bool hl_stress_allocation_fails(void)
{
    if (hl_stress.fail_alloc == 0 && hl_stress.lose_memory == 0)
        return false;
    int64_t count = __atomic_add_fetch(&allocations, 1, __ATOMIC_RELAXED);
    uint64_t mixed = (uint64_t)count ^ (uint64_t)hl_stress.seed << 32;
    return in_run(count, hl_stress.fail_alloc) || (hl_stress.lose_memory && hl_stress_random(&mixed) % (uint64_t)hl_stress.lose_memory == 0);
}
