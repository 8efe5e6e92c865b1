/* The recorder from the inside: abstract values and states, and the operations that instruction handlers are written with.
 *
 * Shared by: record.c (life of a recording), state.c (states, merge points), emit.c (emit or follow), values.c (unboxing, boxing, ownership), snapshot.c,
 * and the handlers: record_*.c, one file per group of instructions.
 */
#ifndef HL_JIT_RECORDER_INTERNAL_H
#define HL_JIT_RECORDER_INTERNAL_H

#include "../nest.h"
#include "recorder.h"
#include <setjmp.h>

enum { HL_MAX_VALUES = 512, HL_MAX_FRAMES = HL_MAX_INLINED + 1, HL_MAX_VIRTUALS = 40, HL_MAX_PARTS = 16 };

/* What the recorder knows of the content of a slot. */
typedef enum HlKind {
    KIND_NULL,    /* no object (an unbound local, PUSH_NULL) */
    KIND_INT,     /* op: i64; the object would be an exact int */
    KIND_FLOAT,   /* op: f64; exact float */
    KIND_BOOL,    /* op: b1 */
    KIND_NONE,    /* None; no op */
    KIND_OBJECT,  /* op: obj */
    KIND_VIRTUAL, /* state's virtual number `virtual_index`; no object exists */
} HlKind;

/* Who owns the reference of a KIND_OBJECT. */
typedef enum HlHold {
    HOLD_OWNED,    /* the compiled code: it must be given away or released */
    HOLD_HOME,     /* the root frame's own slot number `home`: valid until that slot changes */
    HOLD_BORROWED, /* some container: valid until the next operation that may release references */
    HOLD_IMMORTAL, /* the nest's pool */
} HlHold;

typedef struct HlValue {
    HlKind kind;
    HlHold hold;
    uint16_t virtual_index;
    uint16_t home;
    HlOp *op;
    HlOp *raw;          /* KIND_OBJECT of known type int, float or bool: its unboxed value if that was needed already, else NULL */
    PyTypeObject *type; /* KIND_OBJECT: its exact type if checked (op is refined), else NULL */
    PyObject *constant; /* KIND_OBJECT, KIND_INT, KIND_FLOAT: the object itself if known (from LOAD_CONST or a check_is), borrowed; else NULL */
} HlValue;

typedef struct HlVirtualState {
    HlVirtualKind kind;
    uint16_t part_count;
    bool used; /* some slot or part refers to it */
    PyObject *layout; /* of an instance, in the pool (src/cpython/instance.h): the class, then what the parts are the values of */
    HlValue parts[HL_MAX_PARTS];
} HlVirtualState;

typedef struct HlFrameState {
    PyCodeObject *code;
    PyFunctionObject *function; /* in the pool; NULL for the root */
    int pc;                     /* the root and outer frames: the unit of the CALL under way */
    uint16_t base;              /* index of local 0 in state->values */
    uint16_t local_count, depth; /* depth: stack items */
    HlReturn returns;           /* what its caller does with its result */
    bool shown;                 /* an inlined frame that unknown code may have seen, and kept */
} HlFrameState;

/* An abstract state: frames outermost first, their values back to back. */
typedef struct HlState {
    uint16_t frame_count, value_count, virtual_count;
    HlFrameState frames[HL_MAX_FRAMES];
    HlVirtualState virtuals[HL_MAX_VIRTUALS];
    HlValue values[HL_MAX_VALUES];
} HlState;

typedef struct HlSaved HlSaved; /* a compact copy of a state, in the master's arena */

/* The start of an instruction that may be left from. Lives in the master's arena. */
struct HlPoint {
    uint32_t number;
    HlBlock *block; /* where its checks fail to; holds only an exit until an alternative is recorded. A merge point's: its block */
    HlSaved *state;
    int pc;         /* the instruction in the innermost frame */
    bool entry;     /* the nest's entry: nothing of the frame has been loaded yet */
    bool merge;     /* a merge point's own: exits of checks that were hoisted out of its loop */
    bool merged;    /* the merge point at pc, if there is one, lies behind */
    bool elsewhere; /* not the start of an instruction to be begun again: behind an effect */
    bool raises;    /* an exception is set: pc's error path comes next */
    bool final;     /* recording here brought nothing: not again */
    uint64_t taken; /* exits at this point since the last recording there */
    int recordings; /* begun here */
};

/* A merge point: the normalised state at a jump target, and its block. */
typedef struct HlMerge {
    struct HlMerge *next; /* all of the nest */
    uint64_t key;
    HlSaved *state; /* values are the block's parameters */
    HlBlock *block;
    HlPoint *point;
    bool header;    /* target of a backward jump */
} HlMerge;

typedef enum HlOutcome {
    REC_DONE,   /* the instruction is recorded, its effect on the state made; state.pc is set by the dispatcher unless the handler set rec->next_pc */
    REC_LEAF,   /* there is no recorded form in this situation: recording ends here with an exit to the evaluator; rec->reason says why */
} HlOutcome;

struct HlRecorder {
    HlNest *nest;
    HlIr *ir;      /* nest->master */
    PyThreadState *tstate;
    HlState state;   /* as of now */
    HlState start;   /* as of the start of the current instruction */
    HlBlock *block;  /* where operations are emitted or followed */
    HlOp *cursor;    /* following: the next expected operation of block; NULL: recording (append) */
    HlBlock *fail;   /* the current instruction's fail block, NULL until a check needs it */
    HlPoint *other;  /* an exit of the last instruction that goes on elsewhere (rec_check_other) */
    HlPoint *raised; /* where the last instruction leaves if it raises: the last of its raise exits */
    bool raising;    /* it has raised, and a handler in the loop comes next; the path is that of `raised` */
    bool caught;     /* the last instruction has recorded the way to the handler itself */
    jmp_buf restart; /* following found a difference: the instruction is begun again in its fail block */
    uint32_t followed; /* the serial of the last operation that this instruction followed, 0 if none */
    uint32_t serial; /* of the instruction being recorded; stands in the master's operations */
    bool effects;    /* this instruction has already emitted an effect: no more checks that start it again */
    bool borrowing;  /* a snapshot is being made for a flush: it moves no references */
    bool unknown;    /* this instruction has run unknown code */
    HlOp *mark;      /* the last operation of block before this instruction, NULL if none */
    _PyInterpreterFrame *frames[HL_MAX_FRAMES]; /* the real frames */
    bool merged;     /* the merge point at the current instruction lies behind */
    bool entering;   /* rec_entry is at work: the root frame is being loaded */
    bool binding;    /* the recording began at an exit whose frames are not yet rebuilt */
    bool expecting;  /* a Python function is being entered: its frame is the next one */
    /* for handlers, valid during an instruction */
    PyObject **sp;   /* the real stack's top: sp[-1] is the topmost object */
    _PyInterpreterFrame *frame;
    int pc, opcode, oparg; /* pc: the unit of the instruction itself (after EXTENDED_ARG); start of the instruction: first_pc */
    int first_pc;
    int next_pc;     /* where the instruction leads; preset to the following instruction */
    PyObject *kwnames; /* set by KW_NAMES for the CALL that follows, borrowed from co_consts; the dispatcher clears it after the CALL */
    int kwnames_pc;
    const char *reason;
    /* progress */
    int gained;      /* alternatives and blocks recorded */
    int gained_before; /* at the last visit of the root header */
    int quiet;       /* iterations of the root loop in a row that gained nothing */
    bool closed;     /* a loop was closed, or a known path reached */
    int64_t looked_at; /* `instructions` when another loop last looked at this recording */
    int looks;         /* since it changed */
    int64_t instructions, last_gain; /* reported so far; at the last gain */
    HlPoint *origin; /* where this recording began; NULL: the root header */
    uint32_t line;
    HlValue boxes[HL_MAX_VALUES]; /* scratch of merge.c */
    uint64_t written; /* the root's locals (bit k) that the root loop writes */
    uint64_t touched; /* ... or mentions */
};

/* --- emit.c: emit or follow. `fail` blocks of checks, and lines, are filled in. --- */
HlOp *rec_emit(HlRecorder *rec, HlOpcode code, int64_t imm, uint32_t count, HlOp *const *args);
static inline HlOp *rec_emit0(HlRecorder *rec, HlOpcode code, int64_t imm) { return rec_emit(rec, code, imm, 0, NULL); }
static inline HlOp *rec_emit1(HlRecorder *rec, HlOpcode code, int64_t imm, HlOp *a) { return rec_emit(rec, code, imm, 1, (HlOp *[]){a}); }
static inline HlOp *rec_emit2(HlRecorder *rec, HlOpcode code, int64_t imm, HlOp *a, HlOp *b) { return rec_emit(rec, code, imm, 2, (HlOp *[]){a, b}); }
static inline HlOp *rec_emit3(HlRecorder *rec, HlOpcode code, int64_t imm, HlOp *a, HlOp *b, HlOp *c) { return rec_emit(rec, code, imm, 3, (HlOp *[]){a, b, c}); }
HlOp *rec_int(HlRecorder *rec, int64_t value);
HlOp *rec_float(HlRecorder *rec, double value);
HlOp *rec_bool(HlRecorder *rec, bool value);
HlOp *rec_object(HlRecorder *rec, PyObject *object); /* a pool constant */
uint32_t rec_constant(HlRecorder *rec, PyObject *object); /* its number, for check_type and check_is */
/* After a helper that may fail with an exception: a check whose fail block is a raise exit of this instruction.
 * The state at the call (operands popped, result not pushed) must be current. */
void rec_check_result(HlRecorder *rec, HlOp *object);  /* NULL = raised */
void rec_check_raised(HlRecorder *rec, HlOp *condition); /* b1, 0 = raised */
/* After an effect whose outcome can't be known before it (a generic iterator's end): if the check fails, execution goes on at `pc` of this frame with the
 * *current* state (so make the state what it is in that case, call this, then change it to the main case). At most one an instruction. The real execution
 * decides which of both is recorded next. */
void rec_check_other(HlRecorder *rec, HlOpcode check, int64_t imm, HlOp *operand, int pc);
_Noreturn void rec_abort(HlRecorder *rec, const char *reason); /* gives the whole recording up, and for lack of memory the whole nest: its master is not finished then */

/* --- values.c. `actual` is the real object that the slot holds now. --- */
HlValue *rec_top(HlRecorder *rec, int from_top); /* abstract stack; 0 = topmost */
PyObject *rec_actual(HlRecorder *rec, int from_top); /* real stack at the start of the instruction */
HlValue *rec_local(HlRecorder *rec, int index);
void rec_push(HlRecorder *rec, HlValue value);
HlValue rec_pop(HlRecorder *rec); /* the reference, if owned, is now the handler's */
HlValue value_int(HlOp *op);
HlValue value_float(HlOp *op);
HlValue value_bool(HlOp *op);
HlValue value_none(void);
HlValue value_null(void);
HlValue value_owned(HlOp *op, PyTypeObject *type);    /* type may be NULL */
HlValue value_borrowed(HlOp *op, PyTypeObject *type);
HlValue value_constant(HlRecorder *rec, PyObject *object); /* numbers, None and bools become raw kinds; others immortal objects, put into the pool */
/* The exact type that the value has, as far as known without a check: PyLong_Type for KIND_INT and so on; NULL if unknown. */
PyTypeObject *value_type(HlRecorder *rec, const HlValue *value);
/* Makes the type of `value` known to be that of `actual` (emits check_type if needed, all slots with the same op are refined). A KIND_OBJECT stays one. Returns the type. */
PyTypeObject *rec_observe(HlRecorder *rec, HlValue *value, PyObject *actual);
/* Makes `value` known to be `actual` itself (check_is). */
void rec_observe_identity(HlRecorder *rec, HlValue *value, PyObject *actual);
/* Raw values. The value's type must be known; int needs an exact int that fits 64 bits or a bool; float an exact float. `rec_as_float` converts ints and bools too (i2f;
 * rounds as float(int) does). */
HlOp *rec_as_int(HlRecorder *rec, HlValue *value);
HlOp *rec_as_float(HlRecorder *rec, HlValue *value);
HlValue *rec_scalar_part(HlRecorder *rec, const HlValue *value); /* the raw value of a virtual NumPy scalar; NULL: it is none */
/* b1: Python's truth of a value whose type is int, float, bool, NoneType, or a known list/tuple/str (size); NULL if there is no typed form. */
HlOp *rec_as_truth(HlRecorder *rec, HlValue *value);
/* An obj op for the value, made real if raw or virtual_index; `value` is updated (a boxed number becomes an owned object; every slot that holds the same virtual changes with it). */
HlOp *rec_as_object(HlRecorder *rec, HlValue *value);
HlOp *rec_owned_object(HlRecorder *rec, HlValue *value); /* the same, and the reference is the caller's to give away */
/* Drops a value taken with rec_pop: releases an owned reference. `actual`: the object, to choose the cheapest sound form. */
void rec_release(HlRecorder *rec, HlValue *value, PyObject *actual);
/* Before an operation that may release references (a store over an object, a call): borrowed values of the state become owned. */
void rec_secure(HlRecorder *rec);
/* Before unknown code: secures, and makes all frames real until the end of the instruction. */
void rec_before_unknown(HlRecorder *rec);
/* Calls a helper that may run any code and gives a new object or NULL: emits rec_before_unknown's flush, the call, the check, and pushes the result.
 * The handler must have popped the operands (as owned or secured objects) and releases them itself afterwards. */
HlOp *rec_call(HlRecorder *rec, HlHelper helper, uint32_t count, HlOp *const *args);

/* --- state.c --- */
HlFrameState *rec_frame(HlRecorder *rec); /* innermost */
/* Opens an inlined frame for a Python function; `locals` are co_nlocalsplus values in order (unbound: value_null()), their references move. False: too deep, too big. */
bool rec_enter_frame(HlRecorder *rec, PyFunctionObject *function, const HlValue *locals, HlReturn returns);
/* Turns a real range, list or tuple iterator that only this slot holds into the virtual form (checks, then frees the object). False: it can't be. */
bool rec_virtualise_iterator(HlRecorder *rec, HlValue *value, PyObject *actual);
/* Closes the innermost frame: releases its locals, pushes the result on the caller's stack. */
void rec_leave_frame(HlRecorder *rec, HlValue result);
uint16_t rec_new_virtual(HlRecorder *rec, HlVirtualKind kind, uint32_t part_count, const HlValue *parts); /* UINT16_MAX: none left */
HlVirtualState *rec_virtual(HlRecorder *rec, const HlValue *value);
HlValue value_virtual(uint16_t number);
/* Writes a local of the innermost frame (STORE_FAST): releases what was there, keeps the root frame's home slots true. */
void rec_store_local(HlRecorder *rec, int index, HlValue value);
void rec_unrely_on_all(HlRecorder *rec); /* each value but the locals themselves gets a reference of its own */

/* --- handlers: a table by opcode in handlers.def; NULL = no recorded form, generic leaf --- */
typedef HlOutcome HlHandler(HlRecorder *rec);
extern HlHandler *const hl_handlers[256];

static inline HlOutcome rec_leaf(HlRecorder *rec, const char *reason)
{
    rec->reason = reason;
    return REC_LEAF;
}

#endif
