/* Raw buffers: headers, checked and read where their layouts say, and elements. */
#include "gen.h"

#include "../../src/cpython/buffers.h"
#include <math.h>

static gcc_jit_type *c_type(HlGen *gen, enum gcc_jit_types type) { return gcc_jit_context_get_type(gen->context, type); }
static gcc_jit_type *c_int(HlGen *gen) { return c_type(gen, GCC_JIT_TYPE_INT); }

/* --- checks --- */

/* Fails unless the `type` (an integer type) at `base` + `offset`, of which `mask` is looked at, is `wanted`. */
static void expect_bits(HlGen *gen, const HlOp *op, gcc_jit_rvalue *base, size_t offset, gcc_jit_type *type, int mask, int wanted)
{
    gcc_jit_rvalue *found = hl_gen_cast(gen, hl_gen_load(gen, base, offset, type), c_int(gen));
    if (mask != -1)
        found = hl_gen_binary(gen, GCC_JIT_BINARY_OP_BITWISE_AND, c_int(gen), found, gcc_jit_context_new_rvalue_from_int(gen->context, c_int(gen), mask));
    gcc_jit_rvalue *other = gcc_jit_context_new_rvalue_from_int(gen->context, c_int(gen), wanted);
    hl_gen_fail_if(gen, op, hl_gen_compare(gen, GCC_JIT_COMPARISON_NE, found, other));
}

static void expect(HlGen *gen, const HlOp *op, gcc_jit_rvalue *base, size_t offset, gcc_jit_type *type, int wanted)
{
    expect_bits(gen, op, base, offset, type, -1, wanted);
}

static gcc_jit_rvalue *pointer(HlGen *gen, gcc_jit_rvalue *base, size_t offset)
{
    return hl_gen_hold(gen, hl_gen_load(gen, base, offset, gen->type.address));
}

static void check_view(HlGen *gen, const HlOp *op, gcc_jit_rvalue *view, HlBufferForm form)
{
    gcc_jit_type *i64 = gen->type.i64;
    size_t buffer = offsetof(PyMemoryViewObject, view);
    expect_bits(gen, op, view, offsetof(PyMemoryViewObject, flags), c_int(gen), _Py_MEMORYVIEW_RELEASED, 0);
    expect(gen, op, view, buffer + offsetof(Py_buffer, ndim), c_int(gen), 1);
    if (form.writable)
        expect(gen, op, view, buffer + offsetof(Py_buffer, readonly), c_int(gen), 0);
    gcc_jit_rvalue *suboffsets = hl_gen_load(gen, view, buffer + offsetof(Py_buffer, suboffsets), gen->type.address);
    hl_gen_fail_if(gen, op, hl_gen_compare(gen, GCC_JIT_COMPARISON_NE, suboffsets, hl_gen_null(gen)));
    gcc_jit_rvalue *format = pointer(gen, view, buffer + offsetof(Py_buffer, format));
    hl_gen_fail_if(gen, op, hl_gen_compare(gen, GCC_JIT_COMPARISON_EQ, format, hl_gen_null(gen)));
    expect(gen, op, format, 0, gen->type.u8, form.code);
    expect(gen, op, format, 1, gen->type.u8, 0);
    gcc_jit_rvalue *start = hl_gen_load(gen, view, buffer + offsetof(Py_buffer, buf), i64);
    gcc_jit_rvalue *stride = hl_gen_load(gen, pointer(gen, view, buffer + offsetof(Py_buffer, strides)), 0, i64);
    gcc_jit_rvalue *bits = hl_gen_binary(gen, GCC_JIT_BINARY_OP_BITWISE_OR, i64, start, stride);
    bits = hl_gen_binary(gen, GCC_JIT_BINARY_OP_BITWISE_AND, i64, bits, hl_gen_i64(gen, form.size - 1));
    hl_gen_fail_if(gen, op, hl_gen_compare(gen, GCC_JIT_COMPARISON_NE, bits, hl_gen_i64(gen, 0)));
}

static void check_ndarray(HlGen *gen, const HlOp *op, gcc_jit_rvalue *array, HlBufferForm form)
{
    int flags = HL_NDARRAY_ALIGNED | (form.writable ? HL_NDARRAY_WRITABLE : 0);
    expect(gen, op, array, offsetof(HlNdArray, axes), c_int(gen), form.axes);
    expect_bits(gen, op, array, offsetof(HlNdArray, flags), c_int(gen), flags, flags);
    gcc_jit_rvalue *type = pointer(gen, array, offsetof(HlNdArray, type));
    expect(gen, op, type, offsetof(HlNdArrayType, number), c_int(gen), form.code);
    gcc_jit_rvalue *order = hl_gen_load(gen, type, offsetof(HlNdArrayType, byte_order), gen->type.u8);
    gcc_jit_rvalue *swapped = gcc_jit_context_new_rvalue_from_int(gen->context, gen->type.u8, '>');
    hl_gen_fail_if(gen, op, hl_gen_compare(gen, GCC_JIT_COMPARISON_EQ, order, swapped));
}

void hl_emit_CHECK_BUFFER(HlGen *gen, const HlOp *op)
{
    HlBufferForm form = hl_buffer_form(op->imm.i);
    gcc_jit_rvalue *object = hl_gen_arg(gen, op, 0);
    switch (form.family) {
    case HL_BUFFER_ARRAY:
        expect(gen, op, pointer(gen, object, offsetof(HlArray, code)), offsetof(HlArrayCode, letter), gen->type.u8, form.code);
        break;
    case HL_BUFFER_MEMORYVIEW:
        check_view(gen, op, object, form);
        break;
    case HL_BUFFER_NDARRAY:
        check_ndarray(gen, op, object, form);
        break;
    default: /* bytes and bytearrays have one form each; nobody asks for writable bytes */
        break;
    }
    hl_gen_result(gen, op, object);
}

void hl_emit_CHECK_FINITE(HlGen *gen, const HlOp *op)
{
    gcc_jit_rvalue *value = hl_gen_arg(gen, op, 0);
    gcc_jit_rvalue *size = hl_gen_builtin(gen, "__builtin_fabs", 1, &value);
    hl_gen_fail_if(gen, op, hl_gen_not(gen, hl_gen_compare(gen, GCC_JIT_COMPARISON_LT, size, hl_gen_f64(gen, INFINITY))));
    hl_gen_result(gen, op, value);
}

/* --- headers --- */

void hl_emit_BUFFER_DATA(HlGen *gen, const HlOp *op)
{
    static const size_t offsets[HL_BUFFER_FAMILY_COUNT] = {
        [HL_BUFFER_BYTES] = offsetof(PyBytesObject, ob_sval),
        [HL_BUFFER_BYTEARRAY] = offsetof(PyByteArrayObject, ob_start),
        [HL_BUFFER_ARRAY] = offsetof(HlArray, items),
        [HL_BUFFER_MEMORYVIEW] = offsetof(PyMemoryViewObject, view.buf),
        [HL_BUFFER_NDARRAY] = offsetof(HlNdArray, data),
        [HL_BUFFER_SCALAR] = offsetof(PyFloatObject, ob_fval),
    };
    size_t offset = offsets[op->imm.i];
    gcc_jit_rvalue *object = hl_gen_arg(gen, op, 0);
    if (op->imm.i == HL_BUFFER_BYTES || op->imm.i == HL_BUFFER_SCALAR) /* the content is in the object */
        hl_gen_result(gen, op, hl_gen_cast(gen, gcc_jit_lvalue_get_address(hl_gen_at(gen, object, offset, gen->type.u8), NULL), gen->type.address));
    else
        hl_gen_result(gen, op, hl_gen_load(gen, object, offset, gen->type.address));
}

/* Entry `axis` of the array of numbers to which `object` points at `offset`. */
static void axis_entry(HlGen *gen, const HlOp *op, size_t offset)
{
    gcc_jit_rvalue *entries = hl_gen_load(gen, hl_gen_arg(gen, op, 0), offset, gen->type.address);
    hl_gen_result(gen, op, hl_gen_load(gen, entries, sizeof(Py_ssize_t) * (size_t)hl_axis_number(op->imm.i), gen->type.i64));
}

void hl_emit_BUFFER_LENGTH(HlGen *gen, const HlOp *op)
{
    switch (hl_axis_family(op->imm.i)) {
    case HL_BUFFER_NDARRAY:
        axis_entry(gen, op, offsetof(HlNdArray, lengths));
        break;
    case HL_BUFFER_MEMORYVIEW:
        axis_entry(gen, op, offsetof(PyMemoryViewObject, view.shape));
        break;
    default:
        hl_gen_result(gen, op, hl_gen_load(gen, hl_gen_arg(gen, op, 0), offsetof(PyVarObject, ob_size), gen->type.i64));
    }
}

void hl_emit_BUFFER_STRIDE(HlGen *gen, const HlOp *op)
{
    axis_entry(gen, op, hl_axis_family(op->imm.i) == HL_BUFFER_NDARRAY ? offsetof(HlNdArray, strides) : offsetof(PyMemoryViewObject, view.strides));
}

void hl_emit_DATA_ROW(HlGen *gen, const HlOp *op)
{
    gcc_jit_rvalue *offset = hl_gen_binary(gen, GCC_JIT_BINARY_OP_MULT, gen->type.i64, hl_gen_arg(gen, op, 1), hl_gen_arg(gen, op, 2));
    gcc_jit_lvalue *byte = hl_gen_element(gen, hl_gen_arg(gen, op, 0), offset, gen->type.u8);
    hl_gen_result(gen, op, hl_gen_cast(gen, gcc_jit_lvalue_get_address(byte, NULL), gen->type.address));
}

/* --- elements --- */

static gcc_jit_type *element_type(HlGen *gen, HlElement element)
{
    if (hl_element_is_float(element))
        return element == HL_ELEMENT_F32 ? c_type(gen, GCC_JIT_TYPE_FLOAT) : gen->type.f64;
    bool is_signed = hl_element_low(element) < 0;
    return gcc_jit_context_get_int_type(gen->context, hl_element_size(element), is_signed);
}

static gcc_jit_lvalue *place(HlGen *gen, const HlOp *op)
{
    return hl_gen_element(gen, hl_gen_arg(gen, op, 0), hl_gen_arg(gen, op, 1), element_type(gen, (HlElement)op->imm.i));
}

static void get(HlGen *gen, const HlOp *op, gcc_jit_type *type)
{
    hl_gen_result(gen, op, hl_gen_cast(gen, gcc_jit_lvalue_as_rvalue(place(gen, op)), type));
}

static void set(HlGen *gen, const HlOp *op)
{
    hl_gen_assign(gen, place(gen, op), hl_gen_cast(gen, hl_gen_arg(gen, op, 2), element_type(gen, (HlElement)op->imm.i)));
}

void hl_emit_GET_I64(HlGen *gen, const HlOp *op) { get(gen, op, gen->type.i64); }
void hl_emit_GET_F64(HlGen *gen, const HlOp *op) { get(gen, op, gen->type.f64); }
void hl_emit_SET_I64(HlGen *gen, const HlOp *op) { set(gen, op); }
void hl_emit_SET_F64(HlGen *gen, const HlOp *op) { set(gen, op); }
