/* Changes that several passes make: values replaced by others, block parameters and unreachable blocks removed, constants shared.
 *
 * Used by: the passes. The function must not be looked at by others between hl_replace and hl_replace_uses.
 */
#ifndef HL_JIT_PASSES_REWRITE_H
#define HL_JIT_PASSES_REWRITE_H

#include "graph.h"

/* --- Values replaced by others. Recorded first, then done in one sweep. --- */
typedef struct HlReplacements {
    HlOp **by; /* by operation id; NULL: stays */
    uint32_t count; /* operations with a higher id are new: they stay */
    bool any;
} HlReplacements;

HlReplacements hl_replacements(HlScratch *scratch, const HlIr *ir);
void hl_replace(HlReplacements *replacements, const HlOp *from, HlOp *to); /* `to` must not lead back to `from` */
HlOp *hl_resolve(const HlReplacements *replacements, HlOp *op);
void hl_replace_operands(const HlReplacements *replacements, HlOp *op); /* operands only: no edges, no snapshot */
void hl_replace_uses(const HlReplacements *replacements, HlIr *ir);

/* --- Constants: one operation for each, at the start of the entry block, where it dominates everything. --- */
typedef struct HlConstants {
    HlScratch *scratch;
    HlIr *ir;
    HlOp **slots; /* hash table, size a power of two */
    uint32_t size, count;
    HlOp *last; /* the newest; the others stand before it */
} HlConstants;

/* Moves all constants to the entry; each that is equal to an earlier one is removed and replaced. */
HlConstants hl_share_constants(HlScratch *scratch, HlIr *ir, HlReplacements *replacements);
HlOp *hl_constant_i64(HlConstants *constants, int64_t value);
HlOp *hl_constant_f64(HlConstants *constants, double value);
HlOp *hl_constant_b1(HlConstants *constants, bool value);
HlOp *hl_constant_object(HlConstants *constants, int64_t index);

/* --- Structure --- */
/* Removes the parameters of a block whose mark is set, with the arguments on all edges. */
void hl_remove_params(const HlNode *node, const bool *marks);
void hl_remove_unreachable(HlIr *ir, const HlGraph *graph);
/* Makes `op` another operation in place, with as many or fewer operands. Its fail block goes if the new code is no check. */
void hl_become(HlOp *op, HlOpcode code, uint32_t arg_count);

#endif
