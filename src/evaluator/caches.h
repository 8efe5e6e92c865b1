/* Inline caches of our eval loop: where a global, an attribute or a method was found last time. CPython's own caches in the bytecode are not ours to use.
 *
 * Owns: one array of HlCache per HlCode (freed with it), made at its first use. An instruction that has one is followed by at least four cache units, so
 * that every fourth unit having an entry is enough. Every hit is checked against the objects themselves or a type's version tag; nothing needs to be told of changes.
 * Objects are never kept alive by a cache: `method` is borrowed from the type whose version is checked.
 * Called by: do_names.h.
 */
#ifndef HL_SRC_EVALUATOR_CACHES_H
#define HL_SRC_EVALUATOR_CACHES_H

#include "../cpython/adapter.h"
#include "../hotness.h"
#include <internal/pycore_dict.h>
#include <internal/pycore_moduleobject.h>

typedef enum HlCacheKind {
    CACHE_EMPTY,
    CACHE_GLOBAL,  /* entry `index` of the globals */
    CACHE_BUILTIN, /* entry `index` of the builtins; the globals' version says that they have no such name */
    CACHE_VALUES,  /* value `index` of the object's inline values */
    CACHE_SLOT,    /* __slots__: at offset `index` of the object */
    CACHE_MODULE,  /* entry `index` of the module's dict */
    CACHE_DICT,    /* entry `index` of the object's dict */
    CACHE_METHOD,  /* `method`, and the object has no dict */
    CACHE_METHOD_VALUES, /* `method`, and the `index` names of the type's inline values do not hide it */
} HlCacheKind;

typedef struct HlCache {
    HlCacheKind kind : 8;
    uint32_t misses : 24; /* a place that keeps missing is left alone */
    uint32_t type_version;
    uint32_t index;
    uint64_t globals_version;
    PyObject *method;
} HlCache;

enum { CACHE_UNITS = 4, CACHE_MAX_MISSES = 64 };

/* The array of a code object; NULL if there is none and no memory for one. */
HlCache *hl_caches_make(HlCode *code);
/* Looks the name up in full and fills the cache if it can. */
PyObject *hl_cache_load_global(HlCache *cache, _PyInterpreterFrame *frame, PyObject *name);
PyObject *hl_cache_load_attribute(HlCache *cache, PyObject *owner, PyObject *name);
int hl_cache_store_attribute(HlCache *cache, PyObject *owner, PyObject *name, PyObject *value);
int hl_cache_load_method(HlCache *cache, PyObject *owner, PyObject *name, PyObject **method);

/* The value of a dict's entry, if it is the entry for `name`; names are interned, so the same name is nearly always the same object. Borrowed. */
static inline PyObject *dict_entry(PyObject *object, uint32_t index, PyObject *name)
{
    PyDictObject *dict = (PyDictObject *)object;
    PyDictKeysObject *keys = dict->ma_keys;
    if (keys->dk_kind == DICT_KEYS_GENERAL || (Py_ssize_t)index >= keys->dk_nentries)
        return NULL;
    PyDictUnicodeEntry *entry = &DK_UNICODE_ENTRIES(keys)[index];
    if (entry->me_key != name)
        return NULL;
    return dict->ma_values != NULL ? dict->ma_values->values[index] : entry->me_value;
}

static inline PyObject *cached_global(const HlCache *cache, _PyInterpreterFrame *frame, PyObject *name)
{
    if (cache->kind == CACHE_GLOBAL)
        return dict_entry(frame->f_globals, cache->index, name);
    if (cache->kind == CACHE_BUILTIN && ((PyDictObject *)frame->f_globals)->ma_version_tag == cache->globals_version)
        return dict_entry(frame->f_builtins, cache->index, name);
    return NULL;
}

/* Borrowed; NULL: not cached. */
static inline PyObject *cached_attribute(const HlCache *cache, PyObject *owner, PyObject *name)
{
    if (Py_TYPE(owner)->tp_version_tag != cache->type_version)
        return NULL;
    switch (cache->kind) {
    case CACHE_VALUES: {
        PyDictValues *values = *_PyObject_ValuesPointer(owner);
        return values == NULL ? NULL : values->values[cache->index];
    }
    case CACHE_SLOT: return *(PyObject **)((char *)owner + cache->index);
    case CACHE_MODULE: return dict_entry(((PyModuleObject *)owner)->md_dict, cache->index, name);
    case CACHE_DICT: {
        PyObject *dict = *_PyObject_ManagedDictPointer(owner);
        return dict == NULL ? NULL : dict_entry(dict, cache->index, name);
    }
    default: return NULL;
    }
}

/* Borrowed; *bound: it is a method to be called with `owner` as its first argument. */
static inline PyObject *cached_method(const HlCache *cache, PyObject *owner, PyObject *name, bool *is_method)
{
    PyTypeObject *type = Py_TYPE(owner);
    if (type->tp_version_tag != cache->type_version)
        return NULL;
    *is_method = true;
    switch (cache->kind) {
    case CACHE_METHOD: return cache->method;
    case CACHE_METHOD_VALUES:
        if (*_PyObject_ValuesPointer(owner) == NULL || ((PyHeapTypeObject *)type)->ht_cached_keys->dk_nentries != cache->index)
            return NULL;
        return cache->method;
    case CACHE_MODULE:
        *is_method = false;
        return dict_entry(((PyModuleObject *)owner)->md_dict, cache->index, name);
    default: return NULL;
    }
}

/* Takes the reference of `value`. False: not cached. */
static inline bool store_cached_attribute(const HlCache *cache, PyObject *owner, PyObject *value)
{
    PyObject *old;
    if (Py_TYPE(owner)->tp_version_tag != cache->type_version)
        return false;
    if (cache->kind == CACHE_VALUES) {
        PyDictValues *values = *_PyObject_ValuesPointer(owner);
        if (values == NULL)
            return false;
        old = values->values[cache->index];
        values->values[cache->index] = value;
        if (old == NULL)
            _PyDictValues_AddToInsertionOrder(values, cache->index);
    }
    else if (cache->kind == CACHE_SLOT) {
        PyObject **slot = (PyObject **)((char *)owner + cache->index);
        old = *slot;
        *slot = value;
    }
    else
        return false;
    Py_XDECREF(old);
    return true;
}

#endif
