/* What classes have: methods, static and class methods, properties, plain values, fields of named tuples. Found by the class's version; Python functions among them are
 * followed into their bodies. */
#include "attributes.h"

/* What an attribute of `object`, a descriptor of CPython's own, is now; borrowed, kept by the descriptor. NULL: none. */
static PyObject *part_of(PyObject *object, const char *name)
{
    PyObject *part = PyObject_GetAttrString(object, name);
    if (part == NULL) {
        PyErr_Clear();
        return NULL;
    }
    Py_DECREF(part);
    return part == Py_None ? NULL : part;
}

/* --- properties --- */

/* Calls the Python function with the `count` topmost stack items. */
static bool follow_with(HlRecorder *rec, PyObject *function, int count, HlReturn returns)
{
    if (function == NULL || !Py_IS_TYPE(function, &PyFunction_Type)) {
        return false;
    }
    HlValue value = value_constant(rec, function);
    HlCall call = {.count = count, .items = count, .callable = &value, .actual = function};
    return rec_follow_function(rec, &call, returns);
}

static HlOutcome load_property(HlRecorder *rec, PyObject *found)
{
    return follow_with(rec, part_of(found, "fget"), 1, HL_RETURN_PUSH) ? REC_DONE : REC_LEAF;
}

static void exchange(HlValue *a, HlValue *b)
{
    HlValue value = *a;
    *a = *b;
    *b = value;
}

HlOutcome rec_store_found(HlRecorder *rec, PyObject *found)
{
    if (!Py_IS_TYPE(found, &PyProperty_Type)) {
        return REC_LEAF;
    }
    exchange(rec_top(rec, 0), rec_top(rec, 1)); /* the arguments are object, value */
    if (follow_with(rec, part_of(found, "fset"), 2, HL_RETURN_DROP)) {
        return REC_DONE;
    }
    exchange(rec_top(rec, 0), rec_top(rec, 1));
    return REC_LEAF;
}

/* --- named tuples --- */

/* The number of the field that the descriptor of a named tuple gives; -1: it is something else. */
static Py_ssize_t field_number(PyObject *found)
{
    if (strcmp(Py_TYPE(found)->tp_name, "_collections._tuplegetter") != 0) {
        return -1;
    }
    PyObject *reduced = PyObject_CallMethod(found, "__reduce__", NULL); /* (type, (number, doc)) */
    Py_ssize_t number = -1;
    if (reduced != NULL && PyTuple_Check(reduced) && PyTuple_GET_SIZE(reduced) == 2 && PyTuple_Check(PyTuple_GET_ITEM(reduced, 1))) {
        number = PyLong_AsSsize_t(PyTuple_GET_ITEM(PyTuple_GET_ITEM(reduced, 1), 0));
    }
    Py_XDECREF(reduced);
    PyErr_Clear();
    return number;
}

static HlOutcome load_field(HlRecorder *rec, HlValue *object, PyObject *actual, PyObject *found)
{
    Py_ssize_t number = PyTuple_Check(actual) && object->kind == KIND_OBJECT ? field_number(found) : -1;
    if (number < 0 || number >= PyTuple_GET_SIZE(actual)) {
        return REC_LEAF;
    }
    HlOp *at = rec_emit2(rec, HL_OP_CHECK_INDEX, 0, rec_int(rec, number), rec_emit1(rec, HL_OP_TUPLE_SIZE, 0, object->op));
    return rec_replace_borrowed(rec, 1, rec_emit2(rec, HL_OP_TUPLE_ITEM, 0, object->op, at), PyTuple_GET_ITEM(actual, number));
}

/* --- what descriptors make of themselves --- */

/* The method that calling an attribute calls, with what as its first argument. */
typedef enum Binding {
    BOUND_TO_OBJECT, /* a function of the class: the instance */
    BOUND_TO_CLASS,  /* a class method */
    NOT_BOUND,       /* a static method, or a value that is no descriptor */
    NO_BINDING,      /* the descriptor must be asked */
} Binding;

static Binding binding_of(PyObject *found, PyObject **function)
{
    PyTypeObject *type = Py_TYPE(found);
    *function = found;
    if (type == &PyStaticMethod_Type || type == &PyClassMethod_Type) {
        *function = part_of(found, "__func__");
        bool is_function = *function != NULL && Py_IS_TYPE(*function, &PyFunction_Type);
        return *function == NULL ? NO_BINDING : type == &PyStaticMethod_Type ? NOT_BOUND : is_function ? BOUND_TO_CLASS : NO_BINDING;
    }
    if (type->tp_descr_get == NULL) {
        return NOT_BOUND;
    }
    return PyType_HasFeature(type, Py_TPFLAGS_METHOD_DESCRIPTOR) ? BOUND_TO_OBJECT : NO_BINDING;
}

/* The bound method takes the place of the object, whose reference moves into it. */
static HlOutcome load_bound(HlRecorder *rec, PyObject *function, HlValue self, int dropped)
{
    if (!Py_IS_TYPE(function, &PyFunction_Type) || !rec_room_for_virtuals(rec, 1)) {
        return REC_LEAF;
    }
    if (dropped == 0) {
        self = *rec_top(rec, 0); /* making room may have renumbered it */
    }
    HlValue parts[] = {value_constant(rec, function), self};
    HlValue method = value_virtual(rec_new_virtual(rec, HL_VIRTUAL_METHOD, 2, parts));
    if (dropped == 0) {
        rec_pop(rec);
        rec_push(rec, method);
        return REC_DONE;
    }
    return rec_replace(rec, dropped, method);
}

HlOutcome rec_load_found(HlRecorder *rec, HlValue *object, PyObject *actual, PyObject *found)
{
    PyObject *function;
    if (found == NULL) {
        return REC_LEAF; /* it raises */
    }
    if (Py_IS_TYPE(found, &PyProperty_Type)) {
        return load_property(rec, found);
    }
    switch (binding_of(found, &function)) {
    case NOT_BOUND:
        return rec_replace(rec, 1, value_constant(rec, function));
    case BOUND_TO_OBJECT:
        return load_bound(rec, function, *object, 0);
    case BOUND_TO_CLASS:
        return load_bound(rec, function, value_constant(rec, (PyObject *)Py_TYPE(actual)), 1);
    default:
        return load_field(rec, object, actual, found);
    }
}

/* --- classes --- */

/* What the class has under the name, found without asking its metaclass, which is `type`; NULL: not so. The class is made certain. */
static PyObject *found_in_class(HlRecorder *rec, HlValue *object, PyObject *actual)
{
    PyTypeObject *class = (PyTypeObject *)actual;
    PyObject *name = rec_attribute_name(rec), *found = _PyType_Lookup(class, name);
    if (object->kind != KIND_OBJECT || _PyType_Lookup(&PyType_Type, name) != NULL || found == NULL) {
        return NULL;
    }
    rec_observe_identity(rec, object, actual);
    return rec_observe_type_version(rec, class) ? found : NULL;
}

HlOutcome rec_load_from_class(HlRecorder *rec, HlValue *object, PyObject *actual)
{
    PyObject *found = found_in_class(rec, object, actual), *function;
    switch (found != NULL ? binding_of(found, &function) : NO_BINDING) {
    case NOT_BOUND:
    case BOUND_TO_OBJECT: /* a function: from its class, it is itself */
        return Py_IS_TYPE(found, &PyMethodDescr_Type) || Py_IS_TYPE(found, &PyWrapperDescr_Type) ? REC_LEAF : rec_replace(rec, 1, value_constant(rec, function));
    case BOUND_TO_CLASS:
        return load_bound(rec, function, value_constant(rec, actual), 1);
    default:
        return REC_LEAF;
    }
}

/* --- LOAD_METHOD --- */

/* The object is replaced by a method and its first argument, or by NULL and what is called. */
static HlOutcome push_method(HlRecorder *rec, PyObject *method, bool with_self)
{
    HlValue self = rec_pop(rec);
    if (with_self) {
        rec_push(rec, value_constant(rec, method));
        rec_push(rec, self);
        return REC_DONE;
    }
    rec_push(rec, self);
    rec_drop(rec, 1);
    rec_push(rec, value_null());
    rec_push(rec, value_constant(rec, method));
    return REC_DONE;
}

static HlOutcome push_class_method(HlRecorder *rec, PyObject *method, PyObject *class)
{
    rec_drop(rec, 1);
    rec_push(rec, value_constant(rec, method));
    rec_push(rec, value_constant(rec, class));
    return REC_DONE;
}

static HlOutcome method_of_class(HlRecorder *rec, HlValue *object, PyObject *actual)
{
    PyObject *found = found_in_class(rec, object, actual), *method;
    switch (found != NULL ? binding_of(found, &method) : NO_BINDING) {
    case NOT_BOUND:
        return push_method(rec, method, false);
    case BOUND_TO_OBJECT:
        return Py_IS_TYPE(found, &PyFunction_Type) ? push_method(rec, method, false) : REC_LEAF;
    case BOUND_TO_CLASS:
        return push_class_method(rec, method, actual);
    default:
        return REC_LEAF;
    }
}

/* REC_DONE, or REC_LEAF: no typed form, nothing but checks was emitted. */
static HlOutcome method_of_instance(HlRecorder *rec, HlValue *object, PyObject *actual)
{
    PyTypeObject *type = rec_observe(rec, object, actual);
    PyObject *found = _PyType_Lookup(type, rec_attribute_name(rec)), *method; /* gives the type a version too */
    if (type->tp_getattro != PyObject_GenericGetAttr || found == NULL || !rec_observe_type_version(rec, type) || rec_asks_generically(rec)) {
        return REC_LEAF;
    }
    Binding binding = binding_of(found, &method);
    if (binding == NO_BINDING || rec_observe_hidden(rec, object, actual, rec_attribute_name(rec))) {
        return REC_LEAF;
    }
    return binding == BOUND_TO_CLASS ? push_class_method(rec, method, (PyObject *)type) : push_method(rec, method, binding == BOUND_TO_OBJECT);
}

HlOutcome record_LOAD_METHOD(HlRecorder *rec)
{
    HlValue value;
    PyObject *actual = rec_actual(rec, 0);
    if (!rec_module_attribute(rec, &value)) {
        rec_observe(rec, rec_top(rec, 0), actual);
        if (!rec_asks_generically(rec)) {
            HlOutcome outcome = PyType_CheckExact(actual) ? method_of_class(rec, rec_top(rec, 0), actual) : method_of_instance(rec, rec_top(rec, 0), actual);
            if (outcome == REC_DONE) {
                return outcome;
            }
        }
        if (rec_generic_attribute(rec) != REC_DONE) {
            return REC_LEAF;
        }
        value = rec_pop(rec);
    }
    rec_drop(rec, 1);
    rec_push(rec, value_null());
    rec_push(rec, value);
    return REC_DONE;
}
