/* The tables of ir.def and runtime/helpers.def as data, and what follows from a row alone.
 * Called by: everything that reads or writes IR. */
#include "ir.h"

const HlOpInfo hl_op_info[HL_OP_COUNT] = {
#define HL_OP(name, text, type, args, imm, reads, writes, flags, doc) [HL_OP_##name] = {text, type, args, imm, reads, writes, flags, doc},
#include "ir.def"
#undef HL_OP
};

const HlHelperInfo hl_helper_info[HL_HELPER_COUNT] = {
#define HL_HELPER(name, symbol, type, args, reads, writes, doc) [HL_HELPER_##name] = {#name, #symbol, type, args, reads, writes, doc},
#include "../../runtime/helpers.def"
#undef HL_HELPER
};

const char *const hl_type_text[HL_TYPE_COUNT] = {
    [HL_VOID] = "void", [HL_I64] = "i64", [HL_F64] = "f64", [HL_B1] = "b1", [HL_OBJ] = "obj", [HL_PTR] = "ptr",
};

const char *const hl_virtual_text[HL_VIRTUAL_KIND_COUNT] = {
    [HL_VIRTUAL_TUPLE] = "tuple",
    [HL_VIRTUAL_LIST] = "list",
    [HL_VIRTUAL_RANGE] = "range",
    [HL_VIRTUAL_RANGE_ITER] = "range_iter",
    [HL_VIRTUAL_LIST_ITER] = "list_iter",
    [HL_VIRTUAL_TUPLE_ITER] = "tuple_iter",
    [HL_VIRTUAL_REVERSED] = "reversed",
    [HL_VIRTUAL_ENUMERATE] = "enumerate",
    [HL_VIRTUAL_ZIP] = "zip",
    [HL_VIRTUAL_METHOD] = "method",
    [HL_VIRTUAL_SLICE] = "slice",
    [HL_VIRTUAL_BYTES_ITER] = "bytes_iter",
    [HL_VIRTUAL_BYTEARRAY_ITER] = "bytearray_iter",
    [HL_VIRTUAL_ARRAY_ITER] = "array_iter",
    [HL_VIRTUAL_MEMORYVIEW_ITER] = "memoryview_iter",
    [HL_VIRTUAL_NDARRAY_ITER] = "ndarray_iter",
    [HL_VIRTUAL_INSTANCE] = "instance",
    [HL_VIRTUAL_NUMPY_ROW] = "numpy_row",
    [HL_VIRTUAL_NUMPY_BOOL] = "numpy_bool",
    [HL_VIRTUAL_NUMPY_BYTE] = "numpy_byte",
    [HL_VIRTUAL_NUMPY_UBYTE] = "numpy_ubyte",
    [HL_VIRTUAL_NUMPY_SHORT] = "numpy_short",
    [HL_VIRTUAL_NUMPY_USHORT] = "numpy_ushort",
    [HL_VIRTUAL_NUMPY_INT] = "numpy_int",
    [HL_VIRTUAL_NUMPY_UINT] = "numpy_uint",
    [HL_VIRTUAL_NUMPY_LONG] = "numpy_long",
    [HL_VIRTUAL_NUMPY_ULONG] = "numpy_ulong",
    [HL_VIRTUAL_NUMPY_LONGLONG] = "numpy_longlong",
    [HL_VIRTUAL_NUMPY_ULONGLONG] = "numpy_ulonglong",
    [HL_VIRTUAL_NUMPY_FLOAT] = "numpy_float",
    [HL_VIRTUAL_NUMPY_DOUBLE] = "numpy_double",
};

const char *const hl_return_text[HL_RETURN_COUNT] = {
    [HL_RETURN_PUSH] = "push",         [HL_RETURN_INIT] = "init",         [HL_RETURN_DROP] = "drop",         [HL_RETURN_OPERATOR] = "operator",
    [HL_RETURN_LENGTH] = "length",     [HL_RETURN_CONTAINS] = "contains", [HL_RETURN_ITERATOR] = "iterator", [HL_RETURN_NEXT] = "next",
};

const char *const hl_store_text[HL_STORE_KIND_COUNT] = {
    [HL_STORE_RANGE_INDEX] = "range_index",
    [HL_STORE_LIST_INDEX] = "list_index",
    [HL_STORE_TUPLE_INDEX] = "tuple_index",
    [HL_STORE_GLOBAL] = "global",
};

const char *const hl_resume_text[HL_RESUME_COUNT] = {
    [HL_RESUME] = "resume",
    [HL_RESUME_RAISE] = "raise",
    [HL_RESUME_POLL] = "poll",
};

HlType hl_type_of_letter(char letter)
{
    switch (letter) {
    case 'i': return HL_I64;
    case 'f': return HL_F64;
    case 'b': return HL_B1;
    case 'o': return HL_OBJ;
    case 'p': return HL_PTR;
    default: return HL_VOID;
    }
}

static const HlHelperInfo *helper_of(const HlOp *op)
{
    if (op->code != HL_OP_CALL || op->imm.i < 0 || op->imm.i >= HL_HELPER_COUNT)
        return NULL;
    return &hl_helper_info[op->imm.i];
}

unsigned hl_op_reads(const HlOp *op)
{
    const HlHelperInfo *helper = helper_of(op);
    return helper ? helper->reads : hl_op_info[op->code].reads;
}

unsigned hl_op_writes(const HlOp *op)
{
    const HlHelperInfo *helper = helper_of(op);
    return helper ? helper->writes : hl_op_info[op->code].writes;
}

const char *hl_op_operands(const HlOp *op)
{
    const HlHelperInfo *helper = helper_of(op);
    if (!helper)
        return hl_op_info[op->code].args;
    return helper->args[0] == 'N' ? helper->args + 1 : helper->args;
}

static const uint32_t raw_parts[HL_VIRTUAL_KIND_COUNT] = { /* bit n: part n */
    [HL_VIRTUAL_RANGE_ITER] = 1 << 0 | 1 << 1 | 1 << 2 | 1 << 3,
    [HL_VIRTUAL_LIST_ITER] = 1 << 1,
    [HL_VIRTUAL_TUPLE_ITER] = 1 << 1,
    [HL_VIRTUAL_REVERSED] = 1 << 1,
    [HL_VIRTUAL_ENUMERATE] = 1 << 1,
    [HL_VIRTUAL_BYTES_ITER] = 1 << 1,
    [HL_VIRTUAL_BYTEARRAY_ITER] = 1 << 1,
    [HL_VIRTUAL_ARRAY_ITER] = 1 << 1,
    [HL_VIRTUAL_MEMORYVIEW_ITER] = 1 << 1,
    [HL_VIRTUAL_NDARRAY_ITER] = 1 << 1,
    [HL_VIRTUAL_NUMPY_ROW] = 1 << 1,
    [HL_VIRTUAL_NUMPY_BOOL ... HL_VIRTUAL_NUMPY_DOUBLE] = 1 << 0,
};

bool hl_virtual_raw_part(HlVirtualKind kind, uint32_t part)
{
    return part < 32 && (raw_parts[kind] >> part & 1);
}
