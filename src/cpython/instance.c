/* See instance.h. 3.11 keeps the attributes of most instances in an array in front of the object, in the order of keys that all instances share. */
#include "instance.h"
#include "dictionaries.h"
#include <internal/pycore_dict.h>
#include <internal/pycore_object.h>
#include <structmember.h>

int64_t hl_rt_type_version(void *object)
{
    PyTypeObject *type = object;
    return PyType_HasFeature(type, Py_TPFLAGS_VALID_VERSION_TAG) ? (int64_t)type->tp_version_tag : 0;
}

static bool same_name(PyObject *a, PyObject *b)
{
    return a == b || (!(PyUnicode_CHECK_INTERNED(a) && PyUnicode_CHECK_INTERNED(b)) && PyUnicode_Compare(a, b) == 0);
}

/* The number of `name` among the shared keys; -1 if it is none of them. */
static Py_ssize_t shared_index(PyTypeObject *type, PyObject *name)
{
    PyDictKeysObject *keys = ((PyHeapTypeObject *)type)->ht_cached_keys;
    const PyDictUnicodeEntry *entries = DK_UNICODE_ENTRIES(keys);
    for (Py_ssize_t i = 0; i < keys->dk_nentries; i++) {
        if (same_name(entries[i].me_key, name)) {
            return i;
        }
    }
    return -1;
}

int64_t hl_type_names(PyTypeObject *type)
{
    return PyType_HasFeature(type, Py_TPFLAGS_MANAGED_DICT) ? ((PyHeapTypeObject *)type)->ht_cached_keys->dk_nentries : -1;
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

bool hl_instance_has_values(PyObject *object) { return values_of(object) != NULL; }

PyObject *hl_instance_dictionary(PyObject *object, Py_ssize_t *offset)
{
    bool managed = PyType_HasFeature(Py_TYPE(object), Py_TPFLAGS_MANAGED_DICT);
    *offset = managed ? -3 * (Py_ssize_t)sizeof(PyObject *) : Py_TYPE(object)->tp_dictoffset;
    PyObject *dict = *offset != 0 && (managed || *offset > 0) ? *(PyObject **)((char *)object + *offset) : NULL;
    return dict != NULL && PyDict_CheckExact(dict) ? dict : NULL;
}

PyObject **hl_instance_entry(PyObject *dict, PyObject *name, Py_ssize_t *entry)
{
    PyDictKeysObject *keys = ((PyDictObject *)dict)->ma_keys;
    for (*entry = 0; keys->dk_kind != DICT_KEYS_GENERAL && *entry < keys->dk_nentries; ++*entry) {
        PyObject **place = hl_dict_entry(dict, *entry, name);
        if (place != NULL) {
            return place;
        }
    }
    return NULL;
}

void hl_rt_add_value(void *object, int64_t index, void *value)
{
    PyDictValues *values = values_of(object);
    if (values != NULL && values->values[index] == NULL) {
        values->values[index] = Py_NewRef(value);
        _PyDictValues_AddToInsertionOrder(values, index);
        return;
    }
    /* A collection, begun when the value was made, ran code that changed the object. */
    PyObject *name = DK_UNICODE_ENTRIES(((PyHeapTypeObject *)Py_TYPE(object))->ht_cached_keys)[index].me_key;
    if (PyObject_SetAttr(object, name, value) < 0) {
        PyErr_WriteUnraisable(object);
    }
}

void hl_rt_set_field(void *object, int64_t offset, void *value) { Py_XSETREF(*(PyObject **)((char *)object + offset), Py_NewRef(value)); }

/* --- making instances --- */

/* A class statement's types all have the same tp_dealloc, which finds out itself what there is to be done. */
static destructor ordinary_dealloc(void)
{
    static destructor found;
    if (found == NULL) {
        PyObject *type = PyObject_CallFunction((PyObject *)&PyType_Type, "s(){}", "probe");
        found = type != NULL ? ((PyTypeObject *)type)->tp_dealloc : NULL;
        Py_XDECREF(type);
        PyErr_Clear();
    }
    return found;
}

bool hl_type_is_simple(PyTypeObject *type)
{
    return Py_IS_TYPE(type, &PyType_Type) && PyType_HasFeature(type, Py_TPFLAGS_HEAPTYPE) && !PyType_HasFeature(type, Py_TPFLAGS_IS_ABSTRACT) &&
           type->tp_new == PyBaseObject_Type.tp_new && type->tp_alloc == PyType_GenericAlloc && type->tp_itemsize == 0 && type->tp_finalize == NULL &&
           type->tp_del == NULL && type->tp_dealloc != NULL && type->tp_dealloc == ordinary_dealloc();
}

/* False: an exception is set. The reference to the value is taken. */
static bool place(PyObject *object, PyObject *entry, PyObject *value)
{
    if (Py_IS_TYPE(entry, &PyMemberDescr_Type)) {
        *(PyObject **)((char *)object + ((PyMemberDescrObject *)entry)->d_member->offset) = value;
        return true;
    }
    PyDictValues *values = values_of(object);
    Py_ssize_t index = values != NULL ? shared_index(Py_TYPE(object), entry) : -1;
    if (index >= 0 && values->values[index] == NULL) {
        values->values[index] = value;
        _PyDictValues_AddToInsertionOrder(values, index);
        return true;
    }
    PyObject *dict = PyObject_GenericGetDict(object, NULL); /* the class has no room for the name: a dictionary has */
    bool done = dict != NULL && PyDict_SetItem(dict, entry, value) == 0;
    Py_XDECREF(dict);
    Py_DECREF(value);
    return done;
}

void *hl_rt_new_instance(int64_t count, void **operands)
{
    PyObject *layout = operands[0], *nothing = PyTuple_New(0);
    PyObject *object = nothing != NULL ? PyBaseObject_Type.tp_new((PyTypeObject *)PyTuple_GET_ITEM(layout, 0), nothing, NULL) : NULL;
    Py_XDECREF(nothing);
    for (int64_t i = 1; i < count; i++) {
        if (object == NULL) {
            Py_DECREF((PyObject *)operands[i]);
        }
        else if (!place(object, PyTuple_GET_ITEM(layout, i), operands[i])) {
            Py_CLEAR(object);
        }
    }
    return object;
}
