/* NumPy's scalar types; see numpy.h. Everything here is asked of NumPy itself, and believed only if memory agrees. */
#include "numpy.h"
#include "buffers.h"
#include <string.h>

static const char letters[HL_NUMPY_TYPES + 1] = "?bBhHiIlLqQfd"; /* by type number */
static HlNumpyType types[HL_NUMPY_TYPES];
static PyObject *truths[2];
static bool is_weak;

const HlNumpyType *hl_numpy_type(int number) { return &types[number]; }
PyObject *hl_numpy_true(void) { return truths[1]; }
bool hl_numpy_is_weak(void) { return is_weak; }

static HlElement element_of(int number) { return number == HL_NUMPY_BOOL ? HL_ELEMENT_U8 : hl_letter_element(letters[number]); }

static char *value_of(PyObject *scalar) { return (char *)scalar + offsetof(PyFloatObject, ob_fval); }

/* A scalar of value 1 holds a 1 of the element's kind where it is looked for, and one that is made here equals it. */
static bool try_scalar(int number)
{
    static const double one = 1.0;
    static const float one_single = 1.0f;
    static const int64_t one_integer = 1; /* little endian: narrower ones begin with the same bytes */
    HlElement element = types[number].element;
    const void *wanted = element == HL_ELEMENT_F64 ? (const void *)&one : element == HL_ELEMENT_F32 ? (const void *)&one_single : (const void *)&one_integer;
    uint64_t bits = 1;
    if (hl_element_is_float(element)) {
        memcpy(&bits, &one, sizeof bits);
    }
    PyObject *number_one = PyLong_FromLong(1), *scalar = number_one != NULL ? PyObject_CallOneArg((PyObject *)types[number].type, number_one) : NULL;
    bool holds = scalar != NULL && Py_IS_TYPE(scalar, types[number].type) && types[number].type->tp_itemsize == 0 &&
                 types[number].type->tp_basicsize >= (Py_ssize_t)(offsetof(PyFloatObject, ob_fval) + (size_t)hl_element_size(element)) &&
                 !PyType_HasFeature(types[number].type, Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_HEAPTYPE) &&
                 memcmp(value_of(scalar), wanted, (size_t)hl_element_size(element)) == 0;
    PyObject *made = holds ? hl_numpy_scalar(number, bits) : NULL;
    holds = made != NULL && Py_IS_TYPE(made, types[number].type) && memcmp(value_of(made), wanted, (size_t)hl_element_size(element)) == 0;
    Py_XDECREF(made);
    Py_XDECREF(scalar);
    Py_XDECREF(number_one);
    return holds;
}

/* The type of an array of this letter, as its dtype tells; the number must be the one that the tables here have. */
static bool learn_type(PyTypeObject *ndarray, int number)
{
    char letter[2] = {letters[number]};
    PyObject *array = PyObject_CallFunction((PyObject *)ndarray, "is", 1, letter);
    PyObject *dtype = array != NULL ? PyObject_GetAttrString(array, "dtype") : NULL;
    PyObject *type = dtype != NULL ? PyObject_GetAttrString(dtype, "type") : NULL;
    bool holds = type != NULL && PyType_Check(type) && (PyObject *)((HlNdArray *)array)->type == dtype && ((HlNdArrayType *)dtype)->number == number &&
                 ((HlNdArrayType *)dtype)->letter == letter[0];
    if (holds) {
        types[number] = (HlNumpyType){(PyTypeObject *)Py_NewRef(type), element_of(number)};
    }
    Py_XDECREF(type);
    Py_XDECREF(dtype);
    Py_XDECREF(array);
    return holds;
}

static bool learn_truths(void)
{
    for (int i = 0; i < 2; i++) {
        truths[i] = PyObject_CallOneArg((PyObject *)types[HL_NUMPY_BOOL].type, i ? Py_True : Py_False);
        if (truths[i] == NULL || !Py_IS_TYPE(truths[i], types[HL_NUMPY_BOOL].type)) {
            return false;
        }
    }
    PyObject *again = PyObject_CallOneArg((PyObject *)types[HL_NUMPY_BOOL].type, Py_True);
    Py_XDECREF(again);
    return again == truths[1] && truths[0] != truths[1];
}

/* What a small integer scalar and an int give. */
static bool learn_promotion(void)
{
    PyObject *small = hl_numpy_scalar(1, 1), *one = PyLong_FromLong(1), *sum = small != NULL && one != NULL ? PyNumber_Add(small, one) : NULL;
    is_weak = sum != NULL && Py_IS_TYPE(sum, types[1].type);
    bool holds = sum != NULL && (is_weak || hl_numpy_number(Py_TYPE(sum)) >= 0);
    Py_XDECREF(sum);
    Py_XDECREF(one);
    Py_XDECREF(small);
    return holds;
}

bool hl_numpy_learn(PyTypeObject *ndarray)
{
    bool holds = true;
    for (int number = 0; holds && number < HL_NUMPY_TYPES; number++) {
        holds = learn_type(ndarray, number);
    }
    holds = holds && learn_truths();
    for (int number = 1; holds && number < HL_NUMPY_TYPES; number++) {
        holds = try_scalar(number);
    }
    holds = holds && learn_promotion();
    for (int number = 0; !holds && number < HL_NUMPY_TYPES; number++) {
        Py_CLEAR(types[number].type);
    }
    return holds;
}

static int find_number(const PyTypeObject *type)
{
    for (int number = 0; number < HL_NUMPY_TYPES; number++) {
        if (types[number].type == type) {
            return number;
        }
    }
    return -1;
}

/* Scalars may be met before the first array: then their module tells the type of arrays. */
static void learn_from_module(void)
{
    PyObject *error[3], *name = PyUnicode_FromString("numpy");
    PyErr_Fetch(&error[0], &error[1], &error[2]);
    PyObject *module = name != NULL ? PyImport_GetModule(name) : NULL;
    PyObject *ndarray = module != NULL && PyModule_Check(module) ? PyDict_GetItemString(PyModule_GetDict(module), "ndarray") : NULL;
    if (ndarray != NULL && PyType_Check(ndarray)) {
        hl_buffer_family((PyTypeObject *)ndarray);
    }
    Py_XDECREF(module);
    Py_XDECREF(name);
    PyErr_Restore(error[0], error[1], error[2]);
}

int hl_numpy_number(PyTypeObject *type)
{
    if (type == NULL || PyType_HasFeature(type, Py_TPFLAGS_HEAPTYPE) || strncmp(type->tp_name, "numpy.", 6) != 0) {
        return -1;
    }
    if (types[HL_NUMPY_BOOL].type == NULL) {
        learn_from_module();
    }
    return find_number(type);
}

PyObject *hl_numpy_scalar(int number, uint64_t bits)
{
    const HlNumpyType *type = &types[number];
    if (number == HL_NUMPY_BOOL) {
        return Py_NewRef(truths[bits != 0]);
    }
    PyObject *scalar = type->type->tp_alloc(type->type, 0);
    if (scalar == NULL) {
        return NULL;
    }
    if (type->element == HL_ELEMENT_F32) {
        double value;
        memcpy(&value, &bits, sizeof value);
        *(float *)(void *)value_of(scalar) = (float)value;
    }
    else {
        memcpy(value_of(scalar), &bits, (size_t)hl_element_size(type->element));
    }
    return scalar;
}

/* --- how errors are treated: by the C functions behind np.geterr, which no Python code stands before --- */

static PyObject *call_inner(const char *module_name, const char *function)
{
    PyObject *name = PyUnicode_FromString(module_name), *module = name != NULL ? PyImport_GetModule(name) : NULL;
    PyObject *callable = module != NULL ? PyObject_GetAttrString(module, function) : NULL;
    PyObject *result = callable != NULL && PyCFunction_CheckExact(callable) ? PyObject_CallNoArgs(callable) : NULL;
    Py_XDECREF(callable);
    Py_XDECREF(module);
    Py_XDECREF(name);
    PyErr_Clear();
    return result;
}

/* NumPy 1: [buffer size, mask of four fields of three bits, callback]. NumPy 2: a dictionary. */
bool hl_numpy_ignores_underflow(void)
{
    enum { UNDERFLOW_SHIFT = 6, FIELD = 7 };
    PyObject *error[3];
    bool ignores = false;
    PyErr_Fetch(&error[0], &error[1], &error[2]);
    PyObject *found = call_inner("numpy.core._multiarray_umath", "geterrobj");
    if (found == NULL) {
        found = call_inner("numpy._core._multiarray_umath", "_get_extobj_dict");
    }
    if (found != NULL && PyList_Check(found) && PyList_GET_SIZE(found) == 3) {
        ignores = (PyLong_AsLong(PyList_GET_ITEM(found, 1)) >> UNDERFLOW_SHIFT & FIELD) == 0;
    }
    else if (found != NULL && PyDict_Check(found)) {
        PyObject *under = PyDict_GetItemString(found, "under");
        ignores = under != NULL && PyUnicode_Check(under) && PyUnicode_CompareWithASCIIString(under, "ignore") == 0;
    }
    Py_XDECREF(found);
    PyErr_Clear();
    PyErr_Restore(error[0], error[1], error[2]);
    return ignores;
}
