/* Dictionaries, sets and the methods of builtin containers: calls of C that run no code of the program as long as the keys are numbers, texts and the like, so that
 * frames need not be real, and inlined functions may contain them. */
#include "builtins.h"
#include "handlers.h"
#include <string.h>

bool rec_is_plain_key(HlRecorder *rec, const HlValue *key)
{
    if (key->kind == KIND_VIRTUAL) {
        const HlVirtualState *state = rec_virtual(rec, key);
        bool plain = state->kind == HL_VIRTUAL_TUPLE;
        for (int i = 0; plain && i < state->part_count; i++) {
            plain = rec_is_plain_key(rec, &state->parts[i]);
        }
        return plain;
    }
    PyTypeObject *type = value_type(rec, key);
    return type != NULL && type_is_plain(type);
}

bool type_is_hashed(PyTypeObject *type) { return type == &PyDict_Type || type == &PySet_Type || type == &PyFrozenSet_Type; }

HlOutcome rec_plain_effect(HlRecorder *rec, HlHelper helper, int count, const int *order)
{
    HlOp *args[REC_MAX_OPERANDS];
    for (int i = 0; i < count; i++) {
        args[i] = rec_as_object(rec, rec_top(rec, order[i]));
    }
    rec_secure(rec);
    rec_check_raised(rec, rec_emit(rec, HL_OP_CALL, helper, (uint32_t)count, args));
    rec_drop(rec, count);
    return REC_DONE;
}

/* --- methods --- */

typedef enum Arguments {
    ANY,      /* whatever they are */
    A_KEY,    /* the first one after self is hashed and compared */
    PLAIN,    /* all must be plain */
    ITERABLE, /* the first one after self is iterated */
} Arguments;

typedef struct Quiet {
    const char *type, *method; /* type: tp_name */
    Arguments arguments;
} Quiet;

static const Quiet *quiet_method(PyObject *callable)
{
    static const Quiet methods[] = {
#define HL_QUIET(type, method, arguments) {type, method, arguments},
#include "builtins.def"
    };
    if (!Py_IS_TYPE(callable, &PyMethodDescr_Type)) {
        return NULL;
    }
    const PyMethodDescrObject *method = (PyMethodDescrObject *)callable;
    const PyTypeObject *type = method->d_common.d_type;
    for (size_t i = 0; i < sizeof methods / sizeof *methods; i++) {
        if (!(type->tp_flags & Py_TPFLAGS_HEAPTYPE) && strcmp(methods[i].method, method->d_method->ml_name) == 0 && strcmp(methods[i].type, type->tp_name) == 0) {
            return &methods[i];
        }
    }
    return NULL;
}

static bool is_builtin_iterable(PyTypeObject *type)
{
    return type_is_hashed(type) || type == &PyList_Type || type == &PyTuple_Type || type == &PyUnicode_Type || type == &PyBytes_Type || type == &PyRange_Type;
}

static bool arguments_fit(HlRecorder *rec, const HlCall *call, Arguments arguments)
{
    for (int i = 1; i < call->count; i++) {
        HlValue *argument = call_arg(rec, call, i);
        if (arguments == PLAIN || (arguments != ANY && i == 1)) {
            PyTypeObject *type = rec_observe(rec, argument, call_actual(rec, call, i));
            if (arguments == ITERABLE ? !is_builtin_iterable(type) : !rec_is_plain_key(rec, argument)) {
                return false;
            }
        }
    }
    return true;
}

/* The object is of the method's own type, or of one derived from it in C or Python: the method is the same. */
bool rec_is_quiet_call(HlRecorder *rec, const HlCall *call)
{
    const Quiet *method = call->kwnames == NULL && call->count > 0 ? quiet_method(call->actual) : NULL;
    if (method == NULL) {
        return false;
    }
    PyTypeObject *type = rec_observe(rec, call_arg(rec, call, 0), call_actual(rec, call, 0));
    return type != NULL && PyType_IsSubtype(type, ((PyMethodDescrObject *)call->actual)->d_common.d_type) && arguments_fit(rec, call, method->arguments);
}

/* --- iterators --- */

bool type_is_quiet_iterator(PyTypeObject *type)
{
    static const char *const names[] = {"dict_keyiterator", "dict_valueiterator", "dict_itemiterator", "set_iterator", "str_iterator", "str_ascii_iterator", "bytes_iterator",
                                        "list_iterator", "tuple_iterator", "range_iterator", "longrange_iterator", "list_reverseiterator", "dict_reversekeyiterator",
                                        "dict_reversevalueiterator", "dict_reverseitemiterator", "_collections._deque_iterator", "itertools.count",
                                        "itertools.repeat", "itertools.combinations", "itertools.permutations", "itertools.product"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (!(type->tp_flags & Py_TPFLAGS_HEAPTYPE) && strcmp(type->tp_name, names[i]) == 0) {
            return true;
        }
    }
    return false;
}

bool type_is_view(PyTypeObject *type) { return type == &PyDictKeys_Type || type == &PyDictValues_Type || type == &PyDictItems_Type; }
