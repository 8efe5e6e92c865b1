/* The entries of dictionaries' hash tables. Read by: the executor and whoever needs the number or the address of an entry. */
#ifndef HL_SRC_CPYTHON_DICTIONARIES_H
#define HL_SRC_CPYTHON_DICTIONARIES_H

#include "cpython.h"
#include <internal/pycore_dict.h>

/* The address of the value of entry `number`, if all keys of `dict` are strs and the key there is `key` itself; else NULL. A split table, whose keys are a class's,
 * has its values in an array of its own. */
static inline PyObject **hl_dict_entry(PyObject *dict, Py_ssize_t number, PyObject *key)
{
    PyDictKeysObject *keys = ((PyDictObject *)dict)->ma_keys;
    if (keys->dk_kind == DICT_KEYS_GENERAL || number >= keys->dk_nentries)
        return NULL;
    PyDictUnicodeEntry *entry = &DK_UNICODE_ENTRIES(keys)[number];
    if (entry->me_key != key)
        return NULL;
    PyDictValues *values = ((PyDictObject *)dict)->ma_values;
    return values != NULL ? &values->values[number] : &entry->me_value;
}

#endif
