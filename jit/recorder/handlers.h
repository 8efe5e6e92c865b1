/* What the instruction handlers (record_*.c) share among themselves.
 *
 * Owns: nothing. A handler records one instruction before the evaluator executes it; the rules that all of them keep:
 *  - every decision that depends on a real operand is made certain by a check, so that the operations depend on nothing else;
 *  - checks come before the first effect (store, call, release): a failed check executes the instruction again from its start;
 *  - a handler may be run twice and holds nothing; what it changes is rec->state and the IR.
 */
#ifndef HL_JIT_RECORDER_HANDLERS_H
#define HL_JIT_RECORDER_HANDLERS_H

#include "../../src/cpython/buffers.h"
#include "../../src/cpython/iterators.h"
#include "internal.h"

#define HL_HANDLER(opcode) HlHandler record_##opcode;
#include "handlers.def"
#undef HL_HANDLER

typedef enum HlForm {
    FORM_TYPED,
    FORM_GENERIC, /* the operands need the generic route: checks have made that certain, as far as typed operands reached them */
} HlForm;

/* --- record_generic.c: what every group needs --- */
enum { REC_MAX_OPERANDS = 40 }; /* of a generic call */
/* A second use of a slot's content: it owns nothing. */
HlValue value_copy(const HlValue *value);
/* The int or bool `object` as 64 bits; false if it needs more. */
bool actual_int(PyObject *object, int64_t *result);
/* The int, bool or float `object` as a double; false for ints of more than 64 bits. */
bool actual_float(PyObject *object, double *result);
bool type_is_int(PyTypeObject *type);    /* exact int or bool */
bool type_is_number(PyTypeObject *type); /* exact int, bool or float */
bool type_is_plain(PyTypeObject *type);  /* its destruction runs no code */
bool rec_is_inlined(const HlRecorder *rec); /* the innermost frame is not the root */
/* Pops `count` stack items, which are those of the instruction's start, and releases them. */
void rec_drop(HlRecorder *rec, int count);
/* Pops `count` items, then pushes `result`, which must not be borrowed from them. */
HlOutcome rec_replace(HlRecorder *rec, int count, HlValue result);
/* Releases the reference that a container held to `old` before a store, `old` observed. Not plain: unknown code must be allowed. */
void rec_release_replaced(HlRecorder *rec, const HlValue *old);
/* The generic route: the `count` topmost stack items (deepest first) and, if not NULL, `extra` are the helper's operands; the helper's new object replaces them. */
HlOutcome rec_generic(HlRecorder *rec, HlHelper helper, int count, HlOp *extra);
/* The same with `more` operands before those of the stack (at most 3). */
HlOutcome rec_generic_with(HlRecorder *rec, HlHelper helper, int more, HlOp *const *first, int count, HlOp *extra);
/* The same where the operands' types, which must have been observed, rule out that code of the program runs: frames need not be real. */
HlOutcome rec_plain(HlRecorder *rec, HlHelper helper, int count, HlOp *extra);
/* The same for helpers whose result is a b1, 0 = raised: nothing is pushed. `order`: the operands as distances from the top of the stack. */
HlOutcome rec_generic_effect(HlRecorder *rec, HlHelper helper, int count, const int *order);
/* The known path takes the generic route here. It serves all operands, so it is followed even where a typed form would do. */
bool rec_known_generic(HlRecorder *rec, HlHelper helper);
/* As rec_replace, with an object that is `actual` now and that the deepest of the `count` items (a container), or something else if there are none, keeps
 * alive. Its type is observed. */
HlOutcome rec_replace_borrowed(HlRecorder *rec, int count, HlOp *item, PyObject *actual);
/* The slot is the only one that refers to its virtual object: taking it takes the parts. */
bool rec_is_sole(HlRecorder *rec, const HlValue *value);
/* So many virtual objects can be made now. May renumber the virtuals, so copies of values become stale: to be called first. */
bool rec_room_for_virtuals(HlRecorder *rec, int count);
/* Checks that `condition` (b1) is what it really is now. */
void rec_observe_condition(HlRecorder *rec, HlOp *condition, bool actual);

/* --- record_arith.c --- */
/* A binary operator (NB_ADD ...) on values with observed types. */
HlForm rec_number_binary(HlRecorder *rec, int operator, HlValue *left, HlValue *right, PyObject *actual_left, PyObject *actual_right, HlValue *result);
/* x ** y of floats: the result, or NULL where only the generic route gives Python's answer (a check has made that certain). */
HlOp *rec_float_power(HlRecorder *rec, HlOp *x, HlOp *y, double actual_x, double actual_y);
/* Makes certain that `result` (f64) is finite, or that it is not; tells which. */
bool rec_observe_finite(HlRecorder *rec, HlOp *result, double actual);

/* --- record_compare.c --- */
/* Truth of a stack item as b1, its type observed; NULL: only by running code. */
HlOp *rec_observe_truth(HlRecorder *rec, int from_top, bool *actual);
HlOp *rec_compare_ints(HlRecorder *rec, int op, HlOp *a, HlOp *b);
HlOp *rec_compare_floats(HlRecorder *rec, int op, HlOp *a, HlOp *b);
/* a `op` b (Py_LT ...) of two values with observed number types; NULL: only the generic route gives Python's answer. */
HlOp *rec_compare_numbers(HlRecorder *rec, int op, HlValue *a, HlValue *b, PyObject *actual_a, PyObject *actual_b);

/* --- record_container.c --- */
/* The checked index of a list or tuple of `size` items; NULL: out of range. `index` has an observed int type. */
HlOp *rec_index(HlRecorder *rec, HlValue *index, PyObject *actual, HlOp *size, Py_ssize_t actual_size);
/* An item of an array of objects (a list's, an instance's attributes), not NULL. */
typedef struct HlPlace {
    HlOp *items, *at;
    HlValue old; /* what it holds, observed */
    PyObject *actual; /* the same, or NULL */
} HlPlace;
/* Stores a stack item there, which becomes KIND_NULL if its reference has moved. All checks must have been emitted. False: REC_LEAF. */
bool rec_put(HlRecorder *rec, const HlPlace *place, int from_top);

/* --- record_buffer.c --- */
/* A buffer whose form has been checked. */
typedef struct HlBuffer {
    HlOp *object;     /* the array, where the buffer is a virtual row of one */
    PyObject *actual; /* the row itself */
    int depth;        /* indices that lead from the array to the row */
    HlOp *prefix[HL_BUFFER_AXES];
    HlBufferFamily family;
    HlBufferForm form;
    HlElement element;
} HlBuffer;
/* False: the value is no buffer with a typed form (its type is observed). */
bool rec_buffer(HlRecorder *rec, HlValue *value, PyObject *actual, bool writable, HlBuffer *buffer);
HlOp *rec_buffer_length(HlRecorder *rec, const HlBuffer *buffer); /* len() */
/* BINARY_SUBSCR without taking the operands off the stack. False: no typed form; nothing but checks was emitted. Room for a virtual must have been made. */
bool rec_buffer_item(HlRecorder *rec, HlValue *item);
bool rec_buffer_attribute(HlRecorder *rec, PyObject *name, HlValue *result); /* of the topmost object; likewise */
bool rec_buffer_store(HlRecorder *rec); /* STORE_SUBSCR as a whole; likewise */
/* Makes all virtual rows real: before code that may change an array's form. */
void rec_realise_rows(HlRecorder *rec);
typedef enum HlNext {
    NEXT_END,
    NEXT_ITEM,
    NEXT_UNKNOWN, /* no typed form; nothing but checks was emitted */
} HlNext;
bool is_buffer_iterator(HlVirtualKind kind);
HlVirtualKind buffer_iterator_kind(HlBufferFamily family);
/* What the virtual iterator, which really is `real` now, gives; moves it on. */
HlNext rec_next_of_buffer(HlRecorder *rec, HlVirtualState *state, const HlSequenceIterator *real, HlValue *item);

/* Checks that an integer is one of the element's. */
void rec_check_element(HlRecorder *rec, HlElement element, HlOp *raw);

/* --- record_numpy.c: NumPy's scalars, which are virtual objects with their raw value as the only part. Room for a virtual must have been made. --- */
bool is_scalar_kind(HlVirtualKind kind);
HlValue value_scalar(HlRecorder *rec, int number, HlValue raw);
/* An operator, a comparison, functions of one operand, types observed; the result may be a Python number. False, FORM_GENERIC: no typed form. */
HlForm rec_scalar_binary(HlRecorder *rec, int operator, HlValue *left, HlValue *right, PyObject *actual_left, PyObject *actual_right, HlValue *result);
bool rec_scalar_compare(HlRecorder *rec, int op, HlValue *left, HlValue *right, PyObject *actual_left, PyObject *actual_right, HlValue *result);
bool rec_scalar_negative(HlRecorder *rec, HlValue *value, PyObject *actual, HlValue *result);
bool rec_scalar_invert(HlRecorder *rec, HlValue *value, PyObject *actual, HlValue *result);
bool rec_scalar_abs(HlRecorder *rec, HlValue *value, PyObject *actual, HlValue *result);
bool rec_scalar_number(HlRecorder *rec, HlValue *value, PyObject *actual, HlValue *result); /* the Python number of the same value; not for bools */
bool type_is_index(PyTypeObject *type); /* int, bool, or a NumPy integer */

/* --- record_build.c --- */
/* The generic route for one item, of which the helper makes a tuple of `count` objects: they replace it. */
HlOutcome rec_generic_tuple(HlRecorder *rec, HlHelper helper, HlOp *extra, int count, bool first_on_top);
void rec_append(HlRecorder *rec, HlOp *list, HlValue *item); /* list.append, checked */
void rec_release_appended(HlRecorder *rec, HlValue *item);   /* the item, taken off the stack, after its append */

/* --- record_loop.c --- */
bool rec_can_iterate(HlRecorder *rec, const HlValue *value, PyObject *actual); /* there is a virtual iterator for it */
/* The virtual iterator over a value, whose reference moves. Room for one virtual must have been made. */
HlValue rec_iterator_of(HlRecorder *rec, const HlValue *value, PyObject *actual);
bool rec_range_fits(PyObject *range); /* its bounds and length fit 64 bits */
/* The length of a virtual range that fits. */
HlOp *rec_range_length(HlRecorder *rec, const HlVirtualState *range, int64_t actual_step);
int64_t actual_range_step(PyObject *range);
/* Before an iterator is dropped: if its list or tuple is held elsewhere now, that is checked, and dropping it runs no code. The last check of an instruction. */
void rec_presume_kept(HlRecorder *rec, HlValue *iterator, PyObject *actual);

/* --- record_global.c --- */
/* The globals of the innermost frame. The root's are no constant: the same code may run in another namespace (exec), and the nest must not keep it alive. */
HlOp *rec_globals(HlRecorder *rec);
/* The value under `name` in a namespace dict as an entry value: borrowed, observed (numbers by type, others by identity). */
bool rec_namespace_value(HlRecorder *rec, PyObject *dict, PyObject *name, HlValue *value);

/* --- record_call.c --- */
/* A call as CALL finds it: the stack holds [method or NULL] [self or callable] arguments. */
typedef struct HlCall {
    int count;          /* arguments, self included */
    int items;          /* stack items of the whole call */
    PyObject *kwnames;  /* NULL: none */
    HlValue *callable;
    PyObject *actual;
} HlCall;
HlValue *call_arg(HlRecorder *rec, const HlCall *call, int index);
PyObject *call_actual(HlRecorder *rec, const HlCall *call, int index);
/* The call's result replaces its stack items. */
HlOutcome call_done(HlRecorder *rec, const HlCall *call, HlValue result);

/* Opens the frame of the Python function that is called; its body is recorded next. False: nothing but checks was emitted. */
bool rec_follow_function(HlRecorder *rec, const HlCall *call, HlReturn returns);

/* --- record_attr.c --- */
/* The type, which is observed, is still as it is now. Types of CPython itself never change. False: it has no version. */
bool rec_observe_type_version(HlRecorder *rec, PyTypeObject *type);
PyObject *rec_name(HlRecorder *rec, const char *name); /* interned, borrowed */

/* --- record_instance.c --- */
/* The virtual instance that the value is, or NULL. */
HlVirtualState *rec_instance(HlRecorder *rec, const HlValue *value);
/* The part that is the attribute `entry` (a name or a member descriptor); -1: it is not set. */
int rec_instance_part(const HlVirtualState *instance, PyObject *entry);
/* An attribute of a virtual instance can become `value`. False: the object must be made. */
bool rec_instance_can_set(HlRecorder *rec, const HlValue *object, PyObject *entry, const HlValue *value);
/* Does it; the value's reference moves. `actual`: the real value. */
void rec_instance_set(HlRecorder *rec, const HlValue *object, PyObject *entry, HlValue value, PyObject *actual);
/* A call of a class whose instance need not be made now. False: nothing but checks was emitted. */
bool rec_instantiate(HlRecorder *rec, const HlCall *call);

/* --- record_operator.c: methods that a class defines in Python are followed. Operand types must have been observed. False: nothing but checks was emitted --- */
/* The method `name` of the deepest of the `count` topmost items, which are its arguments; `items` leave the stack. */
bool rec_follow_method(HlRecorder *rec, const char *name, int count, int items, HlReturn returns);
bool rec_follow_binary(HlRecorder *rec, int oparg);
bool rec_follow_comparison(HlRecorder *rec, int comparison);
bool rec_follow_set_item(HlRecorder *rec);
bool rec_follow_contains(HlRecorder *rec);
bool rec_follow_next(HlRecorder *rec);
bool rec_follow_call(HlRecorder *rec, const HlCall *call);

/* --- record_dict.c --- */
/* Hashing and comparing the value, whose type has been observed, runs no code of the program. */
bool rec_is_plain_key(HlRecorder *rec, const HlValue *key);
bool type_is_hashed(PyTypeObject *type); /* exact dict, set or frozenset */
bool type_is_view(PyTypeObject *type);   /* of a dict */
bool type_is_quiet_iterator(PyTypeObject *type); /* asking it runs no code of the program */
/* rec_generic_effect where no code of the program runs. */
HlOutcome rec_plain_effect(HlRecorder *rec, HlHelper helper, int count, const int *order);
/* A method of a builtin container that with these arguments runs no code of the program; what it gives may be any object. */
bool rec_is_quiet_call(HlRecorder *rec, const HlCall *call);

/* --- record_builtin.c --- */
/* Records a call of a builtin function, type or method that has a typed form. False: it has none for these operands; nothing but checks was emitted. */
bool rec_builtin_call(HlRecorder *rec, const HlCall *call);
/* Types of which len() and truth are computed without code of the program. */
bool type_has_plain_length(PyTypeObject *type);
/* len() of a value as i64, its type observed; NULL: code of the program may compute it. */
HlOp *rec_length_of(HlRecorder *rec, HlValue *value, PyObject *actual);
/* The builtin runs no Python code if its arguments are of plain types. */
bool rec_is_plain_builtin(PyObject *callable);
typedef bool HlBuiltinHandler(HlRecorder *rec, const HlCall *call);
/* The types of all arguments are observed, and they are ints (bools included) or floats. */
bool call_numbers(HlRecorder *rec, const HlCall *call);
/* call_done, for those handlers. */
bool call_gives(HlRecorder *rec, const HlCall *call, HlValue result);

#endif
