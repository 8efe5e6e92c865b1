/* The table of handlers by opcode; see handlers.def. */
#include "handlers.h"

HlHandler *const hl_handlers[256] = {
#define HL_HANDLER(opcode) [opcode] = record_##opcode,
#include "handlers.def"
#undef HL_HANDLER
};
