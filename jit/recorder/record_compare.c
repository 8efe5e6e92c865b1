/* Comparison, identity and membership. */
#include "handlers.h"
#include <string.h>

/* --- COMPARE_OP --- */

HlOp *rec_compare_ints(HlRecorder *rec, int op, HlOp *a, HlOp *b)
{
    static const HlOpcode codes[] = {[Py_LT] = HL_OP_ILT, [Py_LE] = HL_OP_ILE, [Py_EQ] = HL_OP_IEQ, [Py_NE] = HL_OP_INE, [Py_GT] = HL_OP_ILT, [Py_GE] = HL_OP_ILE};
    return op >= Py_GT ? rec_emit2(rec, codes[op], 0, b, a) : rec_emit2(rec, codes[op], 0, a, b);
}

HlOp *rec_compare_floats(HlRecorder *rec, int op, HlOp *a, HlOp *b)
{
    static const HlOpcode codes[] = {[Py_LT] = HL_OP_FLT, [Py_LE] = HL_OP_FLE, [Py_EQ] = HL_OP_FEQ, [Py_NE] = HL_OP_FNE, [Py_GT] = HL_OP_FLT, [Py_GE] = HL_OP_FLE};
    return op >= Py_GT ? rec_emit2(rec, codes[op], 0, b, a) : rec_emit2(rec, codes[op], 0, a, b);
}

/* An int beside a float is compared as a double if it is one without rounding; Python compares the exact values. */
static HlOp *exact_float(HlRecorder *rec, HlValue *value, PyObject *actual)
{
    PyTypeObject *type = value_type(rec, value);
    if (type != &PyLong_Type) {
        return rec_as_float(rec, value);
    }
    int64_t integer = 0;
    actual_int(actual, &integer);
    bool exact = integer >= -((int64_t)1 << 53) && integer <= (int64_t)1 << 53;
    HlOp *raw = rec_as_int(rec, value);
    rec_observe_condition(rec, rec_emit1(rec, HL_OP_IS_EXACT, 0, raw), exact);
    return exact ? rec_emit1(rec, HL_OP_I2F, 0, raw) : NULL;
}

HlOp *rec_compare_numbers(HlRecorder *rec, int op, HlValue *a, HlValue *b, PyObject *actual_a, PyObject *actual_b)
{
    PyTypeObject *type_a = value_type(rec, a), *type_b = value_type(rec, b);
    int64_t integer;
    if ((type_is_int(type_a) && !actual_int(actual_a, &integer)) || (type_is_int(type_b) && !actual_int(actual_b, &integer))) {
        return NULL;
    }
    if (type_is_int(type_a) && type_is_int(type_b)) {
        HlOp *left = rec_as_int(rec, a), *right = rec_as_int(rec, b);
        return rec_compare_ints(rec, op, left, right);
    }
    HlOp *left = exact_float(rec, a, actual_a);
    HlOp *right = left != NULL ? exact_float(rec, b, actual_b) : NULL;
    return right != NULL ? rec_compare_floats(rec, op, left, right) : NULL;
}

HlOutcome record_COMPARE_OP(HlRecorder *rec)
{
    PyObject *actual_a = rec_actual(rec, 1), *actual_b = rec_actual(rec, 0);
    PyTypeObject *a = rec_observe(rec, rec_top(rec, 1), actual_a), *b = rec_observe(rec, rec_top(rec, 0), actual_b);
    HlOp *result = NULL;
    if (type_is_number(a) && type_is_number(b) && !rec_known_generic(rec, HL_HELPER_PLAIN_COMPARE)) {
        result = rec_compare_numbers(rec, rec->oparg, rec_top(rec, 1), rec_top(rec, 0), actual_a, actual_b);
    }
    if (result != NULL) {
        return rec_replace(rec, 2, value_bool(result));
    }
    HlValue scalar;
    if (!rec_known_generic(rec, HL_HELPER_COMPARE) && rec_room_for_virtuals(rec, 1) &&
        rec_scalar_compare(rec, rec->oparg, rec_top(rec, 1), rec_top(rec, 0), actual_a, actual_b, &scalar)) {
        return rec_replace(rec, 2, scalar);
    }
    HlOp *comparison = rec_int(rec, rec->oparg);
    if (!rec_known_generic(rec, HL_HELPER_COMPARE) && rec_follow_comparison(rec, rec->oparg)) {
        return REC_DONE;
    }
    return type_is_plain(a) && type_is_plain(b) ? rec_plain(rec, HL_HELPER_PLAIN_COMPARE, 2, comparison) : rec_generic(rec, HL_HELPER_COMPARE, 2, comparison);
}

/* --- IS_OP --- */

static bool is_raw_number(const HlValue *value) { return value->kind == KIND_INT || value->kind == KIND_FLOAT; }

/* Ints that CPython has one object of each. */
static HlOp *same_small_int(HlRecorder *rec, HlOp *a, HlOp *b)
{
    HlOp *equal = rec_emit1(rec, HL_OP_B2I, 0, rec_emit2(rec, HL_OP_IEQ, 0, a, b));
    HlOp *above = rec_emit1(rec, HL_OP_B2I, 0, rec_emit2(rec, HL_OP_ILE, 0, rec_int(rec, -_PY_NSMALLNEGINTS), a));
    HlOp *below = rec_emit1(rec, HL_OP_B2I, 0, rec_emit2(rec, HL_OP_ILE, 0, a, rec_int(rec, _PY_NSMALLPOSINTS - 1)));
    HlOp *both = rec_emit2(rec, HL_OP_IAND, 0, equal, rec_emit2(rec, HL_OP_IAND, 0, above, below));
    return rec_emit2(rec, HL_OP_INE, 0, both, rec_int(rec, 0));
}

/* a is b, where `a` is a number without an object. Where identities matter it has no other name than those of the same operation. NULL: it can't be told. */
static HlOp *number_identity(HlRecorder *rec, const HlValue *a, HlValue *b, PyObject *actual_b)
{
    int64_t ignored;
    PyTypeObject *type = rec_observe(rec, b, actual_b);
    if (type != value_type(rec, a)) {
        return rec_bool(rec, false);
    }
    if (b->kind == a->kind && b->op == a->op) {
        return rec_bool(rec, true);
    }
    if (!rec->nest->keeps_identity || a->constant != NULL || b->constant != NULL || (type == &PyLong_Type && !actual_int(actual_b, &ignored))) {
        return NULL;
    }
    return type == &PyFloat_Type ? rec_bool(rec, false) : same_small_int(rec, a->op, rec_as_int(rec, b));
}

static HlOp *object_for_identity(HlRecorder *rec, HlValue *value)
{
    return value->kind == KIND_NONE ? rec_object(rec, Py_None) : rec_as_object(rec, value);
}

static bool is_numpy_bool(HlRecorder *rec, const HlValue *value) { return value->kind == KIND_VIRTUAL && rec_virtual(rec, value)->kind == HL_VIRTUAL_NUMPY_BOOL; }

/* a is b as b1; NULL: it would be the identity of a number that has no object. */
static HlOp *identity(HlRecorder *rec, HlValue *a, HlValue *b, PyObject *actual_a, PyObject *actual_b)
{
    if (is_raw_number(a)) {
        return number_identity(rec, a, b, actual_b);
    }
    if (is_raw_number(b)) {
        return number_identity(rec, b, a, actual_a);
    }
    if (is_numpy_bool(rec, a) || is_numpy_bool(rec, b)) { /* of which there are two objects only */
        HlOp *x = object_for_identity(rec, a), *y = object_for_identity(rec, b);
        return rec_emit2(rec, HL_OP_OBJ_EQ, 0, x, y);
    }
    if (a->kind == KIND_VIRTUAL || b->kind == KIND_VIRTUAL) {
        return rec_bool(rec, a->kind == b->kind && a->virtual_index == b->virtual_index);
    }
    if (a->kind == KIND_NONE && b->kind == KIND_NONE) {
        return rec_bool(rec, true);
    }
    HlOp *left = object_for_identity(rec, a), *right = object_for_identity(rec, b);
    return rec_emit2(rec, HL_OP_OBJ_EQ, 0, left, right);
}

HlOutcome record_IS_OP(HlRecorder *rec)
{
    HlOp *same = identity(rec, rec_top(rec, 1), rec_top(rec, 0), rec_actual(rec, 1), rec_actual(rec, 0));
    if (same == NULL) {
        return rec_leaf(rec, "the identity of a number is tested");
    }
    return rec_replace(rec, 2, value_bool(rec->oparg ? rec_emit1(rec, HL_OP_BNOT, 0, same) : same));
}

/* --- CONTAINS_OP --- */

enum { SHORT_TUPLE = 8 };

/* A short tuple whose items are known: a constant, or one that was built just now. */
static bool known_items(HlRecorder *rec, const HlValue *tuple, PyObject *actual, HlValue *items, int *count)
{
    if (!PyTuple_CheckExact(actual) || PyTuple_GET_SIZE(actual) > SHORT_TUPLE) {
        return false;
    }
    *count = (int)PyTuple_GET_SIZE(actual);
    if (tuple->kind == KIND_VIRTUAL) {
        memcpy(items, rec_virtual(rec, tuple)->parts, (size_t)*count * sizeof *items);
        return true;
    }
    if (tuple->kind != KIND_OBJECT || tuple->constant == NULL) {
        return false;
    }
    for (int i = 0; i < *count; i++) {
        if (!type_is_number(Py_TYPE(PyTuple_GET_ITEM(actual, i)))) {
            return false;
        }
        items[i] = value_constant(rec, PyTuple_GET_ITEM(actual, i));
    }
    return true;
}

/* Membership is identity or equality; with an int on one side of each pair, equality alone decides. */
static bool equality_decides(HlRecorder *rec, const HlValue *needle, const HlValue *items, int count)
{
    for (int i = 0; i < count; i++) {
        PyTypeObject *type = value_type(rec, &items[i]);
        if (!type_is_number(type) || !(type_is_int(type) || type_is_int(value_type(rec, needle)))) {
            return false;
        }
    }
    return true;
}

/* needle in (items) as b1; NULL: the generic route. */
static HlOp *contains_number(HlRecorder *rec, HlValue *needle, PyObject *actual, HlValue *items, PyObject *tuple, int count)
{
    HlOp *found = rec_int(rec, 0);
    for (int i = 0; i < count; i++) {
        HlOp *equal = rec_compare_numbers(rec, Py_EQ, needle, &items[i], actual, PyTuple_GET_ITEM(tuple, i));
        if (equal == NULL) {
            return NULL;
        }
        found = rec_emit2(rec, HL_OP_IOR, 0, found, rec_emit1(rec, HL_OP_B2I, 0, equal));
    }
    return rec_emit2(rec, HL_OP_INE, 0, found, rec_int(rec, 0));
}

static HlOutcome generic_contains(HlRecorder *rec)
{
    if (!rec_known_generic(rec, HL_HELPER_CONTAINS) && rec_follow_contains(rec)) {
        return REC_DONE;
    }
    PyTypeObject *container = value_type(rec, rec_top(rec, 0));
    bool text = container == &PyUnicode_Type && value_type(rec, rec_top(rec, 1)) == &PyUnicode_Type; /* no code of the program runs */
    bool quiet = text || (type_is_hashed(container) && rec_is_plain_key(rec, rec_top(rec, 1)));
    HlOp *args[2] = {rec_as_object(rec, rec_top(rec, 1)), rec_as_object(rec, rec_top(rec, 0))};
    if (!quiet) {
        rec_before_unknown(rec);
    }
    if (quiet) {
        rec_secure(rec);
    }
    HlOp *found = rec_emit2(rec, HL_OP_CALL, HL_HELPER_CONTAINS, args[0], args[1]);
    rec_check_raised(rec, rec_emit2(rec, HL_OP_ILE, 0, rec_int(rec, 0), found));
    HlOp *result = rec_emit2(rec, rec->oparg ? HL_OP_IEQ : HL_OP_INE, 0, found, rec_int(rec, 0));
    return rec_replace(rec, 2, value_bool(result));
}

HlOutcome record_CONTAINS_OP(HlRecorder *rec)
{
    HlValue *needle = rec_top(rec, 1), *container = rec_top(rec, 0), items[SHORT_TUPLE];
    PyObject *actual = rec_actual(rec, 1), *tuple = rec_actual(rec, 0);
    int count;
    rec_observe(rec, needle, actual);
    rec_observe(rec, container, tuple);
    if (!known_items(rec, container, tuple, items, &count) || !type_is_number(value_type(rec, needle)) ||
        !equality_decides(rec, needle, items, count) || rec_known_generic(rec, HL_HELPER_CONTAINS)) {
        return generic_contains(rec);
    }
    HlOp *found = contains_number(rec, needle, actual, items, tuple, count);
    if (found == NULL) {
        return generic_contains(rec);
    }
    return rec_replace(rec, 2, value_bool(rec->oparg ? rec_emit1(rec, HL_OP_BNOT, 0, found) : found));
}
