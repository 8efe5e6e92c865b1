/* Stack, constants and locals. */
#include "handlers.h"

HlOutcome record_NOP(HlRecorder *rec)
{
    (void)rec;
    return REC_DONE;
}

/* At the beginning of an inlined function. The eval breaker is polled at back edges. */
HlOutcome record_RESUME(HlRecorder *rec)
{
    (void)rec;
    return REC_DONE;
}

HlOutcome record_POP_TOP(HlRecorder *rec)
{
    HlValue *value = rec_top(rec, 0);
    if (value->kind == KIND_OBJECT && value->hold == HOLD_OWNED) {
        rec_observe(rec, value, rec_actual(rec, 0)); /* most dropped results are None: then their release runs no code */
    }
    rec_presume_kept(rec, value, rec_actual(rec, 0)); /* break drops an iterator */
    rec_drop(rec, 1);
    return REC_DONE;
}

HlOutcome record_COPY(HlRecorder *rec)
{
    rec_push(rec, value_copy(rec_top(rec, rec->oparg - 1)));
    return REC_DONE;
}

HlOutcome record_SWAP(HlRecorder *rec)
{
    HlValue *top = rec_top(rec, 0), *other = rec_top(rec, rec->oparg - 1), value = *top;
    *top = *other;
    *other = value;
    return REC_DONE;
}

HlOutcome record_PUSH_NULL(HlRecorder *rec)
{
    rec_push(rec, value_null());
    return REC_DONE;
}

static PyObject *code_constant(HlRecorder *rec)
{
    return PyTuple_GET_ITEM(rec_frame(rec)->code->co_consts, rec->oparg);
}

HlOutcome record_LOAD_CONST(HlRecorder *rec)
{
    rec_push(rec, value_constant(rec, code_constant(rec)));
    return REC_DONE;
}

/* The call that follows finds the names in rec->kwnames. */
HlOutcome record_KW_NAMES(HlRecorder *rec)
{
    rec->kwnames = code_constant(rec);
    return REC_DONE;
}

HlOutcome record_LOAD_FAST(HlRecorder *rec)
{
    HlValue *local = rec_local(rec, rec->oparg);
    if (local->kind == KIND_NULL) {
        return rec_leaf(rec, "an unbound variable raises");
    }
    rec_push(rec, value_copy(local));
    return REC_DONE;
}

HlOutcome record_STORE_FAST(HlRecorder *rec)
{
    HlValue value = rec_pop(rec);
    rec_store_local(rec, rec->oparg, value);
    return REC_DONE;
}

HlOutcome record_DELETE_FAST(HlRecorder *rec)
{
    if (rec_local(rec, rec->oparg)->kind == KIND_NULL) {
        return rec_leaf(rec, "an unbound variable raises");
    }
    rec_store_local(rec, rec->oparg, value_null());
    return REC_DONE;
}

HlOutcome record_LOAD_ASSERTION_ERROR(HlRecorder *rec)
{
    rec_push(rec, value_constant(rec, PyExc_AssertionError));
    return REC_DONE;
}
