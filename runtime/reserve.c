/* See reserve.h. The ints have three digits: room for any value of 64 bits. */
#include "reserve.h"

#include "cpython/cpython.h"

enum { FOR_STORES = 64 }; /* numbers stored in lists between two entries */

typedef struct Stack {
    PyObject **objects;
    uint32_t count;
} Stack;

static Stack ints, floats;
static uint32_t wanted, room;

void hl_reserve_need(uint32_t numbers)
{
    if (numbers + FOR_STORES > wanted)
        wanted = numbers + FOR_STORES;
}

static bool grow(Stack *stack)
{
    PyObject **objects = PyMem_Realloc(stack->objects, wanted * sizeof *objects);
    if (objects == NULL)
        return false;
    stack->objects = objects;
    return true;
}

static bool make_room(void)
{
    if (room < wanted) {
        if (!grow(&ints) || !grow(&floats))
            return false;
        room = wanted;
    }
    return true;
}

static bool push(Stack *stack, PyObject *object)
{
    if (object == NULL) {
        PyErr_Clear();
        return false;
    }
    stack->objects[stack->count++] = object;
    return true;
}

bool hl_reserve_fill(void)
{
    if (ints.count == wanted && floats.count == wanted)
        return true;
    if (!make_room())
        return false;
    while (ints.count < wanted)
        if (!push(&ints, PyLong_FromLongLong(INT64_MIN)))
            return false;
    while (floats.count < wanted)
        if (!push(&floats, PyFloat_FromDouble(0.5)))
            return false;
    return true;
}

static PyObject *pop(Stack *stack)
{
    if (stack->count == 0)
        return NULL;
    PyErr_Clear();
    return stack->objects[--stack->count];
}

void *hl_reserve_take_i64(int64_t value)
{
    PyLongObject *number = (PyLongObject *)pop(&ints);
    if (number == NULL)
        return NULL;
    uint64_t magnitude = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
    Py_ssize_t digits = 0;
    for (; magnitude != 0; magnitude >>= PyLong_SHIFT)
        number->ob_digit[digits++] = (digit)(magnitude & PyLong_MASK);
    Py_SET_SIZE(number, value < 0 ? -digits : digits);
    return number;
}

void *hl_reserve_take_f64(double value)
{
    PyFloatObject *number = (PyFloatObject *)pop(&floats);
    if (number != NULL)
        number->ob_fval = value;
    return number;
}
