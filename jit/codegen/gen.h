/* What the files of the code generator share: the function under construction and the building blocks of handlers.
 *
 * Every IR value gets a gcc local of its own: a gcc_jit_rvalue is an expression tree that is evaluated at each use, so nothing may be used twice that is not
 * a local or a constant. No address of the program's process is ever in the code: constants come from the pool, functions and CPython's objects by name.
 */
#ifndef HL_JIT_CODEGEN_GEN_H
#define HL_JIT_CODEGEN_GEN_H

#include "ir/ir.h"
#include <libgccjit.h>

/* The functions of runtime/support.def. */
typedef enum HlSupport {
#define HL_SUPPORT(symbol, result, args, doc) HL_SUPPORT_##symbol,
#include "../../runtime/support.def"
#undef HL_SUPPORT
    HL_SUPPORT_COUNT
} HlSupport;

/* gcc's types. i64 is `long`, so that the overflow builtins take it. */
typedef struct HlGenTypes {
    gcc_jit_type *nothing, *i64, *u64, *i32, *u32, *u8, *f64, *boolean, *address, *bytes;
} HlGenTypes;

typedef struct HlGen {
    const HlIr *ir;
    gcc_jit_context *context;
    HlGenTypes type;
    gcc_jit_function *function;
    gcc_jit_rvalue *native;      /* the argument */
    gcc_jit_block *prologue;     /* open until the end: loads of what the whole function shares are added as handlers ask for them */
    gcc_jit_block *block;        /* where the next statement goes */
    gcc_jit_block **blocks;      /* by block id */
    gcc_jit_lvalue **locals;     /* by operation id; made at first mention */
    gcc_jit_lvalue **constants;  /* by constant number: loaded in the prologue */
    gcc_jit_lvalue *slots, *eval_breaker, *iterations, *ticks, *small_ints, *narrow_int; /* set in the prologue; NULL if nobody asked */
    gcc_jit_lvalue *scratch;     /* an i64 whose address goes to support functions */
    gcc_jit_lvalue *operands;    /* array for helpers that take any number of operands, as long as the longest call needs */
    gcc_jit_lvalue *float_type;  /* CPython's type float, imported by name */
    gcc_jit_block *leave;        /* the shared exit block */
    gcc_jit_lvalue *exit_number;
    gcc_jit_lvalue **exit_values; /* leave_count of them, i64: what `leave` stores */
    uint32_t leave_count;
    gcc_jit_function *helpers[HL_HELPER_COUNT], *support[HL_SUPPORT_COUNT]; /* imported at first use */
} HlGen;

/* A handler emits its operation at gen->block. */
typedef void HlEmitter(HlGen *gen, const HlOp *op);
#define HL_OP(name, text, type, args, imm, reads, writes, flags, doc) HlEmitter hl_emit_##name;
#include "ir/ir.def"
#undef HL_OP

/* --- values (values.c) --- */
gcc_jit_type *hl_gen_type(HlGen *gen, HlType type);
gcc_jit_rvalue *hl_gen_value(HlGen *gen, const HlOp *op);      /* of any IR value; may be used often */
gcc_jit_lvalue *hl_gen_local(HlGen *gen, const HlOp *op);      /* of an operation's result */
gcc_jit_lvalue *hl_gen_temporary(HlGen *gen, gcc_jit_type *type);
void hl_gen_assign(HlGen *gen, gcc_jit_lvalue *to, gcc_jit_rvalue *value);
void hl_gen_result(HlGen *gen, const HlOp *op, gcc_jit_rvalue *value); /* assigns the operation's result */
gcc_jit_rvalue *hl_gen_hold(HlGen *gen, gcc_jit_rvalue *value); /* evaluated once, into a temporary */
static inline gcc_jit_rvalue *hl_gen_arg(HlGen *gen, const HlOp *op, uint32_t index) { return hl_gen_value(gen, op->args[index]); }

gcc_jit_rvalue *hl_gen_i64(HlGen *gen, int64_t value);
gcc_jit_rvalue *hl_gen_f64(HlGen *gen, double value);
gcc_jit_rvalue *hl_gen_null(HlGen *gen);
gcc_jit_rvalue *hl_gen_binary(HlGen *gen, enum gcc_jit_binary_op operation, gcc_jit_type *type, gcc_jit_rvalue *a, gcc_jit_rvalue *b);
gcc_jit_rvalue *hl_gen_compare(HlGen *gen, enum gcc_jit_comparison comparison, gcc_jit_rvalue *a, gcc_jit_rvalue *b);
gcc_jit_rvalue *hl_gen_cast(HlGen *gen, gcc_jit_rvalue *value, gcc_jit_type *type);
gcc_jit_rvalue *hl_gen_not(HlGen *gen, gcc_jit_rvalue *condition);
gcc_jit_rvalue *hl_gen_either(HlGen *gen, gcc_jit_rvalue *a, gcc_jit_rvalue *b); /* a or b, both evaluated */
gcc_jit_rvalue *hl_gen_bits(HlGen *gen, const HlOp *op); /* any value as the i64 that HlNative.exit_values holds */

/* --- addresses (values.c) --- */
/* The `type` at `base` + `offset` bytes. */
gcc_jit_lvalue *hl_gen_at(HlGen *gen, gcc_jit_rvalue *base, size_t offset, gcc_jit_type *type);
gcc_jit_rvalue *hl_gen_load(HlGen *gen, gcc_jit_rvalue *base, size_t offset, gcc_jit_type *type);
gcc_jit_lvalue *hl_gen_element(HlGen *gen, gcc_jit_rvalue *array, gcc_jit_rvalue *index, gcc_jit_type *type);
gcc_jit_rvalue *hl_gen_slots(HlGen *gen);
gcc_jit_rvalue *hl_gen_constant(HlGen *gen, uint32_t number);
gcc_jit_lvalue *hl_gen_shared(HlGen *gen, gcc_jit_lvalue *from, const char *name); /* an address that the prologue loads */

/* --- objects (objects.c) --- */
void hl_gen_count_up(HlGen *gen, gcc_jit_rvalue *object);
void hl_gen_count_down(HlGen *gen, gcc_jit_rvalue *object); /* at 0 the object is destroyed */
gcc_jit_rvalue *hl_gen_narrow_int(HlGen *gen); /* HlNative.narrow_int */
gcc_jit_rvalue *hl_gen_cached_int(HlGen *gen, gcc_jit_rvalue *value); /* the object of a value that CPython keeps one for; no reference */

/* --- functions (calls.c) --- */
gcc_jit_rvalue *hl_gen_support(HlGen *gen, HlSupport function, int count, gcc_jit_rvalue **args);
gcc_jit_rvalue *hl_gen_builtin(HlGen *gen, const char *name, int count, gcc_jit_rvalue **args);
void hl_gen_run(HlGen *gen, gcc_jit_rvalue *call); /* for its effect */

/* --- stores into lists (puts.c) --- */
/* A call of list.append's helpers, `call`, with a path for lists that have room. False: it is none of them. */
bool hl_gen_append(HlGen *gen, const HlOp *op, gcc_jit_rvalue *call);

/* --- control (control.c) --- */
gcc_jit_block *hl_gen_block(HlGen *gen);
/* To `cold` if `condition`, which is unlikely; goes on at a new block. */
void hl_gen_unlikely(HlGen *gen, gcc_jit_rvalue *condition, gcc_jit_block *cold);
void hl_gen_fail_if(HlGen *gen, const HlOp *op, gcc_jit_rvalue *condition); /* to the operation's fail block */
void hl_gen_jump(HlGen *gen, gcc_jit_block *to); /* ends gen->block */

/* --- exits (exits.c) --- */
void hl_gen_store_snapshot(HlGen *gen, const HlSnapshot *snapshot); /* into native->exit_values */
void hl_gen_finish_exits(HlGen *gen);                               /* the shared exit block's body */

#endif
