/* The reference executor: interprets optimised IR instead of machine code. Slow, simple, and the judge of the code generator.
 * Called by: jit/nest.c when the option `executor` is on; tests. Same contract as HlNativeFunction,
 * but -1 if there was no memory: nothing has run. */
#ifndef HL_JIT_EXECUTOR_H
#define HL_JIT_EXECUTOR_H

#include "../../runtime/native.h"
#include "../ir/ir.h"

int64_t hl_execute(const HlIr *ir, HlNative *native);

#endif
