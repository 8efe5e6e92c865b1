/* Objects and memory: checks, boxes, reference counts, the root frame, containers, iterators, dictionaries. */
#include "../../runtime/boxing.h"
#include "../../runtime/exit.h"
#include "cpython/cpython.h"
#include "cpython/dictionaries.h"
#include "cpython/instance.h"
#include "cpython/iterators.h"
#include "internal.h"

static void *constant(const HlRun *run, const HlOp *op) { return run->native->constants[op->imm.i]; }

/* Operand 0 plus the immediate, in bytes. */
static void *field(const HlRun *run, const HlOp *op) { return (char *)hl_operand_p(run, op, 0) + op->imm.i; }

static PyObject *object(const HlRun *run, const HlOp *op) { return hl_operand_p(run, op, 0); }

HL_EXEC(CONST) { return hl_give_p(run, op, constant(run, op)); }
HL_EXEC(OBJ_EQ) { return hl_give_i(run, op, hl_operand_p(run, op, 0) == hl_operand_p(run, op, 1)); }

/* --- checks --- */

HL_EXEC(CHECK_TYPE) { return hl_refine(run, op, object(run, op) && (void *)Py_TYPE(object(run, op)) == constant(run, op)); }
HL_EXEC(CHECK_IS) { return hl_refine(run, op, hl_operand_p(run, op, 0) == constant(run, op)); }
HL_EXEC(CHECK_NOT_NULL) { return hl_refine(run, op, hl_operand_p(run, op, 0) != NULL); }
HL_EXEC(CHECK_NULL) { return hl_operand_p(run, op, 0) ? HL_STEP_FAIL : HL_STEP_NEXT; }
HL_EXEC(CHECK_SHARED) { return hl_refine(run, op, Py_REFCNT(object(run, op)) > 1); }
HL_EXEC(CHECK_UNIQUE) { return hl_refine(run, op, Py_REFCNT(object(run, op)) == 1); }

/* --- boxes and counts --- */

HL_EXEC(UNBOX_F64) { return hl_give_f(run, op, PyFloat_AS_DOUBLE(object(run, op))); }
HL_EXEC(UNBOX_B1) { return hl_give_i(run, op, object(run, op) == Py_True); }
HL_EXEC(BOX_F64) { return hl_give_p(run, op, hl_rt_box_f64(hl_operand_f(run, op, 0))); }
HL_EXEC(BOX_I64) { return hl_give_p(run, op, hl_rt_box_i64(hl_operand_i(run, op, 0))); }
HL_EXEC(BOX_B1) { return hl_give_p(run, op, hl_rt_box_b1((int32_t)hl_operand_i(run, op, 0))); }

HL_EXEC(UNBOX_I64)
{
    int64_t value;
    return hl_rt_unbox_wide(object(run, op), &value) ? hl_give_i(run, op, value) : HL_STEP_FAIL;
}

HL_EXEC(INCREF)
{
    hl_rt_incref(hl_operand_p(run, op, 0));
    return HL_STEP_NEXT;
}

HL_EXEC(DECREF)
{
    hl_rt_decref(hl_operand_p(run, op, 0));
    return HL_STEP_NEXT;
}

HL_EXEC(DECREF_LEAF)
{
    hl_rt_decref(hl_operand_p(run, op, 0));
    return HL_STEP_NEXT;
}

/* --- the root frame --- */

HL_EXEC(LOAD_SLOT) { return hl_give_p(run, op, run->native->slots[op->imm.i]); }

HL_EXEC(STORE_SLOT)
{
    run->native->slots[op->imm.i] = hl_operand_p(run, op, 0);
    return HL_STEP_NEXT;
}

HL_EXEC(CLEAR_SLOT)
{
    run->native->slots[op->imm.i] = NULL;
    return HL_STEP_NEXT;
}

HL_EXEC(GLOBALS) { return hl_give_p(run, op, run->native->globals); }

HL_EXEC(FLUSH)
{
    hl_put_exit_values(run, op->snapshot);
    hl_rt_flush(run->native, op->snapshot->id);
    return HL_STEP_NEXT;
}

/* --- containers --- */

HL_EXEC(LIST_SIZE) { return hl_give_i(run, op, PyList_GET_SIZE(object(run, op))); }
HL_EXEC(LIST_ITEMS) { return hl_give_p(run, op, ((PyListObject *)object(run, op))->ob_item); }
HL_EXEC(TUPLE_SIZE) { return hl_give_i(run, op, PyTuple_GET_SIZE(object(run, op))); }
HL_EXEC(TUPLE_ITEM) { return hl_give_p(run, op, PyTuple_GET_ITEM(object(run, op), hl_operand_i(run, op, 1))); }
HL_EXEC(LOAD_ITEM) { return hl_give_p(run, op, ((void **)hl_operand_p(run, op, 0))[hl_operand_i(run, op, 1)]); }

HL_EXEC(STORE_ITEM)
{
    ((void **)hl_operand_p(run, op, 0))[hl_operand_i(run, op, 1)] = hl_operand_p(run, op, 2);
    return HL_STEP_NEXT;
}

HL_EXEC(PUT_F64)
{
    hl_rt_put_f64(hl_operand_p(run, op, 0), hl_operand_i(run, op, 1), hl_operand_f(run, op, 2));
    return HL_STEP_NEXT;
}

HL_EXEC(PUT_I64)
{
    hl_rt_put_i64(hl_operand_p(run, op, 0), hl_operand_i(run, op, 1), hl_operand_i(run, op, 2));
    return HL_STEP_NEXT;
}

HL_EXEC(CELL_LOAD) { return hl_give_p(run, op, PyCell_GET(object(run, op))); }

HL_EXEC(CELL_STORE)
{
    PyCell_SET(object(run, op), hl_operand_p(run, op, 1));
    return HL_STEP_NEXT;
}

/* --- raw memory --- */

HL_EXEC(LOAD_I64)
{
    int64_t value;
    memcpy(&value, field(run, op), sizeof value);
    return hl_give_i(run, op, value);
}

HL_EXEC(LOAD_FIELD) { return hl_give_p(run, op, *(void **)field(run, op)); }
HL_EXEC(LOAD_PTR) { return hl_give_p(run, op, *(void **)field(run, op)); }

/* --- iterators --- */

HL_EXEC(FIELD_PTR) { return hl_give_p(run, op, field(run, op)); }
HL_EXEC(TYPE_VERSION) { return hl_give_i(run, op, ((PyTypeObject *)object(run, op))->tp_version_tag); }
HL_EXEC(TYPE_NAMES) { return hl_give_i(run, op, hl_type_names((PyTypeObject *)object(run, op))); }

HL_EXEC(LOAD_RANGE)
{
    const HlRangeIterator *iterator = hl_operand_p(run, op, 0);
    const long fields[] = {iterator->start, iterator->step, iterator->length};
    return hl_give_i(run, op, fields[op->imm.i]);
}

HL_EXEC(ITER_INDEX)
{
    void *iterator = hl_operand_p(run, op, 0);
    switch (op->imm.i) {
    case 0: return hl_give_i(run, op, ((HlRangeIterator *)iterator)->index);
    case 3: return hl_give_i(run, op, ((HlEnumerate *)iterator)->index);
    case 4: return hl_give_i(run, op, ((HlZip *)iterator)->strict);
    default: return hl_give_i(run, op, ((HlSequenceIterator *)iterator)->index);
    }
}

HL_EXEC(ITER_SEQUENCE) { return hl_give_p(run, op, ((HlSequenceIterator *)hl_operand_p(run, op, 0))->sequence); }

/* --- dictionaries --- */

HL_EXEC(CHECK_ENTRY)
{
    void *entry = hl_dict_entry(object(run, op), op->imm.i, hl_operand_p(run, op, 1));
    return entry ? hl_give_p(run, op, entry) : HL_STEP_FAIL;
}

HL_EXEC(ENTRY_VALUE) { return hl_give_p(run, op, *(void **)hl_operand_p(run, op, 0)); }
