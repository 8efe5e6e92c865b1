/* See namespace.h. */
#include "namespace.h"
#include <internal/pycore_namespace.h>

bool hl_namespace_is_plain(PyObject *dict)
{
    if (!PyDict_CheckExact(dict)) {
        return false;
    }
    const PyDictObject *table = (PyDictObject *)dict;
    return table->ma_values == NULL && table->ma_keys->dk_kind == DICT_KEYS_UNICODE;
}

Py_ssize_t hl_namespace_find(PyObject *dict, PyObject *name)
{
    PyDictKeysObject *keys = ((PyDictObject *)dict)->ma_keys;
    const PyDictUnicodeEntry *entries = DK_UNICODE_ENTRIES(keys);
    for (Py_ssize_t i = 0; i < keys->dk_nentries; i++) {
        if (entries[i].me_key == name && entries[i].me_value != NULL) {
            return i;
        }
    }
    return -1;
}

PyObject *hl_namespace_value(PyObject *dict, Py_ssize_t entry)
{
    return DK_UNICODE_ENTRIES(((PyDictObject *)dict)->ma_keys)[entry].me_value;
}

int32_t hl_rt_dict_lacks(void *dict, void *name)
{
    return hl_namespace_is_plain(dict) && PyDict_GetItemWithError(dict, name) == NULL;
}
