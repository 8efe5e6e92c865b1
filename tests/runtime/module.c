/* _hotloop_runtime_test: the parts of runtime/ as Python functions, for tests/runtime/test_*.py.
 *
 * Owns: a frame hook for the time of one call of leave() or flush(). The called function's frame plays the root frame that compiled code has run in: its exit
 * is described by IR text. Frames go on in CPython's eval loop here (hl_evaluate below), so that only runtime/ is under test.
 */
#include "arithmetic.h"
#include "boxing.h"
#include "cpython/adapter.h"
#include "evaluator/evaluator.h"
#include "exit.h"
#include "helpers.h"
#include <string.h>

/* --- the evaluator's part --- */

PyObject *hl_evaluate(PyThreadState *tstate, _PyInterpreterFrame *frame, HlCode *code, HlStart start)
{
    (void)code;
    if (start == HL_START_RAISE)
        frame->prev_instr++;
    return _PyEval_EvalFrameDefault(tstate, frame, start == HL_START_RAISE);
}

HlCode *hl_code_get(PyCodeObject *code)
{
    (void)code;
    return NULL;
}

/* --- exits --- */

/* One call of leave() or flush(): what the hook shall do with the frame of `code`. */
typedef struct Request {
    PyObject *code, *objects, *stack, *look;
    HlIr *ir;
    void *constants[256];
    PyObject *error; /* the exception with which compiled code leaves, or NULL */
} Request;
static Request *request;

/* The text says what compiled code's values are: constants, or, as "load_slot n", the n-th object. */
static uint64_t raw_value(const HlOp *op)
{
    uint64_t raw;
    memcpy(&raw, &op->imm, sizeof raw);
    return op->code == HL_OP_LOAD_SLOT ? (uintptr_t)PyTuple_GET_ITEM(request->objects, op->imm.i) : raw;
}

/* Gives compiled code the references that the snapshot's slots will take over. */
static void own(HlOp **use, void *context)
{
    (void)context;
    if ((*use)->code == HL_OP_LOAD_SLOT)
        Py_INCREF(PyTuple_GET_ITEM(request->objects, (*use)->imm.i));
}

static void disown(const HlSlot *slots, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        if (slots[i].kind == HL_SLOT_BORROW && slots[i].value->code == HL_OP_LOAD_SLOT)
            Py_DECREF(PyTuple_GET_ITEM(request->objects, slots[i].value->imm.i));
}

static void give_references(HlSnapshot *snapshot)
{
    hl_snapshot_visit_uses(snapshot, own, NULL);
    for (uint32_t i = 0; i < snapshot->store_count; i++) {
        disown(&snapshot->stores[i].base, 1);
        disown(&snapshot->stores[i].value, 1);
    }
    for (uint32_t i = 0; i < snapshot->virtual_count; i++)
        disown(snapshot->virtuals[i].parts, snapshot->virtuals[i].part_count);
    for (uint32_t i = 0; i < snapshot->frame_count; i++)
        disown(snapshot->frames[i].slots, snapshot->frames[i].local_count + snapshot->frames[i].stack_count);
}

static void put_values(HlNative *native, const HlSnapshot *snapshot)
{
    HlOp *values[HL_MAX_EXIT_VALUES];
    uint32_t count = hl_snapshot_values(snapshot, values, HL_MAX_EXIT_VALUES);
    for (uint32_t i = 0; i < count; i++)
        native->exit_values[i] = raw_value(values[i]);
}

/* Compiled code owned the root's stack: what the exit does not keep is released here, as it would have been there. */
static void release_stack(const HlSnapshot *snapshot)
{
    const HlSnapshotFrame *root = &snapshot->frames[0];
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(request->stack); i++)
        if (i >= root->stack_count || root->slots[root->local_count + i].kind != HL_SLOT_KEEP)
            Py_DECREF(PyTuple_GET_ITEM(request->stack, i));
}

static HlResume act(HlNative *native)
{
    HlSnapshot *snapshot = request->ir->snapshots[0];
    _PyInterpreterFrame *frame = native->frame;
    PyObject *look = request->look;
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(request->stack); i++)
        frame->localsplus[frame->stacktop + i] = Py_NewRef(PyTuple_GET_ITEM(request->stack, i));
    give_references(snapshot);
    put_values(native, snapshot);
    if (look != NULL) {
        _Py_CODEUNIT *before = frame->prev_instr;
        request = NULL;
        hl_rt_flush(native, 0);
        PyObject *result = PyObject_CallNoArgs(look);
        frame->prev_instr = before;
        Py_XDECREF(result);
        return result == NULL ? HL_RESUME_RAISE : HL_RESUME;
    }
    if (request->error != NULL)
        PyErr_SetObject((PyObject *)Py_TYPE(request->error), request->error);
    release_stack(snapshot);
    request = NULL;
    return hl_exit(native, snapshot);
}

/* Plays the evaluator whose compiled loop ends at once. */
__attribute__((noinline)) static PyObject *play(PyThreadState *tstate, _PyInterpreterFrame *frame)
{
    uint64_t values[HL_MAX_EXIT_VALUES];
    HlNative native = {.slots = (void **)frame->localsplus, .constants = request->constants, .exit_values = values, .frame = frame,
                       .tstate = tstate, .ir = request->ir};
    _PyCFrame own_cframe;
    if (!hl_frame_enter(tstate, frame, &own_cframe))
        return NULL;
    HlResume resume = act(&native);
    hl_frame_leave(tstate, &own_cframe);
    return hl_evaluate(tstate, frame, NULL, resume == HL_RESUME_RAISE ? HL_START_RAISE : HL_START_NORMAL);
}

static PyObject *hook(PyThreadState *tstate, _PyInterpreterFrame *frame, int throwing)
{
    if (request == NULL || (PyObject *)frame->f_code != request->code)
        return _PyEval_EvalFrameDefault(tstate, frame, throwing);
    return play(tstate, frame);
}

static PyObject *call_with_request(Request *wanted, PyObject *call)
{
    PyInterpreterState *interpreter = PyInterpreterState_Get();
    _PyFrameEvalFunction old = _PyInterpreterState_GetEvalFrameFunc(interpreter);
    request = wanted;
    _PyInterpreterState_SetEvalFrameFunc(interpreter, hook);
    PyObject *result = PyObject_CallNoArgs(call);
    _PyInterpreterState_SetEvalFrameFunc(interpreter, old);
    request = NULL;
    return result;
}

/* leave(function, call, text, constants, objects, stack, error, look): `call` calls the function. */
static PyObject *leave(PyObject *module, PyObject *all)
{
    (void)module;
    PyObject *function, *call, *constants, *error, *look;
    const char *text;
    Py_ssize_t length;
    char reason[200] = "out of memory";
    Request wanted = {0};
    if (!PyArg_ParseTuple(all, "OOs#O!O!O!OO", &function, &call, &text, &length, &PyTuple_Type, &constants, &PyTuple_Type, &wanted.objects,
                          &PyTuple_Type, &wanted.stack, &error, &look))
        return NULL;
    wanted.code = PyFunction_GetCode(function);
    wanted.error = error == Py_None ? NULL : error;
    wanted.look = look == Py_None ? NULL : look;
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(constants) && i < 256; i++)
        wanted.constants[i] = PyTuple_GET_ITEM(constants, i);
    wanted.ir = hl_ir_parse(text, (size_t)length, reason, sizeof reason);
    if (wanted.ir == NULL)
        return PyErr_Format(PyExc_ValueError, "%s in:\n%s", reason, text);
    hl_exit_prepare(wanted.ir);
    PyObject *result = call_with_request(&wanted, call);
    hl_ir_free(wanted.ir);
    return result;
}

/* --- arithmetic: each function as one of Python numbers; None where the operation fails --- */

static PyObject *integer_or_none(bool valid, int64_t value)
{
    if (!valid)
        Py_RETURN_NONE;
    return hl_rt_box_i64(value);
}

#define INTEGERS(name, operation) /* sets `out`, and `valid` if it may fail */ \
    static PyObject *name(PyObject *module, PyObject *all)                     \
    {                                                                          \
        (void)module;                                                          \
        long long a, b;                                                        \
        int64_t out = 0;                                                       \
        bool valid = true;                                                     \
        if (!PyArg_ParseTuple(all, "LL", &a, &b))                              \
            return NULL;                                                       \
        operation;                                                             \
        return integer_or_none(valid, out);                                    \
    }
#define FLOATS(name, function)                                      \
    static PyObject *name(PyObject *module, PyObject *all)          \
    {                                                               \
        (void)module;                                               \
        double a, b;                                                \
        if (!PyArg_ParseTuple(all, "dd", &a, &b))                   \
            return NULL;                                            \
        return hl_rt_box_f64(function(a, b));                       \
    }

INTEGERS(ifloordiv, valid = hl_ifloordiv(a, b, &out))
INTEGERS(imod, out = hl_imod(a, b))
INTEGERS(ishl, valid = hl_ishl(a, b, &out))
INTEGERS(ishr, out = hl_ishr(a, b))
INTEGERS(ipow, valid = hl_rt_ipow(a, b, &out))
INTEGERS(gcd, out = hl_rt_gcd(a, b))
FLOATS(ffloordiv, hl_rt_floordiv_f64)
FLOATS(fmodulo, hl_rt_mod_f64)
FLOATS(atan2_, hl_rt_atan2)
FLOATS(hypot_, hl_rt_hypot)

static PyObject *truediv(PyObject *module, PyObject *all)
{
    (void)module;
    long long a, b;
    return PyArg_ParseTuple(all, "LL", &a, &b) ? hl_rt_box_f64(hl_rt_int_truediv(a, b)) : NULL;
}

static PyObject *round_(PyObject *module, PyObject *a)
{
    (void)module;
    return hl_rt_box_f64(hl_rt_round(PyFloat_AsDouble(a)));
}

static PyObject *f2i(PyObject *module, PyObject *a)
{
    (void)module;
    int64_t value = 0;
    bool valid = hl_f2i(PyFloat_AsDouble(a), &value);
    return integer_or_none(valid, value);
}

/* --- boxing and containers --- */

static PyObject *rebox(PyObject *module, PyObject *a)
{
    (void)module;
    int64_t value = 0;
    bool fits = hl_rt_unbox_wide(a, &value);
    return integer_or_none(fits, value);
}

static PyObject *put(PyObject *module, PyObject *all)
{
    (void)module;
    PyObject *list, *number;
    Py_ssize_t index;
    if (!PyArg_ParseTuple(all, "O!nO", &PyList_Type, &list, &index, &number))
        return NULL;
    void **items = (void **)((PyListObject *)list)->ob_item;
    if (PyFloat_Check(number))
        hl_rt_put_f64(items, index, PyFloat_AS_DOUBLE(number));
    else
        hl_rt_put_i64(items, index, PyLong_AsLongLong(number));
    Py_RETURN_NONE;
}

static PyObject *list_pop(PyObject *module, PyObject *list)
{
    (void)module;
    return hl_rt_list_pop(list);
}

static PyObject *list_append(PyObject *module, PyObject *all)
{
    (void)module;
    PyObject *list = PyTuple_GET_ITEM(all, 0), *item = PyTuple_GET_ITEM(all, 1);
    int32_t done;
    if (PyFloat_CheckExact(item))
        done = hl_rt_list_append_f64(list, PyFloat_AS_DOUBLE(item));
    else if (PyLong_CheckExact(item))
        done = hl_rt_list_append_i64(list, PyLong_AsLongLong(item));
    else
        done = hl_rt_list_append(list, item);
    return done ? Py_NewRef(Py_None) : NULL;
}

static PyObject *binary(PyObject *module, PyObject *all)
{
    (void)module;
    PyObject *left, *right;
    int oparg;
    return PyArg_ParseTuple(all, "OOi", &left, &right, &oparg) ? hl_rt_binary(left, right, oparg) : NULL;
}

static PyObject *unary(PyObject *module, PyObject *all)
{
    (void)module;
    PyObject *operand;
    int operation;
    return PyArg_ParseTuple(all, "Oi", &operand, &operation) ? hl_rt_unary(operand, operation) : NULL;
}

/* vectorcall(names or None, callable, *arguments) */
static PyObject *vectorcall(PyObject *module, PyObject *all)
{
    (void)module;
    void *operands[64];
    Py_ssize_t count = PyTuple_GET_SIZE(all);
    for (Py_ssize_t i = 0; i < count && i < 64; i++)
        operands[i] = PyTuple_GET_ITEM(all, i);
    if (operands[0] == Py_None)
        operands[0] = NULL;
    return hl_rt_vectorcall(count, operands);
}

static PyMethodDef methods[] = {
    {"leave", leave, METH_VARARGS, NULL},
    {"ifloordiv", ifloordiv, METH_VARARGS, NULL},
    {"imod", imod, METH_VARARGS, NULL},
    {"ishl", ishl, METH_VARARGS, NULL},
    {"ishr", ishr, METH_VARARGS, NULL},
    {"ipow", ipow, METH_VARARGS, NULL},
    {"gcd", gcd, METH_VARARGS, NULL},
    {"truediv", truediv, METH_VARARGS, NULL},
    {"ffloordiv", ffloordiv, METH_VARARGS, NULL},
    {"fmod", fmodulo, METH_VARARGS, NULL},
    {"atan2", atan2_, METH_VARARGS, NULL},
    {"hypot", hypot_, METH_VARARGS, NULL},
    {"round", round_, METH_O, NULL},
    {"f2i", f2i, METH_O, NULL},
    {"rebox", rebox, METH_O, NULL},
    {"put", put, METH_VARARGS, NULL},
    {"list_pop", list_pop, METH_O, NULL},
    {"list_append", list_append, METH_VARARGS, NULL},
    {"binary", binary, METH_VARARGS, NULL},
    {"unary", unary, METH_VARARGS, NULL},
    {"vectorcall", vectorcall, METH_VARARGS, NULL},
    {NULL, NULL, 0, NULL},
};

static struct PyModuleDef definition = {PyModuleDef_HEAD_INIT, .m_name = "_hotloop_runtime_test", .m_size = -1, .m_methods = methods};

PyMODINIT_FUNC PyInit__hotloop_runtime_test(void)
{
    return PyModule_Create(&definition);
}
