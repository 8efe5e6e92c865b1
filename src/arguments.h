/* The arguments of a call belong to the called function alone.
 *
 * CPython's loop calls a Python function without a C call, and moves the arguments from the caller's stack into the new frame: `f(C())` destroys the C as soon as f rebinds
 * its parameter. With a frame hook the same call goes through C, and the caller keeps a reference to each argument until the call is over. This file gives
 * those references back at the start of the callee, so that objects die when they do without hotloop.
 * Called by: the hook, for each new frame. */
#ifndef HL_SRC_ARGUMENTS_H
#define HL_SRC_ARGUMENTS_H

#include "cpython/adapter.h"

void hl_move_arguments_prepare(void); /* when the module is loaded, before the program reserves slots in code objects */
void hl_move_arguments_slowly(PyThreadState *tstate, _PyInterpreterFrame *frame);

/* Objects whose end can be noticed, and is likely to depend on the caller's reference: nobody else refers to them (2: the caller's stack and the new frame),
 * or they have a finaliser or weak references. Of the others the caller's references are left alone; most calls are calls of methods of such objects. */
static inline bool hl_must_move(PyObject *object)
{
    PyTypeObject *type = Py_TYPE(object);
    if (type == &PyLong_Type || type == &PyFloat_Type || type == &PyUnicode_Type || type == &PyBool_Type || type == &_PyNone_Type)
        return false;
    return Py_REFCNT(object) == 2 || type->tp_finalize != NULL || (type->tp_weaklistoffset > 0 && *_PyObject_GET_WEAKREFS_LISTPTR(object) != NULL);
}

/* `frame` is about to start. */
static inline void hl_move_arguments(PyThreadState *tstate, _PyInterpreterFrame *frame)
{
    PyCodeObject *code = frame->f_code;
    int count = code->co_argcount + code->co_kwonlyargcount + ((code->co_flags & CO_VARARGS) != 0) + ((code->co_flags & CO_VARKEYWORDS) != 0);
    for (int i = 0; i < count; i++) {
        PyObject *argument = frame->localsplus[i];
        if (argument != NULL && hl_must_move(argument)) {
            hl_move_arguments_slowly(tstate, frame);
            return;
        }
    }
}

#endif
