/* Making and taking apart tuples, lists and other containers. Tuples and slices that do not escape are never made. */
#include "handlers.h"
#include <string.h>

/* Pops `count` items into a new virtual object, or false: there is no room for it. */
static bool pop_into_virtual(HlRecorder *rec, HlVirtualKind kind, int count, const HlValue *more, int more_count)
{
    HlValue parts[HL_MAX_PARTS];
    if (count + more_count > HL_MAX_PARTS || !rec_room_for_virtuals(rec, 1)) {
        return false;
    }
    for (int i = 0; i < count; i++) {
        parts[i] = *rec_top(rec, count - 1 - i);
    }
    for (int i = 0; i < more_count; i++) {
        parts[count + i] = more[i];
    }
    uint16_t number = rec_new_virtual(rec, kind, (uint32_t)(count + more_count), parts);
    for (int i = 0; i < count; i++) {
        rec_pop(rec);
    }
    rec_push(rec, value_virtual(number));
    return true;
}

/* A helper that takes the references of the `oparg` topmost items and gives a new object. It may start the cyclic collector. */
static HlOutcome made_of_items(HlRecorder *rec, HlHelper maker, PyTypeObject *type)
{
    HlOp *items[REC_MAX_OPERANDS];
    int count = rec->oparg;
    if (count > REC_MAX_OPERANDS) {
        return rec_leaf(rec, "an instruction has very many operands");
    }
    for (int i = 0; i < count; i++) {
        rec_as_object(rec, rec_top(rec, count - 1 - i));
    }
    rec_secure(rec);
    for (int i = 0; i < count; i++) {
        items[i] = rec_owned_object(rec, rec_top(rec, count - 1 - i));
    }
    for (int i = 0; i < count; i++) {
        rec_pop(rec);
    }
    HlOp *made = rec_emit(rec, HL_OP_CALL, maker, (uint32_t)count, items);
    rec_check_result(rec, made);
    rec_push(rec, value_owned(made, type));
    return REC_DONE;
}

HlOutcome record_BUILD_TUPLE(HlRecorder *rec)
{
    if (pop_into_virtual(rec, HL_VIRTUAL_TUPLE, rec->oparg, NULL, 0)) {
        return REC_DONE;
    }
    return made_of_items(rec, HL_HELPER_NEW_TUPLE, &PyTuple_Type);
}

HlOutcome record_BUILD_LIST(HlRecorder *rec) { return made_of_items(rec, HL_HELPER_NEW_LIST, &PyList_Type); }

HlOutcome record_BUILD_SLICE(HlRecorder *rec)
{
    HlValue none = value_none();
    if (!pop_into_virtual(rec, HL_VIRTUAL_SLICE, rec->oparg, &none, rec->oparg == 2)) {
        return rec_leaf(rec, "too many unfinished objects");
    }
    return REC_DONE;
}

/* --- UNPACK_SEQUENCE --- */

static HlOutcome unpack_virtual(HlRecorder *rec)
{
    HlValue *sequence = rec_top(rec, 0);
    HlVirtualState *state = rec_virtual(rec, sequence);
    bool sole = rec_is_sole(rec, sequence);
    int count = state->part_count;
    HlValue parts[HL_MAX_PARTS];
    memcpy(parts, state->parts, (size_t)count * sizeof *parts);
    if (count != rec->oparg) {
        return rec_leaf(rec, "a sequence of another length is unpacked");
    }
    rec_pop(rec);
    if (sole) {
        state->part_count = 0; /* the references move to the stack */
    }
    for (int i = count - 1; i >= 0; i--) {
        rec_push(rec, sole ? parts[i] : value_copy(&parts[i]));
    }
    return REC_DONE;
}

/* The items of a real tuple or list, which stays alive at least until they are secured. */
static void push_items(HlRecorder *rec, PyObject *actual, HlOp *sequence, int count)
{
    bool is_list = PyList_CheckExact(actual);
    HlOp *items = is_list ? rec_emit1(rec, HL_OP_LIST_ITEMS, 0, sequence) : NULL;
    HlValue values[HL_MAX_PARTS];
    for (int i = 0; i < count; i++) {
        HlOp *at = rec_int(rec, i);
        HlOp *item = is_list ? rec_emit2(rec, HL_OP_LOAD_ITEM, 0, items, at) : rec_emit2(rec, HL_OP_TUPLE_ITEM, 0, sequence, at);
        values[i] = value_borrowed(item, NULL);
        if (rec_observe(rec, &values[i], PySequence_Fast_GET_ITEM(actual, i)) == &PyFloat_Type) {
            rec_as_float(rec, &values[i]);
        }
    }
    for (int i = count - 1; i >= 0; i--) {
        rec_push(rec, values[i]);
    }
}

static HlOutcome unpack_real(HlRecorder *rec, PyObject *actual)
{
    bool is_list = PyList_CheckExact(actual);
    HlOp *sequence = rec_as_object(rec, rec_top(rec, 0));
    HlOp *size = rec_emit1(rec, is_list ? HL_OP_LIST_SIZE : HL_OP_TUPLE_SIZE, 0, sequence);
    if (PySequence_Fast_GET_SIZE(actual) != rec->oparg) {
        return rec_leaf(rec, "a sequence of another length is unpacked");
    }
    rec_emit1(rec, HL_OP_CHECK_TRUE, 0, rec_emit2(rec, HL_OP_IEQ, 0, size, rec_int(rec, rec->oparg)));
    HlValue whole = rec_pop(rec);
    push_items(rec, actual, sequence, rec->oparg);
    if (whole.kind == KIND_OBJECT && whole.hold == HOLD_OWNED) {
        rec_secure(rec);
        rec_release(rec, &whole, actual);
    }
    return REC_DONE;
}

HlOutcome rec_generic_tuple(HlRecorder *rec, HlHelper helper, HlOp *extra, int count, bool first_on_top)
{
    HlOutcome outcome = rec_generic(rec, helper, 1, extra);
    if (outcome != REC_DONE) {
        return outcome;
    }
    HlValue tuple = rec_pop(rec);
    for (int i = 0; i < count; i++) {
        HlOp *item = rec_emit2(rec, HL_OP_TUPLE_ITEM, 0, tuple.op, rec_int(rec, first_on_top ? count - 1 - i : i));
        rec_emit1(rec, HL_OP_INCREF, 0, item);
        rec_push(rec, value_owned(item, NULL));
    }
    rec_emit1(rec, HL_OP_DECREF, 0, tuple.op);
    return REC_DONE;
}

HlOutcome record_UNPACK_EX(HlRecorder *rec)
{
    int count = (rec->oparg & 0xff) + 1 + (rec->oparg >> 8);
    rec_observe(rec, rec_top(rec, 0), rec_actual(rec, 0));
    return rec_generic_tuple(rec, HL_HELPER_UNPACK_REST, rec_int(rec, rec->oparg), count, true);
}

HlOutcome record_UNPACK_SEQUENCE(HlRecorder *rec)
{
    HlValue *sequence = rec_top(rec, 0);
    PyObject *actual = rec_actual(rec, 0);
    PyTypeObject *type = rec_observe(rec, sequence, actual);
    if (sequence->kind == KIND_VIRTUAL && (type == &PyTuple_Type || type == &PyList_Type)) {
        return unpack_virtual(rec);
    }
    if ((type == &PyTuple_Type || type == &PyList_Type) && rec->oparg <= HL_MAX_PARTS && sequence->kind == KIND_OBJECT) {
        return unpack_real(rec, actual);
    }
    return rec_generic_tuple(rec, HL_HELPER_UNPACK, rec_int(rec, rec->oparg), rec->oparg, true);
}

/* --- growing a container on the stack (comprehensions, displays with *) --- */

/* Calls `helper` with the container at `at` and the items above it up to the top, which it pops. */
static HlOutcome grow(HlRecorder *rec, HlHelper helper, int items)
{
    int at = rec->oparg + items - 1; /* the operand counts from the stack without the items */
    int order[3] = {at, items - 1, 0};
    HlOp *args[3];
    for (int i = 0; i <= items; i++) {
        args[i] = rec_as_object(rec, rec_top(rec, order[i]));
    }
    rec_before_unknown(rec);
    rec_check_raised(rec, rec_emit(rec, HL_OP_CALL, helper, (uint32_t)items + 1, args));
    rec_drop(rec, items);
    return REC_DONE;
}

HlOutcome record_LIST_EXTEND(HlRecorder *rec) { return grow(rec, HL_HELPER_LIST_EXTEND, 1); }
HlOutcome record_SET_ADD(HlRecorder *rec) { return grow(rec, HL_HELPER_SET_ADD, 1); }
HlOutcome record_SET_UPDATE(HlRecorder *rec) { return grow(rec, HL_HELPER_SET_UPDATE, 1); }
HlOutcome record_DICT_UPDATE(HlRecorder *rec) { return grow(rec, HL_HELPER_DICT_UPDATE, 1); }
HlOutcome record_MAP_ADD(HlRecorder *rec) { return grow(rec, HL_HELPER_SET_ITEM, 2); }

/* The called object, which an error names, lies below the positional arguments. */
HlOutcome record_DICT_MERGE(HlRecorder *rec)
{
    HlOp *args[] = {rec_as_object(rec, rec_top(rec, rec->oparg + 2)), rec_as_object(rec, rec_top(rec, rec->oparg)), rec_as_object(rec, rec_top(rec, 0))};
    rec_before_unknown(rec);
    rec_check_raised(rec, rec_emit(rec, HL_OP_CALL, HL_HELPER_DICT_MERGE, 3, args));
    rec_drop(rec, 1);
    return REC_DONE;
}

void rec_append(HlRecorder *rec, HlOp *list, HlValue *item)
{
    HlOp *done;
    if ((item->kind == KIND_FLOAT || item->kind == KIND_INT) && !rec->nest->keeps_identity) {
        done = rec_emit2(rec, HL_OP_CALL, item->kind == KIND_FLOAT ? HL_HELPER_LIST_APPEND_F64 : HL_HELPER_LIST_APPEND_I64, list, item->op);
    }
    else {
        HlOp *object = rec_as_object(rec, item);
        done = rec_emit2(rec, HL_OP_CALL, HL_HELPER_LIST_APPEND, list, object);
    }
    rec_check_raised(rec, done);
}

void rec_release_appended(HlRecorder *rec, HlValue *item)
{
    if (item->kind == KIND_OBJECT && item->hold == HOLD_OWNED) {
        rec_emit1(rec, HL_OP_DECREF_LEAF, 0, item->op); /* not the last reference: the list has one */
        item->hold = HOLD_BORROWED;
    }
}

HlOutcome record_LIST_APPEND(HlRecorder *rec)
{
    HlOp *list = rec_as_object(rec, rec_top(rec, rec->oparg));
    rec_append(rec, list, rec_top(rec, 0));
    HlValue item = rec_pop(rec);
    rec_release_appended(rec, &item);
    return REC_DONE;
}

/* --- other displays: what the evaluator does, by helpers --- */

HlOutcome record_BUILD_MAP(HlRecorder *rec) { return rec_generic(rec, HL_HELPER_BUILD_MAP, 2 * rec->oparg, NULL); }
HlOutcome record_BUILD_SET(HlRecorder *rec) { return rec_generic(rec, HL_HELPER_BUILD_SET, rec->oparg, NULL); }
HlOutcome record_BUILD_STRING(HlRecorder *rec) { return rec_plain(rec, HL_HELPER_BUILD_STRING, rec->oparg, NULL); }
HlOutcome record_BUILD_CONST_KEY_MAP(HlRecorder *rec) { return rec_generic(rec, HL_HELPER_BUILD_CONST_KEY_MAP, rec->oparg + 1, NULL); }
HlOutcome record_LIST_TO_TUPLE(HlRecorder *rec) { return rec_generic(rec, HL_HELPER_LIST_TO_TUPLE, 1, NULL); }

HlOutcome record_FORMAT_VALUE(HlRecorder *rec)
{
    bool has_spec = (rec->oparg & FVS_MASK) == FVS_HAVE_SPEC;
    int count = has_spec ? 2 : 1;
    HlHelper helper = has_spec ? HL_HELPER_FORMAT_SPEC : HL_HELPER_FORMAT;
    bool plain = type_is_plain(rec_observe(rec, rec_top(rec, count - 1), rec_actual(rec, count - 1)));
    HlOp *conversion = rec_int(rec, rec->oparg & FVC_MASK);
    return plain ? rec_plain(rec, helper, count, conversion) : rec_generic(rec, helper, count, conversion);
}

/* The oparg says which of defaults, keyword defaults, annotations and closure lie below the code. */
HlOutcome record_MAKE_FUNCTION(HlRecorder *rec)
{
    PyObject *flags = PyLong_FromLong(rec->oparg); /* a small int: immortal in effect */
    HlOp *first[2] = {rec_object(rec, flags), rec_globals(rec)};
    Py_XDECREF(flags);
    return rec_generic_with(rec, HL_HELPER_MAKE_FUNCTION, 2, first, 1 + __builtin_popcount((unsigned)rec->oparg & 15), NULL);
}
