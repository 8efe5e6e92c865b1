/* Closures: free variables of inlined functions, and reading and writing cells. A cell variable's slot always holds its cell once the function has begun. */
#include "handlers.h"

/* The call of an inlined function has put them in place. */
HlOutcome record_COPY_FREE_VARS(HlRecorder *rec)
{
    return rec_is_inlined(rec) ? REC_DONE : rec_leaf(rec, "a function's beginning is inside the loop");
}

/* At the beginning of an inlined function: the variable moves into a cell of its own. */
HlOutcome record_MAKE_CELL(HlRecorder *rec)
{
    if (!rec_is_inlined(rec)) {
        return rec_leaf(rec, "a function's beginning is inside the loop");
    }
    HlValue *local = rec_local(rec, rec->oparg);
    HlOp *initial = local->kind != KIND_NULL ? rec_as_object(rec, local) : NULL;
    rec_secure(rec); /* making a cell may start the cyclic collector */
    HlOp *cell = rec_emit(rec, HL_OP_CALL, HL_HELPER_NEW_CELL, initial != NULL, &initial);
    rec_check_result(rec, cell);
    local = rec_local(rec, rec->oparg);
    if (local->kind == KIND_OBJECT && local->hold == HOLD_OWNED) {
        rec_emit1(rec, HL_OP_DECREF_LEAF, 0, local->op); /* not the last reference: the cell has one */
    }
    *local = value_owned(cell, &PyCell_Type);
    return REC_DONE;
}

HlOutcome record_LOAD_CLOSURE(HlRecorder *rec)
{
    rec_push(rec, value_copy(rec_local(rec, rec->oparg)));
    return REC_DONE;
}

static PyObject *actual_cell(HlRecorder *rec) { return rec->frame->localsplus[rec->oparg]; }

HlOutcome record_LOAD_DEREF(HlRecorder *rec)
{
    PyObject *actual = PyCell_GET(actual_cell(rec));
    HlValue *cell = rec_local(rec, rec->oparg);
    HlOp *content = rec_emit1(rec, HL_OP_CELL_LOAD, 0, rec_as_object(rec, cell));
    if (actual == NULL) {
        return rec_leaf(rec, "an unbound variable raises");
    }
    content = rec_emit1(rec, HL_OP_CHECK_NOT_NULL, 0, content);
    return rec_replace_borrowed(rec, 0, content, actual);
}

/* Checks what the cell holds now; true if its release runs no code. */
static bool observe_content(HlRecorder *rec, HlValue *content, PyObject *actual)
{
    if (actual == NULL) {
        rec_emit1(rec, HL_OP_CHECK_NULL, 0, content->op);
        *content = value_null();
        return true;
    }
    content->op = rec_emit1(rec, HL_OP_CHECK_NOT_NULL, 0, content->op);
    return type_is_plain(rec_observe(rec, content, actual));
}

HlOutcome record_STORE_DEREF(HlRecorder *rec)
{
    HlOp *cell = rec_as_object(rec, rec_local(rec, rec->oparg));
    PyObject *actual = PyCell_GET(actual_cell(rec));
    HlValue content = value_borrowed(rec_emit1(rec, HL_OP_CELL_LOAD, 0, cell), NULL);
    bool plain = observe_content(rec, &content, actual);
    rec_secure(rec);
    if (!plain) {
        rec_before_unknown(rec);
    }
    HlOp *object = rec_owned_object(rec, rec_top(rec, 0));
    rec_pop(rec);
    rec_emit2(rec, HL_OP_CELL_STORE, 0, cell, object);
    rec_release_replaced(rec, &content);
    return REC_DONE;
}
