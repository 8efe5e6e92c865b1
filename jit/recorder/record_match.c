/* match statements and with statements. */
#include "handlers.h"

/* Whether the subject is a sequence, a mapping: a flag of its type. Types of the program may be registered as such later, so theirs are not relied on. */
static HlOutcome push_type_flag(HlRecorder *rec, unsigned long flag)
{
    PyTypeObject *type = rec_observe(rec, rec_top(rec, 0), rec_actual(rec, 0));
    if (type->tp_flags & Py_TPFLAGS_HEAPTYPE) {
        return rec_leaf(rec, "an object of the program's own type is matched");
    }
    rec_push(rec, value_bool(rec_bool(rec, (type->tp_flags & flag) != 0)));
    return REC_DONE;
}

HlOutcome record_MATCH_SEQUENCE(HlRecorder *rec) { return push_type_flag(rec, Py_TPFLAGS_SEQUENCE); }
HlOutcome record_MATCH_MAPPING(HlRecorder *rec) { return push_type_flag(rec, Py_TPFLAGS_MAPPING); }

HlOutcome record_GET_LEN(HlRecorder *rec)
{
    HlOp *length = rec_length_of(rec, rec_top(rec, 0), rec_actual(rec, 0));
    if (length == NULL) {
        return rec_leaf(rec, "an object of the program's own type is matched");
    }
    rec_push(rec, value_int(length));
    return REC_DONE;
}

/* The manager is replaced by its exit function and, on top, what entering it gave. */
HlOutcome record_BEFORE_WITH(HlRecorder *rec) { return rec_generic_tuple(rec, HL_HELPER_ENTER_WITH, NULL, 2, false); }
