/* From an abstract state to a snapshot: what each slot must hold when compiled code leaves in this state. */
#include "core.h"
#include "../../src/cpython/bytecode.h"

static HlSlot slot_of(HlRecorder *rec, const HlValue *value, int root_local)
{
    HlSlot slot = {.kind = HL_SLOT_KEEP};
    /* A local that the root loop never writes still has its object in the frame. */
    bool unwritten = root_local >= 0 && root_local < 64 && !(rec->written >> root_local & 1);
    switch (value->kind) {
    case KIND_NULL:
        slot.kind = HL_SLOT_NULL;
        break;
    case KIND_INT:
    case KIND_FLOAT:
    case KIND_BOOL:
        if (!unwritten && value->constant != NULL) {
            slot.kind = HL_SLOT_CONST;
            slot.index = rec_constant(rec, value->constant);
        }
        else if (!unwritten) {
            slot.kind = HL_SLOT_VALUE;
            slot.value = value->op;
            slot.name = value->op->id;
        }
        break;
    case KIND_NONE:
        if (!unwritten) {
            slot.kind = HL_SLOT_CONST;
            slot.index = rec_constant(rec, Py_None);
        }
        break;
    case KIND_OBJECT:
        if (value->op == NULL || (root_local >= 0 && value->hold == HOLD_HOME && value->home == root_local)) {
            break; /* in the frame */
        }
        slot.kind = value->hold == HOLD_OWNED && !rec->borrowing ? HL_SLOT_VALUE : HL_SLOT_BORROW;
        slot.value = value->op;
        break;
    case KIND_VIRTUAL:
        if (unwritten && rec_scalar_part(rec, value) != NULL) {
            break;
        }
        slot.kind = HL_SLOT_VIRTUAL;
        slot.index = value->virtual_index;
        break;
    }
    return slot;
}

static void *taken(HlRecorder *rec, size_t size)
{
    void *memory = hl_ir_alloc(rec->ir, size > 0 ? size : 1);
    if (memory == NULL) {
        rec_abort(rec, hl_reason_out_of_memory);
    }
    return memory;
}

/* Inlined frames are entered with their free variables in place, so that COPY_FREE_VARS, which would ask the function for them, is behind them. */
static int resume_at(const HlFrameState *frame, bool inlined, int pc)
{
    return inlined && hl_bytecode_at(frame->code, pc).opcode == COPY_FREE_VARS ? pc + 1 : pc;
}

static void fill_frame(HlRecorder *rec, HlSnapshot *snapshot, const HlState *state, int index, int pc)
{
    const HlFrameState *from = &state->frames[index];
    HlSnapshotFrame *to = &snapshot->frames[index];
    to->code = rec_constant(rec, (PyObject *)from->code);
    to->function = from->function != NULL ? rec_constant(rec, (PyObject *)from->function) : HL_NO_CONST;
    to->pc = index + 1 == state->frame_count ? resume_at(from, index > 0, pc) : from->pc;
    to->returns = from->returns;
    to->local_count = from->local_count;
    to->stack_count = from->depth;
    to->slots = taken(rec, (to->local_count + to->stack_count) * sizeof(HlSlot));
    for (uint32_t i = 0; i < to->local_count + to->stack_count; i++) {
        int root_local = index == 0 && i < to->local_count ? (int)i : -1;
        to->slots[i] = slot_of(rec, &state->values[from->base + i], root_local);
    }
}

static void fill_virtuals(HlRecorder *rec, HlSnapshot *snapshot, const HlState *state)
{
    snapshot->virtual_count = state->virtual_count;
    snapshot->virtuals = taken(rec, state->virtual_count * sizeof(HlVirtual));
    for (int i = 0; i < state->virtual_count; i++) {
        const HlVirtualState *from = &state->virtuals[i];
        HlVirtual *to = &snapshot->virtuals[i];
        bool dropped = from->layout != NULL ? from->part_count + 1 != PyTuple_GET_SIZE(from->layout) : from->part_count == 0;
        int first = from->layout != NULL && !dropped ? 1 : 0; /* the layout is a part of its own */
        to->kind = dropped ? HL_VIRTUAL_TUPLE : from->kind; /* a dropped one has given its parts away: nothing names it any more */
        to->part_count = (uint32_t)(from->part_count + first);
        to->parts = taken(rec, to->part_count * sizeof(HlSlot));
        if (first > 0) {
            to->parts[0] = (HlSlot){.kind = HL_SLOT_CONST, .index = rec_constant(rec, from->layout)};
        }
        for (int p = 0; p < from->part_count; p++) {
            to->parts[first + p] = slot_of(rec, &from->parts[p], -1);
        }
    }
}

HlSnapshot *rec_snapshot(HlRecorder *rec, const HlState *state, int pc, HlResume resume, uint32_t point)
{
    HlSnapshot *snapshot = hl_snapshot_new(rec->ir, state->frame_count);
    if (snapshot == NULL) {
        rec_abort(rec, hl_reason_out_of_memory);
    }
    snapshot->point = point;
    snapshot->resume = resume;
    for (int i = 0; i < state->frame_count; i++) {
        fill_frame(rec, snapshot, state, i, pc);
    }
    fill_virtuals(rec, snapshot, state);
    if (hl_snapshot_values(snapshot, NULL, 0) > HL_MAX_EXIT_VALUES) {
        rec_abort(rec, "too many values are live");
    }
    return snapshot;
}
