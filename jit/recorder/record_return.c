/* The end of an inlined frame: what its caller's instruction makes of the result. What that can't use as it is ends the path here, before the frame is closed, and
 * runtime/returns.c does the rest. */
#include "../../src/cpython/bytecode.h"
#include "handlers.h"

static int caller_oparg(HlRecorder *rec)
{
    const HlFrameState *caller = &rec->state.frames[rec->state.frame_count - 2];
    return hl_bytecode_at(caller->code, caller->pc).oparg;
}

static bool is_length(HlRecorder *rec, HlValue *result, PyObject *actual)
{
    int64_t length;
    if (rec_observe(rec, result, actual) != &PyLong_Type || !actual_int(actual, &length) || length < 0) {
        return false;
    }
    *result = value_int(rec_emit1(rec, HL_OP_CHECK_NONNEGATIVE, 0, rec_as_int(rec, result)));
    return true;
}

/* The answer of CONTAINS_OP, a bool. */
static bool is_truth(HlRecorder *rec, HlValue *result)
{
    bool actual;
    HlOp *truth = rec_observe_truth(rec, 0, &actual);
    if (truth == NULL || result->kind == KIND_OBJECT || result->kind == KIND_VIRTUAL) {
        return false;
    }
    *result = value_bool(caller_oparg(rec) ? rec_emit1(rec, HL_OP_BNOT, 0, truth) : truth);
    return true;
}

static bool is_iterator(HlRecorder *rec, HlValue *result, PyObject *actual)
{
    return PyIter_Check(actual) && rec_observe_type_version(rec, rec_observe(rec, result, actual));
}

/* Brings the result, on top of the stack, into the form that the caller needs. */
static bool adapt(HlRecorder *rec, HlReturn returns)
{
    HlValue *result = rec_top(rec, 0);
    PyObject *actual = rec_actual(rec, 0);
    switch (returns) {
    case HL_RETURN_INIT:
        rec_observe(rec, result, actual);
        return Py_IsNone(actual);
    case HL_RETURN_OPERATOR:
        rec_observe(rec, result, actual);
        return actual != Py_NotImplemented;
    case HL_RETURN_LENGTH:
        return is_length(rec, result, actual);
    case HL_RETURN_CONTAINS:
        return is_truth(rec, result);
    case HL_RETURN_ITERATOR:
        return is_iterator(rec, result, actual);
    default:
        return true;
    }
}

HlOutcome record_RETURN_VALUE(HlRecorder *rec)
{
    if (!rec_is_inlined(rec)) {
        return rec_leaf(rec, "the function returns");
    }
    if (rec_frame(rec)->shown) { /* a frame that somebody keeps ends in the evaluator */
        HlOp *kept = rec_emit1(rec, HL_OP_CALL, HL_HELPER_FRAME_KEPT, rec_int(rec, rec->state.frame_count - 2));
        rec_emit1(rec, HL_OP_CHECK_FALSE, 0, kept);
    }
    if (!adapt(rec, rec_frame(rec)->returns)) {
        return rec_leaf(rec, "a method's result is none that its caller can use");
    }
    HlValue result = rec_pop(rec);
    rec_leave_frame(rec, result);
    return REC_DONE;
}
