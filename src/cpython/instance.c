/* See instance.h. 3.11 keeps the attributes of most instances in an array in front of the object, in the order of keys that all instances share. */
#include "instance.h"
#include <internal/pycore_dict.h>
#include <internal/pycore_object.h>

int64_t hl_rt_type_version(void *object)
{
    PyTypeObject *type = object;
    return PyType_HasFeature(type, Py_TPFLAGS_VALID_VERSION_TAG) ? (int64_t)type->tp_version_tag : 0;
}

/* The number of `name` among the shared keys; -1 if it is none of them. */
static Py_ssize_t shared_index(PyTypeObject *type, PyObject *name)
{
    PyDictKeysObject *keys = ((PyHeapTypeObject *)type)->ht_cached_keys;
    const PyDictUnicodeEntry *entries = DK_UNICODE_ENTRIES(keys);
    for (Py_ssize_t i = 0; i < keys->dk_nentries; i++) {
        if (entries[i].me_key == name || PyUnicode_Compare(entries[i].me_key, name) == 0) {
            return i;
        }
    }
    return -1;
}

static PyDictValues *values_of(PyObject *object)
{
    return PyType_HasFeature(Py_TYPE(object), Py_TPFLAGS_MANAGED_DICT) ? *_PyObject_ValuesPointer(object) : NULL;
}

int32_t hl_rt_instance_lacks(void *object, void *name)
{
    PyDictValues *values = values_of(object);
    if (values != NULL) {
        Py_ssize_t index = shared_index(Py_TYPE(object), name);
        return index < 0 || values->values[index] == NULL;
    }
    PyObject **place = _PyObject_GetDictPtr(object);
    return place == NULL || *place == NULL || PyDict_GetItemWithError(*place, name) == NULL;
}

Py_ssize_t hl_instance_index(PyObject *object, PyObject *name)
{
    return values_of(object) != NULL ? shared_index(Py_TYPE(object), name) : -1;
}

PyObject *hl_instance_value(PyObject *object, Py_ssize_t index) { return values_of(object)->values[index]; }
