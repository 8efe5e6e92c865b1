/* See helpers.h. */
#include "helpers.h"
#include "../cpython/adapter.h"
#include "operations.h"

void *hl_rt_build_map(int64_t count, void **items)
{
    return op_build_map((PyObject **)items, 2, (PyObject **)items + 1, 2, (int)(count / 2));
}

void *hl_rt_build_const_key_map(int64_t count, void **items)
{
    return op_build_map(&PyTuple_GET_ITEM(items[count - 1], 0), 1, (PyObject **)items, 1, (int)count - 1);
}

void *hl_rt_build_set(int64_t count, void **items)
{
    PyObject *set = PySet_New(NULL);
    for (int64_t i = 0; set != NULL && i < count; i++) {
        if (PySet_Add(set, items[i]) < 0)
            Py_CLEAR(set);
    }
    return set;
}

void *hl_rt_build_string(int64_t count, void **items)
{
    PyObject *empty = PyUnicode_New(0, 0); /* the one empty str */
    PyObject *joined = empty != NULL ? _PyUnicode_JoinArray(empty, (PyObject **)items, count) : NULL;
    Py_XDECREF(empty);
    return joined;
}

void *hl_rt_list_to_tuple(void *list) { return PyList_AsTuple(list); }
int32_t hl_rt_list_extend(void *list, void *iterable) { return op_list_extend(list, iterable); }
int32_t hl_rt_set_add(void *set, void *item) { return PySet_Add(set, item) == 0; }
int32_t hl_rt_set_update(void *set, void *iterable) { return _PySet_Update(set, iterable) == 0; }
int32_t hl_rt_dict_update(void *dict, void *mapping) { return op_dict_update(dict, mapping); }
int32_t hl_rt_dict_merge(void *callable, void *dict, void *mapping) { return op_dict_merge(callable, dict, mapping); }

void *hl_rt_format_spec(void *value, void *spec, int64_t conversion) { return op_format(Py_NewRef(value), Py_XNewRef(spec), (int)conversion); }
void *hl_rt_format(void *value, int64_t conversion) { return hl_rt_format_spec(value, NULL, conversion); }

enum { HAS_DEFAULTS = 1, HAS_KEYWORD_DEFAULTS = 2, HAS_ANNOTATIONS = 4, HAS_CLOSURE = 8 }; /* MAKE_FUNCTION's oparg */

void *hl_rt_make_function(int64_t count, void **items)
{
    long flags = PyLong_AsLong(items[0]);
    PyObject **next = (PyObject **)items + 2;
    PyFunctionObject *function = (PyFunctionObject *)PyFunction_New(items[count - 1], items[1]);
    if (function == NULL)
        return NULL;
    if (flags & HAS_DEFAULTS)
        function->func_defaults = Py_NewRef(*next++);
    if (flags & HAS_KEYWORD_DEFAULTS)
        function->func_kwdefaults = Py_NewRef(*next++);
    if (flags & HAS_ANNOTATIONS)
        function->func_annotations = Py_NewRef(*next++);
    if (flags & HAS_CLOSURE)
        function->func_closure = Py_NewRef(*next);
    return function;
}

/* A for loop that is over lets its iterator go. */
void *hl_rt_iter_step(void *iterator)
{
    PyObject *item = PyIter_Next(iterator);
    if (item == NULL && !PyErr_Occurred())
        Py_DECREF((PyObject *)iterator);
    return item;
}

/* The targets' values in a tuple, the first target first. */
static PyObject *unpacked(PyObject *iterable, int before, int after)
{
    int count = before + (after < 0 ? 0 : after + 1);
    PyObject **values = PyMem_Malloc(((size_t)count + 1) * sizeof *values), *tuple = NULL;
    if (values == NULL)
        return PyErr_NoMemory();
    if (op_unpack(iterable, before, after, values + count)) {
        tuple = PyTuple_New(count);
        for (int i = 0; i < count; i++) {
            if (tuple != NULL)
                PyTuple_SET_ITEM(tuple, i, values[count - 1 - i]);
            else
                Py_DECREF(values[count - 1 - i]);
        }
    }
    PyMem_Free(values);
    return tuple;
}

void *hl_rt_unpack(void *iterable, int64_t count) { return unpacked(iterable, (int)count, -1); }
void *hl_rt_unpack_rest(void *iterable, int64_t oparg) { return unpacked(iterable, (int)(oparg & 0xff), (int)(oparg >> 8)); }

void *hl_rt_enter_with(void *manager)
{
    PyObject *enter, *leave;
    if (!op_enter_with(manager, &enter, &leave))
        return NULL;
    PyObject *result = PyObject_CallNoArgs(enter);
    PyObject *pair = result != NULL ? PyTuple_Pack(2, leave, result) : NULL;
    Py_DECREF(enter);
    Py_DECREF(leave);
    Py_XDECREF(result);
    return pair;
}

void *hl_rt_call_keywords(void *callable, void *arguments, void *keywords)
{
    PyObject *positional = Py_NewRef(arguments), *named = Py_XNewRef(keywords);
    PyObject *result = op_call_with_unpacking(callable, &positional, &named);
    Py_DECREF(positional);
    Py_XDECREF(named);
    return result;
}

void *hl_rt_call_tuple(void *callable, void *arguments) { return hl_rt_call_keywords(callable, arguments, NULL); }
int32_t hl_rt_del_attr(void *object, void *name) { return PyObject_DelAttr(object, name) == 0; }
void *hl_rt_import_from(void *module, void *name) { return op_import_from(module, name); }

void *hl_rt_import(void *level, void *names, void *name)
{
    PyThreadState *tstate = _PyThreadState_GET();
    return op_import_name(tstate, tstate->cframe->current_frame, name, names, level);
}

void *hl_rt_new_cell(int64_t count, void **items) { return PyCell_New(count > 0 ? items[0] : NULL); }
int64_t hl_rt_length(void *object) { return PyObject_Size(object); }

/* --- exceptions --- */

void *hl_rt_catch(int32_t again)
{
    PyThreadState *tstate = _PyThreadState_GET();
    if (!again)
        hl_frame_raised(tstate, tstate->cframe->current_frame);
    return hl_take_exception();
}

void *hl_rt_push_handled(void *exception)
{
    _PyErr_StackItem *handled = _PyThreadState_GET()->exc_info;
    PyObject *old = handled->exc_value;
    handled->exc_value = Py_NewRef(exception);
    return old != NULL ? old : Py_NewRef(Py_None);
}

void hl_rt_pop_handled(void *exception)
{
    _PyErr_StackItem *handled = _PyThreadState_GET()->exc_info;
    PyObject *old = handled->exc_value;
    handled->exc_value = exception;
    Py_XDECREF(old);
}

int64_t hl_rt_exception_match(void *exception, void *types)
{
    return op_check_catchable(types) ? PyErr_GivenExceptionMatches(exception, types) : -1;
}

int32_t hl_rt_raise(void *exception) { return op_raise(Py_NewRef(exception), NULL); }
int32_t hl_rt_raise_from(void *exception, void *cause) { return op_raise(Py_NewRef(exception), Py_NewRef(cause)); }
int32_t hl_rt_raise_again(void) { return op_raise(NULL, NULL); }
void *hl_rt_exit_with(void *leave, void *exception) { return op_exit_with_exception((PyObject **)&leave, exception); }
