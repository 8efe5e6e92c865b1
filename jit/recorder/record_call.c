/* Calls: what is called, Python functions followed into their bodies, and the generic call. Builtins are in record_builtin.c. */
#include "builtins.h"
#include "handlers.h"
#include <stddef.h>
#include <string.h>

HlValue *call_arg(HlRecorder *rec, const HlCall *call, int index) { return rec_top(rec, call->count - 1 - index); }
PyObject *call_actual(HlRecorder *rec, const HlCall *call, int index) { return rec_actual(rec, call->count - 1 - index); }
HlOutcome call_done(HlRecorder *rec, const HlCall *call, HlValue result) { return rec_replace(rec, call->items, result); }

/* --- PRECALL: a bound method becomes its function and its self --- */

static HlValue method_part(HlRecorder *rec, HlOp *method, size_t offset, bool owned)
{
    HlOp *object = rec_emit1(rec, HL_OP_LOAD_FIELD, (int64_t)offset, method);
    if (owned) {
        rec_emit1(rec, HL_OP_INCREF, 0, object);
    }
    return owned ? value_owned(object, NULL) : value_borrowed(object, NULL);
}

HlOutcome record_PRECALL(HlRecorder *rec)
{
    HlValue *callable = rec_top(rec, rec->oparg), *below = rec_top(rec, rec->oparg + 1);
    if (below->kind != KIND_NULL || rec_observe(rec, callable, rec_actual(rec, rec->oparg)) != &PyMethod_Type || callable->kind != KIND_OBJECT) {
        return REC_DONE;
    }
    HlOp *method = callable->op;
    bool owned = callable->hold == HOLD_OWNED;
    *below = method_part(rec, method, offsetof(PyMethodObject, im_func), owned);
    *callable = method_part(rec, method, offsetof(PyMethodObject, im_self), owned);
    if (owned) {
        rec_emit1(rec, HL_OP_DECREF, 0, method);
    }
    return REC_DONE;
}

/* --- the generic call --- */

/* Operands of VECTORCALL; they stay on the stack: if the call fails, the evaluator's error path finds and releases them there. */
static uint32_t call_operands(HlRecorder *rec, HlCall *call, HlOp **operands)
{
    PyObject *no_names = PyTuple_New(0); /* the one empty tuple */
    operands[0] = rec_object(rec, call->kwnames != NULL ? call->kwnames : no_names);
    Py_DECREF(no_names);
    operands[1] = rec_as_object(rec, call->callable);
    for (int i = 0; i < call->count; i++) {
        operands[2 + i] = rec_as_object(rec, call_arg(rec, call, i));
    }
    return (uint32_t)call->count + 2;
}

/* sys.getrefcount tells how many references there are: its arguments, and the iterators under way, must hold those that they would in the evaluator. */
static void own_counted(HlRecorder *rec, HlCall *call)
{
    const char *name = PyCFunction_CheckExact(call->actual) ? rec_builtin_name(call->actual, "sys") : NULL;
    if (name == NULL || strcmp(name, "getrefcount") != 0) {
        return;
    }
    rec_unrely_on_all(rec);
    for (int i = 0; i < call->count; i++) {
        HlValue *value = call_arg(rec, call, i);
        if (value->kind == KIND_OBJECT && value->hold != HOLD_OWNED) {
            rec_emit1(rec, HL_OP_INCREF, 0, value->op);
            value->hold = HOLD_OWNED;
        }
    }
}

static HlOutcome call_generic(HlRecorder *rec, HlCall *call)
{
    HlOp *operands[REC_MAX_OPERANDS + 2];
    if (call->count > REC_MAX_OPERANDS) {
        return rec_leaf(rec, "a call has very many arguments");
    }
    bool quiet = rec_is_quiet_call(rec, call);
    own_counted(rec, call);
    uint32_t count = call_operands(rec, call, operands);
    if (!quiet) {
        rec_call(rec, HL_HELPER_VECTORCALL, count, operands);
        HlValue result = rec_pop(rec);
        return call_done(rec, call, result);
    }
    rec_secure(rec);
    HlOp *result = rec_emit(rec, HL_OP_CALL, HL_HELPER_VECTORCALL, count, operands);
    rec_check_result(rec, result);
    return call_done(rec, call, value_owned(result, NULL));
}

/* Builtins that with operands like these run no Python code. */
static bool is_plain_call(HlRecorder *rec, const HlCall *call)
{
    if (!rec_is_plain_builtin(call->actual) || call->count > REC_MAX_OPERANDS) {
        return false;
    }
    bool plain = true;
    for (int i = 0; i < call->count; i++) {
        plain &= type_is_plain(rec_observe(rec, call_arg(rec, call, i), call_actual(rec, call, i)));
    }
    return plain;
}

static HlOutcome call_plain(HlRecorder *rec, HlCall *call)
{
    HlOp *operands[REC_MAX_OPERANDS + 2];
    uint32_t count = call_operands(rec, call, operands);
    HlOp *result = rec_emit(rec, HL_OP_CALL, HL_HELPER_PLAIN_CALL, count, operands);
    rec_check_result(rec, result);
    return call_done(rec, call, value_owned(result, NULL));
}

/* --- Python functions --- */

enum { MAX_LOCALS = 128, NEVER_INLINED = CO_VARKEYWORDS | CO_GENERATOR | CO_COROUTINE | CO_ASYNC_GENERATOR | CO_ITERABLE_COROUTINE };

static bool code_is_simple(const PyCodeObject *code)
{
    return (code->co_flags & (CO_OPTIMIZED | CO_NEWLOCALS)) == (CO_OPTIMIZED | CO_NEWLOCALS) && !(code->co_flags & NEVER_INLINED) &&
           code->co_nlocalsplus <= MAX_LOCALS;
}

/* The parameter that a keyword names, -1 if none. */
static int parameter_named(const PyCodeObject *code, PyObject *name)
{
    for (int i = code->co_posonlyargcount; i < code->co_argcount + code->co_kwonlyargcount; i++) {
        PyObject *parameter = PyTuple_GET_ITEM(code->co_localsplusnames, i);
        if (parameter == name || PyUnicode_Compare(parameter, name) == 0) {
            return i;
        }
    }
    return -1;
}

/* Positional arguments that no parameter takes: *args gets them. */
static int surplus(const HlCall *call, const PyCodeObject *code)
{
    int named = call->kwnames != NULL ? (int)PyTuple_GET_SIZE(call->kwnames) : 0, positional = call->count - named;
    return positional > code->co_argcount ? positional - code->co_argcount : 0;
}

/* Where each argument goes (-1: into *args); false: CPython would raise, or it takes a form that is not followed. */
static bool bind(const HlCall *call, const PyCodeObject *code, int *place, bool *given)
{
    int named = call->kwnames != NULL ? (int)PyTuple_GET_SIZE(call->kwnames) : 0, positional = call->count - named;
    memset(given, 0, MAX_LOCALS * sizeof *given);
    int more = surplus(call, code);
    if ((more > 0 && !(code->co_flags & CO_VARARGS)) || more > HL_MAX_PARTS || call->count > MAX_LOCALS) {
        return false;
    }
    for (int i = 0; i < call->count; i++) {
        if (i < positional && i >= code->co_argcount) {
            place[i] = -1;
            continue;
        }
        place[i] = i < positional ? i : parameter_named(code, PyTuple_GET_ITEM(call->kwnames, i - positional));
        if (place[i] < 0 || given[place[i]]) {
            return false;
        }
        given[place[i]] = true;
    }
    return true;
}

static void check_field(HlRecorder *rec, HlOp *function, size_t offset, PyObject *content)
{
    HlOp *field = rec_emit1(rec, HL_OP_LOAD_FIELD, (int64_t)offset, function);
    rec_emit1(rec, HL_OP_CHECK_IS, rec_constant(rec, content), field);
}

/* Parameters without argument have a default. */
static bool defaults_suffice(const PyFunctionObject *function, const PyCodeObject *code, const bool *given, bool *used)
{
    int defaults = function->func_defaults != NULL ? (int)PyTuple_GET_SIZE(function->func_defaults) : 0;
    *used = false;
    for (int i = 0; i < code->co_argcount; i++) {
        if (!given[i] && i < code->co_argcount - defaults) {
            return false;
        }
        *used |= !given[i];
    }
    return true;
}

/* Defaults of keyword-only parameters are in a dictionary, which may change: its entries are checked as those of a namespace are. False: some parameter has none, or the
 * function is not known. Only checks are emitted. */
static bool fill_keyword_defaults(HlRecorder *rec, const HlCall *call, HlOp *object, const bool *given, HlValue *locals)
{
    PyFunctionObject *function = (PyFunctionObject *)call->actual;
    const PyCodeObject *code = (PyCodeObject *)function->func_code;
    PyObject *defaults = function->func_kwdefaults;
    bool checked = false;
    for (int i = code->co_argcount; i < code->co_argcount + code->co_kwonlyargcount; i++) {
        if (given[i]) {
            continue;
        }
        if (call->callable->constant == NULL || defaults == NULL) {
            return false;
        }
        if (!checked) {
            check_field(rec, object, offsetof(PyFunctionObject, func_kwdefaults), defaults);
            checked = true;
        }
        if (!rec_namespace_value(rec, defaults, PyTuple_GET_ITEM(code->co_localsplusnames, i), &locals[i])) {
            return false;
        }
    }
    return true;
}

/* What is known of the function that is called: itself, or, where functions are made anew (lambdas, nested functions), only its code and namespaces. */
static HlOp *observe_function(HlRecorder *rec, const HlCall *call)
{
    PyFunctionObject *function = (PyFunctionObject *)call->actual;
    bool known = call->callable->constant != NULL;
    HlOp *object = known ? rec_object(rec, call->actual) : call->callable->op;
    check_field(rec, object, offsetof(PyFunctionObject, func_code), function->func_code);
    if (!known) {
        check_field(rec, object, offsetof(PyFunctionObject, func_globals), function->func_globals);
        check_field(rec, object, offsetof(PyFunctionObject, func_builtins), function->func_builtins);
    }
    return object;
}

/* The default of parameter `index`. Those of a known function are known too; others are read. */
static HlValue default_value(HlRecorder *rec, bool known, HlOp *defaults, PyObject *actual, int index)
{
    PyObject *object = PyTuple_GET_ITEM(actual, index);
    if (known) {
        return value_constant(rec, object);
    }
    HlValue value = value_borrowed(rec_emit2(rec, HL_OP_TUPLE_ITEM, 0, defaults, rec_int(rec, index)), NULL);
    rec_observe(rec, &value, object);
    return value;
}

static void fill_defaults(HlRecorder *rec, const HlCall *call, HlOp *object, const bool *given, HlValue *locals)
{
    PyFunctionObject *function = (PyFunctionObject *)call->actual;
    PyObject *actual = function->func_defaults;
    bool known = call->callable->constant != NULL;
    HlOp *defaults = rec_emit1(rec, HL_OP_LOAD_FIELD, (int64_t)offsetof(PyFunctionObject, func_defaults), object);
    if (known) {
        defaults = rec_emit1(rec, HL_OP_CHECK_IS, rec_constant(rec, actual), defaults);
    }
    else {
        defaults = rec_emit1(rec, HL_OP_CHECK_NOT_NULL, 0, defaults);
        HlOp *size = rec_emit1(rec, HL_OP_TUPLE_SIZE, 0, defaults);
        rec_emit1(rec, HL_OP_CHECK_TRUE, 0, rec_emit2(rec, HL_OP_IEQ, 0, size, rec_int(rec, PyTuple_GET_SIZE(actual))));
    }
    const PyCodeObject *code = (PyCodeObject *)function->func_code;
    int first = code->co_argcount - (int)PyTuple_GET_SIZE(actual);
    for (int i = first < 0 ? 0 : first; i < code->co_argcount; i++) {
        if (!given[i]) {
            locals[i] = default_value(rec, known, defaults, actual, i - first);
        }
    }
}

/* The cells that COPY_FREE_VARS would copy from the closure. */
static void fill_free_variables(HlRecorder *rec, const HlCall *call, HlOp *object, HlValue *locals)
{
    PyFunctionObject *function = (PyFunctionObject *)call->actual;
    const PyCodeObject *code = (PyCodeObject *)function->func_code;
    int count = code->co_nfreevars, first = code->co_nlocalsplus - count;
    if (count == 0) {
        return;
    }
    HlOp *closure = rec_emit1(rec, HL_OP_LOAD_FIELD, (int64_t)offsetof(PyFunctionObject, func_closure), object);
    for (int i = 0; i < count; i++) {
        bool known = call->callable->constant != NULL;
        locals[first + i] = known ? value_constant(rec, PyTuple_GET_ITEM(function->func_closure, i))
                                  : value_borrowed(rec_emit2(rec, HL_OP_TUPLE_ITEM, 0, closure, rec_int(rec, i)), &PyCell_Type);
    }
}

/* The tuple for *args. Room for a virtual object must have been made. */
static HlValue surplus_tuple(HlRecorder *rec, const HlCall *call, const PyCodeObject *code)
{
    HlValue parts[HL_MAX_PARTS];
    int count = surplus(call, code);
    for (int i = 0; i < count; i++) {
        parts[i] = *call_arg(rec, call, code->co_argcount + i);
    }
    if (count > 0) {
        return value_virtual(rec_new_virtual(rec, HL_VIRTUAL_TUPLE, (uint32_t)count, parts));
    }
    PyObject *empty = PyTuple_New(0); /* the one empty tuple */
    HlValue value = value_constant(rec, empty);
    Py_DECREF(empty);
    return value;
}

/* Takes the call's items off the stack without releasing them, or puts them back: the values stay where they were. */
static void take_off(HlRecorder *rec, int items)
{
    rec_frame(rec)->depth = (uint16_t)(rec_frame(rec)->depth - items);
    rec->state.value_count = (uint16_t)(rec->state.value_count - items);
}

/* The function may have been made for this call. If others hold it too, that is checked, and letting it go runs no code. */
static HlOp *presume_shared(HlRecorder *rec, const HlCall *call)
{
    const HlValue *callable = call->callable;
    bool owned = callable->kind == KIND_OBJECT && callable->hold == HOLD_OWNED;
    if (!owned || callable->constant != NULL || Py_REFCNT(call->actual) == 1) {
        return owned ? callable->op : NULL;
    }
    return rec_emit1(rec, HL_OP_CHECK_SHARED, 0, callable->op);
}

bool rec_follow_function(HlRecorder *rec, const HlCall *call, HlReturn returns)
{
    PyFunctionObject *function = (PyFunctionObject *)call->actual;
    PyCodeObject *code = (PyCodeObject *)function->func_code;
    int place[MAX_LOCALS];
    bool given[MAX_LOCALS], uses_defaults;
    HlValue locals[MAX_LOCALS];
    if (!code_is_simple(code) || !bind(call, code, place, given) || !defaults_suffice(function, code, given, &uses_defaults) ||
        !rec_room_for_virtuals(rec, 1)) {
        return false;
    }
    HlOp *object = observe_function(rec, call);
    for (int i = 0; i < code->co_nlocalsplus; i++) {
        locals[i] = value_null();
    }
    if (uses_defaults) {
        fill_defaults(rec, call, object, given, locals);
    }
    if (!fill_keyword_defaults(rec, call, object, given, locals)) {
        return false;
    }
    fill_free_variables(rec, call, object, locals);
    HlOp *released = presume_shared(rec, call);
    bool last = released != NULL && call->callable->constant == NULL && released->code != HL_OP_CHECK_SHARED;
    for (int i = 0; i < call->count; i++) {
        if (place[i] >= 0) {
            locals[place[i]] = *call_arg(rec, call, i);
        }
    }
    if (code->co_flags & CO_VARARGS) {
        locals[code->co_argcount + code->co_kwonlyargcount] = surplus_tuple(rec, call, code);
    }
    take_off(rec, call->items);
    if (!rec_enter_frame(rec, function, locals, returns)) {
        take_off(rec, -call->items);
        return false;
    }
    if (released != NULL) {
        rec_emit1(rec, last ? HL_OP_DECREF : HL_OP_DECREF_LEAF, 0, released);
    }
    return true;
}

/* --- CALL --- */

static HlCall read_call(HlRecorder *rec)
{
    bool is_method = rec_top(rec, rec->oparg + 1)->kind != KIND_NULL;
    int at = rec->oparg + (is_method ? 1 : 0);
    return (HlCall){.count = at, .items = rec->oparg + 2, .kwnames = rec->kwnames, .callable = rec_top(rec, at), .actual = rec_actual(rec, at)};
}

/* Functions are told apart by their code, the others of these types by identity. */
static bool is_told_apart(PyTypeObject *type)
{
    return type == &PyFunction_Type || type == &PyCFunction_Type || type == &PyType_Type || type == &PyMethodDescr_Type;
}

HlOutcome record_CALL(HlRecorder *rec)
{
    HlCall call = read_call(rec);
    PyTypeObject *type = rec_observe(rec, call.callable, call.actual);
    if (!is_told_apart(type) && !rec_known_generic(rec, HL_HELPER_VECTORCALL) && rec_follow_call(rec, &call)) {
        return REC_DONE;
    }
    if (call.callable->kind != KIND_OBJECT || !is_told_apart(type) || rec_known_generic(rec, HL_HELPER_VECTORCALL)) {
        return call_generic(rec, &call);
    }
    if (type == &PyFunction_Type) {
        return rec_follow_function(rec, &call, HL_RETURN_PUSH) ? REC_DONE : call_generic(rec, &call);
    }
    rec_observe_identity(rec, call.callable, call.actual);
    if (!rec_known_generic(rec, HL_HELPER_PLAIN_CALL) && rec_builtin_call(rec, &call)) {
        return REC_DONE;
    }
    if (type == &PyType_Type && rec_instantiate(rec, &call)) {
        return REC_DONE;
    }
    return is_plain_call(rec, &call) ? call_plain(rec, &call) : call_generic(rec, &call);
}

/* The keyword dictionary is NULL or on top. */
HlOutcome record_CALL_FUNCTION_EX(HlRecorder *rec)
{
    int items = 2 + (rec->oparg & 1);
    HlOutcome outcome = rec_generic(rec, items == 3 ? HL_HELPER_CALL_KEYWORDS : HL_HELPER_CALL_TUPLE, items, NULL);
    if (outcome == REC_DONE) {
        HlValue result = rec_pop(rec);
        rec_pop(rec); /* the NULL below the callable */
        rec_push(rec, result);
    }
    return outcome;
}
