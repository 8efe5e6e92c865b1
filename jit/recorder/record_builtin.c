/* Calls of builtins: which one it is (builtins.def), and the typed forms of the builtin functions, types and methods. Those of math are in record_math.c. */
#include "builtins.h"
#include "handlers.h"
#include "passes/values.h"
#include <string.h>

bool call_numbers(HlRecorder *rec, const HlCall *call)
{
    bool numbers = true;
    for (int i = 0; i < call->count; i++) {
        numbers &= type_is_number(rec_observe(rec, call_arg(rec, call, i), call_actual(rec, call, i)));
    }
    return numbers;
}

bool call_gives(HlRecorder *rec, const HlCall *call, HlValue result)
{
    call_done(rec, call, result);
    return true;
}

static PyTypeObject *observe_arg(HlRecorder *rec, const HlCall *call, int index)
{
    return rec_observe(rec, call_arg(rec, call, index), call_actual(rec, call, index));
}

static bool arg_fits(HlRecorder *rec, const HlCall *call, int index, int64_t *actual)
{
    return type_is_index(observe_arg(rec, call, index)) && actual_int(call_actual(rec, call, index), actual);
}

/* --- numbers --- */

/* Where identities matter: int(x), float(x) and round(x) of a number of that very type are x itself. */
static bool gives_itself(HlRecorder *rec, const HlCall *call, PyTypeObject *type)
{
    HlValue *x = call_arg(rec, call, 0);
    return rec->nest->keeps_identity && value_type(rec, x) == type && call_gives(rec, call, value_copy(x));
}

bool rec_call_abs(HlRecorder *rec, const HlCall *call)
{
    int64_t actual;
    HlValue scalar;
    if (call->count != 1) {
        return false;
    }
    if (!call_numbers(rec, call)) {
        return rec_room_for_virtuals(rec, 1) && rec_scalar_abs(rec, call_arg(rec, call, 0), call_actual(rec, call, 0), &scalar) && call_gives(rec, call, scalar);
    }
    HlValue *x = call_arg(rec, call, 0);
    if (value_type(rec, x) == &PyFloat_Type) {
        return call_gives(rec, call, value_float(rec_emit1(rec, HL_OP_FABS, 0, rec_as_float(rec, x))));
    }
    if (!actual_int(call_actual(rec, call, 0), &actual) || actual == INT64_MIN || rec->nest->keeps_identity) {
        return false; /* an int that is not negative is returned itself */
    }
    return call_gives(rec, call, value_int(rec_emit1(rec, HL_OP_IABS_CHECK, 0, rec_as_int(rec, x))));
}

/* Both operators on the arguments, still on the stack. */
static bool both(HlRecorder *rec, const HlCall *call, int operator, HlValue *result)
{
    return rec_number_binary(rec, operator, call_arg(rec, call, 0), call_arg(rec, call, 1), call_actual(rec, call, 0), call_actual(rec, call, 1), result) ==
           FORM_TYPED;
}

bool rec_call_divmod(HlRecorder *rec, const HlCall *call)
{
    HlValue parts[2];
    if (call->count != 2 || !rec_room_for_virtuals(rec, 1) || !call_numbers(rec, call) || !both(rec, call, NB_FLOOR_DIVIDE, &parts[0]) ||
        !both(rec, call, NB_REMAINDER, &parts[1])) {
        return false;
    }
    return call_gives(rec, call, value_virtual(rec_new_virtual(rec, HL_VIRTUAL_TUPLE, 2, parts)));
}

bool rec_call_pow(HlRecorder *rec, const HlCall *call)
{
    HlValue result;
    return call->count == 2 && call_numbers(rec, call) && both(rec, call, NB_POWER, &result) && call_gives(rec, call, result);
}

static bool owns(const HlValue *value, const HlOp *object)
{
    return value->kind == KIND_OBJECT && value->hold == HOLD_OWNED && hl_root(value->op) == object;
}

/* An object that only a container holds: where its number goes into another container, no new object is needed. (One that a variable owns as well may die with it.) */
static bool is_item(HlRecorder *rec, const HlValue *value)
{
    const HlState *state = &rec->state;
    if (value->kind != KIND_OBJECT || value->hold != HOLD_BORROWED) {
        return false;
    }
    const HlOp *object = hl_root(value->op);
    for (int i = 0; i < state->value_count; i++) {
        if (owns(&state->values[i], object)) {
            return false;
        }
    }
    for (int v = 0; v < state->virtual_count; v++) {
        for (int p = 0; p < state->virtuals[v].part_count; p++) {
            if (owns(&state->virtuals[v].parts[p], object)) {
                return false;
            }
        }
    }
    return true;
}

/* The one of two values of the same type that wins; ties and NaN keep the first, as CPython's comparison of the next with the best so far does. */
static HlValue select_extreme(HlRecorder *rec, HlValue *best, HlValue *next, bool maximum)
{
    if (value_type(rec, best) == &PyFloat_Type) {
        HlOp *a = rec_as_float(rec, best), *b = rec_as_float(rec, next);
        HlOp *better = maximum ? rec_emit2(rec, HL_OP_FLT, 0, a, b) : rec_emit2(rec, HL_OP_FLT, 0, b, a);
        return value_float(rec_emit3(rec, HL_OP_FSELECT, 0, better, b, a));
    }
    HlOp *a = rec_as_int(rec, best), *b = rec_as_int(rec, next);
    HlOp *better = maximum ? rec_emit2(rec, HL_OP_ILT, 0, a, b) : rec_emit2(rec, HL_OP_ILT, 0, b, a);
    HlOp *raw = rec_emit3(rec, HL_OP_ISELECT, 0, better, b, a);
    if (!is_item(rec, best) || !is_item(rec, next)) {
        return value_int(raw);
    }
    HlValue result = value_borrowed(rec_emit3(rec, HL_OP_OSELECT, 0, better, next->op, best->op), &PyLong_Type);
    result.raw = raw;
    return result;
}

static HlValue raw_number(HlRecorder *rec, HlValue *value)
{
    PyTypeObject *type = value_type(rec, value);
    return type == &PyFloat_Type ? value_float(rec_as_float(rec, value)) : type == &PyLong_Type ? value_int(rec_as_int(rec, value)) : value_copy(value);
}

/* Values of different types: which one wins is observed. */
static bool observe_extreme(HlRecorder *rec, HlValue *best, PyObject **actual_best, HlValue *next, PyObject *actual_next, bool maximum)
{
    HlOp *better = rec_compare_numbers(rec, maximum ? Py_GT : Py_LT, next, best, actual_next, *actual_best);
    if (better == NULL) {
        return false;
    }
    bool wins = PyObject_RichCompareBool(actual_next, *actual_best, maximum ? Py_GT : Py_LT) == 1;
    rec_observe_condition(rec, better, wins);
    if (wins) {
        *best = raw_number(rec, next);
        *actual_best = actual_next;
    }
    return true;
}

enum { MAX_EXTREME = 6 };

static bool extreme(HlRecorder *rec, const HlCall *call, bool maximum)
{
    int64_t ignored;
    if (call->count < 2 || call->count > MAX_EXTREME || !call_numbers(rec, call) || rec->nest->keeps_identity) {
        return false;
    }
    for (int i = 0; i < call->count; i++) {
        if (type_is_int(Py_TYPE(call_actual(rec, call, i))) && !actual_int(call_actual(rec, call, i), &ignored)) {
            return false;
        }
    }
    bool pair = call->count == 2 && value_type(rec, call_arg(rec, call, 0)) == &PyLong_Type && value_type(rec, call_arg(rec, call, 1)) == &PyLong_Type;
    HlValue best = pair ? *call_arg(rec, call, 0) : raw_number(rec, call_arg(rec, call, 0));
    PyObject *actual_best = call_actual(rec, call, 0);
    for (int i = 1; i < call->count; i++) {
        HlValue *next = call_arg(rec, call, i);
        PyObject *actual_next = call_actual(rec, call, i);
        if (pair || (value_type(rec, next) == value_type(rec, &best) && best.kind != KIND_BOOL && best.kind != KIND_OBJECT)) {
            best = select_extreme(rec, &best, next, maximum);
            bool wins = PyObject_RichCompareBool(actual_next, actual_best, maximum ? Py_GT : Py_LT) == 1;
            actual_best = wins ? actual_next : actual_best;
        }
        else if (!observe_extreme(rec, &best, &actual_best, next, actual_next, maximum)) {
            return false;
        }
    }
    return call_gives(rec, call, best);
}

bool rec_call_max(HlRecorder *rec, const HlCall *call) { return extreme(rec, call, true); }
bool rec_call_min(HlRecorder *rec, const HlCall *call) { return extreme(rec, call, false); }

bool rec_as_integer(HlRecorder *rec, HlOp *rounded, double actual, HlValue *result)
{
    if (!(actual > -0x1p63 && actual < 0x1p63)) {
        return false;
    }
    *result = value_int(rec_emit1(rec, HL_OP_F2I_CHECK, 0, rounded));
    return true;
}

bool rec_call_round(HlRecorder *rec, const HlCall *call)
{
    HlValue result;
    int64_t ignored;
    if (call->count != 1 || !call_numbers(rec, call)) {
        return false;
    }
    HlValue *x = call_arg(rec, call, 0);
    PyObject *actual = call_actual(rec, call, 0);
    if (gives_itself(rec, call, &PyLong_Type)) {
        return true;
    }
    if (value_type(rec, x) != &PyFloat_Type) {
        return actual_int(actual, &ignored) && call_gives(rec, call, value_int(rec_as_int(rec, x)));
    }
    HlOp *rounded = rec_emit1(rec, HL_OP_CALL, HL_HELPER_ROUND, rec_as_float(rec, x));
    return rec_as_integer(rec, rounded, PyFloat_AS_DOUBLE(actual), &result) && call_gives(rec, call, result);
}

bool rec_call_int(HlRecorder *rec, const HlCall *call)
{
    HlValue result;
    int64_t ignored;
    if (call->count != 1) {
        return false;
    }
    if (!call_numbers(rec, call)) {
        if (!rec_scalar_number(rec, call_arg(rec, call, 0), call_actual(rec, call, 0), &result)) {
            return false;
        }
        bool whole = result.kind == KIND_INT || rec_as_integer(rec, result.op, PyFloat_AsDouble(call_actual(rec, call, 0)), &result);
        return whole && call_gives(rec, call, result);
    }
    HlValue *x = call_arg(rec, call, 0);
    PyObject *actual = call_actual(rec, call, 0);
    if (gives_itself(rec, call, &PyLong_Type)) {
        return true;
    }
    if (value_type(rec, x) != &PyFloat_Type) {
        return actual_int(actual, &ignored) && call_gives(rec, call, value_int(rec_as_int(rec, x)));
    }
    return rec_as_integer(rec, rec_as_float(rec, x), PyFloat_AS_DOUBLE(actual), &result) && call_gives(rec, call, result);
}

bool rec_call_float(HlRecorder *rec, const HlCall *call)
{
    double ignored;
    HlValue scalar;
    if (call->count == 1 && call_numbers(rec, call) && gives_itself(rec, call, &PyFloat_Type)) {
        return true;
    }
    if (call->count == 1 && !call_numbers(rec, call) && rec_scalar_number(rec, call_arg(rec, call, 0), call_actual(rec, call, 0), &scalar)) {
        return call_gives(rec, call, value_float(rec_as_float(rec, &scalar)));
    }
    return call->count == 1 && call_numbers(rec, call) && actual_float(call_actual(rec, call, 0), &ignored) &&
           call_gives(rec, call, value_float(rec_as_float(rec, call_arg(rec, call, 0))));
}

bool rec_call_bool(HlRecorder *rec, const HlCall *call)
{
    bool actual;
    HlOp *truth = call->count == 1 ? rec_observe_truth(rec, 0, &actual) : NULL;
    return truth != NULL && call_gives(rec, call, value_bool(truth));
}

/* --- sizes and types --- */

bool type_has_plain_length(PyTypeObject *type)
{
    return type == &PyUnicode_Type || type == &PyDict_Type || type == &PySet_Type || type == &PyFrozenSet_Type || type == &PyBytes_Type ||
           type == &PyByteArray_Type;
}

static HlOp *virtual_length(HlRecorder *rec, const HlValue *value, PyObject *actual)
{
    HlVirtualState whole = *rec_virtual(rec, value);
    if (whole.kind == HL_VIRTUAL_RANGE) {
        return rec_range_fits(actual) ? rec_range_length(rec, &whole, actual_range_step(actual)) : NULL;
    }
    return whole.kind == HL_VIRTUAL_TUPLE || whole.kind == HL_VIRTUAL_LIST ? rec_int(rec, whole.part_count) : NULL;
}

HlOp *rec_length_of(HlRecorder *rec, HlValue *value, PyObject *actual)
{
    PyTypeObject *type = rec_observe(rec, value, actual);
    if (value->kind == KIND_VIRTUAL && rec_virtual(rec, value)->kind != HL_VIRTUAL_NUMPY_ROW) {
        return virtual_length(rec, value, actual);
    }
    if (type == &PyList_Type) {
        return rec_emit1(rec, HL_OP_LIST_SIZE, 0, value->op);
    }
    if (type == &PyTuple_Type) {
        return rec_emit1(rec, HL_OP_TUPLE_SIZE, 0, value->op);
    }
    HlBuffer buffer;
    if (rec_buffer(rec, value, actual, false, &buffer)) {
        return rec_buffer_length(rec, &buffer);
    }
    return type_has_plain_length(type) ? rec_emit1(rec, HL_OP_CALL, HL_HELPER_LENGTH, value->op) : NULL;
}

static bool follow_length(HlRecorder *rec, const HlCall *call)
{
    return !type_has_plain_length(observe_arg(rec, call, 0)) && rec_follow_method(rec, "__len__", 1, call->items, HL_RETURN_LENGTH);
}

bool rec_call_len(HlRecorder *rec, const HlCall *call)
{
    if (call->count == 1 && follow_length(rec, call)) {
        return true;
    }
    HlOp *length = call->count == 1 ? rec_length_of(rec, call_arg(rec, call, 0), call_actual(rec, call, 0)) : NULL;
    return length != NULL && call_gives(rec, call, value_int(length));
}

/* The object's class is its type: no attribute says otherwise. */
static bool has_own_class(HlRecorder *rec, PyTypeObject *type)
{
    PyObject *name = rec_name(rec, "__class__");
    return type->tp_getattro == PyObject_GenericGetAttr && _PyType_Lookup(type, name) == _PyType_Lookup(&PyBaseObject_Type, name);
}

bool rec_call_isinstance(HlRecorder *rec, const HlCall *call)
{
    if (call->count != 2) {
        return false;
    }
    HlValue *of = call_arg(rec, call, 1);
    PyObject *actual = call_actual(rec, call, 1);
    if (observe_arg(rec, call, 1) != &PyType_Type || of->kind != KIND_OBJECT) {
        return false;
    }
    rec_observe_identity(rec, of, actual);
    PyTypeObject *type = observe_arg(rec, call, 0);
    if (!PyType_IsSubtype(type, (PyTypeObject *)actual) && (type->tp_flags & Py_TPFLAGS_HEAPTYPE) && !has_own_class(rec, type)) {
        return false;
    }
    bool fixed = type == (PyTypeObject *)actual || rec_observe_type_version(rec, type); /* which its bases' changes change too */
    return fixed && call_gives(rec, call, value_bool(rec_bool(rec, PyType_IsSubtype(type, (PyTypeObject *)actual))));
}

/* --- iterables --- */

static HlOp *range_arg(HlRecorder *rec, const HlCall *call, int index, int64_t otherwise, int64_t *actual)
{
    if (index < 0 || index >= call->count) {
        *actual = otherwise;
        return rec_int(rec, otherwise);
    }
    return arg_fits(rec, call, index, actual) ? rec_as_int(rec, call_arg(rec, call, index)) : NULL;
}

bool rec_call_range(HlRecorder *rec, const HlCall *call)
{
    int64_t start, stop, step;
    if (call->count < 1 || call->count > 3 || !rec_room_for_virtuals(rec, 1)) {
        return false;
    }
    HlOp *first = range_arg(rec, call, call->count == 1 ? -1 : 0, 0, &start);
    HlOp *last = first != NULL ? range_arg(rec, call, call->count == 1 ? 0 : 1, 0, &stop) : NULL;
    HlOp *stride = last != NULL ? range_arg(rec, call, 2, 1, &step) : NULL;
    if (stride == NULL || step == 0) {
        return false; /* a step of zero raises */
    }
    HlValue parts[] = {value_int(first), value_int(last), value_int(rec_emit1(rec, HL_OP_CHECK_NONZERO, 0, stride))};
    return call_gives(rec, call, value_virtual(rec_new_virtual(rec, HL_VIRTUAL_RANGE, 3, parts)));
}

/* Turns the arguments from `first` on into iterators, which take their references. */
static bool take_iterators(HlRecorder *rec, const HlCall *call, int count, HlValue *iterators)
{
    for (int i = 0; i < count; i++) {
        observe_arg(rec, call, i);
        if (!rec_can_iterate(rec, call_arg(rec, call, i), call_actual(rec, call, i))) {
            return false;
        }
    }
    for (int i = 0; i < count; i++) {
        iterators[i] = rec_iterator_of(rec, call_arg(rec, call, i), call_actual(rec, call, i));
        *call_arg(rec, call, i) = value_null();
    }
    return true;
}

bool rec_call_enumerate(HlRecorder *rec, const HlCall *call)
{
    HlValue parts[2];
    int64_t start = 0;
    if (call->count < 1 || call->count > 2 || !rec_room_for_virtuals(rec, 2) || (call->count == 2 && !arg_fits(rec, call, 1, &start))) {
        return false;
    }
    parts[1] = value_int(call->count == 2 ? rec_as_int(rec, call_arg(rec, call, 1)) : rec_int(rec, 0));
    return take_iterators(rec, call, 1, parts) && call_gives(rec, call, value_virtual(rec_new_virtual(rec, HL_VIRTUAL_ENUMERATE, 2, parts)));
}

enum { MAX_ZIPPED = 6 };

bool rec_call_zip(HlRecorder *rec, const HlCall *call)
{
    HlValue parts[MAX_ZIPPED];
    if (call->count < 1 || call->count > MAX_ZIPPED || !rec_room_for_virtuals(rec, call->count + 1) || !take_iterators(rec, call, call->count, parts)) {
        return false;
    }
    return call_gives(rec, call, value_virtual(rec_new_virtual(rec, HL_VIRTUAL_ZIP, (uint32_t)call->count, parts)));
}

/* CPython, too, makes a range_iterator of a reversed range. */
static bool reversed_range(HlRecorder *rec, const HlCall *call, PyObject *actual)
{
    HlVirtualState range = *rec_virtual(rec, call_arg(rec, call, 0));
    if (!rec_range_fits(actual)) {
        return false;
    }
    HlOp *start = range.parts[0].op, *step = range.parts[2].op;
    HlOp *length = rec_range_length(rec, &range, actual_range_step(actual));
    HlOp *back = rec_emit1(rec, HL_OP_INEG_CHECK, 0, step);
    HlOp *last = rec_emit2(rec, HL_OP_IADD, 0, start, rec_emit2(rec, HL_OP_IMUL, 0, rec_emit2(rec, HL_OP_IADD, 0, length, rec_int(rec, -1)), step));
    HlValue parts[] = {value_int(last), value_int(back), value_int(length), value_int(rec_int(rec, 0))};
    return call_gives(rec, call, value_virtual(rec_new_virtual(rec, HL_VIRTUAL_RANGE_ITER, 4, parts)));
}

bool rec_call_reversed(HlRecorder *rec, const HlCall *call)
{
    if (call->count != 1 || !rec_room_for_virtuals(rec, 1)) {
        return false;
    }
    HlValue *value = call_arg(rec, call, 0);
    PyTypeObject *type = observe_arg(rec, call, 0);
    if (value->kind == KIND_VIRTUAL && type == &PyRange_Type) {
        return reversed_range(rec, call, call_actual(rec, call, 0));
    }
    if (value->kind != KIND_OBJECT || type != &PyList_Type) {
        return false;
    }
    HlOp *last = rec_emit2(rec, HL_OP_IADD, 0, rec_emit1(rec, HL_OP_LIST_SIZE, 0, value->op), rec_int(rec, -1));
    HlValue parts[] = {*value, value_int(last)};
    *value = value_null(); /* the iterator has its reference now */
    return call_gives(rec, call, value_virtual(rec_new_virtual(rec, HL_VIRTUAL_REVERSED, 2, parts)));
}

/* --- lists --- */

bool rec_call_append(HlRecorder *rec, const HlCall *call)
{
    if (call->count != 2 || observe_arg(rec, call, 0) != &PyList_Type) {
        return false;
    }
    HlOp *list = rec_as_object(rec, call_arg(rec, call, 0));
    rec_append(rec, list, call_arg(rec, call, 1));
    rec_release_appended(rec, call_arg(rec, call, 1));
    return call_gives(rec, call, value_none());
}

/* The last item is looked at before it is taken off, because its type must be checked before the effect. */
bool rec_call_pop(HlRecorder *rec, const HlCall *call)
{
    if (call->count != 1 || observe_arg(rec, call, 0) != &PyList_Type || PyList_GET_SIZE(call_actual(rec, call, 0)) == 0) {
        return false;
    }
    PyObject *actual = call_actual(rec, call, 0);
    HlOp *list = rec_as_object(rec, call_arg(rec, call, 0));
    HlOp *size = rec_emit1(rec, HL_OP_LIST_SIZE, 0, list);
    HlOp *at = rec_emit2(rec, HL_OP_CHECK_INDEX, 0, rec_emit2(rec, HL_OP_IADD, 0, size, rec_int(rec, -1)), size);
    HlOp *items = rec_emit1(rec, HL_OP_LIST_ITEMS, 0, list);
    HlValue item = value_borrowed(rec_emit2(rec, HL_OP_LOAD_ITEM, 0, items, at), NULL);
    if (rec_observe(rec, &item, PyList_GET_ITEM(actual, PyList_GET_SIZE(actual) - 1)) == &PyFloat_Type) {
        rec_as_float(rec, &item);
    }
    rec_emit1(rec, HL_OP_CALL, HL_HELPER_LIST_POP, list);
    item.hold = HOLD_OWNED; /* the list's reference */
    return call_gives(rec, call, item);
}

/* --- which builtin? --- */

typedef struct Function {
    const char *module, *name;
    HlBuiltinHandler *handler;
} Function;

typedef struct Type {
    PyTypeObject *type;
    const char *method; /* NULL: the type itself is called */
    HlBuiltinHandler *handler;
} Type;

const char *rec_builtin_name(PyObject *function, const char *module)
{
    const PyCFunctionObject *c = (PyCFunctionObject *)function;
    if (c->m_module == NULL || !PyUnicode_Check(c->m_module) || c->m_self == NULL || !PyModule_Check(c->m_self)) {
        return NULL;
    }
    return PyUnicode_CompareWithASCIIString(c->m_module, module) == 0 ? c->m_ml->ml_name : NULL;
}

static HlBuiltinHandler *function_handler(PyObject *function)
{
    static const Function functions[] = {
#define HL_FUNCTION(module, name, handler) {module, name, handler},
#include "builtins.def"
    };
    for (size_t i = 0; i < sizeof functions / sizeof *functions; i++) {
        const char *name = rec_builtin_name(function, functions[i].module);
        if (name != NULL && strcmp(name, functions[i].name) == 0) {
            return functions[i].handler;
        }
    }
    return NULL;
}

static HlBuiltinHandler *type_handler(PyTypeObject *type, const char *method)
{
    static const Type types[] = {
#define HL_TYPE(type, handler) {&type, NULL, handler},
#define HL_METHOD(type, method, handler) {&type, method, handler},
#include "builtins.def"
    };
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        if (types[i].type == type && (method == NULL ? types[i].method == NULL : types[i].method != NULL && strcmp(method, types[i].method) == 0)) {
            return types[i].handler;
        }
    }
    return NULL;
}

static bool is_plain_function(PyObject *function)
{
    static const Function functions[] = {
#define HL_PLAIN(module, name) {module, name, NULL},
#include "builtins.def"
    };
    for (size_t i = 0; i < sizeof functions / sizeof *functions; i++) {
        const char *name = rec_builtin_name(function, functions[i].module);
        if (name != NULL && strcmp(name, functions[i].name) == 0) {
            return true;
        }
    }
    return false;
}

static bool is_plain_type(PyTypeObject *type, const char *method)
{
    static const Type types[] = {
#define HL_PLAIN_TYPE(type) {&type, NULL, NULL},
#define HL_PLAIN_METHOD(type, method) {&type, method, NULL},
#include "builtins.def"
    };
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        if (types[i].type == type && (method == NULL ? types[i].method == NULL : types[i].method != NULL && strcmp(method, types[i].method) == 0)) {
            return true;
        }
    }
    return false;
}

bool rec_is_plain_builtin(PyObject *callable)
{
    if (PyCFunction_CheckExact(callable)) {
        return is_plain_function(callable);
    }
    if (Py_IS_TYPE(callable, &PyMethodDescr_Type)) {
        const PyMethodDescrObject *method = (PyMethodDescrObject *)callable;
        return is_plain_type(method->d_common.d_type, method->d_method->ml_name);
    }
    return PyType_CheckExact(callable) && is_plain_type((PyTypeObject *)callable, NULL);
}

bool rec_builtin_call(HlRecorder *rec, const HlCall *call)
{
    HlBuiltinHandler *handler = NULL;
    if (call->kwnames != NULL) {
        return false;
    }
    if (PyCFunction_CheckExact(call->actual)) {
        handler = function_handler(call->actual);
        return handler != NULL ? handler(rec, call) : rec_math_call(rec, call);
    }
    if (Py_IS_TYPE(call->actual, &PyMethodDescr_Type)) {
        const PyMethodDescrObject *method = (PyMethodDescrObject *)call->actual;
        handler = type_handler(method->d_common.d_type, method->d_method->ml_name);
    }
    else if (PyType_CheckExact(call->actual)) {
        handler = type_handler((PyTypeObject *)call->actual, NULL);
    }
    return handler != NULL && handler(rec, call);
}
