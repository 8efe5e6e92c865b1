/* The sentences of reasons.def. See reasons.h. */
#include "reasons.h"

#define HL_REASON(name, text) const char hl_reason_##name[] = text;
#include "reasons.def"
#undef HL_REASON
