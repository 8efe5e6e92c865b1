/* Which values are available where. Called by: the verifier.
 *
 * Blocks are split after each check, because a check's fail edge leaves from the middle of its block: what is defined before the first check that leads to a fail
 * block is available there, what is defined later is not. Linear in practice: the dominator tree is found by iteration over the reverse postorder. */
#ifndef HL_JIT_IR_DOMINANCE_H
#define HL_JIT_IR_DOMINANCE_H

#include "ir.h"

typedef struct HlDominance HlDominance;

/* `ir` must be well formed (links, terminators, edges). NULL: out of memory. */
HlDominance *hl_dominance_new(const HlIr *ir);
void hl_dominance_free(HlDominance *dominance);
/* Is the result of `value` available to `user`? True for users that can't be reached. */
bool hl_dominance_available(const HlDominance *dominance, const HlOp *value, const HlOp *user);
/* ... at the start of `block`, beside its parameters? */
bool hl_dominance_available_at_start(const HlDominance *dominance, const HlOp *value, const HlBlock *block);

#endif
