/* Before the first exit of a version: where each slot finds its value; see rebuild.h. */
#include "rebuild.h"
#include "reserve.h"
#include <string.h>

typedef struct Walk {
    const HlSnapshot *snapshot;
    HlSlot *first[HL_MAX_EXIT_VALUES]; /* by position: the first slot that boxes the number */
    uint64_t seen[HL_MAX_EXIT_VALUES / 64]; /* virtuals walked, by number */
} Walk;

static void walk_slot(Walk *walk, HlSlot *slot, bool raw);

static void walk_virtual(Walk *walk, uint32_t number)
{
    uint64_t bit = UINT64_C(1) << number % 64;
    if (walk->seen[number / 64] & bit)
        return;
    walk->seen[number / 64] |= bit;
    HlVirtual *virtual = &walk->snapshot->virtuals[number];
    for (uint32_t i = 0; i < virtual->part_count; i++)
        walk_slot(walk, &virtual->parts[i], hl_virtual_raw_part(virtual->kind, i));
}

static void walk_number(Walk *walk, HlSlot *slot)
{
    HlSlot **first = &walk->first[slot->index];
    if (*first == NULL) {
        *first = slot;
        return;
    }
    if ((*first)->name != slot->name) {
        return;
    }
    (*first)->index |= HL_AT_FIRST;
    slot->index |= HL_AT_AGAIN;
}

static void walk_slot(Walk *walk, HlSlot *slot, bool raw)
{
    if (slot->kind == HL_SLOT_VIRTUAL) {
        walk_virtual(walk, slot->index);
    } else if (slot->kind == HL_SLOT_VALUE || slot->kind == HL_SLOT_BORROW) {
        slot->index = (uint32_t)(uintptr_t)slot->value->user;
        if (!raw && (slot->value->type == HL_I64 || slot->value->type == HL_F64))
            walk_number(walk, slot);
    }
}

/* A flush leaves stacks alone. */
static void prepare(HlSnapshot *snapshot, bool flush)
{
    HlOp *values[HL_MAX_EXIT_VALUES];
    uint32_t count = hl_snapshot_values(snapshot, values, HL_MAX_EXIT_VALUES);
    hl_reserve_need(count);
    for (uint32_t i = 0; i < count && i < HL_MAX_EXIT_VALUES; i++)
        values[i]->user = (void *)(uintptr_t)i;
    Walk walk;
    walk.snapshot = snapshot;
    memset(walk.first, 0, count * sizeof walk.first[0]);
    memset(walk.seen, 0, sizeof walk.seen);
    for (uint32_t i = 0; i < snapshot->store_count; i++) {
        HlStore *store = &snapshot->stores[i];
        walk_slot(&walk, &store->base, true);
        walk_slot(&walk, &store->value, store->kind != HL_STORE_GLOBAL);
    }
    for (uint32_t i = 0; i < snapshot->frame_count; i++) {
        HlSnapshotFrame *frame = &snapshot->frames[i];
        for (uint32_t k = 0; k < frame->local_count + (flush ? 0 : frame->stack_count); k++)
            walk_slot(&walk, &frame->slots[k], false);
    }
}

/* Out of memory even here: None does until the next version is installed. */
static void make_substitute(void)
{
    PyObject *empty = PyTuple_New(0);
    PyObject *iterator = empty != NULL ? PyObject_GetIter(empty) : NULL;
    Py_XDECREF(empty);
    PyErr_Clear();
    if (iterator != NULL)
        PyObject_GC_UnTrack(iterator); /* the program's collector does not know it */
    hl_exit_substitute = iterator != NULL ? iterator : Py_None;
}

void hl_exit_prepare(HlIr *ir)
{
    if (hl_exit_substitute == NULL || hl_exit_substitute == Py_None)
        make_substitute();
    for (uint32_t i = 0; i < ir->snapshot_count; i++)
        if (ir->snapshots[i] != NULL)
            prepare(ir->snapshots[i], false);
    for (const HlBlock *block = ir->first; block != NULL; block = block->next)
        for (const HlOp *op = block->first; op != NULL; op = op->next)
            if (op->code == HL_OP_FLUSH)
                prepare(op->snapshot, true);
}
