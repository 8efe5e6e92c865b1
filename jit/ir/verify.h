/* The verifier's own state, shared by verify.c and verify_snapshot.c. */
#ifndef HL_JIT_IR_VERIFY_H
#define HL_JIT_IR_VERIFY_H

#include "dominance.h"
#include "ir.h"

typedef struct HlVerifier {
    const HlIr *ir;
    const HlOp **ops;       /* by id: those that stand in a block */
    const HlBlock **blocks; /* by id: those in the layout */
    bool *owned;            /* by snapshot id */
    HlDominance *dominance;
    char *error;
    size_t error_size;
} HlVerifier;

/* Reports what is wrong with an operation (NULL: with a block's head); false always. */
bool hl_verify_fault(HlVerifier *verifier, const HlBlock *block, const HlOp *op, const char *format, ...) __attribute__((format(printf, 4, 5)));
/* Does the operation stand in the function and have a value? */
bool hl_verify_is_value(const HlVerifier *verifier, const HlOp *op);
/* A snapshot that `op` or, with op NULL, the header `block` owns. */
bool hl_verify_snapshot(HlVerifier *verifier, const HlBlock *block, const HlOp *op, HlSnapshot *snapshot);

#endif
