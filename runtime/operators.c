/* See operators.h. */
#include "operators.h"

#define OPERATOR(number, slot, text, word) \
    [number] = {offsetof(PyNumberMethods, nb_##slot), offsetof(PyNumberMethods, nb_inplace_##slot), text, text "=", "__" word "__", "__r" word "__", "__i" word "__"}
static const HlOperator operators[NB_INPLACE_ADD] = {
    OPERATOR(NB_ADD, add, "+", "add"),
    OPERATOR(NB_AND, and, "&", "and"),
    OPERATOR(NB_FLOOR_DIVIDE, floor_divide, "//", "floordiv"),
    OPERATOR(NB_LSHIFT, lshift, "<<", "lshift"),
    OPERATOR(NB_MATRIX_MULTIPLY, matrix_multiply, "@", "matmul"),
    OPERATOR(NB_MULTIPLY, multiply, "*", "mul"),
    OPERATOR(NB_REMAINDER, remainder, "%", "mod"),
    OPERATOR(NB_OR, or, "|", "or"),
    OPERATOR(NB_RSHIFT, rshift, ">>", "rshift"),
    OPERATOR(NB_SUBTRACT, subtract, "-", "sub"),
    OPERATOR(NB_TRUE_DIVIDE, true_divide, "/", "truediv"),
    OPERATOR(NB_XOR, xor, "^", "xor"),
};

const HlOperator *hl_operator(int oparg) { return &operators[oparg % NB_INPLACE_ADD]; }

static binaryfunc function_at(PyTypeObject *type, size_t slot)
{
    return type->tp_as_number != NULL ? *(binaryfunc *)((char *)type->tp_as_number + slot) : NULL;
}

bool hl_operator_in_place(PyTypeObject *type, int oparg)
{
    return oparg >= NB_INPLACE_ADD && function_at(type, hl_operator(oparg)->inplace_slot) != NULL;
}

static bool is_builtin_number(PyObject *object) { return PyLong_CheckExact(object) || PyFloat_CheckExact(object) || PyBool_Check(object); }

/* The reflected method of the right operand, if it has one. */
static PyObject *call_reflected(PyObject *left, PyObject *right, const HlOperator *operator)
{
    PyObject *name = PyUnicode_InternFromString(operator->reflected_method);
    PyObject *found = name != NULL ? _PyType_Lookup(Py_TYPE(right), name) : NULL;
    Py_XDECREF(name);
    if (found == NULL)
        return PyErr_Occurred() ? NULL : Py_NewRef(Py_NotImplemented);
    descrgetfunc get = Py_TYPE(found)->tp_descr_get;
    Py_INCREF(found);
    PyObject *bound = get != NULL ? get(found, right, (PyObject *)Py_TYPE(right)) : Py_NewRef(found);
    Py_DECREF(found);
    PyObject *result = bound != NULL ? PyObject_CallOneArg(bound, left) : NULL;
    Py_XDECREF(bound);
    return result;
}

/* Both operands' classes share CPython's function for methods written in Python; the left one's method was asked. */
static PyObject *attempt(PyObject *left, PyObject *right, const HlOperator *operator, bool in_place)
{
    binaryfunc first = function_at(Py_TYPE(left), operator->slot), second = function_at(Py_TYPE(right), operator->slot);
    if (in_place && first != NULL) {
        PyObject *result = first(left, right); /* both sides, if they share the function */
        if (result != Py_NotImplemented)
            return result;
        Py_DECREF(result);
    }
    if (Py_IS_TYPE(right, Py_TYPE(left)) || second == NULL)
        return Py_NewRef(Py_NotImplemented);
    if (second != first)
        return second(left, right);
    return in_place ? Py_NewRef(Py_NotImplemented) : call_reflected(left, right, operator);
}

PyObject *hl_operator_declined(PyObject *left, PyObject *right, int oparg)
{
    const HlOperator *operator = hl_operator(oparg);
    bool in_place = hl_operator_in_place(Py_TYPE(left), oparg);
    /* With a number on the left it was the right operand's method that was asked. */
    PyObject *result = is_builtin_number(left) ? Py_NewRef(Py_NotImplemented) : attempt(left, right, operator, in_place);
    if (result != Py_NotImplemented)
        return result;
    Py_DECREF(result);
    PyErr_Format(PyExc_TypeError, "unsupported operand type(s) for %.100s: '%.100s' and '%.100s'",
                 oparg >= NB_INPLACE_ADD ? operator->inplace_name : operator->name, Py_TYPE(left)->tp_name, Py_TYPE(right)->tp_name);
    return NULL;
}

PyObject *hl_comparison_declined(PyObject *left, PyObject *right, int comparison)
{
    static const int swapped[] = {Py_GT, Py_GE, Py_EQ, Py_NE, Py_LT, Py_LE};
    static const char *const names[] = {"<", "<=", "==", "!=", ">", ">="};
    if (Py_TYPE(right)->tp_richcompare != NULL) {
        PyObject *result = Py_TYPE(right)->tp_richcompare(right, left, swapped[comparison]);
        if (result != Py_NotImplemented)
            return result;
        Py_DECREF(result);
    }
    if (comparison == Py_EQ || comparison == Py_NE)
        return PyBool_FromLong((left == right) == (comparison == Py_EQ));
    PyErr_Format(PyExc_TypeError, "'%s' not supported between instances of '%.100s' and '%.100s'", names[comparison], Py_TYPE(left)->tp_name,
                 Py_TYPE(right)->tp_name);
    return NULL;
}
