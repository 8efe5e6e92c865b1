/* From a snapshot's slot to an object; see rebuild.h. */
#include "rebuild.h"
#include "boxing.h"
#include "reserve.h"
#include <string.h>

PyObject *hl_exit_substitute;

static uint64_t raw_value(HlExit *leaving, const HlSlot *slot)
{
    return leaving->native->exit_values[slot->index & HL_AT_POSITION];
}

static PyObject *raw_object(HlExit *leaving, const HlSlot *slot)
{
    return (PyObject *)(uintptr_t)raw_value(leaving, slot);
}

static double as_double(uint64_t bits)
{
    double value;
    memcpy(&value, &bits, sizeof value);
    return value;
}

static PyObject *or_substitute(HlExit *leaving, PyObject *made)
{
    if (made != NULL)
        return made;
    leaving->failed = true;
    return Py_NewRef(hl_exit_substitute);
}

static PyObject *box_i64(int64_t value)
{
    PyObject *made = hl_rt_box_i64(value);
    return made != NULL ? made : hl_reserve_take_i64(value);
}

static PyObject *box_f64(double value)
{
    PyObject *made = hl_rt_box_f64(value);
    return made != NULL ? made : hl_reserve_take_f64(value);
}

/* A new reference to the box of `raw`: `held` if it is one already. */
static PyObject *box(HlExit *leaving, HlType type, uint64_t raw, PyObject *held)
{
    switch (type) {
    case HL_F64:
        if (hl_is_box_f64(held, as_double(raw)))
            return Py_NewRef(held);
        return or_substitute(leaving, box_f64(as_double(raw)));
    case HL_I64:
        if (hl_is_box_i64(held, (int64_t)raw))
            return Py_NewRef(held);
        return or_substitute(leaving, box_i64((int64_t)raw));
    default:
        return hl_rt_box_b1((int32_t)raw);
    }
}

static PyObject *make_number(HlExit *leaving, const HlSlot *slot, PyObject *held)
{
    uint32_t position = slot->index & HL_AT_POSITION;
    if (slot->index & HL_AT_AGAIN)
        return Py_NewRef(leaving->boxes[position]);
    PyObject *made = box(leaving, slot->value->type, leaving->native->exit_values[position], held);
    if (slot->index & HL_AT_FIRST)
        leaving->boxes[position] = made;
    return made;
}

PyObject *hl_exit_make_over(HlExit *leaving, const HlSlot *slot, PyObject *held)
{
    switch (slot->kind) {
    case HL_SLOT_VALUE:
    case HL_SLOT_BORROW:
        if (slot->value->type != HL_OBJ)
            return make_number(leaving, slot, held);
        if (slot->kind == HL_SLOT_VALUE)
            return raw_object(leaving, slot);
        return Py_XNewRef(raw_object(leaving, slot));
    case HL_SLOT_CONST:
        return Py_NewRef((PyObject *)leaving->native->constants[slot->index]);
    case HL_SLOT_VIRTUAL:
        return Py_NewRef(hl_exit_virtual(leaving, slot->index));
    case HL_SLOT_KEEP:
    case HL_SLOT_NULL:
        break;
    }
    return NULL;
}

PyObject *hl_exit_make(HlExit *leaving, const HlSlot *slot)
{
    return hl_exit_make_over(leaving, slot, NULL);
}

PyObject *hl_exit_peek(HlExit *leaving, const HlSlot *slot)
{
    switch (slot->kind) {
    case HL_SLOT_VALUE:
    case HL_SLOT_BORROW:
        return raw_object(leaving, slot);
    case HL_SLOT_CONST:
        return leaving->native->constants[slot->index];
    case HL_SLOT_VIRTUAL:
        return hl_exit_virtual(leaving, slot->index);
    case HL_SLOT_KEEP:
    case HL_SLOT_NULL:
        break;
    }
    return NULL;
}

int64_t hl_exit_integer(HlExit *leaving, const HlSlot *slot)
{
    if (slot->kind == HL_SLOT_VALUE && slot->value->type != HL_OBJ)
        return (int64_t)raw_value(leaving, slot);
    PyObject *number = hl_exit_make(leaving, slot);
    int64_t value = 0;
    hl_rt_unbox_wide(number, &value);
    Py_DECREF(number);
    return value;
}
