/* Reading bytecode: one instruction with its EXTENDED_ARGs, de-specialised. Called by: hotness (loops), the recorder (shape, dispatch), dumps. */
#ifndef HL_SRC_CPYTHON_BYTECODE_H
#define HL_SRC_CPYTHON_BYTECODE_H

#include "cpython.h"
#include <stdbool.h>

typedef struct HlBytecode {
    int opcode, oparg; /* with the EXTENDED_ARGs before it */
    int unit;          /* of the opcode itself, after EXTENDED_ARG */
    int next;          /* unit of the following instruction (after the caches) */
    int target;        /* of a jump, else -1 */
    bool ends;         /* never goes on to `next` */
} HlBytecode;

/* `unit` is an instruction's first unit. */
HlBytecode hl_bytecode_at(PyCodeObject *code, int unit);

#endif
