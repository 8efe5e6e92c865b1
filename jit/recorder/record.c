/* The life of a recording: begun by the nest, fed with instructions by the evaluator, ended by a cap, by silence, or by leaving the root loop.
 *
 * Each instruction has two phases, each a unit that may begin again in its fail block: the merge point, if the instruction is a jump target, and the
 * instruction itself. */
#include "core.h"
#include "../../src/cpython/adapter.h"
#include "../../src/cpython/bytecode.h"
#include "../../src/log.h"
#include "../../src/options.h"

enum {
    QUIET_ITERATIONS = 16,       /* of the root loop without anything new: the recording is complete */
    QUIET_INSTRUCTIONS = 30000,  /* on known paths: likewise (a long inner loop) */
    MAX_INSTRUCTIONS = 200000,   /* of one recording */
    CALLERS_ASKED = 4,           /* frames in which a test of identities concerns a loop */
    STALLED = 10000,             /* looks of other loops at a recording that has seen no instruction meanwhile: it is ended (each look: COMPILE_POLL back edges) */
    FRUITLESS = 3,               /* recordings at a point that brought nothing: no more there */
};

HlRecorder *hl_recorder;
static HlRecorder *idle; /* one is kept: it is large */

/* --- ending --- */

static HlPoint *point_at(HlRecorder *rec, const HlBlock *block)
{
    for (uint32_t i = 0; i < rec->nest->point_count; i++) {
        if (rec->nest->points[i]->block == block && !rec->nest->points[i]->merge) {
            return rec->nest->points[i];
        }
    }
    return NULL;
}

/* Ends the open path with an exit at `pc` of the current state. */
static HlPoint *close_path(HlRecorder *rec, int pc)
{
    HlPoint *point = rec->block->first == NULL ? point_at(rec, rec->block) : NULL;
    if (point != NULL) { /* nothing was recorded in a fail block: its exit comes back */
        HlOp *exit = hl_op_new(rec->ir, HL_OP_EXIT, 0, NULL);
        if (exit == NULL) {
            rec_abort(rec, hl_reason_out_of_memory);
        }
        HlResume resume = point->raises ? HL_RESUME_RAISE : HL_RESUME;
        exit->snapshot = rec_snapshot(rec, &rec->state, point->raises ? point->pc : pc, resume, point->number);
        hl_op_append(rec->block, exit);
        rec->gained--;
        return point;
    }
    point = rec_new_exit(rec, &rec->state, pc);
    rec_jump(rec, point->block, NULL);
    return point;
}

/* Memory ran out somewhere in this recording: the master is of no use any more, and not touched. */
static bool is_condemned(const HlRecorder *rec) { return rec->nest->state == HL_NEST_DEAD || hl_ir_failed(rec->ir); }

static void recording_over(HlRecorder *rec, const char *reason)
{
    HlNest *nest = rec->nest;
    HlPoint *origin = rec->origin;
    bool complete = rec->closed;
    int gained = rec->gained;
    if (is_condemned(rec)) {
        nest->state = HL_NEST_DEAD;
    }
    hl_recorder = NULL;
    nest->serial = rec->serial;
    hl_log(nest->name, "recorded: %d new paths, %lld instructions seen, ended because %s", gained, (long long)rec->instructions, reason);
    if (origin != NULL && gained == 0) {
        origin->final = origin->recordings >= FRUITLESS;
        if (origin->merge) {
            /* Worth a build: the checks in front of the loop fail too often. The boldest are given up first. */
            HlBlock *header = origin->block;
            origin->final = header->no_guess;
            header->no_hoist = header->no_guess;
            header->no_guess = header->no_sizes;
            header->no_sizes = true;
            gained = 1;
        }
    }
    hl_nest_recorded(nest, complete, gained, reason);
}

/* A path in the master that can't be closed makes the whole nest useless. */
static void close_or_condemn(HlRecorder *rec, int pc)
{
    if (setjmp(rec->restart) == 0) {
        close_path(rec, pc);
    }
    else {
        rec->nest->state = HL_NEST_DEAD;
    }
}

static void finish(HlRecorder *rec, int pc, const char *reason)
{
    if (!is_condemned(rec) && !rec_following(rec)) {
        close_or_condemn(rec, rec->kwnames != NULL ? rec->kwnames_pc : pc);
    }
    recording_over(rec, reason);
}

/* Takes back what the current instruction has emitted. */
static void take_back(HlRecorder *rec)
{
    if (!is_condemned(rec) && !rec_following(rec)) {
        while (rec->block->last != rec->mark) {
            hl_op_remove(rec->block->last);
        }
    }
    state_copy(&rec->state, &rec->start);
}

/* Ends the recording at the start of the current instruction. */
static void finish_before(HlRecorder *rec, const char *reason)
{
    take_back(rec);
    finish(rec, rec->first_pc, reason);
}

/* --- one instruction --- */

static void record_line(HlRecorder *rec, int pc)
{
    if (!rec_following(rec)) {
        int line = PyCode_Addr2Line(rec_frame(rec)->code, pc * (int)sizeof(_Py_CODEUNIT));
        rec->line = line > 0 ? (uint32_t)line : 0;
    }
}

static HlOutcome run_handler(HlRecorder *rec, const HlBytecode *at)
{
    rec->pc = at->unit;
    rec->opcode = at->opcode;
    rec->oparg = at->oparg;
    rec->next_pc = at->next;
    HlHandler *handler = hl_handlers[at->opcode];
    if (handler == NULL) {
        return rec_leaf(rec, "an instruction in it has no recorded form");
    }
    HlOutcome outcome = handler(rec);
    if (outcome == REC_DONE && rec->unknown) {
        rec_check_untraced(rec);
    }
    if (outcome == REC_DONE) {
        rec_end_instruction(rec);
    }
    return outcome;
}

/* An instruction without recorded form ends the path, in an exit of its own. */
static void record_leaf(HlRecorder *rec)
{
    take_back(rec);
    if (!rec_following(rec)) {
        close_path(rec, rec->first_pc);
    }
    recording_over(rec, rec->reason);
}

/* KW_NAMES, PRECALL and CALL are one unit: an exit between them would lose the names. */
static void track_kwnames(HlRecorder *rec, const HlBytecode *at, int pc)
{
    if (at->opcode == KW_NAMES) {
        rec->kwnames_pc = pc;
    }
    else if (at->opcode == CALL) {
        rec->kwnames = NULL;
    }
}

static bool record_instruction(HlRecorder *rec, int pc)
{
    HlBytecode at = hl_bytecode_at(rec_frame(rec)->code, pc);
    rec_begin_instruction(rec, rec->kwnames != NULL ? rec->kwnames_pc : pc);
    record_line(rec, at.unit);
    PyObject *kwnames = rec->kwnames;
    switch (setjmp(rec->restart)) {
    case RESTART_ABORTED:
        finish_before(rec, rec->reason);
        return false;
    case RESTART_DIVERGED:
        state_copy(&rec->state, &rec->start);
        rec->kwnames = kwnames;
        rec->effects = false;
        rec->unknown = false;
        rec_go_to(rec, rec->fail);
        record_line(rec, at.unit);
        break;
    default:
        break;
    }
    if (run_handler(rec, &at) == REC_LEAF) {
        if (setjmp(rec->restart) == 0) {
            record_leaf(rec);
        }
        else {
            rec->nest->state = HL_NEST_DEAD; /* the path stays open */
            recording_over(rec, rec->reason);
        }
        return false;
    }
    track_kwnames(rec, &at, pc);
    rec->merged = false;
    return true;
}

static bool record_merge(HlRecorder *rec, int pc)
{
    rec_begin_instruction(rec, pc);
    record_line(rec, pc);
    switch (setjmp(rec->restart)) {
    case RESTART_ABORTED:
        finish_before(rec, rec->reason);
        return false;
    case RESTART_DIVERGED:
        state_copy(&rec->state, &rec->start);
        rec->effects = false;
        rec_go_to(rec, rec->fail);
        break;
    default:
        break;
    }
    rec_merge(rec, pc);
    rec->merged = true;
    return true;
}

static bool outside_root(const HlRecorder *rec, int pc)
{
    const HlLoop *root = rec->nest->loop;
    return rec_is_root(rec) && (pc < root->header || pc >= root->end);
}

static const char *enough(const HlRecorder *rec)
{
    if (rec->closed && rec->quiet >= QUIET_ITERATIONS) {
        return "a few iterations brought nothing new";
    }
    if (rec->closed && rec->instructions - rec->last_gain > QUIET_INSTRUCTIONS) {
        return "a known path goes on";
    }
    return rec->instructions > MAX_INSTRUCTIONS ? "it is long enough" : NULL;
}

/* The real position differs from the expected one: right only after an instruction with two outcomes. */
static bool take_other_outcome(HlRecorder *rec, int pc)
{
    HlPoint *other = rec->other;
    if (other == NULL || other->pc != pc) {
        return false;
    }
    if (!rec_following(rec)) {
        if (setjmp(rec->restart) != 0) {
            return false;
        }
        close_path(rec, rec->next_pc);
    }
    state_restore(&rec->state, other->state);
    rec_go_to(rec, other->block);
    rec->next_pc = pc;
    return true;
}

/* The last instruction has raised: its path ends where it would have gone on, and that of the exception is the open one. */
static bool turn_to_raised(HlRecorder *rec)
{
    if (!rec_following(rec)) {
        if (setjmp(rec->restart) != 0) {
            return false;
        }
        close_path(rec, rec->next_pc);
    }
    state_restore(&rec->state, rec->raised->state);
    rec_go_to(rec, rec->raised->block);
    rec->raising = true;
    return true;
}

/* At the first instruction of the handler: records the way there. */
static bool record_unwinding(HlRecorder *rec, int pc)
{
    HlPoint *raised = rec->raised;
    HlHandlerEntry handler;
    rec->raising = false;
    if (!rec_is_caught(rec, raised->pc, &handler) || handler.target != pc) {
        finish(rec, raised->pc, "an exception was raised");
        return false;
    }
    rec_begin_instruction(rec, raised->pc);
    if (setjmp(rec->restart) != 0) {
        finish_before(rec, rec->reason);
        return false;
    }
    rec->pc = raised->pc;
    rec_catch(rec, &handler, rec_bool(rec, false));
    rec_end_instruction(rec);
    rec->merged = false;
    return true;
}

/* The frame belongs to the recording: is it where the recorder expects it? */
static bool in_step(HlRecorder *rec, _PyInterpreterFrame *frame, int pc, PyObject **sp)
{
    int top = rec->state.frame_count - 1;
    if (rec->expecting && rec->frames[top] == NULL && frame->f_code == rec->state.frames[top].code) {
        rec->frames[top] = frame;
        rec->expecting = false;
    }
    if (rec->frames[top] != frame || (pc != rec->next_pc && !take_other_outcome(rec, pc))) {
        return false;
    }
    return sp - (frame->localsplus + rec_frame(rec)->local_count) == rec_frame(rec)->depth;
}

static bool is_ours(const HlRecorder *rec, const _PyInterpreterFrame *frame)
{
    for (int i = 0; i < rec->state.frame_count; i++) {
        if (rec->frames[i] == frame || (rec->frames[i] == NULL && rec->expecting)) {
            return true;
        }
    }
    return false;
}

bool hl_recorder_instruction(_PyInterpreterFrame *frame, int pc, PyObject **sp)
{
    HlRecorder *rec = hl_recorder;
    /* A frame that reported to an earlier recording may not know that it is over. */
    if (rec == NULL || rec->binding || rec->tstate != PyThreadState_Get() || !is_ours(rec, frame)) {
        return false;
    }
    if (rec->raising && !record_unwinding(rec, pc)) {
        return false;
    }
    if (!in_step(rec, frame, pc, sp)) {
        finish(rec, rec->next_pc, "execution went elsewhere");
        return false;
    }
    rec->sp = sp;
    rec->frame = frame;
    rec->instructions++;
    if (outside_root(rec, pc)) {
        if (!rec_following(rec)) {
            if (setjmp(rec->restart) == 0) {
                close_path(rec, pc)->final = true;
            }
            else {
                rec->nest->state = HL_NEST_DEAD;
            }
        }
        rec->gained = rec->closed ? rec->gained : 0; /* a path that only leads out is no gain */
        recording_over(rec, "the loop was left");
        return false;
    }
    if (!rec->merged && rec_at_leader(rec, pc) && !record_merge(rec, pc)) {
        return false;
    }
    const char *reason = rec->kwnames == NULL ? enough(rec) : NULL;
    if (reason != NULL) {
        finish(rec, pc, reason);
        return false;
    }
    return record_instruction(rec, pc);
}

/* True if the recording goes on in a handler of the frame. */
static bool follow_exception(HlRecorder *rec, _PyInterpreterFrame *frame)
{
    if (rec->caught || rec->raising) {
        return rec->frames[rec->state.frame_count - 1] == frame;
    }
    bool caught = rec->raised != NULL && !rec->raised->final && !rec->expecting;
    if (caught && turn_to_raised(rec) && rec->frames[rec->state.frame_count - 1] == frame) {
        return true;
    }
    return false;
}

bool hl_recorder_exception(_PyInterpreterFrame *frame)
{
    HlRecorder *rec = hl_recorder;
    if (rec == NULL || rec->binding || !is_ours(rec, frame)) {
        return false;
    }
    PyObject *type, *value, *traceback;
    PyErr_Fetch(&type, &value, &traceback); /* building the nest may raise and clear errors of its own */
    bool goes_on = follow_exception(rec, frame);
    if (!goes_on) {
        finish(rec, rec->raising ? rec->raised->pc : rec->next_pc, "an exception was raised");
    }
    PyErr_Restore(type, value, traceback);
    return goes_on;
}

bool hl_recorder_awaits_exception(void) { return hl_recorder != NULL && hl_recorder->raising; }

bool hl_recorder_expects(PyThreadState *tstate, _PyInterpreterFrame *frame)
{
    HlRecorder *rec = hl_recorder;
    return rec != NULL && rec->tstate == tstate && rec->expecting && frame->f_code == rec->state.frames[rec->state.frame_count - 1].code;
}

/* The frames that an exit rebuilt, from the innermost outwards, must be those of the point's state. */
static bool bind_frames(HlRecorder *rec, _PyInterpreterFrame *frame)
{
    for (int i = rec->state.frame_count - 1; i >= 0; i--) {
        if (frame == NULL || frame->f_code != rec->state.frames[i].code || (i == 0 && frame != rec->frames[0])) {
            return false;
        }
        rec->frames[i] = frame;
        frame = frame->previous;
    }
    rec->binding = false;
    return true;
}

bool hl_recorder_follows(PyThreadState *tstate, _PyInterpreterFrame *frame)
{
    HlRecorder *rec = hl_recorder;
    if (rec == NULL || rec->tstate != tstate) {
        return false;
    }
    if (rec->binding) {
        return bind_frames(rec, frame);
    }
    return rec->frames[rec->state.frame_count - 1] == frame;
}

void hl_recorder_look(void)
{
    HlRecorder *rec = hl_recorder;
    if (rec->looked_at != rec->instructions) {
        rec->looked_at = rec->instructions;
        rec->looks = 0;
    }
    else if (++rec->looks > STALLED) {
        hl_recorder_cancel(hl_reason_stalled);
    }
}

void hl_recorder_after_fork_child(PyThreadState *tstate)
{
    if (hl_recorder != NULL && hl_recorder->tstate != tstate) {
        hl_recorder_cancel(hl_reason_stalled);
    }
}

void hl_recorder_cancel(const char *reason)
{
    HlRecorder *rec = hl_recorder;
    if (rec != NULL) {
        finish(rec, rec->next_pc, reason);
    }
}

/* --- beginning --- */

static void start_state(HlRecorder *rec, _PyInterpreterFrame *frame)
{
    HlState *state = &rec->state;
    PyCodeObject *code = frame->f_code;
    state->frame_count = 1;
    state->virtual_count = 0;
    state->frames[0] = (HlFrameState){.code = code, .local_count = (uint16_t)code->co_nlocalsplus, .depth = (uint16_t)(frame->stacktop - code->co_nlocalsplus)};
    state->value_count = (uint16_t)frame->stacktop;
    for (int i = 0; i < state->value_count; i++) {
        state->values[i] = (HlValue){.kind = KIND_OBJECT, .hold = HOLD_HOME, .home = (uint16_t)i};
    }
}

/* The master's first block is the nest's entry, made like a fail block: a lone exit that is replaced by what is recorded. */
static HlBlock *entry_block(HlRecorder *rec)
{
    HlNest *nest = rec->nest;
    if (nest->master->first == NULL) {
        rec_new_exit(rec, &rec->state, nest->loop->header);
    }
    return nest->master->first;
}

static bool begin_at_root(HlRecorder *rec, _PyInterpreterFrame *frame)
{
    int header = rec->nest->loop->header;
    switch (setjmp(rec->restart)) {
    case RESTART_ABORTED:
        finish_before(rec, rec->reason);
        return false;
    case RESTART_DIVERGED:
        state_copy(&rec->state, &rec->start);
        rec->effects = false;
        rec_go_to(rec, rec->fail);
        break;
    default:
        rec->entering = true;
        start_state(rec, frame);
        rec_go_to(rec, entry_block(rec));
        rec_begin_instruction(rec, header);
        break;
    }
    rec_entry(rec);
    rec_end_instruction(rec);
    rec->entering = false;
    rec->next_pc = header;
    return true;
}

static void begin_at_point(HlRecorder *rec, HlPoint *point)
{
    state_restore(&rec->state, point->state);
    rec->next_pc = point->pc;
    rec->merged = point->merged;
    if (point->merge) {
        HlOp *first = point->block->first;
        rec->block = point->block;
        rec->cursor = first->code == HL_OP_POLL ? first->next : first;
        rec->mark = point->block->last;
    }
    else {
        rec_go_to(rec, point->block);
    }
    rec->raised = point->raises ? point : NULL;
    rec->raising = point->raises;
}

static HlRecorder *take_recorder(HlNest *nest, PyThreadState *tstate)
{
    if (idle == NULL) {
        idle = PyMem_Malloc(sizeof *idle);
    }
    HlRecorder *rec = idle;
    if (rec == NULL) {
        return NULL;
    }
    memset(rec, 0, offsetof(HlRecorder, boxes));
    rec->nest = nest;
    rec->ir = nest->master;
    rec->tstate = tstate;
    rec->serial = nest->serial;
    HlShape *shape = hl_shape(nest->code->code);
    rec->written = shape != NULL ? hl_shape_written(shape, nest->loop->header, nest->loop->end) : UINT64_MAX;
    rec->touched = shape != NULL ? hl_shape_touched(shape, nest->loop->header, nest->loop->end) : UINT64_MAX;
    return rec;
}

/* Numbers that this loop handles are likely to be compared here or by who called. */
static bool identity_matters(const _PyInterpreterFrame *frame)
{
    for (int i = 0; i < CALLERS_ASKED && frame != NULL; i++) {
        if (hl_tests_identity(frame->f_code)) {
            return true;
        }
        frame = frame->previous;
    }
    return false;
}

bool hl_recorder_start(HlNest *nest, int64_t point, PyThreadState *tstate, _PyInterpreterFrame *frame)
{
    if (hl_recorder != NULL || nest->code->code->co_nlocalsplus + nest->code->code->co_stacksize > HL_MAX_VALUES) {
        return false;
    }
    if (nest->builtins == NULL) {
        nest->builtins = frame->f_builtins;
        nest->module_level = frame->f_locals == frame->f_globals;
        nest->keeps_identity = identity_matters(frame);
    }
    HlRecorder *rec = hl_nest_fits(nest, frame) ? take_recorder(nest, tstate) : NULL;
    if (rec == NULL) {
        return false;
    }
    hl_recorder = rec;
    rec->frames[0] = frame;
    rec->origin = point >= 0 ? nest->points[point] : NULL;
    if (rec->origin != NULL && !rec->origin->entry) { /* at the entry, with types that are new there, the frame is loaded anew */
        begin_at_point(rec, rec->origin);
        rec->binding = true;
        return true;
    }
    return begin_at_root(rec, frame);
}
