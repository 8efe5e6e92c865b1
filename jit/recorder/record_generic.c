/* What every group of handlers needs: facts of actual operands, stack work, and the generic route, on which a helper does what the evaluator would do. */
#include "core.h"
#include "handlers.h"

HlValue value_copy(const HlValue *value)
{
    HlValue copy = *value;
    if (copy.kind == KIND_OBJECT && copy.hold == HOLD_OWNED) {
        copy.hold = HOLD_BORROWED; /* the original keeps it alive; whatever releases that one secures this one first */
    }
    return copy;
}

bool actual_int(PyObject *object, int64_t *result)
{
    int overflow;
    *result = PyLong_AsLongLongAndOverflow(object, &overflow);
    return overflow == 0;
}

bool actual_float(PyObject *object, double *result)
{
    int64_t integer;
    if (PyFloat_CheckExact(object)) {
        *result = PyFloat_AS_DOUBLE(object);
        return true;
    }
    if (!actual_int(object, &integer)) {
        return false;
    }
    *result = (double)integer;
    return true;
}

bool type_is_int(PyTypeObject *type) { return type == &PyLong_Type || type == &PyBool_Type; }
bool type_is_number(PyTypeObject *type) { return type_is_int(type) || type == &PyFloat_Type; }
bool rec_is_inlined(const HlRecorder *rec) { return rec->state.frame_count > 1; }

/* Destroying such an object runs no code of the program and touches no other object's count. */
bool type_is_plain(PyTypeObject *type)
{
    return type_is_number(type) || type == Py_TYPE(Py_None) || type == &PyUnicode_Type || type == &PyBytes_Type || type == &PyComplex_Type;
}

void rec_release_replaced(HlRecorder *rec, const HlValue *old)
{
    if (old->kind == KIND_OBJECT) {
        rec_emit1(rec, type_is_plain(old->type) ? HL_OP_DECREF_LEAF : HL_OP_DECREF, 0, old->op);
    }
}

void rec_drop(HlRecorder *rec, int count)
{
    for (int i = 0; i < count; i++) {
        HlValue value = rec_pop(rec);
        rec_release(rec, &value, rec_actual(rec, i));
    }
}

HlOutcome rec_replace(HlRecorder *rec, int count, HlValue result)
{
    rec_drop(rec, count);
    rec_push(rec, result);
    return REC_DONE;
}

static bool owns_reference(const HlValue *value) { return value->kind == KIND_OBJECT && value->hold == HOLD_OWNED; }

/* An owned container that others hold too may be released without losing its items. Else the item needs a reference of its own. Checks come first. */
static bool container_keeps_items(HlRecorder *rec, int from_top, HlOp **shared)
{
    HlValue *container = rec_top(rec, from_top);
    *shared = NULL;
    if (container->kind == KIND_VIRTUAL) {
        return false;
    }
    if (!owns_reference(container) || type_is_plain(container->type)) {
        return true;
    }
    if (Py_REFCNT(rec_actual(rec, from_top)) == 1) {
        return false;
    }
    *shared = rec_emit1(rec, HL_OP_CHECK_SHARED, 0, container->op);
    return true;
}

HlOutcome rec_replace_borrowed(HlRecorder *rec, int count, HlOp *item, PyObject *actual)
{
    HlValue value = value_borrowed(item, NULL);
    if (rec_observe(rec, &value, actual) == &PyFloat_Type) {
        rec_as_float(rec, &value); /* read now: the object may be changed in place later */
    }
    HlOp *shared = NULL; /* only the deepest item is the container; the others are keys */
    bool kept = count == 0 || container_keeps_items(rec, count - 1, &shared);
    if (!kept) {
        rec_push(rec, value);
        rec_secure(rec);
        value = rec_pop(rec);
    }
    if (shared != NULL) {
        rec_emit1(rec, HL_OP_DECREF_LEAF, 0, shared);
        rec_top(rec, count - 1)->hold = HOLD_BORROWED;
    }
    return rec_replace(rec, count, value);
}

void rec_observe_condition(HlRecorder *rec, HlOp *condition, bool actual)
{
    rec_emit1(rec, actual ? HL_OP_CHECK_TRUE : HL_OP_CHECK_FALSE, 0, condition);
}

/* The operands stay on the stack: if the helper fails, the evaluator's error path finds and releases them there. */
static uint32_t generic_operands(HlRecorder *rec, int more, HlOp *const *first, int count, HlOp *extra, HlOp **args)
{
    for (int i = 0; i < more; i++) {
        args[i] = first[i];
    }
    for (int i = 0; i < count; i++) {
        args[more + i] = rec_as_object(rec, rec_top(rec, count - 1 - i));
    }
    args[more + count] = extra;
    return (uint32_t)(more + count) + (extra != NULL);
}

HlOutcome rec_generic_with(HlRecorder *rec, HlHelper helper, int more, HlOp *const *first, int count, HlOp *extra)
{
    HlOp *args[REC_MAX_OPERANDS + 4];
    if (count > REC_MAX_OPERANDS) {
        return rec_leaf(rec, "an instruction has very many operands");
    }
    uint32_t arg_count = generic_operands(rec, more, first, count, extra, args);
    rec_call(rec, helper, arg_count, args);
    HlValue result = rec_pop(rec);
    return rec_replace(rec, count, result);
}

HlOutcome rec_generic(HlRecorder *rec, HlHelper helper, int count, HlOp *extra) { return rec_generic_with(rec, helper, 0, NULL, count, extra); }

HlOutcome rec_plain(HlRecorder *rec, HlHelper helper, int count, HlOp *extra)
{
    HlOp *args[REC_MAX_OPERANDS + 4];
    if (count > REC_MAX_OPERANDS) {
        return rec_leaf(rec, "an instruction has very many operands");
    }
    uint32_t arg_count = generic_operands(rec, 0, NULL, count, extra, args);
    if (hl_helper_info[helper].writes == HL_MEM_ALL) {
        rec_secure(rec);
    }
    HlOp *result = rec_emit(rec, HL_OP_CALL, helper, arg_count, args);
    rec_check_result(rec, result);
    return rec_replace(rec, count, value_owned(result, NULL));
}

HlOutcome rec_generic_effect(HlRecorder *rec, HlHelper helper, int count, const int *order)
{
    HlOp *args[REC_MAX_OPERANDS];
    for (int i = 0; i < count; i++) {
        args[i] = rec_as_object(rec, rec_top(rec, order[i]));
    }
    rec_before_unknown(rec);
    rec_check_raised(rec, rec_emit(rec, HL_OP_CALL, helper, (uint32_t)count, args));
    rec_drop(rec, count);
    return REC_DONE;
}

/* Operations that the generic route puts before its call, and that no typed form consists of. */
static bool prepares_call(const HlOp *op)
{
    switch (op->code) {
    case HL_OP_CHECK_NOT_NULL: /* of a box */
        return op->args[0]->code == HL_OP_BOX_F64 || op->args[0]->code == HL_OP_BOX_I64;
    case HL_OP_INCREF:
    case HL_OP_BOX_F64:
    case HL_OP_BOX_I64:
    case HL_OP_BOX_B1:
    case HL_OP_INT:
    case HL_OP_CONST:
    case HL_OP_FLUSH:
    case HL_OP_STORE_SLOT:
    case HL_OP_CLEAR_SLOT:
        return true;
    default:
        return false;
    }
}

bool rec_known_generic(HlRecorder *rec, HlHelper helper)
{
    const HlOp *op = rec->cursor;
    for (uint32_t serial = op != NULL ? op->serial : 0; op != NULL && op->serial == serial; op = op->next) {
        if (op->code == HL_OP_CALL) {
            return op->imm.i == (int64_t)helper;
        }
        if (!prepares_call(op)) {
            return false;
        }
    }
    return false;
}

bool rec_is_sole(HlRecorder *rec, const HlValue *value)
{
    const HlState *state = &rec->state;
    int uses = 0;
    for (int i = 0; i < state->value_count; i++) {
        uses += state->values[i].kind == KIND_VIRTUAL && state->values[i].virtual_index == value->virtual_index;
    }
    for (int v = 0; v < state->virtual_count; v++) {
        for (int p = 0; p < state->virtuals[v].part_count; p++) {
            const HlValue *part = &state->virtuals[v].parts[p];
            uses += part->kind == KIND_VIRTUAL && part->virtual_index == value->virtual_index;
        }
    }
    return uses <= 1;
}

bool rec_room_for_virtuals(HlRecorder *rec, int count)
{
    if (rec->state.virtual_count + count > HL_MAX_VIRTUALS) {
        rec_drop_unused_virtuals(&rec->state);
    }
    return rec->state.virtual_count + count <= HL_MAX_VIRTUALS;
}
