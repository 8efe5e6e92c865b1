/* Raw buffers: headers and elements. */
#include "../../src/cpython/buffers.h"
#include "internal.h"
#include <math.h>

HL_EXEC(CHECK_BUFFER) { return hl_refine(run, op, hl_buffer_has_form(hl_operand_p(run, op, 0), hl_buffer_form(op->imm.i))); }
HL_EXEC(CHECK_FINITE) { return hl_refine(run, op, isfinite(hl_operand_f(run, op, 0))); }
HL_EXEC(BUFFER_DATA) { return hl_give_p(run, op, hl_buffer_data(hl_operand_p(run, op, 0), (HlBufferFamily)op->imm.i)); }
HL_EXEC(BUFFER_LENGTH) { return hl_give_i(run, op, hl_buffer_length(hl_operand_p(run, op, 0), hl_axis_family(op->imm.i), hl_axis_number(op->imm.i))); }
HL_EXEC(BUFFER_STRIDE) { return hl_give_i(run, op, hl_buffer_stride(hl_operand_p(run, op, 0), hl_axis_family(op->imm.i), hl_axis_number(op->imm.i))); }
HL_EXEC(DATA_ROW) { return hl_give_p(run, op, (void *)((uintptr_t)hl_operand_p(run, op, 0) + (uint64_t)hl_operand_i(run, op, 1) * (uint64_t)hl_operand_i(run, op, 2))); }

static void *element(const HlRun *run, const HlOp *op) { return (char *)hl_operand_p(run, op, 0) + hl_operand_i(run, op, 1) * hl_element_size((HlElement)op->imm.i); }

HL_EXEC(GET_I64)
{
    const void *at = element(run, op);
    switch ((HlElement)op->imm.i) {
    case HL_ELEMENT_I8: return hl_give_i(run, op, *(const int8_t *)at);
    case HL_ELEMENT_U8: return hl_give_i(run, op, *(const uint8_t *)at);
    case HL_ELEMENT_I16: return hl_give_i(run, op, *(const int16_t *)at);
    case HL_ELEMENT_U16: return hl_give_i(run, op, *(const uint16_t *)at);
    case HL_ELEMENT_I32: return hl_give_i(run, op, *(const int32_t *)at);
    case HL_ELEMENT_U32: return hl_give_i(run, op, *(const uint32_t *)at);
    default: return hl_give_i(run, op, *(const int64_t *)at);
    }
}

HL_EXEC(GET_F64)
{
    const void *at = element(run, op);
    return hl_give_f(run, op, op->imm.i == HL_ELEMENT_F32 ? (double)*(const float *)at : *(const double *)at);
}

HL_EXEC(SET_I64)
{
    int64_t value = hl_operand_i(run, op, 2);
    memcpy(element(run, op), &value, (size_t)hl_element_size((HlElement)op->imm.i)); /* little endian: the low bytes come first */
    return HL_STEP_NEXT;
}

HL_EXEC(SET_F64)
{
    void *at = element(run, op);
    double value = hl_operand_f(run, op, 2);
    if (op->imm.i == HL_ELEMENT_F32)
        *(float *)at = (float)value;
    else
        *(double *)at = value;
    return HL_STEP_NEXT;
}
