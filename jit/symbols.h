/* The addresses that object files may name. Owns: the table made of helpers.def, support.def and symbols.def. Called by: the loader, the executor. */
#ifndef HL_JIT_SYMBOLS_H
#define HL_JIT_SYMBOLS_H

/* NULL: no row has this name. */
const void *hl_symbol(const char *name);

#endif
