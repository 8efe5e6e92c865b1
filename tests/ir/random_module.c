/* _hotloop_random_ir_test: functions in IR, passes, the executor and compiled code as Python functions, for compare_ir.py.
 *
 * A run gives what a program could see of it: the exit's point and what each slot of its snapshot holds, the iterations, the flushes, an exception.
 *
 * Passes may move a check to the header of a loop: it then leaves there, before the loop, and the evaluator does the loop. A run does the same with
 * the original function: where a header's state was left with, the original goes on from that header with the values of the exit. What a run gives
 * must therefore be the same before and after passes.
 */
#include "compiler/client.h"
#include "../../runtime/boxing.h"
#include "cpython/adapter.h"
#include "evaluator/evaluator.h"
#include "executor/executor.h"
#include "ir/ir.h"
#include "loader.h"
#include "passes/passes.h"
#include <math.h>
#include <string.h>

/* runtime/ calls these to go on with frames, which no test here does. */
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

/* --- functions in IR --- */

static const char ir_name[] = "HlIr";

static HlIr *ir_of(PyObject *capsule) { return PyCapsule_GetPointer(capsule, ir_name); }
static void free_ir(PyObject *capsule) { hl_ir_free(ir_of(capsule)); }

static PyObject *checked(HlIr *ir, bool sound, const char *error)
{
    if (ir && sound)
        return PyCapsule_New(ir, ir_name, free_ir);
    hl_ir_free(ir);
    return PyErr_Format(PyExc_ValueError, "%s", error);
}

/* parse(text) -> ir */
static PyObject *parse(PyObject *module, PyObject *args)
{
    (void)module;
    const char *text;
    Py_ssize_t length;
    char error[512] = "";
    if (!PyArg_ParseTuple(args, "s#", &text, &length))
        return NULL;
    HlIr *ir = hl_ir_parse(text, (size_t)length, error, sizeof error);
    return checked(ir, ir && hl_ir_verify(ir, error, sizeof error), error);
}

/* print(ir) -> text */
static PyObject *print(PyObject *module, PyObject *capsule)
{
    (void)module;
    HlIr *ir = ir_of(capsule);
    size_t length;
    char *text = ir ? hl_ir_text(ir, &length) : NULL;
    PyObject *result = text ? PyUnicode_FromStringAndSize(text, (Py_ssize_t)length) : NULL;
    free(text);
    return result;
}

static bool run_pass(HlIr *ir, const char *name, char *error, size_t error_size)
{
    for (int i = 0; i < hl_pass_count; i++)
        if (strcmp(hl_passes[i].name, name) == 0)
            return hl_pass_run(ir, &hl_passes[i], true, error, error_size);
    snprintf(error, error_size, "there is no pass %s", name);
    return false;
}

/* optimized(ir[, pass[, off]]) -> a new ir: after the pass, or after all passes in their order but those in `off`; ValueError if it is not sound after one */
static PyObject *optimized(PyObject *module, PyObject *args)
{
    (void)module;
    PyObject *capsule;
    const char *pass = NULL, *off = NULL;
    char error[512] = "out of memory";
    if (!PyArg_ParseTuple(args, "O|zz", &capsule, &pass, &off) || !ir_of(capsule))
        return NULL;
    HlIr *ir = hl_ir_clone(ir_of(capsule));
    bool sound = ir && hl_ir_verify(ir, error, sizeof error);
    if (sound)
        sound = pass ? run_pass(ir, pass, error, sizeof error) : hl_passes_run(ir, &(HlPassChoice){.off = off, .verify = true}, error, sizeof error);
    return checked(ir, sound, error);
}

/* passes() -> their names */
static PyObject *passes(PyObject *module, PyObject *unused)
{
    (void)module, (void)unused;
    PyObject *names = PyTuple_New(hl_pass_count);
    for (int i = 0; names && i < hl_pass_count; i++) {
        PyObject *name = PyUnicode_FromString(hl_passes[i].name);
        if (!name)
            Py_CLEAR(names);
        else
            PyTuple_SET_ITEM(names, i, name);
    }
    return names;
}

/* --- what snapshots hold --- */

static PyObject *value_object(HlType type, uint64_t raw)
{
    double number;
    switch (type) {
    case HL_F64: memcpy(&number, &raw, sizeof number); return PyFloat_FromDouble(number);
    case HL_B1: return PyBool_FromLong((long)raw);
    case HL_OBJ: return Py_NewRef(raw ? (PyObject *)(uintptr_t)raw : Py_NotImplemented);
    default: return PyLong_FromLongLong((int64_t)raw);
    }
}

/* Where hl_snapshot_values puts the values of a snapshot. */
typedef struct Layout {
    HlOp *values[HL_MAX_EXIT_VALUES];
    uint32_t count;
} Layout;

static uint32_t place(const Layout *layout, const HlOp *value)
{
    uint32_t at = 0;
    while (at < layout->count && layout->values[at] != value)
        at++;
    return at;
}

/* A visit to each slot in the order of the text. */
typedef bool SlotVisitor(const HlSlot *slot, void *context);

static bool visit_slots(const HlSnapshot *snapshot, SlotVisitor *visit, void *context)
{
    bool ok = true;
    for (uint32_t i = 0; ok && i < snapshot->store_count; i++)
        ok = visit(&snapshot->stores[i].base, context) && visit(&snapshot->stores[i].value, context);
    for (uint32_t i = 0; ok && i < snapshot->virtual_count; i++)
        for (uint32_t k = 0; ok && k < snapshot->virtuals[i].part_count; k++)
            ok = visit(&snapshot->virtuals[i].parts[k], context);
    for (uint32_t i = 0; ok && i < snapshot->frame_count; i++)
        for (uint32_t k = 0; ok && k < snapshot->frames[i].local_count + snapshot->frames[i].stack_count; k++)
            ok = visit(&snapshot->frames[i].slots[k], context);
    return ok;
}

typedef struct Listing {
    const Layout *layout;
    const uint64_t *raw;
    PyObject *list;
} Listing;

static bool has_value(const HlSlot *slot) { return slot->kind == HL_SLOT_VALUE || slot->kind == HL_SLOT_BORROW; }

static bool list_slot(const HlSlot *slot, void *context)
{
    static const char *const kinds[] = {[HL_SLOT_KEEP] = "keep", [HL_SLOT_NULL] = "null", [HL_SLOT_VALUE] = "value",
                                        [HL_SLOT_BORROW] = "borrow", [HL_SLOT_CONST] = "const", [HL_SLOT_VIRTUAL] = "virtual"};
    Listing *listing = context;
    PyObject *value = has_value(slot) ? value_object(slot->value->type, listing->raw[place(listing->layout, slot->value)]) : PyLong_FromLong(slot->index);
    PyObject *item = value ? Py_BuildValue("sN", kinds[slot->kind], value) : NULL;
    bool ok = item && PyList_Append(listing->list, item) == 0;
    Py_XDECREF(item);
    return ok;
}

/* What each slot of the snapshot holds: (kind, value or number). */
static PyObject *slot_list(const HlSnapshot *snapshot, const uint64_t *raw)
{
    static Layout layout;
    layout.count = hl_snapshot_values(snapshot, layout.values, HL_MAX_EXIT_VALUES);
    Listing listing = {&layout, raw, PyList_New(0)};
    if (listing.list && !visit_slots(snapshot, list_slot, &listing))
        Py_CLEAR(listing.list);
    return listing.list;
}

/* --- flushes: their number and a sum over what they hold, so that no reference is taken --- */

static struct {
    uint64_t count, sum;
} flushes;

static void add_to_flushes(uint64_t number) { flushes.sum = (flushes.sum ^ number) * UINT64_C(0x9E3779B97F4A7C15) + (flushes.sum >> 29); }

static bool add_slot(const HlSlot *slot, void *context)
{
    const Listing *listing = context;
    add_to_flushes(slot->kind);
    if (!has_value(slot) || slot->value->type == HL_OBJ)
        return true;
    uint64_t raw = listing->raw[place(listing->layout, slot->value)];
    double number;
    memcpy(&number, &raw, sizeof number);
    add_to_flushes(slot->value->type == HL_F64 && isnan(number) ? 0 : raw);
    return true;
}

/* The linker puts this in the place of hl_rt_flush. */
void __wrap_hl_rt_flush(HlNative *native, int64_t id);
void __wrap_hl_rt_flush(HlNative *native, int64_t id)
{
    static Layout layout;
    const HlSnapshot *snapshot = native->ir->snapshots[id];
    layout.count = hl_snapshot_values(snapshot, layout.values, HL_MAX_EXIT_VALUES);
    Listing listing = {&layout, native->exit_values, NULL};
    flushes.count++;
    add_to_flushes(snapshot->point);
    visit_slots(snapshot, add_slot, &listing);
}

/* --- going on from a header --- */

enum { GLOBALS = 13 }; /* A_LIST of random_inputs.py */
enum { MOST_OBJECTS = 256, MOST_SLOTS = MOST_OBJECTS + HL_MAX_EXIT_VALUES };

static HlBlock *header_of(const HlIr *ir, uint32_t point)
{
    for (HlBlock *block = ir->first; block; block = block->next)
        if (block->header && block->header->point == point)
            return block;
    return NULL;
}

typedef struct Values {
    const HlSlot *slots[HL_MAX_EXIT_VALUES];
    uint32_t count;
} Values;

static bool collect_slot(const HlSlot *slot, void *context)
{
    Values *values = context;
    if (has_value(slot) && values->count < HL_MAX_EXIT_VALUES)
        values->slots[values->count++] = slot;
    return true;
}

/* An operation that gives the raw value as that of `target`: it takes its number, and the executor knows values by number. */
static HlOp *give_value(HlIr *ir, const HlOp *target, uint64_t raw, HlNative *native, uint32_t *slot)
{
    HlOp *op = hl_op_new(ir, target->type == HL_F64 ? HL_OP_FLOAT : target->type == HL_OBJ ? HL_OP_LOAD_SLOT : target->type == HL_B1 ? HL_OP_BOOL : HL_OP_INT, 0, NULL);
    if (!op)
        return NULL;
    memcpy(&op->imm, &raw, sizeof raw);
    if (target->type == HL_OBJ) {
        op->imm.i = *slot;
        native->slots[(*slot)++] = (void *)(uintptr_t)raw;
    }
    op->id = target->id;
    return op;
}

/* A copy of the original whose new entry gives the exit's values to what the header's state holds, and jumps to the header. NULL with an exception. */
static HlIr *from_header(const HlIr *original, const HlSnapshot *exit, const uint64_t *raw, HlNative *native)
{
    static Layout layout;
    static Values wanted, found;
    HlIr *ir = hl_ir_clone(original);
    HlBlock *header = ir ? header_of(ir, exit->point) : NULL, *entry = header ? hl_block_new(ir) : NULL;
    HlOp *jump = entry ? hl_op_new(ir, HL_OP_JUMP, 0, NULL) : NULL;
    if (!jump) {
        hl_ir_free(ir);
        PyErr_NoMemory();
        return NULL;
    }
    layout.count = hl_snapshot_values(exit, layout.values, HL_MAX_EXIT_VALUES);
    wanted.count = found.count = 0;
    visit_slots(header->header, collect_slot, &wanted);
    visit_slots(exit, collect_slot, &found);
    bool same = wanted.count == found.count;
    uint32_t slot = MOST_OBJECTS;
    for (uint32_t i = 0; same && i < wanted.count; i++) {
        HlOp *target = wanted.slots[i]->value, *value = found.slots[i]->value;
        same = target->type == value->type && wanted.slots[i]->kind == found.slots[i]->kind;
        hl_op_append(entry, give_value(ir, target, raw[place(&layout, value)], native, &slot));
    }
    if (!same) {
        hl_ir_free(ir);
        PyErr_Format(PyExc_ValueError, "the exit at a header (point %u) does not have the slots of the header's snapshot", exit->point);
        return NULL;
    }
    jump->target[0] = (HlEdge){header, header->params};
    hl_op_append(entry, jump);
    hl_block_move_after(ir, entry, NULL);
    return ir;
}

/* --- running --- */

static PyObject *exception_name(void)
{
    PyObject *type, *value, *traceback;
    PyErr_Fetch(&type, &value, &traceback);
    PyObject *name = type ? PyUnicode_FromString(((PyTypeObject *)type)->tp_name) : Py_NewRef(Py_None);
    Py_XDECREF(type);
    Py_XDECREF(value);
    Py_XDECREF(traceback);
    return name;
}

/* NotImplemented stands for NULL. */
static bool take_addresses(PyObject *list, void **addresses)
{
    if (PyList_GET_SIZE(list) > MOST_OBJECTS) {
        PyErr_SetString(PyExc_ValueError, "too many objects");
        return false;
    }
    for (Py_ssize_t i = 0; i < PyList_GET_SIZE(list); i++) {
        PyObject *object = PyList_GET_ITEM(list, i);
        addresses[i] = object == Py_NotImplemented ? NULL : object;
    }
    return true;
}

/* The functions own the references in their slots, so they go back as they are. */
static void give_back(PyObject *list, void **slots)
{
    for (Py_ssize_t i = 0; i < PyList_GET_SIZE(list); i++)
        PyList_SET_ITEM(list, i, slots[i] ? slots[i] : Py_NewRef(Py_NotImplemented));
}

/* The whole run, with the original from a header on if it left there. Returns the exit, whose values are in native->exit_values. */
static const HlSnapshot *run_to_end(const HlIr *original, HlIr **resumed, const HlIr *ir, HlMachineCode *code, HlNative *native)
{
    native->ir = ir;
    int64_t number = code ? code->function(native) : hl_execute(ir, native);
    if (number < 0 || number >= ir->snapshot_count) {
        PyErr_Format(PyExc_ValueError, "left with the unknown exit %lld", (long long)number);
        return NULL;
    }
    const HlSnapshot *exit = ir->snapshots[number];
    if (!header_of(original, exit->point))
        return exit;
    *resumed = from_header(original, exit, native->exit_values, native);
    if (!*resumed)
        return NULL;
    native->ir = *resumed;
    return (*resumed)->snapshots[hl_execute(*resumed, native)];
}

static const char code_name[] = "HlMachineCode";

/* run(original, ir, code or None, slots, constants, breaker) -> (point, resume, [(kind, value)], iterations, flushes, their sum, exception or None, left at a
 * header). `code` is compiled from `ir`. Slots are updated. */
static PyObject *run(PyObject *module, PyObject *args)
{
    (void)module;
    static uint64_t room[HL_MAX_EXIT_VALUES];
    static void *slots[MOST_SLOTS], *constants[MOST_OBJECTS];
    PyObject *original, *ir, *code, *slot_objects, *constant_objects;
    int breaker;
    if (!PyArg_ParseTuple(args, "OOOO!O!i", &original, &ir, &code, &PyList_Type, &slot_objects, &PyList_Type, &constant_objects, &breaker))
        return NULL;
    if (!ir_of(original) || !ir_of(ir) || !take_addresses(slot_objects, slots) || !take_addresses(constant_objects, constants))
        return NULL;
    HlMachineCode *machine_code = code == Py_None ? NULL : PyCapsule_GetPointer(code, code_name);
    HlNative native = {.slots = slots, .constants = constants, .small_ints = hl_rt_small_ints(), .narrow_int = 2 - hl_int_room(), .eval_breaker = &breaker, .exit_values = room, .globals = constants[GLOBALS], .tstate = PyThreadState_Get()};
    HlIr *resumed = NULL;
    flushes.count = flushes.sum = 0;
    const HlSnapshot *exit = run_to_end(ir_of(original), &resumed, ir_of(ir), machine_code, &native);
    give_back(slot_objects, slots);
    PyObject *result = NULL;
    if (exit) {
        PyObject *exception = exception_name();
        result = Py_BuildValue("IsNKKKNi", exit->point, hl_resume_text[exit->resume], slot_list(exit, room), (unsigned long long)native.iterations,
                               (unsigned long long)flushes.count, (unsigned long long)flushes.sum, exception, resumed != NULL);
    }
    hl_ir_free(resumed);
    return result;
}

/* --- compiling --- */

static void free_code(PyObject *capsule) { hl_unload(PyCapsule_GetPointer(capsule, code_name)); }

/* compile(text, optimize) -> code */
static PyObject *compile(PyObject *module, PyObject *args)
{
    (void)module;
    const char *text;
    Py_ssize_t length;
    HlCompileOptions options = {.timeout = 60};
    if (!PyArg_ParseTuple(args, "s#i", &text, &length, &options.optimize))
        return NULL;
    HlJob *job = hl_job_submit(text, (size_t)length, &options);
    PyObject *result;
    if (hl_job_wait(job) == HL_JOB_DONE)
        result = PyCapsule_New(hl_job_take_code(job), code_name, free_code);
    else
        result = PyErr_Format(PyExc_ValueError, "%s", hl_job_error(job));
    hl_job_free(job);
    return result;
}

/* set_compiler(path of hotloop-compiler) */
static PyObject *set_compiler(PyObject *module, PyObject *path)
{
    (void)module;
    const char *text = PyUnicode_AsUTF8(path);
    if (!text)
        return NULL;
    hl_compiler_set_path(text);
    Py_RETURN_NONE;
}

/* shut_down(): ends the compiler process */
static PyObject *shut_down(PyObject *module, PyObject *unused)
{
    (void)module, (void)unused;
    hl_compiler_shutdown();
    Py_RETURN_NONE;
}

static PyMethodDef functions[] = {
    {"parse", parse, METH_VARARGS, NULL},       {"print", print, METH_O, NULL},
    {"optimized", optimized, METH_VARARGS, NULL}, {"passes", passes, METH_NOARGS, NULL},
    {"run", run, METH_VARARGS, NULL},           {"compile", compile, METH_VARARGS, NULL},
    {"set_compiler", set_compiler, METH_O, NULL}, {"shut_down", shut_down, METH_NOARGS, NULL},
    {0},
};
static PyModuleDef definition = {PyModuleDef_HEAD_INIT, .m_name = "_hotloop_random_ir_test", .m_size = -1, .m_methods = functions};

__attribute__((visibility("default"))) PyObject *PyInit__hotloop_random_ir_test(void) { return PyModule_Create(&definition); }
