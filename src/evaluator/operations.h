/* The parts of instructions that are too rare or too big to stand in the eval loop itself.
 *
 * Shared by: the instruction bodies (do_*.h) and the files operations_*.c. Conventions: objects come in borrowed and go out owned; NULL, false or -1 means that an
 * exception is set; nothing here releases an operand of an instruction (the bodies do, in CPython's order) unless its sentence says so.
 */
#ifndef HL_SRC_EVALUATOR_OPERATIONS_H
#define HL_SRC_EVALUATOR_OPERATIONS_H

#include "../cpython/adapter.h"
#include "interned.h"
#include <stdbool.h>

/* --- operations_names.c --- */
PyObject *op_load_name(_PyInterpreterFrame *frame, PyObject *name);
PyObject *op_load_global(_PyInterpreterFrame *frame, PyObject *name);
PyObject *op_load_class_cell(_PyInterpreterFrame *frame, int index);
bool op_store_name(_PyInterpreterFrame *frame, PyObject *name, PyObject *value);
bool op_delete_name(_PyInterpreterFrame *frame, PyObject *name);
bool op_delete_global(_PyInterpreterFrame *frame, PyObject *name);
bool op_setup_annotations(_PyInterpreterFrame *frame);
PyObject *op_load_build_class(_PyInterpreterFrame *frame);
void op_unbound_local(PyCodeObject *code, int index);
void op_unbound_cell(PyCodeObject *code, int index);

/* --- operations_build.c --- */
PyObject *op_build_tuple(PyObject **items, int count); /* takes the references */
PyObject *op_build_list(PyObject **items, int count);  /* takes the references */
PyObject *op_build_map(PyObject **keys, int key_step, PyObject **values, int value_step, int count);
bool op_unpack(PyObject *sequence, int before, int after, PyObject **top); /* after < 0: no starred target; fills down from `top` */
bool op_list_extend(PyObject *list, PyObject *iterable);
bool op_dict_update(PyObject *dict, PyObject *update);
PyObject *op_format(PyObject *value, PyObject *specification, int conversion); /* takes both references */

/* --- operations_call.c --- */
PyObject *op_call_with_unpacking(PyObject *function, PyObject **arguments, PyObject **keywords); /* may replace the argument objects by plain ones */
bool op_dict_merge(PyObject *function, PyObject *dict, PyObject *update);
PyObject *op_make_function(_PyInterpreterFrame *frame, PyObject **top, int flags); /* takes the references of what it uses below `top` */
bool op_print(PyObject *value);

/* --- operations_exceptions.c --- */
bool op_raise(PyObject *exception, PyObject *cause); /* takes both references; exception NULL: raise again. True: as it was, without a new traceback entry */
void op_restore_exception(PyObject *value);          /* takes the reference; with the traceback that the exception carries */
bool op_check_catchable(PyObject *types);
bool op_check_catchable_group(PyObject *types);
bool op_split_exception(PyObject *exception, PyObject *types, PyObject **match, PyObject **rest);
PyObject *op_exit_with_exception(PyObject **exit_function, PyObject *exception);
bool op_enter_with(PyObject *manager, PyObject **enter, PyObject **exit);

/* --- operations_match.c --- */
PyObject *op_match_class(PyObject *subject, PyObject *type, int positional, PyObject *names); /* NULL without an exception: no match */
PyObject *op_match_keys(PyObject *map, PyObject *keys);

/* --- operations_import.c --- */
PyObject *op_import_name(PyThreadState *tstate, _PyInterpreterFrame *frame, PyObject *name, PyObject *names, PyObject *level);
PyObject *op_import_from(PyObject *module, PyObject *name);
bool op_import_star(_PyInterpreterFrame *frame, PyObject *module);

#endif
