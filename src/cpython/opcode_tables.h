/* CPython's opcode tables, defined once in our library: opcode_tables.c. */
#ifndef HL_SRC_CPYTHON_OPCODE_TABLES_H
#define HL_SRC_CPYTHON_OPCODE_TABLES_H

#include "cpython.h"
#include <internal/pycore_opcode.h>

static inline int hl_opcode_plain(int opcode) { return _PyOpcode_Deopt[opcode]; }   /* without specialisation */
static inline int hl_opcode_caches(int opcode) { return _PyOpcode_Caches[opcode]; } /* cache units after it */

#endif
