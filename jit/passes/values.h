/* What is known of a value from the operations that made it, whatever the path.
 *
 * Used by: the passes. Looks at the value's own chain of refinements only: no dominating checks of other values (those are fold's business).
 */
#ifndef HL_JIT_PASSES_VALUES_H
#define HL_JIT_PASSES_VALUES_H

#include "../ir/ir.h"

/* A check that returns its first operand: the same value, with something known about it. */
bool hl_is_refinement(const HlOp *op);
/* The value behind all refinements. */
HlOp *hl_root(HlOp *op);

bool hl_known_not_null(const HlOp *op);
/* The value is an object of exactly the type that is constant number `type`. False if unknown. */
bool hl_known_type(const HlIr *ir, const HlOp *op, int64_t type);
/* The constant is the type with this name ("float"). */
bool hl_is_type(const HlIr *ir, int64_t constant, const char *name);
/* Objects of the type are no numbers and not None: a put does not find them in an item. */
bool hl_is_no_number_type(const HlIr *ir, int64_t constant);
/* Instances of the type keep it for life: their __class__ can't be assigned. */
bool hl_is_fixed_type(const HlIr *ir, int64_t constant);

/* An integer as base + offset (wrapping); base is a root, NULL for a constant. */
typedef struct HlOffset {
    const HlOp *base;
    uint64_t offset;
} HlOffset;
HlOffset hl_split_offset(HlOp *op);

/* The operands that must have been checked show that they were. The range pass drops refinements that hold where the operation stands, but perhaps not
 * elsewhere: then it must stay. */
bool hl_is_safe_anywhere(const HlOp *op);

/* A look at the eval breaker: it has to stay where it is. */
static inline bool hl_is_poll(const HlOp *op) { return op->code == HL_OP_POLL || op->code == HL_OP_TICK; }

/* Helpers without effects: what they return depends on their operands and the memory they read. Not those that make objects: each call makes its own. */
bool hl_is_pure_call(const HlOp *op);
/* Has no effect but its result, so that it may be shared with an equal one or removed; checks (which may leave) included. */
bool hl_is_value_only(const HlOp *op);

#endif
