/* The one definition of CPython's opcode tables in our library. */
#include "cpython.h"
#define NEED_OPCODE_TABLES
#include <internal/pycore_opcode.h>
