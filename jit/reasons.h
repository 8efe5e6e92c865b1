/* The reasons of reasons.def as C strings: hl_reason_<name>. Their addresses are stable, so that reasons can be compared and kept.
 * Used by: hotness, the nest, the recorder and its handlers; printed by the log and the reports. */
#ifndef HL_JIT_REASONS_H
#define HL_JIT_REASONS_H

#define HL_REASON(name, text) extern const char hl_reason_##name[];
#include "reasons.def"
#undef HL_REASON

#endif
