/* What the handlers of attributes share: record_attr.c (reading and writing values), record_method.c (what is found in classes).
 *
 * How an attribute of an object is found is certain while its type's version stays, and while what the object itself has under the name stays. */
#ifndef HL_JIT_RECORDER_ATTRIBUTES_H
#define HL_JIT_RECORDER_ATTRIBUTES_H

#include "handlers.h"

PyObject *rec_attribute_name(HlRecorder *rec); /* of the instruction */
/* Makes certain whether the object's own attributes hide a name of its type; `object`, the top of the stack, has an observed type. */
bool rec_observe_hidden(HlRecorder *rec, HlValue *object, PyObject *actual, PyObject *name);
/* What getattr would do: on the top of the stack the value takes the object's place. */
HlOutcome rec_generic_attribute(HlRecorder *rec);
/* The known path asks as the evaluator does. */
bool rec_asks_generically(HlRecorder *rec);

/* The instruction reads an attribute of a module that is known: its value. */
bool rec_module_attribute(HlRecorder *rec, HlValue *value);

/* What a name of a class stands for. REC_DONE, or REC_LEAF with nothing but checks emitted: it has no typed form. */
/* Reading it from an instance, which is on the top of the stack and does not hide it; `found` is what its type has. */
HlOutcome rec_load_found(HlRecorder *rec, HlValue *object, PyObject *actual, PyObject *found);
/* Reading it from the class itself, which is on the top of the stack. */
HlOutcome rec_load_from_class(HlRecorder *rec, HlValue *object, PyObject *actual);
/* Writing it: a property's setter is followed. The stack holds value and object. */
HlOutcome rec_store_found(HlRecorder *rec, PyObject *found);

#endif
