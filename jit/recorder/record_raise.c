/* raise, except, finally and with. An exception that the loop itself catches is followed to its handler (unwind.c); one that leaves the loop ends the path. */
#include "../../src/cpython/adapter.h"
#include "core.h"
#include "handlers.h"

/* The exception on top is the one being handled; that of before lies below it. */
HlOutcome record_PUSH_EXC_INFO(HlRecorder *rec)
{
    HlOp *exception = rec_as_object(rec, rec_top(rec, 0));
    HlOp *before = rec_emit1(rec, HL_OP_CALL, HL_HELPER_PUSH_HANDLED, exception);
    HlValue top = rec_pop(rec);
    rec_push(rec, value_owned(before, NULL));
    rec_push(rec, top);
    return REC_DONE;
}

/* The exception may go, and with it all that its traceback keeps alive. */
HlOutcome record_POP_EXCEPT(HlRecorder *rec)
{
    HlOp *before = rec_owned_object(rec, rec_top(rec, 0));
    rec_pop(rec);
    rec_before_unknown(rec);
    rec_emit1(rec, HL_OP_CALL, HL_HELPER_POP_HANDLED, before);
    return REC_DONE;
}

/* A builtin class of exceptions: its bases never change. */
static bool is_fixed_class(PyObject *object)
{
    return object != NULL && PyExceptionClass_Check(object) && !(((PyTypeObject *)object)->tp_flags & Py_TPFLAGS_HEAPTYPE);
}

/* Whether an exception of a class is caught, if the classes alone tell. */
static bool is_decided(HlRecorder *rec, PyTypeObject *type, const HlValue *classes, bool *matches)
{
    const HlVirtualState *tuple = classes->kind == KIND_VIRTUAL ? rec_virtual(rec, classes) : NULL;
    const HlValue *items = tuple != NULL ? tuple->parts : classes;
    int count = tuple != NULL ? tuple->part_count : 1;
    *matches = false;
    if ((tuple != NULL && tuple->kind != HL_VIRTUAL_TUPLE) || !is_fixed_class((PyObject *)type)) {
        return false;
    }
    for (int i = 0; i < count; i++) {
        if (items[i].kind != KIND_OBJECT || !is_fixed_class(items[i].constant)) {
            return false;
        }
        *matches |= PyType_IsSubtype(type, (PyTypeObject *)items[i].constant);
    }
    return true;
}

HlOutcome record_CHECK_EXC_MATCH(HlRecorder *rec)
{
    bool matches;
    PyTypeObject *type = rec_observe(rec, rec_top(rec, 1), rec_actual(rec, 1));
    if (is_decided(rec, type, rec_top(rec, 0), &matches)) {
        rec_drop(rec, 1);
        rec_push(rec, value_bool(rec_bool(rec, matches)));
        return REC_DONE;
    }
    HlOp *classes = rec_as_object(rec, rec_top(rec, 0)), *exception = rec_as_object(rec, rec_top(rec, 1));
    HlOp *answer = rec_emit2(rec, HL_OP_CALL, HL_HELPER_EXCEPTION_MATCH, exception, classes);
    rec_check_raised(rec, rec_emit2(rec, HL_OP_ILE, 0, rec_int(rec, 0), answer));
    HlOp *condition = rec_emit2(rec, HL_OP_INE, 0, answer, rec_int(rec, 0));
    rec_drop(rec, 1);
    rec_push(rec, value_bool(condition));
    return REC_DONE;
}

HlOutcome record_RAISE_VARARGS(HlRecorder *rec)
{
    static const HlHelper helpers[] = {HL_HELPER_RAISE_AGAIN, HL_HELPER_RAISE, HL_HELPER_RAISE_FROM};
    HlHandlerEntry handler;
    HlOp *operands[2];
    if (!rec_is_caught(rec, rec->pc, &handler)) {
        return rec_leaf(rec, "an exception leaves the loop");
    }
    for (int i = 0; i < rec->oparg; i++) {
        operands[i] = rec_as_object(rec, rec_top(rec, rec->oparg - 1 - i));
    }
    rec_before_unknown(rec);
    HlOp *again = rec_emit(rec, HL_OP_CALL, helpers[rec->oparg], (uint32_t)rec->oparg, operands);
    rec_catch(rec, &handler, again);
    rec->unknown = false; /* the check is made */
    rec->caught = true;
    return REC_DONE;
}

/* With an operand, the offset of the instruction that first raised lies below. Nothing is added to the traceback. */
HlOutcome record_RERAISE(HlRecorder *rec)
{
    HlHandlerEntry handler;
    if (!rec_is_caught(rec, rec->pc, &handler)) {
        return rec_leaf(rec, "an exception leaves the loop");
    }
    HlValue exception = rec_pop(rec), offset = value_null();
    if (rec->oparg > 0) {
        offset = value_copy(rec_top(rec, rec->oparg - 1));
    }
    rec_catch_taken(rec, &handler, exception, rec->oparg > 0 ? &offset : NULL);
    rec->caught = true;
    return REC_DONE;
}

/* On the stack: the exit function, an offset, the exception handled before, the exception. */
HlOutcome record_WITH_EXCEPT_START(HlRecorder *rec)
{
    HlOp *operands[] = {rec_as_object(rec, rec_top(rec, 3)), rec_as_object(rec, rec_top(rec, 0))};
    rec_call(rec, HL_HELPER_EXIT_WITH, 2, operands);
    return REC_DONE;
}
