/* Lists, tuples and dictionaries for compiled code; see helpers.h. */
#include "cpython/cpython.h"
#include "boxing.h"
#include "helpers.h"

/* Appends and takes the item's reference; an item of NULL is a box that could not be made. */
static int32_t append_taken(PyListObject *list, PyObject *item)
{
    if (item == NULL)
        return 0;
    Py_ssize_t size = PyList_GET_SIZE(list);
    if (size < list->allocated) {
        PyList_SET_ITEM(list, size, item);
        Py_SET_SIZE(list, size + 1);
        return 1;
    }
    int failed = PyList_Append((PyObject *)list, item);
    Py_DECREF(item);
    return failed == 0;
}

int32_t hl_rt_list_append(void *list, void *item)
{
    return append_taken(list, Py_NewRef(item));
}

int32_t hl_rt_list_append_f64(void *list, double item)
{
    return append_taken(list, hl_rt_box_f64(item));
}

int32_t hl_rt_list_append_i64(void *list, int64_t item)
{
    return append_taken(list, hl_rt_box_i64(item));
}

void *hl_rt_list_pop(void *object)
{
    PyListObject *list = object;
    Py_ssize_t rest = PyList_GET_SIZE(list) - 1;
    PyObject *item = PyList_GET_ITEM(list, rest);
    /* The array stays as it is while it is at least half full, and is given back with the last item: sys.getsizeof shows it. */
    if (rest > 0 && rest >= list->allocated >> 1) {
        Py_SET_SIZE(list, rest);
        return item;
    }
    Py_INCREF(item);
    if (PyList_SetSlice(object, rest, rest + 1, NULL) < 0) {
        /* No memory for a smaller array: the present one serves. The list's own reference is the one given up. */
        PyErr_Clear();
        Py_SET_SIZE(list, rest);
        Py_DECREF(item);
    }
    return item;
}

/* The items of a container that could not be made. */
static void release_all(int64_t count, void **items)
{
    for (int64_t i = 0; i < count; i++)
        Py_DECREF((PyObject *)items[i]);
}

void *hl_rt_new_list(int64_t count, void **items)
{
    PyObject *list = PyList_New(count);
    if (list == NULL) {
        release_all(count, items);
        return NULL;
    }
    for (int64_t i = 0; i < count; i++)
        PyList_SET_ITEM(list, i, items[i]);
    return list;
}

void *hl_rt_new_tuple(int64_t count, void **items)
{
    PyObject *tuple = PyTuple_New(count);
    if (tuple == NULL) {
        release_all(count, items);
        return NULL;
    }
    for (int64_t i = 0; i < count; i++)
        PyTuple_SET_ITEM(tuple, i, items[i]);
    return tuple;
}

void *hl_rt_list_repeat(void *list, int64_t times)
{
    return PySequence_Repeat(list, times);
}

int32_t hl_rt_set_global(void *globals, void *name, void *value)
{
    return PyDict_SetItem(globals, name, value) == 0;
}
