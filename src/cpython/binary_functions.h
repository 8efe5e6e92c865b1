/* What BINARY_OP does, by its oparg. Called by: the evaluator and the helper BINARY of compiled code, which must do the same. */
#ifndef HL_SRC_CPYTHON_BINARY_FUNCTIONS_H
#define HL_SRC_CPYTHON_BINARY_FUNCTIONS_H

#include "cpython.h"

extern const binaryfunc hl_binary_functions[];

#endif
