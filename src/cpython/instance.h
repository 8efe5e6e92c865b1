/* Types and the attributes of their instances, as a trace may rely on them.
 * Called by: the recorder, compiled code (the helpers TYPE_VERSION and INSTANCE_LACKS). */
#ifndef HL_SRC_CPYTHON_INSTANCE_H
#define HL_SRC_CPYTHON_INSTANCE_H

#include "cpython.h"
#include <stdbool.h>

/* A number that changes whenever the type or one of its bases changes; 0 if the type has none now. */
int64_t hl_rt_type_version(void *type);
/* 1 if the object's own dictionary (or what stands for it) has no key `name`, a str. Runs no code, sets no exception. */
int32_t hl_rt_instance_lacks(void *object, void *name);

/* Most instances keep their attributes in an array of objects, whose address stands in front of them. NULL there: the instance has a dictionary instead. */
enum { HL_INSTANCE_VALUES = -4 * (int)sizeof(void *) };
/* The position of attribute `name` in that array; it is the same for all instances of the type while the type's version stays. -1: there is none. */
Py_ssize_t hl_instance_index(PyObject *object, PyObject *name);
/* What stands there, borrowed; NULL: the instance lacks the attribute. */
PyObject *hl_instance_value(PyObject *object, Py_ssize_t index);

#endif
