/* _hotloop_codegen_test: the compiler client, the loader and compiled code as Python functions, for tests/codegen/test_*.py.
 *
 * Compiled code runs here on objects that the test chooses, and gives back its exit number and raw values; the reference executor runs on the same.
 * Only the flush is not the program's own: it is written down.
 */
#include "compiler/client.h"
#include "compiler/connection.h"
#include "../../runtime/boxing.h"
#include "cpython/adapter.h"
#include "evaluator/evaluator.h"
#include "executor/executor.h"
#include "ir/ir.h"
#include "loader.h"

/* runtime/ calls these to go on with frames, which no test here does. */
PyObject *hl_evaluate(PyThreadState *tstate, _PyInterpreterFrame *frame, HlCode *code, HlStart start)
{
    (void)code;
    (void)start;
    return _PyEval_EvalFrameDefault(tstate, frame, 0);
}

HlCode *hl_code_get(PyCodeObject *code)
{
    (void)code;
    return NULL;
}

/* --- jobs --- */

static const char job_name[] = "HlJob";

static void free_job(PyObject *capsule)
{
    hl_job_free(PyCapsule_GetPointer(capsule, job_name));
}

static HlJob *job_of(PyObject *capsule)
{
    return PyCapsule_GetPointer(capsule, job_name);
}

static PyObject *submit(PyObject *self, PyObject *args)
{
    (void)self;
    const char *text;
    Py_ssize_t length;
    HlCompileOptions options = {.optimize = 2, .timeout = 600};
    if (!PyArg_ParseTuple(args, "s#|iId", &text, &length, &options.optimize, &options.parts, &options.timeout))
        return NULL;
    return PyCapsule_New(hl_job_submit(text, (size_t)length, &options), job_name, free_job);
}

static PyObject *state_name(HlJobState state)
{
    static const char *const names[] = {[HL_JOB_PENDING] = "pending", [HL_JOB_DONE] = "done", [HL_JOB_FAILED] = "failed"};
    return PyUnicode_FromString(names[state]);
}

static PyObject *poll_job(PyObject *self, PyObject *capsule)
{
    (void)self;
    HlJob *job = job_of(capsule);
    return job ? state_name(hl_job_poll(job)) : NULL;
}

static PyObject *wait_job(PyObject *self, PyObject *capsule)
{
    (void)self;
    HlJob *job = job_of(capsule);
    HlJobState state;
    if (!job)
        return NULL;
    Py_BEGIN_ALLOW_THREADS
    state = hl_job_wait(job);
    Py_END_ALLOW_THREADS
    return state_name(state);
}

static PyObject *error(PyObject *self, PyObject *capsule)
{
    (void)self;
    HlJob *job = job_of(capsule);
    return job ? PyUnicode_DecodeLocale(hl_job_error(job), "surrogateescape") : NULL;
}

static PyObject *seconds(PyObject *self, PyObject *capsule)
{
    (void)self;
    HlJob *job = job_of(capsule);
    return job ? PyFloat_FromDouble(hl_job_seconds(job)) : NULL;
}

static PyObject *part(PyObject *self, PyObject *args)
{
    (void)self;
    PyObject *capsule;
    int number;
    if (!PyArg_ParseTuple(args, "Oi", &capsule, &number))
        return NULL;
    HlJob *job = job_of(capsule);
    return job ? Py_BuildValue("z", hl_job_part(job, (HlParts)number)) : NULL;
}

static PyObject *object(PyObject *self, PyObject *capsule)
{
    (void)self;
    size_t size;
    HlJob *job = job_of(capsule);
    if (!job)
        return NULL;
    const char *bytes = hl_job_object(job, &size);
    return PyBytes_FromStringAndSize(bytes, (Py_ssize_t)size);
}

/* --- running --- */

static const char code_name[] = "HlMachineCode";

static void free_code(PyObject *capsule)
{
    hl_unload(PyCapsule_GetPointer(capsule, code_name));
}

static PyObject *take(PyObject *self, PyObject *capsule)
{
    (void)self;
    HlJob *job = job_of(capsule);
    HlMachineCode *code = job ? hl_job_take_code(job) : NULL;
    if (!code)
        Py_RETURN_NONE;
    return PyCapsule_New(code, code_name, free_code);
}

/* load(bytes) -> code, or the error as a string */
static PyObject *load(PyObject *self, PyObject *bytes)
{
    (void)self;
    char reason[256] = "";
    if (!PyBytes_Check(bytes))
        return PyErr_Format(PyExc_TypeError, "bytes expected");
    HlMachineCode *code = hl_load_object(PyBytes_AS_STRING(bytes), (size_t)PyBytes_GET_SIZE(bytes), "test", reason, sizeof reason);
    return code ? PyCapsule_New(code, code_name, free_code) : PyUnicode_DecodeLatin1(reason, (Py_ssize_t)strlen(reason), NULL);
}

enum { ROOM = HL_MAX_EXIT_VALUES };
static PyObject *flushes; /* of the run under way: a list of (snapshot, values) */

static PyObject *value_list(const HlNative *native, Py_ssize_t count)
{
    PyObject *values = PyList_New(count);
    for (Py_ssize_t i = 0; values && i < count; i++)
        PyList_SET_ITEM(values, i, PyLong_FromUnsignedLongLong(native->exit_values[i]));
    return values;
}

/* The linker puts this in the place of hl_rt_flush. */
void __wrap_hl_rt_flush(HlNative *native, int64_t snapshot);
void __wrap_hl_rt_flush(HlNative *native, int64_t snapshot)
{
    PyObject *flush = Py_BuildValue("LN", (long long)snapshot, value_list(native, 8));
    if (flush)
        PyList_Append(flushes, flush);
    Py_XDECREF(flush);
}

/* A list's objects as addresses; NotImplemented stands for NULL. */
static void **addresses(PyObject *list)
{
    void **result = PyMem_Calloc((size_t)PyList_GET_SIZE(list) + 1, sizeof *result);
    for (Py_ssize_t i = 0; result && i < PyList_GET_SIZE(list); i++)
        result[i] = PyList_GET_ITEM(list, i) == Py_NotImplemented ? NULL : PyList_GET_ITEM(list, i);
    return result;
}

/* What compiled code left in the slots goes back to the list, with new references. */
static int give_back(PyObject *list, void **slots)
{
    for (Py_ssize_t i = 0; i < PyList_GET_SIZE(list); i++) {
        PyObject *value = slots[i] ? slots[i] : Py_NotImplemented;
        Py_INCREF(value);
        if (PyList_SetItem(list, i, value) < 0)
            return -1;
    }
    return 0;
}

static PyObject *run_with(HlMachineCode *code, const HlIr *ir, PyObject *constants, PyObject *slots, int breaker)
{
    uint64_t values[ROOM];
    for (int i = 0; i < ROOM; i++)
        values[i] = 0xdead;
    HlNative native = {.slots = addresses(slots), .constants = addresses(constants), .small_ints = hl_rt_small_ints(), .narrow_int = 2 - hl_int_room(), .eval_breaker = &breaker, .exit_values = values};
    native.globals = PyList_GET_SIZE(constants) > 1 ? native.constants[1] : NULL;
    flushes = PyList_New(0);
    int64_t number = code ? code->function(&native) : hl_execute(ir, &native);
    PyObject *result = NULL;
    bool raised = PyErr_Occurred() != NULL; /* by a helper: becomes run()'s own exception */
    if (give_back(slots, native.slots) == 0 && !raised)
        result = Py_BuildValue("LNKN", (long long)number, value_list(&native, 64), (unsigned long long)native.iterations, flushes);
    else
        Py_DECREF(flushes);
    PyMem_Free(native.slots);
    PyMem_Free(native.constants);
    return result;
}

/* run(code, constants, slots, breaker=0) -> (exit, values, iterations, flushes); code is machine code, or IR text for the executor. Slots are updated. */
static PyObject *run(PyObject *self, PyObject *args)
{
    (void)self;
    PyObject *code, *constants, *slots;
    int breaker = 0;
    if (!PyArg_ParseTuple(args, "OO!O!|i", &code, &PyList_Type, &constants, &PyList_Type, &slots, &breaker))
        return NULL;
    if (!PyUnicode_Check(code)) {
        HlMachineCode *machine_code = PyCapsule_GetPointer(code, code_name);
        return machine_code ? run_with(machine_code, NULL, constants, slots, breaker) : NULL;
    }
    char reason[512];
    Py_ssize_t length;
    const char *text = PyUnicode_AsUTF8AndSize(code, &length);
    HlIr *ir = text ? hl_ir_parse(text, (size_t)length, reason, sizeof reason) : NULL;
    if (!ir)
        return text ? PyErr_Format(PyExc_ValueError, "%s", reason) : NULL;
    PyObject *result = run_with(NULL, ir, constants, slots, breaker);
    hl_ir_free(ir);
    return result;
}

/* --- the client --- */

static PyObject *set_path(PyObject *self, PyObject *path)
{
    (void)self;
    const char *text = PyUnicode_AsUTF8(path);
    if (!text)
        return NULL;
    hl_compiler_set_path(text);
    Py_RETURN_NONE;
}

static PyObject *set_patience(PyObject *self, PyObject *seconds)
{
    (void)self;
    hl_compiler_patience = PyFloat_AsDouble(seconds);
    if (PyErr_Occurred())
        return NULL;
    Py_RETURN_NONE;
}

static PyObject *dead(PyObject *self, PyObject *unused)
{
    (void)self;
    (void)unused;
    const char *reason;
    if (!hl_compiler_dead(&reason))
        Py_RETURN_NONE;
    return PyUnicode_DecodeLocale(reason, "surrogateescape");
}

static PyObject *process(PyObject *self, PyObject *unused)
{
    (void)self;
    (void)unused;
    return PyLong_FromLong(hl_connection_process());
}

static PyObject *shut_down(PyObject *self, PyObject *unused)
{
    (void)self;
    (void)unused;
    hl_compiler_shutdown();
    Py_RETURN_NONE;
}

static PyMethodDef methods[] = {
    {"submit", submit, METH_VARARGS, "submit(ir_text, optimize=2, parts=0, timeout=600.0) -> job"},
    {"poll", poll_job, METH_O, "poll(job) -> 'pending', 'done', 'failed'"},
    {"wait", wait_job, METH_O, "wait(job) -> 'done', 'failed'"},
    {"error", error, METH_O, "error(job) -> text"},
    {"seconds", seconds, METH_O, "seconds(job) -> in the compiler process"},
    {"part", part, METH_VARARGS, "part(job, 1 or 2) -> GIMPLE or assembly, or None"},
    {"object", object, METH_O, "object(job) -> bytes of the object file"},
    {"take", take, METH_O, "take(job) -> code"},
    {"load", load, METH_O, "load(bytes) -> code, or the error as a string"},
    {"run", run, METH_VARARGS, "run(code or ir_text, constants, slots, breaker=0) -> (exit, values, iterations, flushes)"},
    {"set_path", set_path, METH_O, "set_path(path of hotloop-compiler)"},
    {"set_patience", set_patience, METH_O, "set_patience(seconds)"},
    {"dead", dead, METH_NOARGS, "dead() -> None or the reason"},
    {"process", process, METH_NOARGS, "process() -> number of the compiler process, 0 if there is none"},
    {"shut_down", shut_down, METH_NOARGS, "shut_down()"},
    {NULL, NULL, 0, NULL},
};

static PyModuleDef definition = {PyModuleDef_HEAD_INIT, .m_name = "_hotloop_codegen_test", .m_size = -1, .m_methods = methods};

PyMODINIT_FUNC PyInit__hotloop_codegen_test(void)
{
    return PyModule_Create(&definition);
}
