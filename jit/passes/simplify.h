/* Algebra on single operations: constants evaluated, identities applied. Exact: every result is the same to the last bit.
 *
 * Used by: fold, range (after it has made operations simpler). Needs nothing but the operation and those that made its operands.
 */
#ifndef HL_JIT_PASSES_SIMPLIFY_H
#define HL_JIT_PASSES_SIMPLIFY_H

#include "rewrite.h"

/* The existing or constant value that `op` is equal to, or NULL. May turn `op` into a simpler operation in place. */
HlOp *hl_simplify(HlConstants *constants, HlOp *op);

/* What becomes of a check: 1 it always holds, 0 it always fails, -1 unknown. */
int hl_check_outcome(const HlIr *ir, const HlOp *op);

#endif
