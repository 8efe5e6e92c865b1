/* Looking into dictionaries that serve as namespaces (globals, builtins, modules): tables with nothing but str keys, not split.
 * Called by: the recorder (which entry holds a name?), compiled code (helper DICT_LACKS). */
#ifndef HL_SRC_CPYTHON_NAMESPACE_H
#define HL_SRC_CPYTHON_NAMESPACE_H

#include "cpython.h"
#include <stdbool.h>

/* An exact dict whose keys are all str, in one combined table. */
bool hl_namespace_is_plain(PyObject *dict);
/* The number of the entry of a plain dict whose key is the object `name` itself; -1 if there is none. */
Py_ssize_t hl_namespace_find(PyObject *dict, PyObject *name);
/* The value of an entry, borrowed; NULL if it was deleted. */
PyObject *hl_namespace_value(PyObject *dict, Py_ssize_t entry);
/* 1 if the dict is plain and has no key equal to the str `name`, else 0. Runs no code, sets no exception. */
int32_t hl_rt_dict_lacks(void *dict, void *name);

#endif
