/* What an inlined frame returned, given to its caller's instruction; see rebuild.h. Where that instruction is no plain call, this file does the rest of its work:
 * what CPython does after the method has returned. */
#include "rebuild.h"
#include "cpython/adapter.h"
#include "cpython/bytecode.h"
#include "cpython/opcode_tables.h"
#include "operators.h"

/* The operands are on the stack. */
static PyObject *operator_result(_PyInterpreterFrame *frame, PyObject *result)
{
    PyObject *left = frame->localsplus[frame->stacktop - 2], *right = frame->localsplus[frame->stacktop - 1];
    if (result != Py_NotImplemented)
        return result;
    Py_DECREF(result);
    HlBytecode at = hl_bytecode_at(frame->f_code, (int)(frame->prev_instr - _PyCode_CODE(frame->f_code)));
    return at.opcode == COMPARE_OP ? hl_comparison_declined(left, right, at.oparg) : hl_operator_declined(left, right, at.oparg);
}

/* --- other methods. Each takes the result's reference and gives what is to be pushed, NULL with an exception set --- */

static PyObject *init_result(PyObject *result)
{
    if (result != Py_None)
        PyErr_Format(PyExc_TypeError, "__init__() should return None, not '%.200s'", Py_TYPE(result)->tp_name);
    PyObject *nothing = result == Py_None ? result : NULL;
    Py_DECREF(result);
    return nothing;
}

static PyObject *length_result(PyObject *result)
{
    PyObject *integer = PyNumber_Index(result);
    Py_DECREF(result);
    if (integer == NULL)
        return NULL;
    Py_ssize_t length = PyNumber_AsSsize_t(integer, PyExc_OverflowError);
    bool negative = length < 0 && _PyLong_Sign(integer) < 0;
    Py_DECREF(integer);
    if (negative) {
        PyErr_SetString(PyExc_ValueError, "__len__() should return >= 0");
        return NULL;
    }
    return length == -1 && PyErr_Occurred() ? NULL : PyLong_FromSsize_t(length);
}

static PyObject *contains_result(_PyInterpreterFrame *frame, PyObject *result)
{
    int truth = PyObject_IsTrue(result);
    Py_DECREF(result);
    HlBytecode at = hl_bytecode_at(frame->f_code, (int)(frame->prev_instr - _PyCode_CODE(frame->f_code)));
    return truth < 0 ? NULL : Py_NewRef((truth != 0) != (at.oparg != 0) ? Py_True : Py_False);
}

static PyObject *iterator_result(PyObject *result)
{
    if (PyIter_Check(result))
        return result;
    PyErr_Format(PyExc_TypeError, "iter() returned non-iterator of type '%.100s'", Py_TYPE(result)->tp_name);
    Py_DECREF(result);
    return NULL;
}

static PyObject *checked(_PyInterpreterFrame *frame, PyObject *result, HlReturn returns)
{
    switch (returns) {
    case HL_RETURN_INIT:
        return init_result(result);
    case HL_RETURN_OPERATOR:
        return operator_result(frame, result);
    case HL_RETURN_LENGTH:
        return length_result(result);
    case HL_RETURN_CONTAINS:
        return contains_result(frame, result);
    case HL_RETURN_ITERATOR:
        return iterator_result(result);
    default:
        return result;
    }
}

static void pop(_PyInterpreterFrame *frame)
{
    PyObject *item = frame->localsplus[--frame->stacktop];
    frame->localsplus[frame->stacktop] = NULL;
    Py_XDECREF(item);
}

/* The instruction whose opcode stands at the frame's position: from the start, because what stands before it may be EXTENDED_ARGs or a cache. */
static HlBytecode instruction_of(_PyInterpreterFrame *frame)
{
    int position = (int)(frame->prev_instr - _PyCode_CODE(frame->f_code));
    HlBytecode at = hl_bytecode_at(frame->f_code, 0);
    while (at.unit != position)
        at = hl_bytecode_at(frame->f_code, at.next);
    return at;
}

/* StopIteration of a __next__ ends the loop whose FOR_ITER the frame stands at. */
static bool ends_loop(_PyInterpreterFrame *frame)
{
    if (!PyErr_ExceptionMatches(PyExc_StopIteration))
        return false;
    PyErr_Clear();
    frame->prev_instr = _PyCode_CODE(frame->f_code) + instruction_of(frame).target - 1;
    pop(frame);
    return true;
}

bool hl_frame_return_to(_PyInterpreterFrame *frame, PyObject *result, HlReturn returns)
{
    if (result == NULL && returns == HL_RETURN_NEXT && ends_loop(frame))
        return true;
    PyObject *pushed = result != NULL ? checked(frame, result, returns) : NULL;
    if (pushed == NULL) {
        frame->prev_instr--;
        return false;
    }
    if (returns == HL_RETURN_OPERATOR) {
        pop(frame);
        pop(frame);
    }
    if (returns == HL_RETURN_DROP)
        Py_DECREF(pushed);
    else if (returns != HL_RETURN_INIT)
        frame->localsplus[frame->stacktop++] = pushed;
    frame->prev_instr += hl_opcode_caches(hl_opcode_plain(_Py_OPCODE(*frame->prev_instr)));
    return true;
}
