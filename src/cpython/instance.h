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

#endif
