/* Rules for snapshots: one owner; constants, virtuals and kinds of slots in range; parts of virtual objects and postponed stores of the right types.
 * That the values are available is checked with the other uses, in verify.c. */
#include "../../runtime/native.h"
#include "verify.h"
#include <string.h>

/* Where a slot stands, for the rules and for the message. */
typedef struct Context {
    HlVerifier *verifier;
    const HlBlock *block;
    const HlOp *op;
    const HlSnapshot *snapshot;
} Context;

#define FAULT(context, ...) hl_verify_fault((context)->verifier, (context)->block, (context)->op, __VA_ARGS__)

static bool check_constant(const Context *c, uint32_t index, const char *what)
{
    return index < c->verifier->ir->constant_count || FAULT(c, "s%u: %s is c%u, which is not in the pool", c->snapshot->id, what, index);
}

static bool check_value(const Context *c, const HlSlot *slot, const char *what)
{
    if (!hl_verify_is_value(c->verifier, slot->value))
        return FAULT(c, "s%u: %s is no value of the function", c->snapshot->id, what);
    if (slot->value->type == HL_PTR)
        return FAULT(c, "s%u: %s: %%%u is an address, which can't be in a slot", c->snapshot->id, what, slot->value->id);
    if (slot->kind == HL_SLOT_BORROW && slot->value->type != HL_OBJ)
        return FAULT(c, "s%u: %s: &%%%u is no object", c->snapshot->id, what, slot->value->id);
    return true;
}

/* `virtuals`: the slot may name virtual objects below this number. */
static bool check_slot(const Context *c, const HlSlot *slot, uint32_t virtuals, bool may_keep, bool may_be_null, const char *what)
{
    switch (slot->kind) {
    case HL_SLOT_KEEP: return may_keep || FAULT(c, "s%u: %s can't be 'keep'", c->snapshot->id, what);
    case HL_SLOT_NULL: return may_be_null || FAULT(c, "s%u: %s can't be 'null'", c->snapshot->id, what);
    case HL_SLOT_VALUE:
    case HL_SLOT_BORROW: return check_value(c, slot, what);
    case HL_SLOT_CONST: return check_constant(c, slot->index, what);
    case HL_SLOT_VIRTUAL: return slot->index < virtuals || FAULT(c, "s%u: %s can't be v%u", c->snapshot->id, what, slot->index);
    }
    return FAULT(c, "s%u: %s is of an unknown kind", c->snapshot->id, what);
}

/* One letter a part: i, f, b a value of that type, o an object, * any number of numbers or objects. */
static const char *const virtual_parts[HL_VIRTUAL_KIND_COUNT] = {
    [HL_VIRTUAL_TUPLE] = "*",      [HL_VIRTUAL_LIST] = "*",        [HL_VIRTUAL_RANGE] = "iii",   [HL_VIRTUAL_RANGE_ITER] = "iiii",
    [HL_VIRTUAL_LIST_ITER] = "oi", [HL_VIRTUAL_TUPLE_ITER] = "oi", [HL_VIRTUAL_REVERSED] = "oi", [HL_VIRTUAL_ENUMERATE] = "oi",
    [HL_VIRTUAL_ZIP] = "*",        [HL_VIRTUAL_METHOD] = "oo",     [HL_VIRTUAL_SLICE] = "???",
    [HL_VIRTUAL_BYTES_ITER] = "oi", [HL_VIRTUAL_BYTEARRAY_ITER] = "oi", [HL_VIRTUAL_ARRAY_ITER] = "oi", [HL_VIRTUAL_MEMORYVIEW_ITER] = "oi", [HL_VIRTUAL_NDARRAY_ITER] = "oi",
    [HL_VIRTUAL_INSTANCE] = "*",
    [HL_VIRTUAL_NUMPY_ROW] = "oi", [HL_VIRTUAL_NUMPY_BOOL] = "b", [HL_VIRTUAL_NUMPY_BYTE] = "i", [HL_VIRTUAL_NUMPY_UBYTE] = "i", [HL_VIRTUAL_NUMPY_SHORT] = "i",
    [HL_VIRTUAL_NUMPY_USHORT] = "i", [HL_VIRTUAL_NUMPY_INT] = "i", [HL_VIRTUAL_NUMPY_UINT] = "i", [HL_VIRTUAL_NUMPY_LONG] = "i", [HL_VIRTUAL_NUMPY_ULONG] = "i",
    [HL_VIRTUAL_NUMPY_LONGLONG] = "i", [HL_VIRTUAL_NUMPY_ULONGLONG] = "i", [HL_VIRTUAL_NUMPY_FLOAT] = "f", [HL_VIRTUAL_NUMPY_DOUBLE] = "f",
};

static bool is_of_letter(const HlSlot *slot, char letter)
{
    bool is_value = slot->kind == HL_SLOT_VALUE;
    if (letter == 'i' || letter == 'f' || letter == 'b')
        return is_value && slot->value->type == hl_type_of_letter(letter);
    return letter != 'o' || !is_value || slot->value->type == HL_OBJ;
}

static bool check_part(const Context *c, uint32_t number, const HlSlot *part, char letter)
{
    if (!check_slot(c, part, number, false, false, "a part of a virtual"))
        return false;
    if (!is_of_letter(part, letter))
        return FAULT(c, "s%u: a part of v%u must be %s", c->snapshot->id, number, letter == 'o' ? "an object" : letter == 'i' ? "an i64 value" : letter == 'f' ? "an f64 value" : "a b1 value");
    return true;
}

static bool check_virtual(const Context *c, uint32_t number)
{
    const HlVirtual *virtual = &c->snapshot->virtuals[number];
    if ((unsigned)virtual->kind >= HL_VIRTUAL_KIND_COUNT)
        return FAULT(c, "s%u: v%u is of an unknown kind", c->snapshot->id, number);
    const char *letters = virtual_parts[virtual->kind];
    bool any = letters[0] == '*';
    if (!any && strlen(letters) != virtual->part_count)
        return FAULT(c, "s%u: v%u has %u parts, not %zu", c->snapshot->id, number, virtual->part_count, strlen(letters));
    if (virtual->kind == HL_VIRTUAL_INSTANCE && (virtual->part_count == 0 || virtual->parts[0].kind != HL_SLOT_CONST))
        return FAULT(c, "s%u: v%u has no layout", c->snapshot->id, number);
    for (uint32_t i = 0; i < virtual->part_count; i++)
        if (!check_part(c, number, &virtual->parts[i], any ? '*' : letters[i]))
            return false;
    return true;
}

static bool check_store(const Context *c, const HlStore *store)
{
    uint32_t virtuals = c->snapshot->virtual_count;
    if ((unsigned)store->kind >= HL_STORE_KIND_COUNT)
        return FAULT(c, "s%u: a store is of an unknown kind", c->snapshot->id);
    if (!check_slot(c, &store->base, 0, false, false, "a store's base") || !check_slot(c, &store->value, virtuals, false, false, "a store's value"))
        return false;
    if (!is_of_letter(&store->base, 'o'))
        return FAULT(c, "s%u: a store's base must be an object", c->snapshot->id);
    if (store->kind != HL_STORE_GLOBAL)
        return is_of_letter(&store->value, 'i') || FAULT(c, "s%u: %s needs an i64 value", c->snapshot->id, hl_store_text[store->kind]);
    if (store->base.kind != HL_SLOT_CONST)
        return FAULT(c, "s%u: the base of a global store must be a constant", c->snapshot->id);
    return check_constant(c, store->name, "a global's name");
}

static bool check_frame(const Context *c, uint32_t number)
{
    const HlSnapshotFrame *frame = &c->snapshot->frames[number];
    if (!check_constant(c, frame->code, "a frame's code"))
        return false;
    if ((number == 0) != (frame->function == HL_NO_CONST))
        return FAULT(c, "s%u: %s", c->snapshot->id, number ? "an inlined frame needs a function" : "the root frame has no function");
    if (number && !check_constant(c, frame->function, "a frame's function"))
        return false;
    if ((unsigned)frame->returns >= HL_RETURN_COUNT || (number == 0 && frame->returns != HL_RETURN_PUSH))
        return FAULT(c, "s%u: a frame returns in an unknown way", c->snapshot->id);
    if (frame->pc < 0)
        return FAULT(c, "s%u: a frame's pc is negative", c->snapshot->id);
    for (uint32_t i = 0; i < frame->local_count + frame->stack_count; i++) {
        bool is_local = i < frame->local_count;
        if (!check_slot(c, &frame->slots[i], c->snapshot->virtual_count, number == 0, true, is_local ? "a local" : "a stack slot"))
            return false;
    }
    return true;
}

static bool check_owner(const Context *c)
{
    HlVerifier *v = c->verifier;
    uint32_t id = c->snapshot->id;
    if (id >= v->ir->snapshot_count || v->ir->snapshots[id] != c->snapshot)
        return FAULT(c, "s%u is not in the function's table of snapshots", id);
    if (v->owned[id])
        return FAULT(c, "s%u has two owners", id);
    v->owned[id] = true;
    if ((unsigned)c->snapshot->resume >= HL_RESUME_COUNT)
        return FAULT(c, "s%u resumes in an unknown way", id);
    return c->snapshot->frame_count > 0 || FAULT(c, "s%u has no frame", id);
}

bool hl_verify_snapshot(HlVerifier *v, const HlBlock *block, const HlOp *op, HlSnapshot *snapshot)
{
    Context c = {v, block, op, snapshot};
    if (!check_owner(&c))
        return false;
    for (uint32_t i = 0; i < snapshot->store_count; i++)
        if (!check_store(&c, &snapshot->stores[i]))
            return false;
    for (uint32_t i = 0; i < snapshot->virtual_count; i++)
        if (!check_virtual(&c, i))
            return false;
    for (uint32_t i = 0; i < snapshot->frame_count; i++)
        if (!check_frame(&c, i))
            return false;
    uint32_t values = hl_snapshot_values(snapshot, NULL, 0);
    return values <= HL_MAX_EXIT_VALUES || FAULT(&c, "s%u has %u values, over the limit of %d", snapshot->id, values, HL_MAX_EXIT_VALUES);
}
