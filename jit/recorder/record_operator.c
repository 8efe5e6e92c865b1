/* Operators, subscripts and builtins on objects whose classes define them in Python: the method is followed as a called function is. Which method CPython asks first is
 * certain by the operands' types; what comes after NotImplemented is runtime/returns.c's business. */
#include "../../runtime/operators.h"
#include "handlers.h"

/* The Python function under a special name of a class written in Python, whose version is checked; NULL: another case. */
static PyObject *method_of(HlRecorder *rec, PyTypeObject *type, const char *name)
{
    if (!PyType_HasFeature(type, Py_TPFLAGS_HEAPTYPE)) {
        return NULL;
    }
    PyObject *found = _PyType_Lookup(type, rec_name(rec, name));
    return found != NULL && Py_IS_TYPE(found, &PyFunction_Type) && rec_observe_type_version(rec, type) ? found : NULL;
}

/* Follows the function with the `count` topmost items as arguments; `items` leave the stack. */
static bool follow(HlRecorder *rec, PyObject *function, int count, int items, HlReturn returns)
{
    HlValue value = value_constant(rec, function);
    HlCall call = {.count = count, .items = items, .callable = &value, .actual = function};
    return rec_follow_function(rec, &call, returns);
}

bool rec_follow_method(HlRecorder *rec, const char *name, int count, int items, HlReturn returns)
{
    PyTypeObject *type = value_type(rec, rec_top(rec, count - 1));
    PyObject *method = type != NULL ? method_of(rec, type, name) : NULL;
    return method != NULL && follow(rec, method, count, items, returns);
}

/* --- operators: the operands stay on the stack until the method has answered --- */

static void push_copy(HlRecorder *rec, int from_top) { rec_push(rec, value_copy(rec_top(rec, from_top))); }

static bool follow_operator(HlRecorder *rec, PyObject *method, bool swapped)
{
    push_copy(rec, swapped ? 0 : 1);
    push_copy(rec, swapped ? 2 : 1);
    if (follow(rec, method, 2, 2, HL_RETURN_OPERATOR)) {
        return true;
    }
    rec_pop(rec);
    rec_pop(rec);
    return false;
}

static bool is_sequence(PyTypeObject *type)
{
    return type->tp_as_sequence != NULL && (type->tp_as_sequence->sq_concat != NULL || type->tp_as_sequence->sq_repeat != NULL);
}

/* The right operand's type comes first if it is derived from the left one's. */
static bool right_comes_first(PyTypeObject *left, PyTypeObject *right) { return left != right && PyType_IsSubtype(right, left); }

bool rec_follow_binary(HlRecorder *rec, int oparg)
{
    const HlOperator *operator = hl_operator(oparg);
    PyTypeObject *left = value_type(rec, rec_top(rec, 1)), *right = value_type(rec, rec_top(rec, 0));
    if (operator->method == NULL || right_comes_first(left, right) || is_sequence(left) || is_sequence(right)) {
        return false;
    }
    PyObject *method;
    if (hl_operator_in_place(left, oparg)) {
        method = method_of(rec, left, operator->inplace_method);
        return method != NULL && follow_operator(rec, method, false);
    }
    method = method_of(rec, left, operator->method);
    if (method != NULL) {
        return follow_operator(rec, method, false);
    }
    method = type_is_number(left) ? method_of(rec, right, operator->reflected_method) : NULL; /* numbers know nothing of such classes */
    return method != NULL && follow_operator(rec, method, true);
}

bool rec_follow_comparison(HlRecorder *rec, int comparison)
{
    static const char *const names[] = {"__lt__", "__le__", "__eq__", "__ne__", "__gt__", "__ge__"};
    PyTypeObject *left = value_type(rec, rec_top(rec, 1)), *right = value_type(rec, rec_top(rec, 0));
    PyObject *method = right_comes_first(left, right) ? NULL : method_of(rec, left, names[comparison]);
    return method != NULL && follow_operator(rec, method, false);
}

/* --- others --- */

static void exchange(HlRecorder *rec, int a, int b)
{
    HlValue value = *rec_top(rec, a);
    *rec_top(rec, a) = *rec_top(rec, b);
    *rec_top(rec, b) = value;
}

/* The stack holds value, container, key. */
bool rec_follow_set_item(HlRecorder *rec)
{
    exchange(rec, 2, 1);
    exchange(rec, 1, 0); /* container, key, value */
    if (rec_follow_method(rec, "__setitem__", 3, 3, HL_RETURN_DROP)) {
        return true;
    }
    exchange(rec, 1, 0);
    exchange(rec, 2, 1);
    return false;
}

/* The stack holds item, container. */
bool rec_follow_contains(HlRecorder *rec)
{
    exchange(rec, 1, 0);
    if (rec_follow_method(rec, "__contains__", 2, 2, HL_RETURN_CONTAINS)) {
        return true;
    }
    exchange(rec, 1, 0);
    return false;
}

bool rec_follow_next(HlRecorder *rec)
{
    push_copy(rec, 0);
    if (rec_follow_method(rec, "__next__", 1, 1, HL_RETURN_NEXT)) {
        return true;
    }
    rec_pop(rec);
    return false;
}

/* Calling an object: the stack holds NULL, object, arguments. */
bool rec_follow_call(HlRecorder *rec, const HlCall *call)
{
    PyTypeObject *type = value_type(rec, call->callable);
    PyObject *method = call->items == call->count + 2 && type != NULL ? method_of(rec, type, "__call__") : NULL;
    HlValue value = method != NULL ? value_constant(rec, method) : value_null();
    HlCall inner = {.count = call->count + 1, .items = call->items, .kwnames = call->kwnames, .callable = &value, .actual = method};
    return method != NULL && rec_follow_function(rec, &inner, HL_RETURN_PUSH);
}
