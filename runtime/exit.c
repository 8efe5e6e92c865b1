/* Leaving compiled code; see exit.h. The order of the steps matters: everything that compiled code owned is placed first, without running any Python code; then the
 * frame is real; only then is anything released, which may run code that looks at the frame. */
#include "rebuild.h"
#include "reserve.h"
#include "cpython/iterators.h"

static void lose(HlExit *leaving, PyObject *object)
{
    if (object != NULL)
        leaving->lost[leaving->lost_count++] = object;
}

/* --- postponed stores --- */

static void store_global(HlExit *leaving, PyObject *globals, const HlStore *store)
{
    PyObject *name = leaving->native->constants[store->name];
    PyObject *value = hl_exit_make(leaving, &store->value);
    lose(leaving, Py_XNewRef(PyDict_GetItemWithError(globals, name)));
    /* The name is there, so nothing is resized. */
    if (PyDict_SetItem(globals, name, value) < 0)
        leaving->failed = true;
    Py_DECREF(value);
}

static void apply_store(HlExit *leaving, const HlStore *store)
{
    PyObject *base = hl_exit_peek(leaving, &store->base);
    switch (store->kind) {
    case HL_STORE_RANGE_INDEX:
        ((HlRangeIterator *)base)->index = hl_exit_integer(leaving, &store->value);
        break;
    case HL_STORE_LIST_INDEX:
    case HL_STORE_TUPLE_INDEX:
        ((HlSequenceIterator *)base)->index = hl_exit_integer(leaving, &store->value);
        break;
    case HL_STORE_GLOBAL:
        store_global(leaving, base, store);
        break;
    case HL_STORE_KIND_COUNT:
        Py_UNREACHABLE();
    }
}

/* --- the root frame --- */

static void fill_locals(HlExit *leaving)
{
    const HlSnapshotFrame *root = &leaving->snapshot->frames[0];
    PyObject **slots = (PyObject **)leaving->native->slots;
    for (uint32_t i = 0; i < root->local_count; i++) {
        if (root->slots[i].kind == HL_SLOT_KEEP)
            continue;
        PyObject *held = slots[i];
        slots[i] = hl_exit_make_over(leaving, &root->slots[i], held);
        lose(leaving, held);
    }
}

/* Compiled code owned what the stack held at entry, so nothing is released here. */
static void fill_stack(HlExit *leaving)
{
    const HlSnapshotFrame *root = &leaving->snapshot->frames[0];
    PyObject **slots = (PyObject **)leaving->native->slots;
    for (uint32_t i = root->local_count; i < root->local_count + root->stack_count; i++)
        if (root->slots[i].kind != HL_SLOT_KEEP)
            slots[i] = hl_exit_make(leaving, &root->slots[i]);
}

/* --- the inlined frames --- */

/* Memory for all frames but the root's, or for none. Those that somebody keeps are there. */
static bool allocate_frames(HlExit *leaving, _PyInterpreterFrame **frames)
{
    uint32_t count = leaving->snapshot->frame_count - 1;
    for (uint32_t i = 0; i < count; i++) {
        frames[i] = hl_frame_of(leaving, i);
        if (frames[i] == NULL) {
            while (i-- > 0)
                hl_rt_frame_kept(leaving->native, i); /* frees it, if it is not */
            return false;
        }
    }
    for (uint32_t i = 0; i < count; i++)
        leaving->native->inlined[i] = NULL;
    return true;
}

/* There is no memory for the frames: makes what they would have held, so that each reference is taken over, and releases it when nothing needs it any more. */
static void abandon_frames(HlExit *leaving)
{
    const HlSnapshot *snapshot = leaving->snapshot;
    uint32_t room = 0, made = 0;
    for (uint32_t i = 1; i < snapshot->frame_count; i++)
        room += snapshot->frames[i].local_count + snapshot->frames[i].stack_count;
    PyObject *objects[room + 1];
    for (uint32_t i = 1; i < snapshot->frame_count; i++)
        for (uint32_t k = 0; k < snapshot->frames[i].local_count + snapshot->frames[i].stack_count; k++)
            objects[made++] = hl_exit_make(leaving, &snapshot->frames[i].slots[k]);
    while (made > 0)
        Py_XDECREF(objects[--made]);
    if (!leaving->failed)
        PyErr_NoMemory();
    leaving->failed = true;
}

static bool build_frames(HlExit *leaving, _PyInterpreterFrame **frames)
{
    if (!allocate_frames(leaving, frames)) {
        abandon_frames(leaving);
        return false;
    }
    for (uint32_t i = 1; i < leaving->snapshot->frame_count; i++)
        hl_frame_fill(leaving, &leaving->snapshot->frames[i], frames[i - 1]);
    return true;
}

/* Runs the inlined frames; then the root frame stands after its CALL, or at it with the callee's exception. */
static HlResume run_frames(HlNative *native, const HlSnapshot *snapshot, _PyInterpreterFrame **frames, HlResume innermost)
{
    PyThreadState *tstate = native->tstate;
    _PyInterpreterFrame *root = native->frame;
    int depth = root->stacktop;
    root->prev_instr++;   /* the CALL itself, while it runs */
    root->stacktop = -1;
    PyObject *result = hl_frames_run(tstate, frames, snapshot->frames + 1, snapshot->frame_count - 1, innermost);
    root->stacktop = depth;
    return hl_frame_return_to(root, result, snapshot->frames[1].returns) ? HL_RESUME : HL_RESUME_RAISE;
}

/* --- quiet: making objects calls types and allocates containers, which must start no collection and see no exception --- */

typedef struct Quiet {
    PyObject *type, *value, *traceback;
    bool needed, collecting;
} Quiet;

static void begin_quiet(Quiet *quiet, bool needed)
{
    quiet->needed = needed;
    if (!quiet->needed)
        return;
    quiet->collecting = PyGC_Disable();
    PyErr_Fetch(&quiet->type, &quiet->value, &quiet->traceback);
}

/* A failure's MemoryError takes the place of the exception with which compiled code left. */
static void end_quiet(Quiet *quiet, bool failed)
{
    if (!quiet->needed)
        return;
    if (quiet->collecting)
        PyGC_Enable();
    if (failed) {
        Py_XDECREF(quiet->type);
        Py_XDECREF(quiet->value);
        Py_XDECREF(quiet->traceback);
    } else {
        PyErr_Restore(quiet->type, quiet->value, quiet->traceback);
    }
}

/* --- the whole --- */

/* `leaving` is not initialised as a whole: its boxes are many and mostly unused. */
static void begin(HlExit *leaving, HlNative *native, const HlSnapshot *snapshot, PyObject **virtuals, PyObject **lost)
{
    leaving->native = native;
    leaving->snapshot = snapshot;
    leaving->virtuals = virtuals;
    leaving->failed = false;
    leaving->lost = lost;
    leaving->lost_count = 0;
    for (uint32_t i = 0; i < snapshot->virtual_count; i++)
        virtuals[i] = NULL;
    for (uint32_t i = 0; i < snapshot->store_count; i++)
        apply_store(leaving, &snapshot->stores[i]);
    fill_locals(leaving);
}

/* Slots have their own references to virtuals by now. */
static void release(HlExit *leaving)
{
    for (uint32_t i = 0; i < leaving->snapshot->virtual_count; i++)
        Py_XDECREF(leaving->virtuals[i]);
    for (uint32_t i = 0; i < leaving->lost_count; i++)
        Py_DECREF(leaving->lost[i]);
}

static uint32_t losses(const HlSnapshot *snapshot)
{
    return snapshot->frames[0].local_count + snapshot->store_count;
}

/* Puts everything in its place and releases the rest. Not inlined: what it needs of the C stack must be gone when the inlined frames run. */
__attribute__((noinline)) static HlResume place(HlNative *native, const HlSnapshot *snapshot, _PyInterpreterFrame **frames, bool *built)
{
    const HlSnapshotFrame *root = &snapshot->frames[0];
    PyObject *virtuals[snapshot->virtual_count + 1], *lost[losses(snapshot) + 1];
    HlExit leaving;
    Quiet quiet;

    begin_quiet(&quiet, snapshot->virtual_count > 0 || snapshot->store_count > 0 || snapshot->resume == HL_RESUME_RAISE);
    begin(&leaving, native, snapshot, virtuals, lost);
    fill_stack(&leaving);
    *built = build_frames(&leaving, frames);
    native->frame->stacktop = (int)(root->local_count + root->stack_count);
    native->frame->prev_instr = _PyCode_CODE(native->frame->f_code) + root->pc - 1;
    HlResume resume = leaving.failed ? HL_RESUME_RAISE : snapshot->resume;
    end_quiet(&quiet, leaving.failed);
    release(&leaving);
    return resume;
}

HlResume hl_exit(HlNative *native, const HlSnapshot *snapshot)
{
    uint32_t inlined = snapshot->frame_count - 1;
    _PyInterpreterFrame *frames[inlined + 1];
    bool built;
    hl_rt_hide_frames(native);
    HlResume resume = place(native, snapshot, frames, &built);
    /* Without the frames, the root raises at its CALL. */
    return inlined > 0 && built ? run_frames(native, snapshot, frames, resume) : resume;
}

/* A flush makes no virtual objects of stacks. */
static bool makes_objects(const HlSnapshot *snapshot)
{
    bool makes = snapshot->store_count > 0;
    for (uint32_t i = 0; i < snapshot->frame_count; i++)
        for (uint32_t k = 0; k < snapshot->frames[i].local_count; k++)
            makes |= snapshot->frames[i].slots[k].kind == HL_SLOT_VIRTUAL;
    return makes;
}

void hl_rt_flush(HlNative *native, int64_t id)
{
    const HlSnapshot *snapshot = native->ir->snapshots[id];
    PyObject *virtuals[snapshot->virtual_count + 1], *lost[losses(snapshot) + 1];
    HlExit leaving;
    Quiet quiet;

    hl_rt_hide_frames(native);
    hl_reserve_fill(); /* earlier flushes of this entry may have used some of it */
    begin_quiet(&quiet, makes_objects(snapshot));
    begin(&leaving, native, snapshot, virtuals, lost);
    native->frame->prev_instr = _PyCode_CODE(native->frame->f_code) + snapshot->frames[0].pc;
    if (snapshot->frame_count > 1)
        hl_frames_show(&leaving);
    end_quiet(&quiet, leaving.failed);
    if (leaving.failed)
        Py_FatalError("hotloop: out of memory while making a frame's numbers visible");
    release(&leaving);
}
