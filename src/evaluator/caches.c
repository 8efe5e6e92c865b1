/* Filling the inline caches. */
#include "caches.h"
#include "operations.h"
#include <structmember.h>

enum { MAX_SCANNED = 4096 }; /* a name further back in a dict is not worth finding */

HlCache *hl_caches_make(HlCode *code)
{
    if (code->caches == NULL)
        code->caches = PyMem_Calloc((size_t)Py_SIZE(code->code) / CACHE_UNITS + 1, sizeof(HlCache));
    return code->caches;
}

static bool may_fill(HlCache *cache)
{
    if (cache->misses >= CACHE_MAX_MISSES) {
        cache->kind = CACHE_EMPTY;
        return false;
    }
    cache->misses++;
    return true;
}

/* Where a name stands in a table of names; -1 if it does not. */
static Py_ssize_t find_entry(PyDictKeysObject *keys, PyObject *name)
{
    if (keys->dk_kind == DICT_KEYS_GENERAL || keys->dk_nentries > MAX_SCANNED)
        return -1;
    for (Py_ssize_t i = 0; i < keys->dk_nentries; i++) {
        if (DK_UNICODE_ENTRIES(keys)[i].me_key == name)
            return i;
    }
    return -1;
}

static bool fill_from_dict(HlCache *cache, HlCacheKind kind, PyObject *dict, PyObject *name)
{
    Py_ssize_t index = dict != NULL && PyDict_CheckExact(dict) ? find_entry(((PyDictObject *)dict)->ma_keys, name) : -1;
    if (index < 0)
        return false;
    cache->index = (uint32_t)index;
    cache->kind = kind;
    return true;
}

/* The version of a type; 0 if it has none. A method lookup gives it one. */
static uint32_t version_of(PyTypeObject *type)
{
    return PyType_HasFeature(type, Py_TPFLAGS_VALID_VERSION_TAG) ? type->tp_version_tag : 0;
}

/* --- globals --- */

PyObject *hl_cache_load_global(HlCache *cache, _PyInterpreterFrame *frame, PyObject *name)
{
    PyObject *value = op_load_global(frame, name);
    if (value == NULL || !PyDict_CheckExact(frame->f_globals))
        return value;
    if (cache->kind == CACHE_BUILTIN && dict_entry(frame->f_builtins, cache->index, name) == value) {
        /* Some other global changed. Is the name still none? */
        PyObject *global = PyDict_GetItemWithError(frame->f_globals, name);
        if (global == NULL && !PyErr_Occurred())
            cache->globals_version = ((PyDictObject *)frame->f_globals)->ma_version_tag;
        PyErr_Clear();
        return value;
    }
    if (!may_fill(cache))
        return value;
    cache->kind = CACHE_EMPTY;
    if (fill_from_dict(cache, CACHE_GLOBAL, frame->f_globals, name) && cached_global(cache, frame, name) == value)
        return value;
    cache->kind = CACHE_EMPTY;
    if (PyDict_GetItemWithError(frame->f_globals, name) == NULL && !PyErr_Occurred() && fill_from_dict(cache, CACHE_BUILTIN, frame->f_builtins, name))
        cache->globals_version = ((PyDictObject *)frame->f_globals)->ma_version_tag;
    PyErr_Clear();
    return value;
}

/* --- attributes --- */

/* A descriptor of __slots__, as it is used for this object: its offset. 0: it is none. */
static Py_ssize_t slot_offset(PyObject *descriptor, PyObject *owner, bool writable)
{
    if (!Py_IS_TYPE(descriptor, &PyMemberDescr_Type) || !PyObject_TypeCheck(owner, ((PyMemberDescrObject *)descriptor)->d_common.d_type))
        return 0;
    PyMemberDef *member = ((PyMemberDescrObject *)descriptor)->d_member;
    if (member->type != T_OBJECT_EX || (member->flags & READ_RESTRICTED) || (writable && (member->flags & READONLY)))
        return 0;
    return member->offset;
}

static void fill_instance(HlCache *cache, PyObject *owner, PyObject *name, bool to_store)
{
    PyTypeObject *type = Py_TYPE(owner);
    if (to_store ? type->tp_setattro != PyObject_GenericSetAttr : type->tp_getattro != PyObject_GenericGetAttr)
        return;
    PyObject *descriptor = _PyType_Lookup(type, name);
    cache->type_version = version_of(type);
    if (cache->type_version == 0)
        return;
    if (descriptor != NULL && Py_TYPE(descriptor)->tp_descr_set != NULL) {
        Py_ssize_t offset = slot_offset(descriptor, owner, to_store);
        if (offset > 0) {
            cache->index = (uint32_t)offset;
            cache->kind = CACHE_SLOT;
        }
        return;
    }
    if (!PyType_HasFeature(type, Py_TPFLAGS_MANAGED_DICT))
        return;
    if (*_PyObject_ValuesPointer(owner) != NULL) {
        Py_ssize_t index = find_entry(((PyHeapTypeObject *)type)->ht_cached_keys, name);
        if (index >= 0) {
            cache->index = (uint32_t)index;
            cache->kind = CACHE_VALUES;
        }
    }
    else if (!to_store)
        fill_from_dict(cache, CACHE_DICT, *_PyObject_ManagedDictPointer(owner), name);
}

/* A module's own dict comes after its type's data descriptors and before the rest. */
static void fill_module(HlCache *cache, PyObject *module, PyObject *name)
{
    PyObject *descriptor = _PyType_Lookup(&PyModule_Type, name);
    cache->type_version = version_of(&PyModule_Type);
    if (descriptor == NULL && cache->type_version != 0)
        fill_from_dict(cache, CACHE_MODULE, ((PyModuleObject *)module)->md_dict, name);
}

PyObject *hl_cache_load_attribute(HlCache *cache, PyObject *owner, PyObject *name)
{
    if (may_fill(cache)) {
        cache->kind = CACHE_EMPTY;
        if (PyModule_CheckExact(owner))
            fill_module(cache, owner, name);
        else
            fill_instance(cache, owner, name, false);
    }
    return PyObject_GetAttr(owner, name);
}

int hl_cache_store_attribute(HlCache *cache, PyObject *owner, PyObject *name, PyObject *value)
{
    int status = PyObject_SetAttr(owner, name, value);
    if (status == 0 && may_fill(cache)) {
        cache->kind = CACHE_EMPTY;
        fill_instance(cache, owner, name, true);
    }
    return status;
}

/* --- methods --- */

static void fill_method(HlCache *cache, PyObject *owner, PyObject *name)
{
    PyTypeObject *type = Py_TYPE(owner);
    if (type->tp_getattro != PyObject_GenericGetAttr)
        return;
    PyObject *method = _PyType_Lookup(type, name);
    cache->type_version = version_of(type);
    if (cache->type_version == 0 || method == NULL || !PyType_HasFeature(Py_TYPE(method), Py_TPFLAGS_METHOD_DESCRIPTOR))
        return;
    cache->method = method;
    if (PyType_HasFeature(type, Py_TPFLAGS_MANAGED_DICT)) {
        PyDictKeysObject *keys = ((PyHeapTypeObject *)type)->ht_cached_keys;
        if (*_PyObject_ValuesPointer(owner) != NULL && find_entry(keys, name) < 0 && keys->dk_nentries <= MAX_SCANNED) {
            cache->index = (uint32_t)keys->dk_nentries;
            cache->kind = CACHE_METHOD_VALUES;
        }
    }
    else if (type->tp_dictoffset == 0)
        cache->kind = CACHE_METHOD;
}

int hl_cache_load_method(HlCache *cache, PyObject *owner, PyObject *name, PyObject **method)
{
    if (may_fill(cache)) {
        cache->kind = CACHE_EMPTY;
        if (PyModule_CheckExact(owner))
            fill_module(cache, owner, name);
        else
            fill_method(cache, owner, name);
    }
    return _PyObject_GetMethod(owner, name, method);
}
