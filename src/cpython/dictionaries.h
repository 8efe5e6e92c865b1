/* The entries of dictionaries' hash tables. Read by: the executor and whoever needs the number or the address of an entry. */
#ifndef HL_SRC_CPYTHON_DICTIONARIES_H
#define HL_SRC_CPYTHON_DICTIONARIES_H

#include "cpython.h"
#include <internal/pycore_dict.h>

/* The address of the value of entry `number`, if `dict` is a combined table with str keys only and the key there is `key` itself; else NULL. */
static inline PyObject **hl_dict_entry(PyObject *dict, Py_ssize_t number, PyObject *key)
{
    PyDictKeysObject *keys = ((PyDictObject *)dict)->ma_keys;
    if (keys->dk_kind != DICT_KEYS_UNICODE || number >= keys->dk_nentries)
        return NULL;
    PyDictUnicodeEntry *entry = &DK_UNICODE_ENTRIES(keys)[number];
    return entry->me_key == key ? &entry->me_value : NULL;
}

#endif
