/* Compact copies of abstract states, and their comparison at merge points. */
#include "core.h"
#include <string.h>

struct HlSaved {
    uint16_t frame_count, value_count, virtual_count;
    HlFrameState *frames;
    HlValue *values;
    HlVirtualKind *virtual_kinds;
    uint16_t *part_counts;
    PyObject **layouts;
    HlValue *parts; /* of all virtuals, back to back */
};

static void copy_virtual(HlVirtualState *to, const HlVirtualState *from)
{
    to->kind = from->kind;
    to->part_count = from->part_count;
    to->used = from->used;
    to->layout = from->layout;
    memcpy(to->parts, from->parts, from->part_count * sizeof(HlValue));
}

void state_copy(HlState *to, const HlState *from)
{
    to->frame_count = from->frame_count;
    to->value_count = from->value_count;
    to->virtual_count = from->virtual_count;
    memcpy(to->frames, from->frames, from->frame_count * sizeof(HlFrameState));
    memcpy(to->values, from->values, from->value_count * sizeof(HlValue));
    for (int i = 0; i < from->virtual_count; i++) {
        copy_virtual(&to->virtuals[i], &from->virtuals[i]);
    }
}

static void *copied(HlIr *ir, const void *from, size_t size)
{
    void *to = hl_ir_alloc(ir, size > 0 ? size : 1);
    if (to != NULL && size > 0) {
        memcpy(to, from, size);
    }
    return to;
}

HlSaved *state_save(HlIr *ir, const HlState *state)
{
    HlSaved *saved = hl_ir_alloc(ir, sizeof *saved);
    if (saved == NULL) {
        return NULL;
    }
    size_t parts = 0;
    for (int i = 0; i < state->virtual_count; i++) {
        parts += state->virtuals[i].part_count;
    }
    saved->frame_count = state->frame_count;
    saved->value_count = state->value_count;
    saved->virtual_count = state->virtual_count;
    saved->frames = copied(ir, state->frames, state->frame_count * sizeof(HlFrameState));
    saved->values = copied(ir, state->values, state->value_count * sizeof(HlValue));
    saved->virtual_kinds = hl_ir_alloc(ir, (state->virtual_count + 1u) * sizeof(HlVirtualKind));
    saved->part_counts = hl_ir_alloc(ir, (state->virtual_count + 1u) * sizeof(uint16_t));
    saved->layouts = hl_ir_alloc(ir, (state->virtual_count + 1u) * sizeof(PyObject *));
    saved->parts = hl_ir_alloc(ir, (parts + 1) * sizeof(HlValue));
    if (!saved->frames || !saved->values || !saved->virtual_kinds || !saved->part_counts || !saved->layouts || !saved->parts) {
        return NULL;
    }
    HlValue *part = saved->parts;
    for (int i = 0; i < state->virtual_count; i++) {
        const HlVirtualState *virtual_state = &state->virtuals[i];
        saved->virtual_kinds[i] = virtual_state->kind;
        saved->part_counts[i] = virtual_state->part_count;
        saved->layouts[i] = virtual_state->layout;
        memcpy(part, virtual_state->parts, virtual_state->part_count * sizeof(HlValue));
        part += virtual_state->part_count;
    }
    return saved;
}

void state_restore(HlState *state, const HlSaved *saved)
{
    state->frame_count = saved->frame_count;
    state->value_count = saved->value_count;
    state->virtual_count = saved->virtual_count;
    memcpy(state->frames, saved->frames, saved->frame_count * sizeof(HlFrameState));
    memcpy(state->values, saved->values, saved->value_count * sizeof(HlValue));
    const HlValue *part = saved->parts;
    for (int i = 0; i < saved->virtual_count; i++) {
        HlVirtualState *virtual_state = &state->virtuals[i];
        virtual_state->kind = saved->virtual_kinds[i];
        virtual_state->part_count = saved->part_counts[i];
        virtual_state->layout = saved->layouts[i];
        virtual_state->used = true;
        memcpy(virtual_state->parts, part, virtual_state->part_count * sizeof(HlValue));
        part += virtual_state->part_count;
    }
}

/* What two values must share to meet in one merge block: everything that is not a block parameter. */
static bool same_form(const HlValue *a, const HlValue *b)
{
    if (a->kind != b->kind) {
        return false;
    }
    switch (a->kind) {
    case KIND_OBJECT:
        return a->hold == b->hold && (a->hold != HOLD_HOME || a->home == b->home) && (a->op == NULL) == (b->op == NULL);
    case KIND_VIRTUAL:
        return a->virtual_index == b->virtual_index;
    default:
        return true;
    }
}

static uint64_t mix(uint64_t hash, uint64_t value) { return (hash ^ value) * UINT64_C(0x9E3779B97F4A7C15) ^ (hash >> 29); }

static uint64_t mix_value(uint64_t hash, const HlValue *value)
{
    hash = mix(hash, value->kind);
    if (value->kind == KIND_OBJECT) {
        hash = mix(hash, value->hold * 2u + (value->op == NULL));
        hash = mix(hash, value->hold == HOLD_HOME ? value->home : 0);
    }
    return mix(hash, value->kind == KIND_VIRTUAL ? value->virtual_index : 0);
}

uint64_t state_key(const HlState *state, int pc)
{
    uint64_t hash = mix(state->value_count, (uint64_t)pc);
    for (int i = 0; i < state->frame_count; i++) {
        hash = mix(hash, (uintptr_t)state->frames[i].code);
        hash = mix(hash, (uintptr_t)state->frames[i].function);
        hash = mix(hash, i + 1 < state->frame_count ? (uint64_t)state->frames[i].pc : 0);
        hash = mix(hash, state->frames[i].shown);
    }
    for (int i = 0; i < state->value_count; i++) {
        hash = mix_value(hash, &state->values[i]);
    }
    for (int i = 0; i < state->virtual_count; i++) {
        hash = mix(hash, state->virtuals[i].kind);
        hash = mix(hash, (uintptr_t)state->virtuals[i].layout);
        for (int p = 0; p < state->virtuals[i].part_count; p++) {
            hash = mix_value(hash, &state->virtuals[i].parts[p]);
        }
    }
    return hash;
}

static bool same_frames(const HlState *a, const HlSaved *b)
{
    for (int i = 0; i < a->frame_count; i++) {
        const HlFrameState *x = &a->frames[i], *y = &b->frames[i];
        if (x->code != y->code || x->function != y->function || x->depth != y->depth || x->returns != y->returns || x->shown != y->shown ||
            (i + 1 < a->frame_count && x->pc != y->pc)) {
            return false;
        }
    }
    return true;
}

static bool same_virtuals(const HlState *a, const HlSaved *b)
{
    const HlValue *part = b->parts;
    for (int i = 0; i < a->virtual_count; i++) {
        const HlVirtualState *virtual_state = &a->virtuals[i];
        if (virtual_state->kind != b->virtual_kinds[i] || virtual_state->part_count != b->part_counts[i] || virtual_state->layout != b->layouts[i]) {
            return false;
        }
        for (int p = 0; p < virtual_state->part_count; p++) {
            if (!same_form(&virtual_state->parts[p], part++)) {
                return false;
            }
        }
    }
    return true;
}

bool state_same(const HlState *a, int pc, const HlSaved *b, int b_pc)
{
    if (pc != b_pc || a->frame_count != b->frame_count || a->value_count != b->value_count || a->virtual_count != b->virtual_count ||
        !same_frames(a, b)) {
        return false;
    }
    for (int i = 0; i < a->value_count; i++) {
        if (!same_form(&a->values[i], &b->values[i])) {
            return false;
        }
    }
    return same_virtuals(a, b);
}
