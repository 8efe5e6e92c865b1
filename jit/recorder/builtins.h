/* The handlers that builtins.def names. Used by: record_builtin.c, which finds them; record_math.c, which has some of them. */
#ifndef HL_JIT_RECORDER_BUILTINS_H
#define HL_JIT_RECORDER_BUILTINS_H

#include "handlers.h"

#define HL_FUNCTION(module, name, handler) HlBuiltinHandler handler;
#define HL_TYPE(type, handler) HlBuiltinHandler handler;
#define HL_METHOD(type, name, handler) HlBuiltinHandler handler;
#include "builtins.def"

/* A function of math that the table describes fully. */
bool rec_math_call(HlRecorder *rec, const HlCall *call);
/* The name of a builtin function if it belongs to `module`, else NULL. */
const char *rec_builtin_name(PyObject *function, const char *module);
/* A rounded float as an int; false if it does not fit. */
bool rec_as_integer(HlRecorder *rec, HlOp *rounded, double actual, HlValue *result);

#endif
