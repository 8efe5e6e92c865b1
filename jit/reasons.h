/* The sentences of reasons.def as constants: hl_reason_<name>. */
#ifndef HL_JIT_REASONS_H
#define HL_JIT_REASONS_H

#define HL_REASON(name, sentence) static const char hl_reason_##name[] __attribute__((unused)) = sentence;
#include "reasons.def"
#undef HL_REASON

#endif
