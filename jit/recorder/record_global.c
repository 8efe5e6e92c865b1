/* Names of modules, and imports: a namespace is a dictionary that is known, so a name is known as the number of an entry, and an entry is checked by its key. */
#include "../../src/cpython/namespace.h"
#include "handlers.h"

/* A function, type, module or the like is used as what it is; numbers and containers by their type. */
static bool is_program_part(PyTypeObject *type)
{
    return type == &PyFunction_Type || type == &PyCFunction_Type || type == &PyType_Type || type == &PyModule_Type || PyType_IsSubtype(type, &PyType_Type);
}

void rec_observe_entry(HlRecorder *rec, HlValue *value, PyObject *actual)
{
    if (is_program_part(Py_TYPE(actual))) {
        rec_observe_identity(rec, value, actual);
        return;
    }
    if (rec_observe(rec, value, actual) == &PyFloat_Type) {
        rec_as_float(rec, value);
    }
}

static bool is_put_target(PyObject *object) { return type_is_number(Py_TYPE(object)) || Py_IsNone(object); }

/* Numbers may be replaced by puts, as items are, so they are read as items: the entry is an array of one. Whatever else stands there changes only by helpers. */
static HlOp *entry_content(HlRecorder *rec, HlOp *place, PyObject *actual)
{
    return is_put_target(actual) ? rec_emit2(rec, HL_OP_LOAD_ITEM, 0, place, rec_int(rec, 0)) : rec_emit1(rec, HL_OP_ENTRY_VALUE, 0, place);
}

HlOp *rec_globals(HlRecorder *rec) { return rec_is_inlined(rec) ? rec_object(rec, rec->frame->f_globals) : rec_emit0(rec, HL_OP_GLOBALS, 0); }

/* `object` is the operation that gives the dictionary. */
static bool value_in(HlRecorder *rec, HlOp *object, PyObject *dict, PyObject *name, HlValue *value)
{
    Py_ssize_t entry = hl_namespace_is_plain(dict) ? hl_namespace_find(dict, name) : -1;
    if (entry < 0) {
        return false;
    }
    PyObject *actual = hl_namespace_value(dict, entry);
    HlOp *place = rec_emit2(rec, HL_OP_CHECK_ENTRY, entry, object, rec_object(rec, name));
    *value = value_borrowed(entry_content(rec, place, actual), NULL);
    rec_observe_entry(rec, value, actual);
    return true;
}

bool rec_namespace_value(HlRecorder *rec, PyObject *dict, PyObject *name, HlValue *value)
{
    return value_in(rec, rec_object(rec, dict), dict, name, value);
}

/* Makes certain that the globals do not have the name. */
static bool observe_lack(HlRecorder *rec, PyObject *dict, PyObject *name)
{
    if (!hl_rt_dict_lacks(dict, name)) {
        return false;
    }
    HlOp *lacks = rec_emit2(rec, HL_OP_CALL, HL_HELPER_DICT_LACKS, rec_globals(rec), rec_object(rec, name));
    rec_emit1(rec, HL_OP_CHECK_TRUE, 0, lacks);
    return true;
}

/* Globals, then builtins. */
static HlOutcome load_global(HlRecorder *rec, PyObject *name, bool push_null)
{
    PyObject *globals = rec->frame->f_globals, *builtins = rec->frame->f_builtins;
    HlValue value;
    if (!value_in(rec, rec_globals(rec), globals, name, &value) &&
        !(observe_lack(rec, globals, name) && rec_namespace_value(rec, builtins, name, &value))) {
        return rec_leaf(rec, "a global name is not in an ordinary dictionary");
    }
    if (push_null) {
        rec_push(rec, value_null());
    }
    rec_push(rec, value);
    return REC_DONE;
}

static PyObject *name_at(HlRecorder *rec, int index) { return PyTuple_GET_ITEM(rec_frame(rec)->code->co_names, index); }

HlOutcome record_LOAD_GLOBAL(HlRecorder *rec) { return load_global(rec, name_at(rec, rec->oparg >> 1), rec->oparg & 1); }

/* The frame of a module's code: its locals are the globals. */
static bool is_module_level(HlRecorder *rec) { return rec->frame->f_locals != NULL && rec->frame->f_locals == rec->frame->f_globals; }

HlOutcome record_LOAD_NAME(HlRecorder *rec)
{
    return is_module_level(rec) ? load_global(rec, name_at(rec, rec->oparg), false) : rec_leaf(rec, "the loop is in a class body");
}

/* A number over a number. */
static bool can_put(const HlValue *value, const HlValue *old)
{
    return (value->kind == KIND_FLOAT && old->type == &PyFloat_Type) || value->kind == KIND_INT;
}

/* The key stays where it is and no code runs. */
static bool store_over_plain(HlRecorder *rec, PyObject *name)
{
    PyObject *globals = rec->frame->f_globals;
    Py_ssize_t entry = hl_namespace_is_plain(globals) ? hl_namespace_find(globals, name) : -1;
    if (entry < 0) {
        return false;
    }
    PyObject *actual = hl_namespace_value(globals, entry);
    HlOp *dict = rec_globals(rec), *key = rec_object(rec, name);
    HlOp *address = rec_emit2(rec, HL_OP_CHECK_ENTRY, entry, dict, key);
    HlPlace place = {.items = address, .old = value_borrowed(entry_content(rec, address, actual), NULL)};
    if (!type_is_plain(rec_observe(rec, &place.old, actual))) {
        return false;
    }
    if (is_put_target(actual) && can_put(rec_top(rec, 0), &place.old)) {
        place.at = rec_int(rec, 0);
        return rec_put(rec, &place, 0);
    }
    HlOp *object = rec_as_object(rec, rec_top(rec, 0));
    rec_secure(rec);
    rec_check_raised(rec, rec_emit3(rec, HL_OP_CALL, HL_HELPER_SET_GLOBAL, dict, key, object));
    return true;
}

static HlOutcome store_global(HlRecorder *rec, PyObject *name)
{
    if (!store_over_plain(rec, name)) {
        HlOp *object = rec_as_object(rec, rec_top(rec, 0));
        rec_before_unknown(rec);
        HlOp *dict = rec_globals(rec), *key = rec_object(rec, name);
        rec_check_raised(rec, rec_emit3(rec, HL_OP_CALL, HL_HELPER_SET_ITEM, dict, key, object));
    }
    HlValue value = rec_pop(rec);
    rec_release_appended(rec, &value); /* the dictionary holds it now */
    return REC_DONE;
}

HlOutcome record_STORE_GLOBAL(HlRecorder *rec) { return store_global(rec, name_at(rec, rec->oparg)); }

HlOutcome record_STORE_NAME(HlRecorder *rec)
{
    return is_module_level(rec) ? store_global(rec, name_at(rec, rec->oparg)) : rec_leaf(rec, "the loop is in a class body");
}

/* The name is there, so its absence need not be reported. */
static HlOutcome delete_global(HlRecorder *rec, PyObject *name)
{
    PyObject *globals = rec->frame->f_globals;
    Py_ssize_t entry = hl_namespace_is_plain(globals) ? hl_namespace_find(globals, name) : -1;
    if (entry < 0) {
        return rec_leaf(rec, "a global name that is not there is deleted");
    }
    HlOp *dict = rec_globals(rec), *key = rec_object(rec, name);
    rec_emit2(rec, HL_OP_CHECK_ENTRY, entry, dict, key);
    rec_before_unknown(rec);
    rec_check_raised(rec, rec_emit2(rec, HL_OP_CALL, HL_HELPER_DEL_ITEM, dict, key));
    return REC_DONE;
}

HlOutcome record_DELETE_GLOBAL(HlRecorder *rec) { return delete_global(rec, name_at(rec, rec->oparg)); }

HlOutcome record_DELETE_NAME(HlRecorder *rec)
{
    return is_module_level(rec) ? delete_global(rec, name_at(rec, rec->oparg)) : rec_leaf(rec, "the loop is in a class body");
}

/* --- imports: what the evaluator does, by helpers --- */

HlOutcome record_IMPORT_NAME(HlRecorder *rec) { return rec_generic(rec, HL_HELPER_IMPORT, 2, rec_object(rec, name_at(rec, rec->oparg))); }

HlOutcome record_IMPORT_FROM(HlRecorder *rec)
{
    HlOp *module = rec_as_object(rec, rec_top(rec, 0)), *name = rec_object(rec, name_at(rec, rec->oparg));
    rec_call(rec, HL_HELPER_IMPORT_FROM, 2, (HlOp *[]){module, name});
    return REC_DONE;
}
