/* Loops, nests and totals as Python objects. See report.h. Texts are made here if the nest has not kept them but has the IR. */
#include "report.h"

#include "../jit/nest.h"
#include "disassembly.h"
#include "options.h"
#include "totals.h"

#include <stdlib.h>

/* Puts a new reference under `key`; the reference is used up. False: an exception is set. */
static bool put(PyObject *dict, const char *key, PyObject *value)
{
    if (value == NULL)
        return false;
    int failed = PyDict_SetItemString(dict, key, value);
    Py_DECREF(value);
    return failed == 0;
}

static PyObject *text_or_none(const char *text)
{
    if (text == NULL)
        Py_RETURN_NONE;
    return PyUnicode_DecodeUTF8(text, (Py_ssize_t)strlen(text), "backslashreplace");
}

/* `text` is malloc'd and used up. */
static PyObject *own_text_or_none(char *text)
{
    PyObject *object = text_or_none(text);
    free(text);
    return object;
}

static PyObject *ir_text(const char *kept, const HlIr *ir)
{
    if (kept != NULL || ir == NULL)
        return text_or_none(kept);
    return own_text_or_none(hl_ir_text(ir, NULL));
}

static int unit_line(PyCodeObject *code, int unit)
{
    return PyCode_Addr2Line(code, unit * (int)sizeof(_Py_CODEUNIT));
}

static bool put_place(PyObject *dict, PyCodeObject *code, const HlLoop *loop)
{
    return put(dict, "file", Py_NewRef(code->co_filename)) && put(dict, "line", PyLong_FromLong(unit_line(code, loop->header))) &&
           put(dict, "function", Py_NewRef(code->co_qualname));
}

/* --- nests --- */

static const char *state_name(HlNestState state)
{
    switch (state) {
    case HL_NEST_NEW: return "new";
    case HL_NEST_RECORDING: return "recording";
    case HL_NEST_COMPILING: return "compiling";
    case HL_NEST_READY: return "ready";
    case HL_NEST_DEAD: return "given up";
    }
    return "unknown";
}

static const char *resume_name(HlResume resume)
{
    switch (resume) {
    case HL_RESUME: return "guard";
    case HL_RESUME_POLL: return "poll";
    case HL_RESUME_RAISE: return "exception";
    case HL_RESUME_COUNT: break;
    }
    return "unknown";
}

/* Where a snapshot goes on: the innermost frame's code and instruction. */
static PyObject *exit_entry(const HlNest *nest, const HlSnapshot *snapshot, uint64_t taken)
{
    const HlSnapshotFrame *frame = &snapshot->frames[snapshot->frame_count - 1];
    PyCodeObject *code = nest->code->code;
    const HlVersion *version = nest->version;
    if (frame->code < version->constant_count && version->constants[frame->code] != NULL && PyCode_Check(version->constants[frame->code]))
        code = (PyCodeObject *)version->constants[frame->code];
    PyObject *entry = PyDict_New();
    if (entry != NULL && put(entry, "exit", PyLong_FromUnsignedLong(snapshot->id)) && put(entry, "kind", text_or_none(resume_name(snapshot->resume))) &&
        put(entry, "function", Py_NewRef(code->co_qualname)) && put(entry, "line", PyLong_FromLong(unit_line(code, frame->pc))) &&
        put(entry, "taken", PyLong_FromUnsignedLongLong(taken)))
        return entry;
    Py_XDECREF(entry);
    return NULL;
}

/* The exits of the version in use that were taken at least once. */
static PyObject *exit_list(const HlNest *nest)
{
    PyObject *list = PyList_New(0);
    const HlVersion *version = nest->version;
    if (list == NULL || version == NULL || version->ir == NULL || version->exits == NULL)
        return list;
    for (uint32_t i = 0; i < version->ir->snapshot_count; i++) {
        const HlSnapshot *snapshot = version->ir->snapshots[i];
        if (snapshot == NULL || snapshot->frame_count == 0 || version->exits[i] == 0)
            continue;
        PyObject *entry = exit_entry(nest, snapshot, version->exits[i]);
        int failed = entry == NULL || PyList_Append(list, entry) < 0;
        Py_XDECREF(entry);
        if (failed) {
            Py_DECREF(list);
            return NULL;
        }
    }
    return list;
}

static char *copy_part(HlJob *job, HlParts part)
{
    const char *text = hl_job_part(job, part);
    return text == NULL ? NULL : strdup(text);
}

/* Compiles the nest's code once more, for its texts. Waits without the GIL: the caller keeps the nest's code object, and so the nest, alive. */
static void compile_texts(HlNest *nest)
{
    size_t length;
    char *ir = nest->assembly_text != NULL || nest->version == NULL ? NULL : hl_ir_text(nest->version->ir, &length);
    if (ir == NULL)
        return;
    HlCompileOptions options = {
        .optimize = (int)hl_options.optimize, .parts = HL_PART_GIMPLE | HL_PART_ASSEMBLY, .timeout = hl_options.compile_timeout};
    HlJob *job = hl_job_submit(ir, length, &options);
    free(ir);
    HlJobState state;
    Py_BEGIN_ALLOW_THREADS
    state = hl_job_wait(job);
    Py_END_ALLOW_THREADS
    if (state == HL_JOB_DONE && nest->assembly_text == NULL) { /* another thread may have been here */
        free(nest->gimple_text);
        nest->gimple_text = copy_part(job, HL_PART_GIMPLE);
        nest->assembly_text = copy_part(job, HL_PART_ASSEMBLY);
    }
    hl_job_free(job);
}

static bool put_texts(PyObject *dict, const HlNest *nest)
{
    return put(dict, "bytecode", own_text_or_none(hl_disassemble(nest->code->code, nest->loop->header, nest->loop->end))) &&
           put(dict, "recorded", ir_text(nest->recorded_text, nest->master)) &&
           put(dict, "optimised", ir_text(nest->optimised_text, nest->version == NULL ? NULL : nest->version->ir)) &&
           put(dict, "gimple", text_or_none(nest->gimple_text)) && put(dict, "machine", text_or_none(nest->assembly_text));
}

static PyObject *nest_entry(const HlNest *nest)
{
    PyObject *dict = PyDict_New();
    uint32_t operations = nest->master == NULL ? 0 : nest->master->op_count;
    if (dict != NULL && put_place(dict, nest->code->code, nest->loop) && put(dict, "state", text_or_none(state_name(nest->state))) &&
        put(dict, "reason", text_or_none(nest->loop->reason)) && put(dict, "builds", PyLong_FromLong(nest->builds)) &&
        put(dict, "operations", PyLong_FromUnsignedLong(operations)) && put(dict, "entries", PyLong_FromUnsignedLongLong(nest->entries)) &&
        put(dict, "iterations", PyLong_FromUnsignedLongLong(nest->iterations)) &&
        put(dict, "exits_taken", PyLong_FromUnsignedLongLong(nest->exits)) && put(dict, "exits", exit_list(nest)) &&
        put(dict, "compile_seconds", PyFloat_FromDouble(nest->compile_seconds)) && put_texts(dict, nest))
        return dict;
    Py_XDECREF(dict);
    return NULL;
}

/* Appends the nest's dictionary. */
static bool append_nest(PyObject *list, HlNest *nest, bool compile)
{
    nest->running++; /* what runs meanwhile must not drop it */
    if (compile)
        compile_texts(nest);
    PyObject *entry = nest_entry(nest);
    bool done = entry != NULL && PyList_Append(list, entry) == 0;
    Py_XDECREF(entry);
    nest->running--;
    return done;
}

PyObject *hl_report_nests(bool compile)
{
    PyObject *list = PyList_New(0);
    for (HlNest *nest = hl_nests; list != NULL && nest != NULL;) {
        PyObject *code = Py_NewRef(nest->code->code);
        if (!append_nest(list, nest, compile))
            Py_CLEAR(list);
        nest = nest->next_nest;
        Py_DECREF(code);
    }
    if (list != NULL && PyList_Reverse(list) < 0) /* oldest first */
        Py_CLEAR(list);
    return list;
}

/* --- loops --- */

static PyObject *loop_entry(const HlCode *code, const HlLoop *loop)
{
    PyObject *dict = PyDict_New();
    if (dict != NULL && put_place(dict, code->code, loop) && put(dict, "iterations", PyLong_FromLongLong(hl_loop_iterations(loop))) &&
        put(dict, "given_up", PyBool_FromLong(loop->given_up)) && put(dict, "reason", text_or_none(loop->reason)) &&
        put(dict, "nest", PyBool_FromLong(loop->nest != NULL)))
        return dict;
    Py_XDECREF(dict);
    return NULL;
}

PyObject *hl_report_loops(void)
{
    PyObject *list = PyList_New(0);
    for (const HlCode *code = hl_codes; list != NULL && code != NULL; code = code->next_code) {
        for (int i = 0; list != NULL && i < code->loop_count; i++) {
            if (hl_loop_iterations(&code->loops[i]) == 0)
                continue;
            PyObject *entry = loop_entry(code, &code->loops[i]);
            if (entry == NULL || PyList_Append(list, entry) < 0)
                Py_CLEAR(list);
            Py_XDECREF(entry);
        }
    }
    return list;
}

/* --- totals --- */

PyObject *hl_report_statistics(void)
{
    HlTotals totals = hl_totals();
    PyObject *dict = PyDict_New();
    if (dict != NULL && put(dict, "loops", PyLong_FromLongLong(totals.loops)) &&
        put(dict, "loops_given_up", PyLong_FromLongLong(totals.loops_given_up)) && put(dict, "nests", PyLong_FromLongLong(totals.nests)) &&
        put(dict, "nests_compiled", PyLong_FromLongLong(totals.nests_compiled)) && put(dict, "builds", PyLong_FromLongLong(totals.builds)) &&
        put(dict, "compile_seconds", PyFloat_FromDouble(totals.compile_seconds)) &&
        put(dict, "run_seconds", PyFloat_FromDouble(totals.run_seconds)) &&
        put(dict, "native_seconds", PyFloat_FromDouble(totals.native_seconds)) && put(dict, "entries", PyLong_FromLongLong(totals.entries)) &&
        put(dict, "exits", PyLong_FromLongLong(totals.exits)) &&
        put(dict, "native_iterations", PyLong_FromLongLong(totals.native_iterations)) &&
        put(dict, "interpreted_iterations", PyLong_FromLongLong(totals.interpreted_iterations)) &&
        put(dict, "numbers_not_made", PyLong_FromLongLong(totals.numbers_not_made)))
        return dict;
    Py_XDECREF(dict);
    return NULL;
}
