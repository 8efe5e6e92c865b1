/* Bytecode as text, for --dump=b and reports.
 * Called by: the nest and the reports, with the GIL held. Imports the standard module `opcode` for the names at its first call. */
#ifndef HL_SRC_DISASSEMBLY_H
#define HL_SRC_DISASSEMBLY_H

#include "cpython/cpython.h"

/* The instructions of the code units [first, end), a line each: source line, unit, name, argument, and what the argument names. malloc'd; NULL: it can't be made. */
char *hl_disassemble(PyCodeObject *code, int first, int end);

#endif
