/* Types and the attributes of their instances, as a trace may rely on them.
 * Called by: the recorder, compiled code (the helpers INSTANCE_LACKS and NEW_INSTANCE), exits. */
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

bool hl_instance_has_values(PyObject *object);
/* The dictionary that the instance has instead, borrowed, and where in front of or in the object its address stands; NULL: none, or no exact dict. */
PyObject *hl_instance_dictionary(PyObject *object, Py_ssize_t *offset);
/* The place of an attribute's value in that dictionary, and the number of its entry, if all keys are strs and the key is `name` itself; else NULL. */
PyObject **hl_instance_entry(PyObject *dict, PyObject *name, Py_ssize_t *entry);
/* Attributes that instances lack get a value, with a new reference: the one at `index` of the array, the slot at `offset` bytes. */
void hl_rt_add_value(void *object, int64_t index, void *value);
void hl_rt_set_field(void *object, int64_t offset, void *value);

/* The number of names that the type's instances have in common so far. They are never taken away: while it stays, a name that is none of them still is none. */
int64_t hl_type_names(PyTypeObject *type);

/* Calling the class makes an object as `object` itself does and then calls __init__ if there is one; nothing else. (As long as the type's version stays.) */
bool hl_type_is_simple(PyTypeObject *type);
/* Such an object with attributes. operands[0] is the layout: a tuple of the class and, for each attribute in the order in which they were set, its name or, for
 * one of __slots__, its member descriptor. The others are the values, whose references are taken, also when it fails. */
void *hl_rt_new_instance(int64_t count, void **operands);

#endif
