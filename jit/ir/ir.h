/* The trace IR: structures, construction, printing, parsing and verification.
 *
 * Owns: the meaning of a function in IR. Has no dependency on Python, so that the compiler process can use it.
 * Called by: the recorder (builds), the passes (rewrite), the nest (clones, prints), the compiler process (parses), the executor.
 *
 * A function is a list of blocks; a block has parameters (operations of code HL_OP_PARAM) and a doubly linked list of operations, the last of
 * which is a terminator (jump, branch, exit). Values are operations; `id` is dense and unique in a function and prints as %id.
 * Everything of a function lives in its arena and is freed with it.
 */
#ifndef HL_JIT_IR_H
#define HL_JIT_IR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

typedef enum HlType { HL_VOID, HL_I64, HL_F64, HL_B1, HL_OBJ, HL_PTR, HL_TYPE_COUNT } HlType;
extern const char *const hl_type_text[HL_TYPE_COUNT]; /* "void", "i64", ... */
HlType hl_type_of_letter(char letter); /* the operand letters of ir.def; HL_VOID for any other */

/* Alias classes. A load with the read set R may move over an operation with the write set W if R & W == 0. */
enum {
    HL_MEM_NONE = 0,
    HL_MEM_LOCALS = 1 << 0,  /* the root frame's slots */
    HL_MEM_ITEMS = 1 << 1,   /* the item arrays of lists */
    HL_MEM_LIST = 1 << 2,    /* list headers: size, item pointer */
    HL_MEM_FLOAT = 1 << 3,   /* the value inside float objects (changed only by in-place stores) */
    HL_MEM_COUNT = 1 << 4,   /* reference counts */
    HL_MEM_CELL = 1 << 5,    /* cell contents */
    HL_MEM_DICT = 1 << 6,    /* the values of dictionaries (globals, instance dictionaries) */
    HL_MEM_ITER = 1 << 7,    /* positions of iterators */
    HL_MEM_ATTR = 1 << 8,    /* instance values, slots, type versions, function code and defaults */
    HL_MEM_DATA = 1 << 9,    /* raw buffers: arrays, bytearrays, NumPy data */
    HL_MEM_BUFFER = 1 << 10, /* buffer headers: pointer, length, strides */
    HL_MEM_POLL = 1 << 11,   /* the eval breaker */
    HL_MEM_KEYS = 1 << 12,   /* which keys a dictionary has, and where */
    HL_MEM_INT = 1 << 13,    /* the value inside int objects (changed only by in-place stores) */
    HL_MEM_ALL = (1 << 14) - 1,
};

/* Flags of an operation. */
enum {
    HL_FLAG_CHECK = 1 << 0,      /* has a fail block: goes there instead of producing its result */
    HL_FLAG_TERMINATOR = 1 << 1, /* ends a block */
    HL_FLAG_KEEP = 1 << 2,       /* has an effect beyond its result: never dead */
    HL_FLAG_COMMUTES = 1 << 3,   /* the first two operands may be exchanged */
    HL_FLAG_SNAPSHOT = 1 << 4,   /* carries a snapshot */
};

typedef enum HlOpcode {
#define HL_OP(name, text, type, args, imm, reads, writes, flags, doc) HL_OP_##name,
#include "ir.def"
#undef HL_OP
    HL_OP_COUNT
} HlOpcode;

/* What the immediate of an operation means; see the column in ir.def. */
typedef enum HlImm { HL_IMM_NONE, HL_IMM_INT, HL_IMM_FLOAT, HL_IMM_CONST, HL_IMM_HELPER, HL_IMM_SLOT } HlImm;

typedef struct HlOpInfo {
    const char *text;
    HlType type;      /* of the result; calls take it from the helper's row */
    const char *args; /* one letter an operand: i f b o p, '*' = any number of any type, '?' = one of any type */
    HlImm imm;
    unsigned reads, writes, flags;
    const char *doc;
} HlOpInfo;
extern const HlOpInfo hl_op_info[HL_OP_COUNT];

/* C functions that compiled code may call: rows of runtime/helpers.def, resolved by name in the loader. */
typedef enum HlHelper {
#define HL_HELPER(name, symbol, type, args, reads, writes, doc) HL_HELPER_##name,
#include "../../runtime/helpers.def"
#undef HL_HELPER
    HL_HELPER_COUNT
} HlHelper;

typedef struct HlHelperInfo {
    const char *name;   /* the row's; in small letters in the text form */
    const char *symbol; /* C symbol */
    HlType type;
    const char *args; /* one letter an operand: i f b o p; 'N' first = the HlNative pointer, which is not an operand in IR */
    unsigned reads, writes;
    const char *doc;
} HlHelperInfo;
extern const HlHelperInfo hl_helper_info[HL_HELPER_COUNT];

typedef struct HlArena HlArena;
typedef struct HlBlock HlBlock;
typedef struct HlOp HlOp;
typedef struct HlSnapshot HlSnapshot;

/* A control-flow edge with the arguments for the target's parameters. */
typedef struct HlEdge {
    HlBlock *block;
    HlOp **args; /* block->param_count of them */
} HlEdge;

struct HlOp {
    HlOpcode code;
    HlType type;
    uint32_t id;
    uint32_t line; /* source line of the Python instruction, 0 if unknown */
    uint32_t serial; /* of the Python instruction: the recorder's mark; not printed */
    HlBlock *block;
    HlOp *prev, *next;
    uint8_t bits;    /* a hint: whenever this was recorded the integer was at least 0 and below 2**bits; 0: none */
    uint32_t arg_count;
    HlOp **args;
    union {
        int64_t i; /* HL_IMM_INT, _CONST (index), _HELPER (HlHelper), _SLOT (index) */
        double f;
    } imm;
    HlBlock *fail;        /* checks only */
    HlEdge target[2];     /* jump: [0]; branch: [0] when the condition is 1, [1] when 0 */
    HlSnapshot *snapshot; /* exit, flush */
    void *user;           /* free for the pass that is running; garbage between passes */
    HlOp *copy;           /* scratch of hl_ir_clone and hl_snapshot_values */
};

struct HlBlock {
    uint32_t id; /* dense and unique; prints as B<id>; not the layout order */
    HlBlock *prev, *next; /* layout order; the function's first block is its entry and has no parameters */
    uint32_t param_count, param_capacity;
    HlOp **params;
    HlOp *first, *last;
    /* Loop headers only, else NULL: the state of the frames at the block's start in terms of its parameters. A pass that puts a preheader before this
     * block exits with this snapshot, the parameters replaced by the preheader's own. */
    HlSnapshot *header;
    bool no_sizes; /* on a header: integers that enter the loop must not be presumed small (they were not, too often) */
    bool no_guess; /* on a header: checks that not every iteration reaches must not be hoisted out of this loop (they failed too often there) */
    bool no_hoist; /* on a header: the same for all checks */
    bool begins_again; /* a fail block at the start of an instruction that has had no effect: it may be entered though the check holds (jit/stress.c). Not printed */
    void *user;
    HlBlock *copy;
};

/* What a slot of a frame, or a part of a virtual object, must hold after an exit. */
typedef enum HlSlotKind {
    HL_SLOT_KEEP,    /* what the root frame's slot holds now (the root frame only; a stack slot only before compiled code has taken the stack over) */
    HL_SLOT_NULL,    /* unbound */
    HL_SLOT_VALUE,   /* `value`: i64, f64 and b1 are boxed; an obj is moved: the compiled code's reference becomes the slot's */
    HL_SLOT_BORROW,  /* `value`, an obj, with a new reference */
    HL_SLOT_CONST,   /* constant `index` of the pool, with a new reference */
    HL_SLOT_VIRTUAL, /* the snapshot's virtual object number `index`, with a new reference */
} HlSlotKind;

typedef struct HlSlot {
    HlSlotKind kind;
    uint32_t index;
    uint32_t name; /* of a number: slots of the same name are one object. Passes may give two names one value, which stay two objects. Not printed */
    HlOp *value;
} HlSlot;

/* An object that compiled code did not make; it is made when an exit needs it (once, even where several slots name it). Parts: see the column. */
typedef enum HlVirtualKind {
    HL_VIRTUAL_TUPLE,      /* the items */
    HL_VIRTUAL_LIST,       /* the items */
    HL_VIRTUAL_RANGE,      /* start, stop, step (i64) */
    HL_VIRTUAL_RANGE_ITER, /* start, step, length, index (i64): the next value is start + index * step */
    HL_VIRTUAL_LIST_ITER,  /* list, index */
    HL_VIRTUAL_TUPLE_ITER, /* tuple, index */
    HL_VIRTUAL_REVERSED,   /* list, index (the next index, counts down; -1 = exhausted) */
    HL_VIRTUAL_ENUMERATE,  /* the iterator, the next count (i64) */
    HL_VIRTUAL_ZIP,        /* the iterators */
    HL_VIRTUAL_METHOD,     /* function, self */
    HL_VIRTUAL_SLICE,      /* start, stop, step */
    HL_VIRTUAL_BYTES_ITER, /* the object, index; these five in the order of HlBufferFamily */
    HL_VIRTUAL_BYTEARRAY_ITER,
    HL_VIRTUAL_ARRAY_ITER,
    HL_VIRTUAL_MEMORYVIEW_ITER,
    HL_VIRTUAL_NDARRAY_ITER,
    HL_VIRTUAL_INSTANCE,   /* the layout, a tuple constant: the class, then the names of the attributes in the order in which they were set; then their values */
    HL_VIRTUAL_NUMPY_ROW,   /* array (or row), index: what array[index] gives of an array with several axes */
    HL_VIRTUAL_NUMPY_BOOL,  /* the value: a NumPy scalar; these thirteen by NumPy's type numbers */
    HL_VIRTUAL_NUMPY_BYTE,
    HL_VIRTUAL_NUMPY_UBYTE,
    HL_VIRTUAL_NUMPY_SHORT,
    HL_VIRTUAL_NUMPY_USHORT,
    HL_VIRTUAL_NUMPY_INT,
    HL_VIRTUAL_NUMPY_UINT,
    HL_VIRTUAL_NUMPY_LONG,
    HL_VIRTUAL_NUMPY_ULONG,
    HL_VIRTUAL_NUMPY_LONGLONG,
    HL_VIRTUAL_NUMPY_ULONGLONG,
    HL_VIRTUAL_NUMPY_FLOAT,
    HL_VIRTUAL_NUMPY_DOUBLE,
    HL_VIRTUAL_KIND_COUNT
} HlVirtualKind;
bool hl_virtual_raw_part(HlVirtualKind kind, uint32_t part); /* this part goes into a C field, never into a box */
extern const char *const hl_virtual_text[HL_VIRTUAL_KIND_COUNT]; /* "tuple", "list", "range", ... */

typedef struct HlVirtual {
    HlVirtualKind kind;
    uint32_t part_count;
    HlSlot *parts; /* a virtual's parts may name only virtuals of a lower number */
} HlVirtual;

/* A write to memory that compiled code postponed: done at the exit, in this order, before slots are filled. */
typedef enum HlStoreKind {
    HL_STORE_RANGE_INDEX, /* base: a range_iterator; value i64 = its index */
    HL_STORE_LIST_INDEX,  /* base: a list_iterator; value i64 = its index */
    HL_STORE_TUPLE_INDEX, /* base: a tuple_iterator; value i64 */
    HL_STORE_GLOBAL,      /* base: a dict constant; name: constant `name`; value */
    HL_STORE_KIND_COUNT
} HlStoreKind;
extern const char *const hl_store_text[HL_STORE_KIND_COUNT];

typedef struct HlStore {
    HlStoreKind kind;
    HlSlot base;
    uint32_t name;
    HlSlot value;
} HlStore;

/* What becomes of what an inlined frame returns, when the frame's caller is left at an instruction that is no plain call. */
typedef enum HlReturn {
    HL_RETURN_PUSH,     /* it is the result of the caller's instruction */
    HL_RETURN_INIT,     /* of __init__: must be None; the object stands on the caller's stack already */
    HL_RETURN_DROP,     /* of a setter: nothing becomes of it */
    HL_RETURN_OPERATOR, /* of __add__, __eq__ ...: takes the place of the operands, which are on the caller's stack still; NotImplemented: CPython's next attempt */
    HL_RETURN_LENGTH,   /* of __len__, called by len(): must be an index */
    HL_RETURN_CONTAINS, /* of __contains__: its truth is the result */
    HL_RETURN_ITERATOR, /* of __iter__: must be an iterator */
    HL_RETURN_NEXT,     /* of __next__: pushed on the iterator; StopIteration ends the loop */
    HL_RETURN_COUNT
} HlReturn;
extern const char *const hl_return_text[HL_RETURN_COUNT];

typedef struct HlSnapshotFrame {
    HlReturn returns;  /* the root frame: HL_RETURN_PUSH */
    uint32_t code;     /* constant: the code object */
    uint32_t function; /* constant: the function object; the root frame: HL_NO_CONST */
    int32_t pc;        /* index of the 16-bit unit of the instruction to go on with; for an outer frame: the CALL that is running */
    uint32_t local_count, stack_count;
    HlSlot *slots; /* locals, then stack from the bottom */
} HlSnapshotFrame;
#define HL_NO_CONST UINT32_MAX

typedef enum HlResume {
    HL_RESUME,       /* execute the instruction at pc */
    HL_RESUME_RAISE, /* an exception is set; run pc's error path */
    HL_RESUME_POLL,  /* serve the eval breaker first, then execute the instruction at pc (a loop's header) */
    HL_RESUME_COUNT
} HlResume;
extern const char *const hl_resume_text[HL_RESUME_COUNT];

struct HlSnapshot {
    uint32_t id;    /* the exit number: what compiled code returns; dense in a function */
    uint32_t point; /* number of the recorder's exit point, for hot exits; several snapshots may share it */
    HlResume resume;
    uint32_t frame_count;
    HlSnapshotFrame *frames; /* outermost (root) first */
    uint32_t virtual_count;
    HlVirtual *virtuals;
    uint32_t store_count;
    HlStore *stores;
};

/* A constant of the pool. The IR knows it only by number; the text is for people and for the cache's key. */
typedef struct HlConstant {
    const char *text; /* "type float", "function fib", ... printable, no newline */
    void *object;     /* PyObject *, in the program's process only; owned by the nest */
} HlConstant;

typedef struct HlIr {
    HlArena *arena;
    const char *name; /* "file.py:12 function", printable */
    HlBlock *first, *last;
    uint32_t block_count; /* ids given out */
    uint32_t op_count;    /* ids given out */
    uint32_t snapshot_count, snapshot_capacity;
    HlSnapshot **snapshots; /* by id */
    uint32_t constant_count, constant_capacity;
    HlConstant *constants;
} HlIr;

/* --- construction (build.c). Allocation failure: these return NULL and take NULL operations and blocks as
 * "do nothing"; hl_ir_failed then stays true, so one check at the end is enough. --- */
HlIr *hl_ir_new(const char *name);
void hl_ir_free(HlIr *ir);
bool hl_ir_failed(const HlIr *ir);
size_t hl_ir_memory(const HlIr *ir); /* the bytes that it takes */
HlIr *hl_ir_clone(const HlIr *ir); /* blocks unreachable from the entry and snapshots that nobody uses are left out; snapshot and block ids are new, constants keep their numbers */
void *hl_ir_alloc(HlIr *ir, size_t size); /* zeroed, lives as long as ir */
HlBlock *hl_block_new(HlIr *ir); /* appended to the layout */
void hl_block_move_after(HlIr *ir, HlBlock *block, HlBlock *after); /* NULL: to the front */
void hl_block_remove(HlIr *ir, HlBlock *block);
HlOp *hl_block_add_param(HlIr *ir, HlBlock *block, HlType type);
HlOp *hl_op_new(HlIr *ir, HlOpcode code, uint32_t arg_count, HlOp *const *args); /* not in a block yet; type from the table; for a CALL, set imm.i and type from the helper's row */
void hl_op_append(HlBlock *block, HlOp *op);
void hl_op_insert_before(HlOp *where, HlOp *op);
void hl_op_remove(HlOp *op); /* out of its block; the op stays readable, its block becomes NULL */
HlOp *hl_op_constant_i64(HlIr *ir, int64_t value); /* new, not in a block */
HlOp *hl_op_constant_f64(HlIr *ir, double value);
HlSnapshot *hl_snapshot_new(HlIr *ir, uint32_t frame_count); /* gets the next id */
HlSnapshot *hl_snapshot_copy(HlIr *ir, const HlSnapshot *from); /* deep, with a new id */
uint32_t hl_ir_constant(HlIr *ir, void *object, const char *text); /* the number of `object`, added if new (object identity); HL_NO_CONST: out of memory */
uint32_t hl_ir_add_constant(HlIr *ir, void *object, const char *text); /* always a new number */

static inline bool hl_op_is(const HlOp *op, unsigned flag) { return (hl_op_info[op->code].flags & flag) != 0; }
unsigned hl_op_reads(const HlOp *op);  /* calls: from the helper's row */
unsigned hl_op_writes(const HlOp *op);
const char *hl_op_operands(const HlOp *op); /* one letter an operand; calls: the helper's, without N */

/* Calls `visit` with the address of each value that `op` uses: operands, edge arguments, and, through its snapshot, slots. Also used to replace values. */
typedef void HlUseVisitor(HlOp **use, void *context);
void hl_op_visit_uses(HlOp *op, HlUseVisitor *visit, void *context);
void hl_snapshot_visit_uses(HlSnapshot *snapshot, HlUseVisitor *visit, void *context);
/* The distinct values of a snapshot in the order in which compiled code puts them into HlNative.exit_values: first mention first, in the order stores,
 * virtuals, frames (locals, stack). Shared by the code generator, the executor and runtime/exit.c. Returns the count; writes at most `room`. */
uint32_t hl_snapshot_values(const HlSnapshot *snapshot, HlOp **values, uint32_t room);
/* Successors of a block in the order of its operations: fail blocks, then targets; a block may come more than once. Returns the count; writes at most `room`. */
uint32_t hl_block_successors(const HlBlock *block, HlBlock **successors, uint32_t room);

/* --- text form (print.c, parse.c). parse(print(ir)) prints the same again. --- */
void hl_ir_print(const HlIr *ir, FILE *out);
char *hl_ir_text(const HlIr *ir, size_t *length); /* malloc'd */
void hl_op_print(const HlIr *ir, const HlOp *op, FILE *out); /* one line without the newline */
void hl_op_describe(const HlIr *ir, const HlOp *op, char *buffer, size_t size); /* the same without line and comment, for messages */
void hl_snapshot_print(const HlIr *ir, const HlSnapshot *snapshot, FILE *out);
HlIr *hl_ir_parse(const char *text, size_t length, char *error, size_t error_size); /* NULL: `error` says line and reason */

/* --- verifier (verify.c): structure, types, dominance, snapshots. True if sound; else `error` says what and where. --- */
bool hl_ir_verify(const HlIr *ir, char *error, size_t error_size);

#endif
