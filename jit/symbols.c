/* Every row is declared under a name of its own with the symbol as its assembler name, so that libm's functions, CPython's objects and ours need no types here. */
#include "symbols.h"

#include <stddef.h>
#include <string.h>

#define HL_HELPER(name, symbol, type, args, reads, writes, doc) extern const char helper_##name[] __asm__(#symbol);
#include "../runtime/helpers.def"
#undef HL_HELPER
#define HL_SUPPORT(symbol, result, args, doc) extern const char support_##symbol[] __asm__(#symbol);
#include "../runtime/support.def"
#undef HL_SUPPORT
#define HL_SYMBOL(symbol, doc) extern const char symbol_##symbol[] __asm__(#symbol);
#include "../runtime/symbols.def"
#undef HL_SYMBOL

static const struct {
    const char *name;
    const void *address;
} symbols[] = {
#define HL_HELPER(name, symbol, type, args, reads, writes, doc) {#symbol, helper_##name},
#include "../runtime/helpers.def"
#undef HL_HELPER
#define HL_SUPPORT(symbol, result, args, doc) {#symbol, support_##symbol},
#include "../runtime/support.def"
#undef HL_SUPPORT
#define HL_SYMBOL(symbol, doc) {#symbol, symbol_##symbol},
#include "../runtime/symbols.def"
#undef HL_SYMBOL
};

const void *hl_symbol(const char *name)
{
    for (size_t i = 0; i < sizeof symbols / sizeof *symbols; i++)
        if (strcmp(symbols[i].name, name) == 0)
            return symbols[i].address;
    return NULL;
}
