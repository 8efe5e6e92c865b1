/* Interned names for the evaluator, from interned.def. Owns: them. Made by hl_interned_start, which hl_evaluator_start calls; used by the operations. */
#ifndef HL_SRC_EVALUATOR_INTERNED_H
#define HL_SRC_EVALUATOR_INTERNED_H

#include "../cpython/cpython.h"
#include <stdbool.h>

typedef struct HlInterned {
#define HL_INTERNED(name) PyObject *name;
#include "interned.def"
#undef HL_INTERNED
    PyObject *empty;
} HlInterned;
extern HlInterned hl_interned;

/* False with an exception set if memory is out. */
bool hl_interned_start(void);

#endif
