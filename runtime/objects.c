/* What the eval loop does for instructions on objects of any type; see helpers.h. */
#include "cpython/binary_functions.h"
#include "cpython/cpython.h"
#include "helpers.h"

void *hl_rt_binary(void *left, void *right, int64_t oparg)
{
    return hl_binary_functions[oparg](left, right);
}

/* Without this, a text that a loop builds would be copied in each iteration: the operands of hl_rt_binary are held by the frame. */
int32_t hl_rt_str_append(HlNative *native, void *addition, int64_t slot)
{
    PyObject **text = (PyObject **)&native->slots[slot];
    PyUnicode_Append(text, addition);
    return *text != NULL;
}

void *hl_rt_compare(void *left, void *right, int64_t comparison)
{
    return PyObject_RichCompare(left, right, (int)comparison);
}

static PyObject *logical_not(PyObject *operand)
{
    int truth = PyObject_IsTrue(operand);
    return truth < 0 ? NULL : Py_NewRef(truth ? Py_False : Py_True);
}

void *hl_rt_unary(void *operand, int64_t operation)
{
    static const unaryfunc functions[] = {PyNumber_Negative, PyNumber_Positive, PyNumber_Invert, logical_not};
    return functions[operation](operand);
}

int64_t hl_rt_truth(void *object)
{
    return PyObject_IsTrue(object);
}

int64_t hl_rt_contains(void *item, void *container)
{
    return PySequence_Contains(container, item);
}

void *hl_rt_get_item(void *container, void *key)
{
    return PyObject_GetItem(container, key);
}

int32_t hl_rt_set_item(void *container, void *key, void *value)
{
    return PyObject_SetItem(container, key, value) == 0;
}

int32_t hl_rt_del_item(void *container, void *key)
{
    return PyObject_DelItem(container, key) == 0;
}

void *hl_rt_get_attr(void *object, void *name)
{
    return PyObject_GetAttr(object, name);
}

int32_t hl_rt_set_attr(void *object, void *name, void *value)
{
    return PyObject_SetAttr(object, name, value) == 0;
}

void *hl_rt_vectorcall(int64_t count, void **operands)
{
    PyObject *names = operands[0];
    size_t arguments = (size_t)count - 2 - (names != NULL ? (size_t)PyTuple_GET_SIZE(names) : 0);
    /* The callable's place before the arguments is free for the callee to put a self there for the time of the call. */
    return PyObject_Vectorcall(operands[1], (PyObject **)operands + 2, arguments | PY_VECTORCALL_ARGUMENTS_OFFSET, names);
}

void *hl_rt_get_iter(void *object)
{
    return PyObject_GetIter(object);
}

void *hl_rt_iter_next(void *iterator)
{
    return PyIter_Next(iterator); /* the end is NULL without an exception: StopIteration is cleared */
}

void *hl_rt_build_slice(void *start, void *stop, void *step)
{
    return PySlice_New(start, stop, step);
}

int32_t hl_rt_error_set(void)
{
    return PyErr_Occurred() != NULL;
}

int32_t hl_rt_not_traced(HlNative *native)
{
    return native->tstate->cframe->use_tracing == 0;
}
