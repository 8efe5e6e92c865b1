/* Attributes: of modules by their dictionary's entry, of instances by their place, what classes have by the class's version (record_method.c); everything else asks as
 * the evaluator does. */
#include "../../src/cpython/instance.h"
#include "attributes.h"
#include <structmember.h>

PyObject *rec_attribute_name(HlRecorder *rec) { return PyTuple_GET_ITEM(rec_frame(rec)->code->co_names, rec->oparg); }

PyObject *rec_name(HlRecorder *rec, const char *name)
{
    PyObject *interned = PyUnicode_InternFromString(name);
    if (interned == NULL) {
        PyErr_Clear();
        rec_abort(rec, "out of memory");
    }
    rec_constant(rec, interned); /* holds it */
    Py_DECREF(interned);
    return interned;
}

/* The value of an attribute that lies in the dictionary of a module that is known for certain. */
static bool module_value(HlRecorder *rec, const HlValue *object, PyObject *name, HlValue *value)
{
    if (object->kind != KIND_OBJECT || object->constant == NULL || !PyModule_CheckExact(object->constant)) {
        return false;
    }
    /* A module's own type comes first: its data descriptors (__dict__, __class__) are not in the dictionary. */
    return _PyType_Lookup(&PyModule_Type, name) == NULL && rec_namespace_value(rec, PyModule_GetDict(object->constant), name, value);
}

HlOutcome rec_generic_attribute(HlRecorder *rec)
{
    HlOp *object = rec_as_object(rec, rec_top(rec, 0));
    HlOp *name = rec_object(rec, rec_attribute_name(rec));
    rec_call(rec, HL_HELPER_GET_ATTR, 2, (HlOp *[]){object, name});
    return REC_DONE;
}

bool rec_asks_generically(HlRecorder *rec) { return rec_known_generic(rec, HL_HELPER_GET_ATTR); }

/* --- the versions of types --- */

enum { REMEMBERED = 64, RESTLESS = 6 };

/* A class that is changed again and again (a counter among its attributes) is not worth a check of its version. */
static bool is_restless(const PyTypeObject *type, int64_t version)
{
    static struct { const PyTypeObject *type; int64_t version; int changes; } seen[REMEMBERED];
    size_t slot = ((uintptr_t)type >> 4) % REMEMBERED;
    if (seen[slot].type != type) {
        seen[slot].type = type;
        seen[slot].changes = 0;
    }
    else if (seen[slot].version != version && seen[slot].changes < RESTLESS) {
        seen[slot].changes++;
    }
    seen[slot].version = version;
    return seen[slot].changes >= RESTLESS;
}

bool rec_observe_type_version(HlRecorder *rec, PyTypeObject *type)
{
    if (!(type->tp_flags & Py_TPFLAGS_HEAPTYPE)) {
        return true;
    }
    int64_t version = hl_rt_type_version(type);
    if (version == 0 || is_restless(type, version)) {
        return false;
    }
    HlOp *now = rec_emit1(rec, HL_OP_TYPE_VERSION, 0, rec_object(rec, (PyObject *)type));
    rec_emit1(rec, HL_OP_CHECK_TRUE, 0, rec_emit2(rec, HL_OP_IEQ, 0, now, rec_int(rec, version)));
    return true;
}

/* --- what an object has itself --- */

/* The object keeps its attributes in an array, and none is called `name`, or it has no value. */
static bool observe_lack_of_value(HlRecorder *rec, HlOp *object, PyObject *actual, PyObject *name)
{
    Py_ssize_t index = hl_instance_index(actual, name);
    HlOp *array = rec_emit1(rec, HL_OP_CHECK_NOT_NULL, 0, rec_emit1(rec, HL_OP_LOAD_FIELD, HL_INSTANCE_VALUES, object));
    HlOp *names = rec_emit1(rec, HL_OP_TYPE_NAMES, 0, rec_object(rec, (PyObject *)Py_TYPE(actual)));
    if (index < 0) {
        rec_emit1(rec, HL_OP_CHECK_TRUE, 0, rec_emit2(rec, HL_OP_IEQ, 0, names, rec_int(rec, hl_type_names(Py_TYPE(actual)))));
        return true;
    }
    HlOp *value = rec_emit1(rec, HL_OP_LOAD_FIELD, (int64_t)(index * (Py_ssize_t)sizeof(PyObject *)), array);
    bool lacks = hl_instance_value(actual, index) == NULL;
    if (lacks) {
        rec_emit1(rec, HL_OP_CHECK_NULL, 0, value);
    }
    else {
        rec_emit1(rec, HL_OP_CHECK_NOT_NULL, 0, value);
    }
    return lacks;
}

bool rec_observe_hidden(HlRecorder *rec, HlValue *object, PyObject *actual, PyObject *name)
{
    const HlVirtualState *instance = rec_instance(rec, object);
    if (instance != NULL || Py_TYPE(actual)->tp_dictoffset == 0) {
        return instance != NULL && rec_instance_part(instance, name) >= 0;
    }
    if (object->kind == KIND_OBJECT && hl_instance_has_values(actual)) {
        return !observe_lack_of_value(rec, object->op, actual, name);
    }
    bool lacks = hl_rt_instance_lacks(actual, name);
    HlOp *now = rec_emit2(rec, HL_OP_CALL, HL_HELPER_INSTANCE_LACKS, rec_as_object(rec, object), rec_object(rec, name));
    rec_observe_condition(rec, now, lacks);
    return !lacks;
}

/* --- places --- */

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
        ((PyMemberDescrObject *)found)->d_member->flags == 0 && PyType_IsSubtype(type, ((PyMemberDescrObject *)found)->d_common.d_type)) {
        return FROM_MEMBER;
    }
    return FROM_ELSEWHERE;
}

static Py_ssize_t member_offset(PyObject *member) { return ((PyMemberDescrObject *)member)->d_member->offset; }

/* A place, and what really is there. Presence is a matter of HL_MEM_ATTR, content one of HL_MEM_ITEMS. */
typedef struct Place {
    HlPlace place;
    PyObject *actual; /* NULL: the attribute is not set */
    HlOp *object;
    Py_ssize_t index; /* among the values, or -1 */
} Place;

static void observe_presence(HlRecorder *rec, HlOp *content, const PyObject *actual)
{
    rec_emit1(rec, actual != NULL ? HL_OP_CHECK_NOT_NULL : HL_OP_CHECK_NULL, 0, content);
}

static void place_of_member(HlRecorder *rec, HlOp *object, PyObject *actual, PyObject *member, Place *place)
{
    Py_ssize_t offset = member_offset(member);
    place->actual = *(PyObject **)((char *)actual + offset);
    observe_presence(rec, rec_emit1(rec, HL_OP_LOAD_FIELD, offset, object), place->actual);
    place->place.items = rec_emit1(rec, HL_OP_FIELD_PTR, offset, object);
    place->place.at = rec_int(rec, 0);
}

static void place_of_value(HlRecorder *rec, HlOp *object, PyObject *actual, Py_ssize_t index, Place *place)
{
    place->actual = hl_instance_value(actual, index);
    place->index = index;
    HlOp *array = rec_emit1(rec, HL_OP_CHECK_NOT_NULL, 0, rec_emit1(rec, HL_OP_LOAD_FIELD, HL_INSTANCE_VALUES, object));
    observe_presence(rec, rec_emit1(rec, HL_OP_LOAD_FIELD, (int64_t)(index * (Py_ssize_t)sizeof(PyObject *)), array), place->actual);
    place->place.items = rec_emit1(rec, HL_OP_LOAD_PTR, HL_INSTANCE_VALUES, object);
    place->place.at = rec_int(rec, index);
}

/* In a dictionary: the attributes have been looked at as one (__dict__), or are many. */
static bool place_in_dictionary(HlRecorder *rec, HlOp *object, PyObject *actual, PyObject *name, Place *place)
{
    Py_ssize_t offset, entry;
    PyObject *dict = hl_instance_dictionary(actual, &offset);
    PyObject **content = dict != NULL ? hl_instance_entry(dict, name, &entry) : NULL;
    if (content == NULL || *content == NULL) {
        return false;
    }
    place->actual = *content;
    HlOp *known = rec_emit1(rec, HL_OP_CHECK_NOT_NULL, 0, rec_emit1(rec, HL_OP_LOAD_FIELD, offset, object));
    known = rec_emit1(rec, HL_OP_CHECK_TYPE, rec_constant(rec, (PyObject *)&PyDict_Type), known);
    place->place.items = rec_emit2(rec, HL_OP_CHECK_ENTRY, entry, known, rec_object(rec, name));
    place->place.at = rec_int(rec, 0);
    observe_presence(rec, rec_emit1(rec, HL_OP_ENTRY_VALUE, 0, place->place.items), place->actual);
    return true;
}

/* The place of an attribute of a real object. The type's version is checked. */
static bool find_place(HlRecorder *rec, HlValue *object, PyObject *actual, PyObject *found, AttributeForm form, Place *place)
{
    PyObject *name = rec_attribute_name(rec);
    *place = (Place){.object = object->op, .index = -1};
    if (form == FROM_MEMBER) {
        place_of_member(rec, object->op, actual, found, place);
    }
    else if (hl_instance_has_values(actual)) {
        Py_ssize_t index = hl_instance_index(actual, name);
        if (index < 0) {
            return false;
        }
        place_of_value(rec, object->op, actual, index, place);
    }
    else if (!place_in_dictionary(rec, object->op, actual, name, place)) {
        return false;
    }
    if (place->actual != NULL) {
        place->place.old = value_borrowed(rec_emit2(rec, HL_OP_LOAD_ITEM, 0, place->place.items, place->place.at), NULL);
    }
    return true;
}

/* --- LOAD_ATTR --- */

/* An attribute of a virtual instance. */
static HlOutcome load_part(HlRecorder *rec, const HlVirtualState *instance, int part)
{
    HlValue value = value_copy(&instance->parts[part]);
    rec_push(rec, value);
    if (value.kind == KIND_OBJECT) {
        rec_secure(rec); /* the object that holds it may be dropped now */
    }
    value = rec_pop(rec);
    return rec_replace(rec, 1, value);
}

static HlOutcome load_from_real(HlRecorder *rec, HlValue *object, PyObject *actual, PyObject *found, AttributeForm form)
{
    Place place;
    if (form != FROM_ELSEWHERE && find_place(rec, object, actual, found, form, &place)) {
        if (place.actual != NULL) {
            return rec_replace_borrowed(rec, 1, place.place.old.op, place.actual);
        }
        if (form == FROM_MEMBER) {
            return REC_LEAF; /* it raises */
        }
    }
    bool hidden = form == FROM_INSTANCE && rec_observe_hidden(rec, object, actual, rec_attribute_name(rec));
    return hidden ? REC_LEAF : rec_load_found(rec, object, actual, found);
}

/* REC_DONE, or REC_LEAF: no typed form, nothing but checks was emitted. */
static HlOutcome load_from_instance(HlRecorder *rec, HlValue *object, PyObject *actual)
{
    PyTypeObject *type = rec_observe(rec, object, actual);
    PyObject *found = _PyType_Lookup(type, rec_attribute_name(rec));
    const HlVirtualState *instance = rec_instance(rec, object);
    if (type->tp_getattro != PyObject_GenericGetAttr || (object->kind != KIND_OBJECT && instance == NULL) || !rec_observe_type_version(rec, type) ||
        rec_asks_generically(rec)) {
        return REC_LEAF;
    }
    AttributeForm form = attribute_form(type, found);
    if (instance == NULL) {
        return load_from_real(rec, object, actual, found, form);
    }
    int part = form == FROM_ELSEWHERE ? -1 : rec_instance_part(instance, form == FROM_MEMBER ? found : rec_attribute_name(rec));
    if (part >= 0) {
        return load_part(rec, instance, part);
    }
    return form == FROM_MEMBER ? REC_LEAF : rec_load_found(rec, object, actual, found);
}

HlOutcome record_LOAD_ATTR(HlRecorder *rec)
{
    HlValue value;
    if (module_value(rec, rec_top(rec, 0), rec_attribute_name(rec), &value)) {
        return rec_replace(rec, 1, value); /* the module is a constant, and its dictionary keeps the value */
    }
    PyObject *actual = rec_actual(rec, 0);
    rec_observe(rec, rec_top(rec, 0), actual);
    if (!rec_asks_generically(rec)) {
        if (rec_room_for_virtuals(rec, 1) && rec_buffer_attribute(rec, rec_attribute_name(rec), &value)) {
            return rec_replace(rec, 1, value);
        }
        HlOutcome outcome = PyType_CheckExact(actual) ? rec_load_from_class(rec, rec_top(rec, 0), actual) : load_from_instance(rec, rec_top(rec, 0), actual);
        if (outcome == REC_DONE) {
            return outcome;
        }
    }
    HlOutcome outcome = rec_generic_attribute(rec);
    if (outcome != REC_DONE) {
        return outcome;
    }
    value = rec_pop(rec);
    return rec_replace(rec, 1, value);
}

bool rec_module_attribute(HlRecorder *rec, HlValue *value) { return module_value(rec, rec_top(rec, 0), rec_attribute_name(rec), value); }

/* --- STORE_ATTR --- */

static bool is_known_setter(HlRecorder *rec) { return rec_known_generic(rec, HL_HELPER_SET_ATTR); }

/* An attribute that the object does not have so far. Its reference to the value is made by the helper. */
static HlOutcome add_attribute(HlRecorder *rec, const Place *place, PyObject *found)
{
    bool member = place->index < 0;
    HlOp *at = rec_int(rec, member ? member_offset(found) : place->index);
    HlOp *value = rec_as_object(rec, rec_top(rec, 1));
    rec_emit3(rec, HL_OP_CALL, member ? HL_HELPER_SET_FIELD : HL_HELPER_ADD_VALUE, place->object, at, value);
    rec_release_appended(rec, rec_top(rec, 1));
    rec_drop(rec, 2);
    return REC_DONE;
}

/* Storing an object that must be made first. */
static HlOutcome store_made(HlRecorder *rec, const HlPlace *place)
{
    if (place->old.type->tp_finalize != NULL) { /* __del__ may look at this frame */
        rec_before_unknown(rec);
    }
    HlOp *value = rec_as_object(rec, rec_top(rec, 1)), *object = rec_as_object(rec, rec_top(rec, 0));
    rec_secure(rec);
    rec_check_raised(rec, rec_emit3(rec, HL_OP_CALL, HL_HELPER_SET_ATTR, object, rec_object(rec, rec_attribute_name(rec)), value));
    rec_drop(rec, 2);
    return REC_DONE;
}

static HlOutcome store_into_real(HlRecorder *rec, HlValue *object, PyObject *actual, PyObject *found, AttributeForm form)
{
    Place place;
    if (form == FROM_ELSEWHERE) {
        return rec_store_found(rec, found);
    }
    if (!find_place(rec, object, actual, found, form, &place)) {
        return REC_LEAF;
    }
    if (place.actual == NULL) {
        return add_attribute(rec, &place, found);
    }
    rec_observe(rec, &place.place.old, place.actual);
    place.place.actual = place.actual;
    if (rec_top(rec, 1)->kind == KIND_VIRTUAL) { /* making it may start a collection, after which the value's place may be another */
        return store_made(rec, &place.place);
    }
    if (!rec_put(rec, &place.place, 1)) {
        return REC_LEAF;
    }
    rec_drop(rec, 2);
    return REC_DONE;
}

/* The value's reference moves into the object, which is dropped. */
static HlOutcome store_part(HlRecorder *rec, PyObject *entry)
{
    HlValue object = *rec_top(rec, 0), value = *rec_top(rec, 1);
    *rec_top(rec, 1) = value_null();
    rec_instance_set(rec, &object, entry, value, rec_actual(rec, 1));
    rec_drop(rec, 2);
    return REC_DONE;
}

/* REC_DONE, or REC_LEAF: no typed form, nothing but checks was emitted, or rec->reason is set. */
static HlOutcome store_into_instance(HlRecorder *rec)
{
    HlValue *object = rec_top(rec, 0);
    PyObject *actual = rec_actual(rec, 0);
    PyTypeObject *type = rec_observe(rec, object, actual);
    rec->reason = NULL;
    if (type->tp_setattro != PyObject_GenericSetAttr || is_known_setter(rec)) {
        return REC_LEAF;
    }
    PyObject *found = _PyType_Lookup(type, rec_attribute_name(rec));
    if (!rec_observe_type_version(rec, type) || is_known_setter(rec)) {
        return REC_LEAF;
    }
    AttributeForm form = attribute_form(type, found);
    PyObject *entry = form == FROM_MEMBER ? found : rec_attribute_name(rec);
    if (rec_instance(rec, object) != NULL && form != FROM_ELSEWHERE && (form == FROM_MEMBER || type->tp_dictoffset != 0)) {
        if (rec_instance_can_set(rec, object, entry, rec_top(rec, 1))) {
            return store_part(rec, entry);
        }
        return REC_LEAF;
    }
    return object->kind == KIND_OBJECT || form == FROM_ELSEWHERE ? store_into_real(rec, object, actual, found, form) : REC_LEAF;
}

HlOutcome record_STORE_ATTR(HlRecorder *rec)
{
    if (store_into_instance(rec) == REC_DONE) {
        return REC_DONE;
    }
    if (rec->reason != NULL) {
        return REC_LEAF;
    }
    HlOp *object = rec_as_object(rec, rec_top(rec, 0)), *value = rec_as_object(rec, rec_top(rec, 1));
    HlOp *name = rec_object(rec, rec_attribute_name(rec));
    rec_before_unknown(rec);
    rec_check_raised(rec, rec_emit3(rec, HL_OP_CALL, HL_HELPER_SET_ATTR, object, name, value));
    rec_drop(rec, 2);
    return REC_DONE;
}

HlOutcome record_DELETE_ATTR(HlRecorder *rec)
{
    HlOp *object = rec_as_object(rec, rec_top(rec, 0)), *name = rec_object(rec, rec_attribute_name(rec));
    rec_before_unknown(rec);
    rec_check_raised(rec, rec_emit2(rec, HL_OP_CALL, HL_HELPER_DEL_ATTR, object, name));
    rec_drop(rec, 1);
    return REC_DONE;
}
