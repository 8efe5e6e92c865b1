/* The executor from the inside: one function per operation.
 *
 * Shared by: executor.c (control flow), numbers.c, objects.c, calls.c. Each hl_exec_NAME is the meaning of the row NAME of ir.def in C. */
#ifndef HL_JIT_EXECUTOR_INTERNAL_H
#define HL_JIT_EXECUTOR_INTERNAL_H

#include "../../runtime/native.h"
#include "../ir/ir.h"

/* A value while it runs. */
typedef union HlRaw {
    int64_t i; /* HL_I64; HL_B1 as 0 or 1 */
    double f;
    void *p; /* HL_OBJ, HL_PTR */
} HlRaw;

/* One execution under way. */
typedef struct HlRun {
    const HlIr *ir;
    HlNative *native;
    HlRaw *values;      /* by operation id */
    HlRaw *moving;      /* edge arguments on their way to parameters: all are read before one is written */
    const HlEdge *edge; /* HL_STEP_EDGE: where to */
    int64_t ticks;      /* until one looks at the eval breaker */
    int64_t exit;       /* HL_STEP_LEAVE: the snapshot's id */
} HlRun;

/* What comes after an operation. */
typedef enum HlStep { HL_STEP_NEXT, HL_STEP_FAIL, HL_STEP_EDGE, HL_STEP_LEAVE } HlStep;

typedef HlStep HlExecute(HlRun *run, const HlOp *op);
#define HL_OP(name, text, type, args, imm, reads, writes, flags, doc) HlExecute hl_exec_##name;
#include "../ir/ir.def"
#undef HL_OP

#define HL_EXEC(name) HlStep hl_exec_##name(HlRun *run, const HlOp *op)

static inline HlRaw hl_operand(const HlRun *run, const HlOp *op, uint32_t index) { return run->values[op->args[index]->id]; }
static inline int64_t hl_operand_i(const HlRun *run, const HlOp *op, uint32_t index) { return hl_operand(run, op, index).i; }
static inline double hl_operand_f(const HlRun *run, const HlOp *op, uint32_t index) { return hl_operand(run, op, index).f; }
static inline void *hl_operand_p(const HlRun *run, const HlOp *op, uint32_t index) { return hl_operand(run, op, index).p; }

static inline HlStep hl_give(HlRun *run, const HlOp *op, HlRaw value)
{
    run->values[op->id] = value;
    return HL_STEP_NEXT;
}
static inline HlStep hl_give_i(HlRun *run, const HlOp *op, int64_t value) { return hl_give(run, op, (HlRaw){.i = value}); }
static inline HlStep hl_give_f(HlRun *run, const HlOp *op, double value) { return hl_give(run, op, (HlRaw){.f = value}); }
static inline HlStep hl_give_p(HlRun *run, const HlOp *op, void *value) { return hl_give(run, op, (HlRaw){.p = value}); }

/* A check that returns its first operand if it holds. */
static inline HlStep hl_refine(HlRun *run, const HlOp *op, bool holds) { return holds ? hl_give(run, op, hl_operand(run, op, 0)) : HL_STEP_FAIL; }

/* Puts the snapshot's values into HlNative.exit_values. */
void hl_put_exit_values(const HlRun *run, const HlSnapshot *snapshot);

#endif
