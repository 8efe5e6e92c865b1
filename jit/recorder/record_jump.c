/* Jumps. A conditional jump makes the direction that it really takes certain; the other one is recorded when it is taken. */
#include "../../src/cpython/numpy.h"
#include "handlers.h"

static int forward(const HlRecorder *rec) { return rec->next_pc + rec->oparg; }
static int backward(const HlRecorder *rec) { return rec->next_pc - rec->oparg; }

HlOutcome record_JUMP_FORWARD(HlRecorder *rec)
{
    rec->next_pc = forward(rec);
    return REC_DONE;
}

HlOutcome record_JUMP_BACKWARD(HlRecorder *rec)
{
    rec->next_pc = backward(rec);
    return REC_DONE;
}

/* Types whose truth no code of the program decides. */
static bool has_plain_truth(PyTypeObject *type)
{
    return type_is_number(type) || hl_numpy_number(type) >= 0 || type == Py_TYPE(Py_None) || type == &PyList_Type || type == &PyTuple_Type;
}

HlOp *rec_observe_truth(HlRecorder *rec, int from_top, bool *actual)
{
    PyObject *object = rec_actual(rec, from_top);
    PyTypeObject *type = rec_observe(rec, rec_top(rec, from_top), object);
    int64_t integer;
    HlValue *value = rec_top(rec, from_top);
    if (type_is_int(type) && !actual_int(object, &integer)) {
        return NULL;
    }
    if (value->kind == KIND_OBJECT && type_has_plain_length(type)) {
        *actual = PyObject_IsTrue(object) == 1;
        return rec_emit2(rec, HL_OP_INE, 0, rec_emit1(rec, HL_OP_CALL, HL_HELPER_LENGTH, value->op), rec_int(rec, 0));
    }
    if (!has_plain_truth(type)) {
        return NULL;
    }
    *actual = PyObject_IsTrue(object) == 1;
    return rec_as_truth(rec, value);
}

static void take(HlRecorder *rec, bool jumps, int target)
{
    if (jumps) {
        rec->next_pc = target;
    }
}

/* Truth that needs a call: its outcome is not known yet. The main path is the following instruction. */
static HlOutcome jump_by_call(HlRecorder *rec, bool jump_if, int target, bool keeps)
{
    HlOp *object = rec_as_object(rec, rec_top(rec, 0));
    rec_before_unknown(rec);
    HlOp *truth = rec_emit1(rec, HL_OP_CALL, HL_HELPER_TRUTH, object);
    rec_check_raised(rec, rec_emit2(rec, HL_OP_ILE, 0, rec_int(rec, 0), truth));
    HlOp *condition = rec_emit2(rec, HL_OP_INE, 0, truth, rec_int(rec, 0));
    if (!keeps) {
        rec_drop(rec, 1);
    }
    rec_check_other(rec, jump_if ? HL_OP_CHECK_FALSE : HL_OP_CHECK_TRUE, 0, condition, target);
    if (keeps) {
        rec_drop(rec, 1);
    }
    return REC_DONE;
}

static HlOutcome jump_if(HlRecorder *rec, bool jump_if, int target)
{
    bool actual;
    HlOp *truth = rec_observe_truth(rec, 0, &actual);
    if (truth == NULL) {
        return jump_by_call(rec, jump_if, target, false);
    }
    rec_observe_condition(rec, truth, actual);
    rec_drop(rec, 1);
    take(rec, actual == jump_if, target);
    return REC_DONE;
}

HlOutcome record_POP_JUMP_FORWARD_IF_FALSE(HlRecorder *rec) { return jump_if(rec, false, forward(rec)); }
HlOutcome record_POP_JUMP_FORWARD_IF_TRUE(HlRecorder *rec) { return jump_if(rec, true, forward(rec)); }
HlOutcome record_POP_JUMP_BACKWARD_IF_FALSE(HlRecorder *rec) { return jump_if(rec, false, backward(rec)); }
HlOutcome record_POP_JUMP_BACKWARD_IF_TRUE(HlRecorder *rec) { return jump_if(rec, true, backward(rec)); }

static HlOutcome jump_or_pop(HlRecorder *rec, bool jump_if)
{
    bool actual;
    HlOp *truth = rec_observe_truth(rec, 0, &actual);
    if (truth == NULL) {
        return jump_by_call(rec, jump_if, forward(rec), true);
    }
    rec_observe_condition(rec, truth, actual);
    take(rec, actual == jump_if, forward(rec));
    if (actual != jump_if) {
        rec_drop(rec, 1);
    }
    return REC_DONE;
}

HlOutcome record_JUMP_IF_FALSE_OR_POP(HlRecorder *rec) { return jump_or_pop(rec, false); }
HlOutcome record_JUMP_IF_TRUE_OR_POP(HlRecorder *rec) { return jump_or_pop(rec, true); }

static HlOutcome jump_if_none(HlRecorder *rec, bool jump_if, int target)
{
    HlValue *value = rec_top(rec, 0);
    bool is_none = Py_IsNone(rec_actual(rec, 0));
    if (value->kind == KIND_OBJECT && value_type(rec, value) == NULL) {
        rec_observe_condition(rec, rec_emit2(rec, HL_OP_OBJ_EQ, 0, value->op, rec_object(rec, Py_None)), is_none);
    }
    rec_drop(rec, 1);
    take(rec, is_none == jump_if, target);
    return REC_DONE;
}

HlOutcome record_POP_JUMP_FORWARD_IF_NONE(HlRecorder *rec) { return jump_if_none(rec, true, forward(rec)); }
HlOutcome record_POP_JUMP_FORWARD_IF_NOT_NONE(HlRecorder *rec) { return jump_if_none(rec, false, forward(rec)); }
HlOutcome record_POP_JUMP_BACKWARD_IF_NONE(HlRecorder *rec) { return jump_if_none(rec, true, backward(rec)); }
HlOutcome record_POP_JUMP_BACKWARD_IF_NOT_NONE(HlRecorder *rec) { return jump_if_none(rec, false, backward(rec)); }
