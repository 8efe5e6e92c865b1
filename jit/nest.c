/* Nests: from recorded IR to running code, and back through exits. */
#include "nest.h"
#include "../runtime/boxing.h"
#include "../runtime/exit.h"
#include "../runtime/reserve.h"
#include "../src/cpython/adapter.h"
#include "../src/disassembly.h"
#include "../src/log.h"
#include "../src/options.h"
#include "../src/report.h"
#include "budget.h"
#include "executor/executor.h"
#include "passes/passes.h"
#include "reasons.h"
#include "stress.h"
#include "recorder/internal.h"
#include <string.h>
#include <x86intrin.h>

enum {
    MAX_FAILED_RECORDINGS = 6,
    RECURSION_ROOM = 50,     /* frames that must still be allowed: inlined frames are built at exits */
    JUDGED_ENTRIES = 2000,   /* entries after which a nest whose runs are very short is given up */
    SHORT_RUN = 2,           /* iterations an entry */
};

HlNest *hl_nests;

/* --- life --- */

static char *nest_name(PyCodeObject *code, int header)
{
    const char *file = PyUnicode_AsUTF8(code->co_filename), *function = PyUnicode_AsUTF8(code->co_qualname);
    const char *slash = file != NULL ? strrchr(file, '/') : NULL;
    int line = PyCode_Addr2Line(code, header * (int)sizeof(_Py_CODEUNIT));
    char name[256];
    snprintf(name, sizeof name, "%.100s:%d %.100s", file == NULL ? "?" : slash != NULL ? slash + 1 : file, line, function != NULL ? function : "?");
    PyErr_Clear();
    for (char *c = name; *c; c++) {
        *c = (unsigned char)*c < ' ' || *c == '"' || *c == '\\' ? '?' : *c;
    }
    size_t size = strlen(name) + 1;
    char *kept = PyMem_Malloc(size);
    return kept != NULL ? memcpy(kept, name, size) : NULL;
}

HlNest *hl_nest_new(HlCode *code, HlLoop *loop)
{
    HlNest *nest = PyMem_Calloc(1, sizeof *nest);
    if (nest == NULL) {
        return NULL;
    }
    nest->code = code;
    nest->loop = loop;
    nest->name = nest_name(code->code, loop->header);
    nest->master = nest->name != NULL ? hl_ir_new(nest->name) : NULL;
    if (nest->master == NULL) {
        PyMem_Free(nest->name);
        PyMem_Free(nest);
        return NULL;
    }
    nest->next_nest = hl_nests;
    nest->link_nest = &hl_nests;
    if (hl_nests != NULL) {
        hl_nests->link_nest = &nest->next_nest;
    }
    hl_nests = nest;
    hl_budget_nest_made(nest);
    hl_pool_nest_made();
    loop->nest = nest;
    return nest;
}

static void version_free(HlVersion *version)
{
    if (version == NULL) {
        return;
    }
    for (uint32_t i = 0; i < version->constant_count && version->constants != NULL; i++) {
        hl_pool_release(version->constants[i], version->root);
    }
    PyMem_Free(version->constants);
    PyMem_Free(version->exits);
    if (version->code != NULL) {
        hl_unload(version->code);
    }
    if (version->ir != NULL) {
        hl_ir_free(version->ir);
    }
    PyMem_Free(version);
}

/* A version that still runs somewhere is freed by its last leaver. */
static void version_retire(HlVersion *version)
{
    if (version != NULL) {
        version->replaced = true;
        if (version->active == 0) {
            version_free(version);
        }
    }
}

void hl_nest_free(HlNest *nest)
{
    hl_report_nest_gone(nest);
    *nest->link_nest = nest->next_nest;
    if (nest->next_nest != NULL) {
        nest->next_nest->link_nest = nest->link_nest;
    }
    hl_budget_nest_gone(nest);
    hl_pool_return(nest);
    if (nest->job != NULL) {
        hl_job_free(nest->job);
    }
    version_retire(nest->version);
    version_retire(nest->next);
    for (uint32_t i = 0; i < nest->constant_count; i++) {
        hl_pool_release(nest->constants[i], nest->code->code);
    }
    PyMem_Free(nest->constants);
    PyMem_Free(nest->points);
    hl_ir_free(nest->master);
    free(nest->recorded_text);
    free(nest->optimised_text);
    free(nest->gimple_text);
    free(nest->assembly_text);
    PyMem_Free(nest->name);
    PyMem_Free(nest);
}

bool hl_nest_is_idle(const HlNest *nest)
{
    return nest->running == 0 && !nest->waiting && (hl_recorder == NULL || hl_recorder->nest != nest);
}

/* All that the nest has found out is taken off it first: releasing objects may run any code, this loop included. */
void hl_nest_forget(HlNest *nest)
{
    PyCodeObject *code = (PyCodeObject *)Py_NewRef(nest->code->code); /* nobody else may hold it, and it owns the nest */
    HlIr *master = hl_ir_new(nest->name);
    hl_pool_return(nest);
    HlNest old = *nest;
    nest->version = nest->next = NULL;
    nest->job = NULL;
    nest->constants = NULL;
    nest->constant_count = nest->constant_capacity = nest->point_count = nest->serial = 0;
    nest->merges = NULL;
    nest->builtins = NULL;
    nest->closed = nest->stale = false;
    if (master != NULL) {
        nest->master = master;
        hl_ir_free(old.master);
    }
    if (nest->state != HL_NEST_DEAD) {
        nest->state = master != NULL ? HL_NEST_NEW : HL_NEST_DEAD;
        nest->loop->counter = nest->loop->countdown = 0;
    }
    if (master == NULL) {
        hl_loop_give_up(nest->code, nest->loop, hl_reason_out_of_memory);
    }
    hl_budget_count(nest);
    if (old.job != NULL) {
        hl_job_free(old.job);
    }
    version_retire(old.version);
    version_retire(old.next);
    for (uint32_t i = 0; i < old.constant_count; i++) {
        hl_pool_release(old.constants[i], code);
    }
    PyMem_Free(old.constants);
    Py_DECREF(code);
}

static void give_up(HlNest *nest, const char *reason)
{
    nest->state = HL_NEST_DEAD;
    hl_loop_give_up(nest->code, nest->loop, reason);
}

/* --- building --- */

static void keep_text(char **slot, const HlIr *ir, char letter, const char *name)
{
    if (!hl_dump_wanted(letter)) {
        return;
    }
    size_t length;
    free(*slot);
    *slot = hl_ir_text(ir, &length);
    if (*slot != NULL) {
        hl_dump(letter, name, *slot);
    }
}

static void dump_bytecode(const HlNest *nest)
{
    if (!hl_dump_wanted('b') || nest->builds > 0) {
        return;
    }
    char *text = hl_disassemble(nest->code->code, nest->loop->header, nest->loop->end);
    hl_dump('b', nest->name, text);
    free(text);
}

static HlVersion *version_new(HlNest *nest)
{
    HlVersion *version = PyMem_Calloc(1, sizeof *version);
    if (version == NULL) {
        return NULL;
    }
    version->root = nest->code->code;
    version->ir = hl_ir_clone(nest->master);
    version->constants = PyMem_Calloc(nest->constant_count + 1, sizeof(PyObject *));
    if (version->ir == NULL || version->constants == NULL) {
        version_free(version);
        return NULL;
    }
    version->constant_count = nest->constant_count;
    for (uint32_t i = 0; i < nest->constant_count; i++) {
        version->constants[i] = nest->constants[i];
        hl_pool_hold(version->constants[i], version->root);
    }
    return version;
}

static bool optimise_ir(const HlNest *nest, HlIr *ir, char *error, size_t error_size)
{
    if (hl_stress.on && !hl_stress_before_passes(ir)) {
        return false;
    }
    if (hl_options.verify && !hl_ir_verify(ir, error, error_size)) {
        return false;
    }
    HlPassChoice choice = {.off = hl_options.passes_off, .order = hl_stress_pass_order(), .verify = hl_options.verify};
    if (!hl_passes_run(ir, &choice, error, error_size)) {
        return false;
    }
    if (hl_stress.on && !hl_stress_after_passes(ir, nest)) {
        return false;
    }
    return !hl_stress.on || !hl_options.verify || hl_ir_verify(ir, error, error_size);
}

/* The optimised function of a new version; NULL with `error` filled. */
static HlVersion *optimise(HlNest *nest, char *error, size_t error_size)
{
    snprintf(error, error_size, "%s", hl_reason_out_of_memory);
    HlVersion *version = version_new(nest);
    if (version == NULL) {
        return NULL;
    }
    if (optimise_ir(nest, version->ir, error, error_size)) {
        version->exits = PyMem_Calloc(version->ir->snapshot_count + 1, sizeof(uint64_t));
    }
    if (version->exits == NULL) {
        version_free(version);
        return NULL;
    }
    keep_text(&nest->optimised_text, version->ir, 'o', nest->name);
    return version;
}

/* There will be no new version. The one in use, if there is one, stays as it is. */
static void build_failed(HlNest *nest, const char *reason)
{
    version_free(nest->next);
    nest->next = NULL;
    if (nest->version == NULL) {
        give_up(nest, reason);
        return;
    }
    nest->state = HL_NEST_READY;
    nest->builds = (int)hl_options.max_builds;
    hl_log(nest->name, "its form is final: %s", reason);
}

/* A new version is in use. Others may have to make room for it, which may run any code. */
static void keep_in_budget(HlNest *nest)
{
    hl_budget_count(nest);
    if (!hl_budget_fit(nest)) {
        HlVersion *version = nest->version;
        nest->version = NULL;
        hl_budget_count(nest);
        give_up(nest, hl_reason_code_limit);
        version_retire(version);
    }
}

static void install(HlNest *nest)
{
    HlVersion *old = nest->version;
    nest->running++; /* the old version's objects, and other nests', are released here: the nest must stay */
    hl_exit_prepare(nest->next->ir);
    nest->version = nest->next;
    nest->next = NULL;
    version_retire(old);
    nest->state = HL_NEST_READY;
    nest->loop->counter = 0;
    nest->loop->countdown = 0;
    nest->judged_entries = nest->entries;
    nest->judged_iterations = nest->iterations;
    if (nest->builds == hl_options.max_builds) {
        hl_log(nest->name, "its form is final: %s", hl_reason_build_limit);
    }
    keep_in_budget(nest);
    nest->running--;
}

static void submit(HlNest *nest)
{
    size_t length;
    char *text = hl_ir_text(nest->next->ir, &length);
    if (text == NULL) {
        build_failed(nest, hl_reason_out_of_memory);
        return;
    }
    HlCompileOptions options = {.optimize = (int)hl_options.optimize,
                                .timeout = hl_options.compile_timeout,
                                .store = hl_options.code_store,
                                .store_limit = (uint64_t)hl_options.code_store_size};
    options.parts = (hl_dump_wanted('g') ? HL_PART_GIMPLE : 0u) | (hl_dump_wanted('m') ? HL_PART_ASSEMBLY : 0u);
    nest->job = hl_job_submit(text, length, &options);
    free(text);
    nest->state = HL_NEST_COMPILING;
    hl_nest_update(nest, hl_options.sync);
}

static void build(HlNest *nest)
{
    char error[512];
    if (nest->job != NULL || nest->next != NULL) {
        return; /* the build under way is finished first; what was recorded meanwhile goes into the next */
    }
    dump_bytecode(nest);
    keep_text(&nest->recorded_text, nest->master, 'r', nest->name);
    nest->next = optimise(nest, error, sizeof error);
    if (nest->next == NULL) {
        hl_log(nest->name, "not built: %s", error);
        build_failed(nest, hl_options.verify ? hl_reason_verify_failed : hl_reason_out_of_memory);
        return;
    }
    nest->builds++;
    if (hl_stress.on && hl_stress_compile_fails()) {
        build_failed(nest, hl_reason_compile_failed);
        return;
    }
    if (hl_options.executor) {
        install(nest);
        return;
    }
    submit(nest);
}

void hl_nest_recorded(HlNest *nest, bool complete, int gained, const char *reason)
{
    nest->recordings++;
    if (nest->state == HL_NEST_DEAD) {
        give_up(nest, hl_reason_out_of_memory);
        return;
    }
    if (nest->stale && !nest->waiting) {
        hl_nest_forget(nest);
        return;
    }
    bool first = nest->version == NULL && nest->next == NULL;
    nest->state = nest->version != NULL ? HL_NEST_READY : nest->next != NULL ? HL_NEST_COMPILING : HL_NEST_NEW;
    nest->closed = nest->closed || complete;
    if (nest->closed && gained > 0 && nest->builds < hl_options.max_builds) {
        build(nest);
    }
    else if (first && ++nest->failed_recordings >= MAX_FAILED_RECORDINGS) {
        give_up(nest, reason);
    }
}

static void take_parts(HlNest *nest, const HlJob *job)
{
    const char *gimple = hl_job_part(job, HL_PART_GIMPLE), *assembly = hl_job_part(job, HL_PART_ASSEMBLY);
    if (gimple != NULL) {
        free(nest->gimple_text);
        nest->gimple_text = strdup(gimple);
        hl_dump('g', nest->name, gimple);
    }
    if (assembly != NULL) {
        free(nest->assembly_text);
        nest->assembly_text = strdup(assembly);
        hl_dump('m', nest->name, assembly);
    }
}

static void job_done(HlNest *nest, HlJob *job)
{
    nest->compile_seconds += hl_job_seconds(job);
    take_parts(nest, job);
    nest->next->code = hl_job_take_code(job);
    if (nest->next->code == NULL) {
        build_failed(nest, hl_reason_load_failed);
        return;
    }
    hl_log(nest->name, "compiled: build %d, %u operations, %zu bytes, %.1f ms%s", nest->builds, nest->next->ir->op_count,
           nest->next->code->code_size, hl_job_seconds(job) * 1e3, hl_job_stored(job) ? ", from the code store" : "");
    install(nest);
}

static void job_failed(HlNest *nest, HlJob *job)
{
    hl_log(nest->name, "compile failed: %s", hl_job_error(job));
    const char *dead;
    bool off = hl_compiler_dead(&dead);
    if (off) {
        hl_warn_once(dead);
    }
    build_failed(nest, off ? hl_reason_no_compiler : hl_job_out_of_time(job) ? hl_reason_compile_timeout : hl_reason_compile_failed);
}

void hl_nest_update(HlNest *nest, bool wait)
{
    if (nest->job == NULL || nest->waiting) {
        return;
    }
    HlJobState state = hl_job_poll(nest->job);
    if (state == HL_JOB_PENDING && wait) {
        nest->waiting = true;
        Py_BEGIN_ALLOW_THREADS
        state = hl_job_wait(nest->job);
        Py_END_ALLOW_THREADS
        nest->waiting = false;
    }
    if (state == HL_JOB_PENDING) {
        return;
    }
    HlJob *job = nest->job;
    nest->job = NULL; /* installing may run any code, which may come here again */
    if (state == HL_JOB_DONE) {
        job_done(nest, job);
    }
    else {
        job_failed(nest, job);
    }
    hl_job_free(job);
    if (nest->stale && nest->state != HL_NEST_DEAD) {
        hl_nest_forget(nest);
    }
}

void hl_nests_after_fork_child(void)
{
    for (HlNest *nest = hl_nests; nest != NULL; nest = nest->next_nest) {
        nest->waiting = false; /* the thread that waited is not here */
    }
}

/* --- running --- */

static void leave_version(HlVersion *version)
{
    if (--version->active == 0 && version->replaced) {
        version_free(version);
    }
}

/* Does this exit deserve that its path is recorded? */
static bool exit_is_hot(HlNest *nest, HlPoint *point)
{
    if (point == NULL || point->final || nest->builds >= hl_options.max_builds || nest->job != NULL || hl_recorder != NULL) {
        return false;
    }
    return point->taken >= (uint64_t)hl_options.exit_threshold << (point->recordings < 10 ? point->recordings : 10);
}

static bool record_exit(HlNest *nest, HlPoint *point, PyThreadState *tstate, _PyInterpreterFrame *frame)
{
    point->taken = 0;
    point->recordings++;
    hl_log(nest->name, "exit hot: point %u", point->number);
    return hl_recorder_start(nest, point->number, tstate, frame);
}

/* A nest that is left again at once costs more than it saves. */
static void judge(HlNest *nest)
{
    uint64_t entries = nest->entries - nest->judged_entries;
    if (entries < JUDGED_ENTRIES || nest->job != NULL) {
        return;
    }
    bool is_short = nest->iterations - nest->judged_iterations < entries * SHORT_RUN;
    nest->judged_entries = nest->entries;
    nest->judged_iterations = nest->iterations;
    if (is_short) {
        give_up(nest, hl_reason_too_short);
    }
}

static int64_t run(HlVersion *version, HlNative *native)
{
    uint64_t before = hl_options.stats ? __rdtsc() : 0;
    int64_t exit = version->code != NULL ? version->code->function(native) : hl_execute(version->ir, native);
    native->nest->ticks += hl_options.stats ? __rdtsc() - before : 0;
    return exit;
}

static HlAction after_exit(HlNest *nest, HlNative *native, const HlSnapshot *snapshot, PyThreadState *tstate, _PyInterpreterFrame *frame)
{
    HlPoint *point = snapshot->point < nest->point_count ? nest->points[snapshot->point] : NULL;
    bool recording = false;
    if (point != NULL) {
        point->taken++;
        recording = exit_is_hot(nest, point) && record_exit(nest, point, tstate, frame);
    }
    HlResume resume = hl_exit(native, snapshot);
    if (recording && hl_recorder != NULL && (resume == HL_RESUME_RAISE) != hl_recorder_awaits_exception()) {
        hl_recorder_cancel("an exception was raised");
    }
    return resume == HL_RESUME_RAISE ? HL_RAISE : HL_RELOAD;
}

bool hl_nest_fits(const HlNest *nest, const _PyInterpreterFrame *frame)
{
    return frame->f_builtins == nest->builtins && PyDict_CheckExact(frame->f_globals) && (frame->f_locals == frame->f_globals) == nest->module_level;
}

HlAction hl_nest_enter(HlNest *nest, PyThreadState *tstate, _PyInterpreterFrame *frame)
{
    HlVersion *version = nest->version;
    if (tstate->recursion_remaining < RECURSION_ROOM || !hl_nest_fits(nest, frame) || !hl_reserve_fill()) {
        return HL_CONTINUE;
    }
    uint64_t values[HL_MAX_EXIT_VALUES];
    HlNative native = {.slots = (void **)frame->localsplus,
                       .constants = (void **)version->constants,
                       .small_ints = hl_rt_small_ints(),
                       .narrow_int = 2 - hl_int_room(),
                       .eval_breaker = (const int *)&tstate->interp->ceval.eval_breaker._value,
                       .exit_values = values,
                       .nest = nest,
                       .frame = frame,
                       .globals = frame->f_globals,
                       .tstate = tstate,
                       .ir = version->ir};
    hl_budget_entered(nest);
    nest->running++;
    version->active++;
    int64_t exit = run(version, &native);
    if (exit < 0) {
        leave_version(version);
        nest->running--;
        return HL_CONTINUE;
    }
    nest->entries++;
    nest->exits++;
    nest->iterations += native.iterations;
    version->exits[exit]++;
    HlAction action = after_exit(nest, &native, version->ir->snapshots[exit], tstate, frame);
    leave_version(version);
    judge(nest);
    nest->running--;
    if (hl_stress.on && action != HL_RAISE) {
        hl_stress_entered(); /* may drop the nest */
    }
    return action;
}
