/* _hotloop_executor_test: the reference executor as a Python function, for tests of IR: by hand and random, before and after passes. */
#include "../../runtime/boxing.h"
#include "cpython/adapter.h"
#include "evaluator/evaluator.h"
#include "executor/executor.h"
#include "ir/ir.h"
#include <string.h>

/* runtime/ names these for inlined frames, which no test here has. */
PyObject *hl_evaluate(PyThreadState *tstate, _PyInterpreterFrame *frame, HlCode *code, HlStart start)
{
    (void)code, (void)start;
    return _PyEval_EvalFrameDefault(tstate, frame, 0);
}

HlCode *hl_code_get(PyCodeObject *code)
{
    (void)code;
    return NULL;
}

enum { MAX_OBJECTS = 256 };

static PyObject *value_object(HlType type, uint64_t raw)
{
    double number;
    switch (type) {
    case HL_F64: memcpy(&number, &raw, sizeof number); return PyFloat_FromDouble(number);
    case HL_B1: return PyBool_FromLong((long)raw);
    case HL_OBJ: return raw ? Py_NewRef((PyObject *)(uintptr_t)raw) : Py_NewRef(Py_None);
    default: return PyLong_FromLongLong((int64_t)raw);
    }
}

static PyObject *exit_values(const HlIr *ir, const HlNative *native, int64_t exit)
{
    static HlOp *values[HL_MAX_EXIT_VALUES];
    uint32_t count = hl_snapshot_values(ir->snapshots[exit], values, HL_MAX_EXIT_VALUES);
    PyObject *list = PyList_New(count);
    for (uint32_t i = 0; list && i < count; i++) {
        PyObject *object = value_object(values[i]->type, native->exit_values[i]);
        if (!object)
            Py_CLEAR(list);
        else
            PyList_SET_ITEM(list, i, object);
    }
    return list;
}

static PyObject *run(const HlIr *ir, PyObject *slots, PyObject *constants, int eval_breaker)
{
    static uint64_t room[HL_MAX_EXIT_VALUES];
    void *slot_array[MAX_OBJECTS] = {0}, *constant_array[MAX_OBJECTS] = {0};
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(slots); i++)
        slot_array[i] = PyTuple_GET_ITEM(slots, i);
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(constants); i++)
        constant_array[i] = PyTuple_GET_ITEM(constants, i);
    HlNative native = {.slots = slot_array, .constants = constant_array, .small_ints = hl_rt_small_ints(), .narrow_int = 2 - hl_int_room(), .eval_breaker = &eval_breaker, .exit_values = room, .ir = ir, .globals = constant_array[0], .tstate = PyThreadState_Get()};
    int64_t exit = hl_execute(ir, &native);
    PyObject *values = exit_values(ir, &native, exit);
    return values ? Py_BuildValue("LKN", (long long)exit, (unsigned long long)native.iterations, values) : NULL;
}

/* execute(text, slots, constants, eval_breaker) -> (exit number, iterations, [the snapshot's values]) */
static PyObject *execute(PyObject *module, PyObject *args)
{
    const char *text;
    Py_ssize_t length;
    PyObject *slots, *constants;
    int eval_breaker;
    char error[512];
    (void)module;
    if (!PyArg_ParseTuple(args, "s#O!O!i", &text, &length, &PyTuple_Type, &slots, &PyTuple_Type, &constants, &eval_breaker))
        return NULL;
    if (PyTuple_GET_SIZE(slots) > MAX_OBJECTS || PyTuple_GET_SIZE(constants) > MAX_OBJECTS)
        return PyErr_Format(PyExc_ValueError, "at most %d objects", MAX_OBJECTS);
    HlIr *ir = hl_ir_parse(text, (size_t)length, error, sizeof error);
    if (!ir || !hl_ir_verify(ir, error, sizeof error)) {
        hl_ir_free(ir);
        return PyErr_Format(PyExc_ValueError, "%s", error);
    }
    PyObject *result = run(ir, slots, constants, eval_breaker);
    hl_ir_free(ir);
    return result;
}

static PyMethodDef functions[] = {{"execute", execute, METH_VARARGS, NULL}, {0}};
static PyModuleDef definition = {PyModuleDef_HEAD_INIT, .m_name = "_hotloop_executor_test", .m_size = -1, .m_methods = functions};

__attribute__((visibility("default"))) PyObject *PyInit__hotloop_executor_test(void) { return PyModule_Create(&definition); }
