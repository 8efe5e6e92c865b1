/* What the files of the recorder's core share and handlers do not need.
 * shape.c: facts of a code object; save.c: compact copies of states; snapshot.c: states to snapshots; merge.c: merge points; emit.c: emit or follow. */
#ifndef HL_JIT_RECORDER_CORE_H
#define HL_JIT_RECORDER_CORE_H

#include "../reasons.h"
#include "internal.h"

/* --- shape.c: what a code object's bytecode says, computed once and kept for the process (keyed by the code object, dropped with the nest list). --- */
/* How a number that is an item goes into another item. What the first recording chooses stays, so that known paths fit. */
typedef enum HlMove { MOVE_UNDECIDED, MOVE_OBJECT, MOVE_VALUE } HlMove;

typedef struct HlShape {
    PyCodeObject *code; /* borrowed: it owns the shape */
    int units;
    uint8_t *op;        /* by unit: the de-optimised opcode; CACHE for cache units */
    uint8_t *leader;    /* by unit: 1 = target of a jump or an exception's handler, 2 = of a backward jump */
    uint64_t *live;     /* by unit, one word: locals 0..63 that may be read before they are written; all ones if unknown */
    uint8_t *moves;     /* by unit of a store into an item: an HlMove */
    bool keeps_dead;    /* something may look at dead locals (locals(), exec, a called function, an exception handler): liveness must not be used */
    bool tests_identity; /* it compares identities (`is` with something else than a constant, id()), or a function that was inlined in it does */
} HlShape;
HlShape *hl_shape(PyCodeObject *code); /* NULL: out of memory */
bool hl_tests_identity(PyCodeObject *code);
/* The locals (bit k < 64: local k) that the units [from, to) write; local_count over 64: all ones. */
uint64_t hl_shape_written(const HlShape *shape, int from, int to);
/* The locals that the units [from, to) mention. */
uint64_t hl_shape_touched(const HlShape *shape, int from, int to);

/* --- save.c --- */
void state_copy(HlState *to, const HlState *from);
HlSaved *state_save(HlIr *ir, const HlState *state); /* NULL: out of memory */
void state_restore(HlState *state, const HlSaved *saved);
uint64_t state_key(const HlState *state, int pc); /* a hash over what state_same compares */
bool state_same(const HlState *a, int pc, const HlSaved *b, int b_pc);

/* --- snapshot.c --- */
HlSnapshot *rec_snapshot(HlRecorder *rec, const HlState *state, int pc, HlResume resume, uint32_t point); /* aborts when out of memory */

/* --- emit.c --- */
HlPoint *rec_new_point(HlRecorder *rec, const HlState *state, int pc);
/* A new block with an exit at `pc` of `state`; the point's block. */
HlPoint *rec_new_exit(HlRecorder *rec, const HlState *state, int pc);
bool rec_following(const HlRecorder *rec);
void rec_begin_instruction(HlRecorder *rec, int pc); /* start = state; forgets the last instruction's fail block */
/* The instruction has emitted everything. If its known path holds more, that path is another's: the instruction begins again in its fail block. */
void rec_end_instruction(HlRecorder *rec);
void rec_jump(HlRecorder *rec, HlBlock *block, HlOp **args); /* emit or follow */
/* Goes to `block`: follows what stands there, or begins to record in place of its lone exit. */
void rec_go_to(HlRecorder *rec, HlBlock *block);
_Noreturn void rec_diverge(HlRecorder *rec);
enum { RESTART_DIVERGED = 1, RESTART_ABORTED = 2 }; /* longjmp values */

/* --- merge.c --- */
bool rec_at_leader(HlRecorder *rec, int pc);
/* Normalises the state and jumps to its merge point, made if new. */
void rec_merge(HlRecorder *rec, int pc);
HlOp *rec_unrefined(HlOp *op); /* the value that a chain of checks refined */

/* --- unwind.c: from an instruction that raises to its handler --- */
struct HlHandlerEntry;
/* An exception at unit `pc` of the innermost frame is caught in this frame, inside the root loop. `handler` may be NULL. */
bool rec_is_caught(const HlRecorder *rec, int pc, struct HlHandlerEntry *handler);
/* An exception is set: the error path of the instruction at rec->pc up to the handler's first instruction. `again`: the exception was raised before and has its traceback entry. */
void rec_catch(HlRecorder *rec, const struct HlHandlerEntry *handler, HlOp *again);
/* The same for an exception that was taken off the stack: its traceback is complete. `offset`: of the instruction that first raised it, NULL: this one. */
void rec_catch_taken(HlRecorder *rec, const struct HlHandlerEntry *handler, HlValue exception, const HlValue *offset);
void rec_check_untraced(HlRecorder *rec); /* after unknown code, at the end of the instruction: hides the frames again */

/* --- record_instance.c --- */
/* Before a flush: the root frame's locals hold no virtual instances, because each flush would make other objects of them, and no virtual containers of objects, whose
 * references it would make again. */
void rec_expose_virtuals(HlRecorder *rec);
/* At a loop's header: a structure of virtual instances that may grow in each iteration (a linked list) keeps only its last link virtual. */
void rec_limit_instances(HlRecorder *rec);

/* --- state.c --- */
void rec_entry(HlRecorder *rec); /* loads the root frame: from the nest's entry to the state at its header */
/* The unboxed form of an object whose type is known to be a number's; other values stay. Only checks and loads. */
void rec_unbox(HlRecorder *rec, HlValue *value, PyObject *actual);
bool rec_is_root(const HlRecorder *rec);
PyObject *rec_actual_value(HlRecorder *rec, int index); /* of the state's values */
PyObject *rec_actual_local(HlRecorder *rec, int frame, int index);
void rec_drop_unused_virtuals(HlState *state);
/* The root frame's locals are never owned by compiled code: one that became an owned object just now is written to its slot. (values.c) */
void rec_settle_root_locals(HlRecorder *rec);
/* A part of a virtual object that stays a raw number for its whole life. */
static inline bool rec_raw_part(const HlVirtualState *state, int part)
{
    return state->kind == HL_VIRTUAL_RANGE || hl_virtual_raw_part(state->kind, (uint32_t)part);
}
void rec_own(HlRecorder *rec, HlValue *value); /* a borrowed object becomes owned; virtuals: their parts */
bool value_is_leaf_type(PyTypeObject *type); /* destroying an instance runs no code */

#endif
