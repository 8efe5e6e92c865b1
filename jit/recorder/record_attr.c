/* Attributes: of modules by their dictionary's entry, methods of builtin types by the type; everything else asks as the evaluator does. */
#include "../../src/cpython/instance.h"
#include "handlers.h"
#include <structmember.h>

static PyObject *name_of(HlRecorder *rec) { return PyTuple_GET_ITEM(rec_frame(rec)->code->co_names, rec->oparg); }

/* The value of an attribute that lies in the dictionary of a module that is known for certain. */
static bool module_value(HlRecorder *rec, const HlValue *object, PyObject *name, HlValue *value)
{
    if (object->kind != KIND_OBJECT || object->constant == NULL || !PyModule_CheckExact(object->constant)) {
        return false;
    }
    /* A module's own type comes first: its data descriptors (__dict__, __class__) are not in the dictionary. */
    return _PyType_Lookup(&PyModule_Type, name) == NULL && rec_namespace_value(rec, PyModule_GetDict(object->constant), name, value);
}

static HlOutcome get_attribute(HlRecorder *rec)
{
    HlOp *object = rec_as_object(rec, rec_top(rec, 0));
    HlOp *name = rec_object(rec, name_of(rec));
    if (rec_is_inlined(rec) && !rec_before_unknown(rec)) {
        return REC_LEAF;
    }
    rec_call(rec, HL_HELPER_GET_ATTR, 2, (HlOp *[]){object, name});
    return REC_DONE;
}

/* The type, which is observed, is still as it is now. Types of CPython itself never change. */
static bool observe_type_version(HlRecorder *rec, PyTypeObject *type)
{
    if (!(type->tp_flags & Py_TPFLAGS_HEAPTYPE)) {
        return true;
    }
    int64_t version = hl_rt_type_version(type);
    if (version == 0) {
        return false;
    }
    HlOp *now = rec_emit1(rec, HL_OP_CALL, HL_HELPER_TYPE_VERSION, rec_object(rec, (PyObject *)type));
    rec_emit1(rec, HL_OP_CHECK_TRUE, 0, rec_emit2(rec, HL_OP_IEQ, 0, now, rec_int(rec, version)));
    return true;
}

/* Makes certain whether the object's own dictionary hides a name of its type. */
static bool observe_hidden(HlRecorder *rec, HlValue *object, PyObject *actual, PyObject *name)
{
    if (Py_TYPE(actual)->tp_dictoffset == 0) {
        return false;
    }
    bool lacks = hl_rt_instance_lacks(actual, name);
    HlOp *now = rec_emit2(rec, HL_OP_CALL, HL_HELPER_INSTANCE_LACKS, rec_as_object(rec, object), rec_object(rec, name));
    rec_observe_condition(rec, now, lacks);
    return !lacks;
}

/* --- attributes of instances --- */

/* How an attribute of an object of the type is found, as long as the type's version stays. */
typedef enum AttributeForm {
    FROM_INSTANCE, /* among the object's own values; what the type has comes second, or nothing */
    FROM_MEMBER,   /* a slot of the object (__slots__) at a fixed offset */
    FROM_ELSEWHERE,
} AttributeForm;

static AttributeForm attribute_form(PyTypeObject *type, PyObject *found)
{
    if (found == NULL || Py_TYPE(found)->tp_descr_set == NULL) {
        return FROM_INSTANCE;
    }
    if (Py_IS_TYPE(found, &PyMemberDescr_Type) && ((PyMemberDescrObject *)found)->d_member->type == T_OBJECT_EX &&
        PyType_IsSubtype(type, ((PyMemberDescrObject *)found)->d_common.d_type)) {
        return FROM_MEMBER;
    }
    return FROM_ELSEWHERE;
}

/* The place of an attribute among the object's own values, which it has now. The type's version is checked. */
static bool instance_place(HlRecorder *rec, HlValue *object, PyObject *actual, PyObject *name, HlPlace *place)
{
    Py_ssize_t index = hl_instance_index(actual, name);
    PyObject *value = index >= 0 ? hl_instance_value(actual, index) : NULL;
    if (value == NULL || object->kind != KIND_OBJECT) {
        return false;
    }
    HlOp *array = rec_emit1(rec, HL_OP_CHECK_NOT_NULL, 0, rec_emit1(rec, HL_OP_LOAD_FIELD, HL_INSTANCE_VALUES, object->op));
    rec_emit1(rec, HL_OP_CHECK_NOT_NULL, 0, rec_emit1(rec, HL_OP_LOAD_FIELD, (int64_t)(index * (Py_ssize_t)sizeof(PyObject *)), array));
    place->items = rec_emit1(rec, HL_OP_LOAD_PTR, HL_INSTANCE_VALUES, object->op);
    place->at = rec_int(rec, index);
    place->old = value_borrowed(rec_emit2(rec, HL_OP_LOAD_ITEM, 0, place->items, place->at), NULL);
    return true;
}

static HlOutcome load_member(HlRecorder *rec, HlValue *object, PyObject *actual, const PyMemberDescrObject *member)
{
    PyObject *value = *(PyObject **)((char *)actual + member->d_member->offset);
    HlOp *field = rec_emit1(rec, HL_OP_LOAD_FIELD, member->d_member->offset, object->op);
    if (value == NULL) {
        return rec_leaf(rec, "an attribute is missing");
    }
    return rec_replace_borrowed(rec, 1, rec_emit1(rec, HL_OP_CHECK_NOT_NULL, 0, field), value);
}

/* A value of the type that no descriptor turns into something else, and that the object does not hide. */
static bool type_value(HlRecorder *rec, HlValue *object, PyObject *actual, PyObject *found)
{
    return found != NULL && Py_TYPE(found)->tp_descr_get == NULL && !observe_hidden(rec, object, actual, name_of(rec));
}

/* REC_DONE, or REC_LEAF with rec->reason NULL: no typed form, nothing but checks was emitted. */
static HlOutcome load_from_instance(HlRecorder *rec, HlValue *object, PyObject *actual)
{
    PyTypeObject *type = rec_observe(rec, object, actual);
    PyObject *found = _PyType_Lookup(type, name_of(rec));
    HlPlace place;
    rec->reason = NULL;
    if (type->tp_getattro != PyObject_GenericGetAttr || object->kind != KIND_OBJECT || !observe_type_version(rec, type) ||
        rec_known_generic(rec, HL_HELPER_GET_ATTR)) {
        return REC_LEAF;
    }
    switch (attribute_form(type, found)) {
    case FROM_MEMBER:
        return load_member(rec, object, actual, (PyMemberDescrObject *)found);
    case FROM_INSTANCE:
        if (instance_place(rec, object, actual, name_of(rec), &place)) {
            PyObject *value = hl_instance_value(actual, hl_instance_index(actual, name_of(rec)));
            return rec_replace_borrowed(rec, 1, place.old.op, value);
        }
        return type_value(rec, object, actual, found) ? rec_replace(rec, 1, value_constant(rec, found)) : REC_LEAF;
    default:
        return REC_LEAF;
    }
}

HlOutcome record_LOAD_ATTR(HlRecorder *rec)
{
    HlValue value;
    if (module_value(rec, rec_top(rec, 0), name_of(rec), &value)) {
        return rec_replace(rec, 1, value); /* the module is a constant, and its dictionary keeps the value */
    }
    rec_observe(rec, rec_top(rec, 0), rec_actual(rec, 0));
    if (!rec_known_generic(rec, HL_HELPER_GET_ATTR)) {
        HlOutcome outcome = load_from_instance(rec, rec_top(rec, 0), rec_actual(rec, 0));
        if (outcome == REC_DONE || rec->reason != NULL) {
            return outcome;
        }
    }
    HlOutcome outcome = get_attribute(rec);
    if (outcome != REC_DONE) {
        return outcome;
    }
    value = rec_pop(rec);
    return rec_replace(rec, 1, value);
}

/* What LOAD_METHOD finds. */
typedef enum MethodForm {
    METHOD_AND_SELF, /* a function of the type: it and the object are pushed */
    ATTRIBUTE_ONLY,  /* whatever getattr gives, below it NULL */
} MethodForm;

/* False: it can't be made certain. */
static bool observe_method(HlRecorder *rec, HlValue *object, PyObject *actual, MethodForm *form, PyObject **method)
{
    PyTypeObject *type = rec_observe(rec, object, actual);
    *method = _PyType_Lookup(type, name_of(rec)); /* gives the type a version too */
    *form = ATTRIBUTE_ONLY;
    if (!observe_type_version(rec, type)) {
        return false;
    }
    bool is_function = *method != NULL && PyType_HasFeature(Py_TYPE(*method), Py_TPFLAGS_METHOD_DESCRIPTOR);
    if (type->tp_getattro == PyObject_GenericGetAttr && is_function && !observe_hidden(rec, object, actual, name_of(rec))) {
        *form = METHOD_AND_SELF;
    }
    return true;
}

static HlOutcome push_method(HlRecorder *rec, PyObject *method)
{
    HlValue self = rec_pop(rec);
    rec_push(rec, value_constant(rec, method));
    rec_push(rec, self);
    return REC_DONE;
}

HlOutcome record_LOAD_METHOD(HlRecorder *rec)
{
    HlValue *object = rec_top(rec, 0), value;
    MethodForm form;
    PyObject *method;
    bool known = module_value(rec, object, name_of(rec), &value);
    if (!known && !observe_method(rec, object, rec_actual(rec, 0), &form, &method)) {
        return rec_leaf(rec, "a method's type has no version");
    }
    if (!known && form == METHOD_AND_SELF) {
        return push_method(rec, method);
    }
    if (!known) {
        HlOutcome outcome = get_attribute(rec);
        if (outcome != REC_DONE) {
            return outcome;
        }
        value = rec_pop(rec);
    }
    rec_drop(rec, 1);
    rec_push(rec, value_null());
    rec_push(rec, value);
    return REC_DONE;
}

static bool store_into_instance(HlRecorder *rec, HlPlace *place)
{
    HlValue *object = rec_top(rec, 0);
    PyObject *actual = rec_actual(rec, 0), *name = name_of(rec);
    PyTypeObject *type = rec_observe(rec, object, actual);
    if (type->tp_setattro != PyObject_GenericSetAttr || rec_known_generic(rec, HL_HELPER_SET_ATTR)) {
        return false;
    }
    PyObject *found = _PyType_Lookup(type, name);
    if (!observe_type_version(rec, type) || rec_known_generic(rec, HL_HELPER_SET_ATTR) || attribute_form(type, found) != FROM_INSTANCE ||
        !instance_place(rec, object, actual, name, place)) {
        return false;
    }
    rec_observe(rec, &place->old, hl_instance_value(actual, hl_instance_index(actual, name)));
    return true;
}

HlOutcome record_STORE_ATTR(HlRecorder *rec)
{
    HlPlace place;
    if (store_into_instance(rec, &place)) {
        if (!rec_put(rec, &place, 1)) {
            return REC_LEAF;
        }
        rec_drop(rec, 2);
        return REC_DONE;
    }
    HlOp *object = rec_as_object(rec, rec_top(rec, 0)), *value = rec_as_object(rec, rec_top(rec, 1));
    HlOp *name = rec_object(rec, name_of(rec));
    if (!rec_before_unknown(rec)) {
        return REC_LEAF;
    }
    rec_check_raised(rec, rec_emit3(rec, HL_OP_CALL, HL_HELPER_SET_ATTR, object, name, value));
    rec_drop(rec, 2);
    return REC_DONE;
}

HlOutcome record_DELETE_ATTR(HlRecorder *rec)
{
    HlOp *object = rec_as_object(rec, rec_top(rec, 0)), *name = rec_object(rec, name_of(rec));
    if (!rec_before_unknown(rec)) {
        return REC_LEAF;
    }
    rec_check_raised(rec, rec_emit2(rec, HL_OP_CALL, HL_HELPER_DEL_ATTR, object, name));
    rec_drop(rec, 1);
    return REC_DONE;
}
