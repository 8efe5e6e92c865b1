/* Instances that nobody has made: a class is called, __init__ is followed, and the attributes are parts of a virtual object. It is made where it escapes.
 *
 * A layout, a tuple in the pool, says what the parts are: the class, then for each attribute its name or, for one of __slots__, its member descriptor, in the
 * order in which they were first set (the order of the real object's dictionary). */
#include "../../src/cpython/instance.h"
#include "core.h"
#include "handlers.h"

HlVirtualState *rec_instance(HlRecorder *rec, const HlValue *value)
{
    HlVirtualState *state = value->kind == KIND_VIRTUAL ? rec_virtual(rec, value) : NULL;
    return state != NULL && state->kind == HL_VIRTUAL_INSTANCE ? state : NULL;
}

int rec_instance_part(const HlVirtualState *instance, PyObject *entry)
{
    for (int i = 0; i < instance->part_count; i++) {
        if (PyTuple_GET_ITEM(instance->layout, i + 1) == entry) {
            return i;
        }
    }
    return -1;
}

/* --- layouts --- */

static bool is_layout(PyObject *object, PyObject *shorter, PyObject *last)
{
    Py_ssize_t size = shorter != NULL ? PyTuple_GET_SIZE(shorter) + 1 : 1;
    if (!PyTuple_CheckExact(object) || PyTuple_GET_SIZE(object) != size || PyTuple_GET_ITEM(object, size - 1) != last) {
        return false;
    }
    for (Py_ssize_t i = 0; i + 1 < size; i++) {
        if (PyTuple_GET_ITEM(object, i) != PyTuple_GET_ITEM(shorter, i)) {
            return false;
        }
    }
    return true;
}

/* The pool's one layout of this content, so that layouts can be compared by identity. */
static PyObject *layout_of(HlRecorder *rec, PyObject *shorter, PyObject *last)
{
    for (uint32_t i = 0; i < rec->nest->constant_count; i++) {
        if (is_layout(rec->nest->constants[i], shorter, last)) {
            return rec->nest->constants[i];
        }
    }
    Py_ssize_t size = shorter != NULL ? PyTuple_GET_SIZE(shorter) + 1 : 1;
    PyObject *layout = PyTuple_New(size);
    if (layout == NULL) {
        PyErr_Clear();
        rec_abort(rec, "out of memory");
    }
    for (Py_ssize_t i = 0; i < size; i++) {
        PyTuple_SET_ITEM(layout, i, Py_NewRef(i + 1 < size ? PyTuple_GET_ITEM(shorter, i) : last));
    }
    rec_constant(rec, layout); /* holds it */
    Py_DECREF(layout);
    return layout;
}

/* --- attributes --- */

/* `value` is, or is part of, something that holds the instance number `number`. */
static bool reaches(HlRecorder *rec, const HlValue *value, uint16_t number)
{
    if (value->kind != KIND_VIRTUAL) {
        return false;
    }
    const HlVirtualState *state = rec_virtual(rec, value);
    bool found = value->virtual_index == number;
    for (int p = 0; !found && p < state->part_count; p++) {
        found = reaches(rec, &state->parts[p], number);
    }
    return found;
}

bool rec_instance_can_set(HlRecorder *rec, const HlValue *object, PyObject *entry, const HlValue *value)
{
    const HlVirtualState *instance = rec_instance(rec, object);
    if (instance == NULL || reaches(rec, value, object->virtual_index)) {
        return false;
    }
    return rec_instance_part(instance, entry) >= 0 || instance->part_count < HL_MAX_PARTS;
}

void rec_instance_set(HlRecorder *rec, const HlValue *object, PyObject *entry, HlValue value, PyObject *actual)
{
    HlVirtualState *instance = rec_instance(rec, object);
    if (value.kind == KIND_OBJECT && value.hold != HOLD_IMMORTAL && !rec->effects) { /* numbers live unboxed in attributes */
        rec_observe(rec, &value, actual);
        HlValue before = value;
        rec_unbox(rec, &value, actual);
        if (value.kind != KIND_OBJECT) {
            rec_release(rec, &before, NULL);
        }
    }
    rec_own(rec, &value);
    int part = rec_instance_part(instance, entry);
    if (part < 0) {
        instance->layout = layout_of(rec, instance->layout, entry);
        instance->parts[instance->part_count++] = value;
        return;
    }
    HlValue old = instance->parts[part];
    instance->parts[part] = value;
    rec_release(rec, &old, NULL);
}

/* --- calling a class --- */

/* A new instance, without attributes so far. Room for it has been made. */
static HlValue new_instance(HlRecorder *rec, PyTypeObject *type)
{
    uint16_t number = rec_new_virtual(rec, HL_VIRTUAL_INSTANCE, 0, NULL);
    rec->state.virtuals[number].layout = layout_of(rec, NULL, (PyObject *)type);
    return value_virtual(number);
}

/* The stack [NULL] [class] arguments becomes [instance] [instance] arguments: the upper one is __init__'s self, the lower one stays as the call's result. */
static bool follow_init(HlRecorder *rec, const HlCall *call, PyObject *init)
{
    HlValue *below = rec_top(rec, call->count + 1), *class = call->callable, saved = *class;
    HlValue function = value_constant(rec, init);
    HlCall inner = {.count = call->count + 1, .items = call->count + 1, .kwnames = call->kwnames, .callable = &function, .actual = init};
    *below = *class = new_instance(rec, (PyTypeObject *)call->actual);
    if (rec_follow_function(rec, &inner, HL_RETURN_INIT)) {
        if (saved.hold == HOLD_OWNED) {
            rec_emit1(rec, HL_OP_DECREF_LEAF, 0, saved.op); /* not the last reference: the pool has one */
        }
        return true;
    }
    *below = value_null();
    *class = saved;
    return false;
}

bool rec_instantiate(HlRecorder *rec, const HlCall *call)
{
    PyTypeObject *type = (PyTypeObject *)call->actual;
    bool method = rec_top(rec, call->count + 1)->kind != KIND_NULL;
    if (method || call->items != call->count + 2 || !hl_type_is_simple(type)) {
        return false;
    }
    PyObject *init = _PyType_Lookup(type, rec_name(rec, "__init__"));
    bool plain = type->tp_init == PyBaseObject_Type.tp_init;
    if (init == NULL || !(plain || Py_IS_TYPE(init, &PyFunction_Type)) || (plain && call->count > 0) || !rec_room_for_virtuals(rec, 1) ||
        !rec_observe_type_version(rec, type)) {
        return false;
    }
    return plain ? call_gives(rec, call, new_instance(rec, type)) : follow_init(rec, call, init);
}

/* --- instances that can't stay virtual --- */

/* Gives up the virtual instance `number`: whoever names it names a real object afterwards. */
static void make_real(HlRecorder *rec, uint16_t number)
{
    HlValue extra = value_virtual(number);
    rec_as_object(rec, &extra);
    rec_emit1(rec, HL_OP_DECREF_LEAF, 0, extra.op); /* the reference of `extra`; others remain */
}

/* Containers that a flush would fill with further references to objects. */
static bool counts_references(const HlVirtualState *state)
{
    bool objects = false;
    for (int p = 0; p < state->part_count; p++) {
        objects |= state->parts[p].kind == KIND_OBJECT && state->parts[p].hold != HOLD_IMMORTAL;
    }
    return objects && (state->kind == HL_VIRTUAL_TUPLE || state->kind == HL_VIRTUAL_LIST);
}

/* What of `value`, as itself or part of it, must be an object before code can look at the frame; -1: nothing. */
static int exposed_in(HlRecorder *rec, const HlValue *value)
{
    if (value->kind != KIND_VIRTUAL) {
        return -1;
    }
    const HlVirtualState *state = rec_virtual(rec, value);
    if (state->kind == HL_VIRTUAL_INSTANCE || counts_references(state)) {
        return value->virtual_index;
    }
    int found = -1;
    for (int p = 0; found < 0 && p < state->part_count; p++) {
        found = exposed_in(rec, &state->parts[p]);
    }
    return found;
}

void rec_expose_virtuals(HlRecorder *rec)
{
    for (int f = 0; f < rec->state.frame_count; f++) {
        const HlFrameState *frame = &rec->state.frames[f];
        for (int i = 0; i < frame->local_count; i++) {
            for (int number; (number = exposed_in(rec, &rec->state.values[frame->base + i])) >= 0;) {
                make_real(rec, (uint16_t)number);
            }
        }
    }
}

/* An instance below another one of the same class, on the way down from `value` (the classes above it: `above`); -1: none. */
static int repeated_in(HlRecorder *rec, const HlValue *value, PyObject **above, int depth)
{
    if (value->kind != KIND_VIRTUAL) {
        return -1;
    }
    const HlVirtualState *state = rec_virtual(rec, value);
    if (state->kind == HL_VIRTUAL_INSTANCE) {
        PyObject *class = PyTuple_GET_ITEM(state->layout, 0);
        for (int i = 0; i < depth; i++) {
            if (above[i] == class) {
                return value->virtual_index;
            }
        }
        above[depth++] = class;
    }
    int found = -1;
    for (int p = 0; found < 0 && p < state->part_count; p++) {
        found = repeated_in(rec, &state->parts[p], above, depth);
    }
    return found;
}

void rec_limit_instances(HlRecorder *rec)
{
    PyObject *above[HL_MAX_VIRTUALS];
    for (int i = 0; i < rec->state.value_count; i++) {
        for (int number; (number = repeated_in(rec, &rec->state.values[i], above, 0)) >= 0;) {
            make_real(rec, (uint16_t)number);
        }
    }
}
