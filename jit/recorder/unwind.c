/* From an instruction that raises to the handler of its exception: what the eval loop's error path does. Used by: record.c, where an instruction has raised, and by
 * the instructions that always raise (record_raise.c). */
#include "core.h"
#include "../../src/cpython/adapter.h"

bool rec_is_caught(const HlRecorder *rec, int pc, HlHandlerEntry *handler)
{
    const HlFrameState *frame = &rec->state.frames[rec->state.frame_count - 1];
    const HlLoop *root = rec->nest->loop;
    HlHandlerEntry found;
    if (!hl_find_handler(frame->code, pc, &found)) {
        return false;
    }
    if (handler != NULL) {
        *handler = found;
    }
    return rec->state.frame_count > 1 || (found.target >= root->header && found.target < root->end);
}

/* The stack down to what the handler keeps, then the offset of the instruction that raised, if it is wanted, and the exception. */
static void arrive(HlRecorder *rec, const HlHandlerEntry *handler, HlValue exception, HlValue offset)
{
    while (rec_frame(rec)->depth > handler->depth) {
        HlValue item = rec_pop(rec);
        rec_release(rec, &item, NULL);
    }
    if (handler->push_offset) {
        rec_push(rec, offset);
    }
    rec_push(rec, exception);
    rec->next_pc = handler->target;
}

void rec_catch(HlRecorder *rec, const HlHandlerEntry *handler, HlOp *again)
{
    rec_before_unknown(rec); /* the traceback refers to the frame */
    HlOp *exception = rec_emit1(rec, HL_OP_CALL, HL_HELPER_CATCH, again);
    arrive(rec, handler, value_owned(exception, NULL), value_int(rec_int(rec, rec->pc)));
    rec_check_untraced(rec);
}

void rec_catch_taken(HlRecorder *rec, const HlHandlerEntry *handler, HlValue exception, const HlValue *offset)
{
    HlValue pushed = offset != NULL ? *offset : value_int(rec_int(rec, rec->pc));
    rec_own(rec, &pushed);
    arrive(rec, handler, exception, pushed);
}

void rec_check_untraced(HlRecorder *rec)
{
    /* Somebody may have switched tracing on. */
    HlOp *untraced = rec_emit0(rec, HL_OP_CALL, HL_HELPER_NOT_TRACED);
    rec_check_other(rec, HL_OP_CHECK_TRUE, 0, untraced, rec->next_pc);
    rec->other = NULL; /* never taken while recording: tracing ends a recording */
}
