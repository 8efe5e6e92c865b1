/* What is known of a value from the operations that made it; see values.h. */
#include "../ir/buffers.h"
#include "values.h"

#include <string.h>

bool hl_is_refinement(const HlOp *op)
{
    switch (op->code) {
    case HL_OP_CHECK_TYPE:
    case HL_OP_CHECK_IS:
    case HL_OP_CHECK_NOT_NULL:
    case HL_OP_CHECK_SHARED:
    case HL_OP_CHECK_UNIQUE:
    case HL_OP_CHECK_INDEX:
    case HL_OP_CHECK_NONZERO:
    case HL_OP_CHECK_NONNEGATIVE:
    case HL_OP_CHECK_BUFFER:
    case HL_OP_CHECK_FINITE:
        return true;
    default:
        return false;
    }
}

HlOp *hl_root(HlOp *op)
{
    while (hl_is_refinement(op))
        op = op->args[0];
    return op;
}

bool hl_known_not_null(const HlOp *op)
{
    for (; hl_is_refinement(op); op = op->args[0])
        if (op->code != HL_OP_CHECK_SHARED && op->code != HL_OP_CHECK_UNIQUE)
            return true;
    switch (op->code) {
    case HL_OP_CONST:
    case HL_OP_BOX_B1:
    case HL_OP_LOAD_ITEM:
    case HL_OP_TUPLE_ITEM:
        return true;
    case HL_OP_CALL:
        return op->imm.i == HL_HELPER_LIST_POP;
    default:
        return false;
    }
}

bool hl_is_type(const HlIr *ir, int64_t constant, const char *name)
{
    const char *text = ir->constants[constant].text;
    return strncmp(text, "type ", 5) == 0 && strcmp(text + 5, name) == 0;
}

bool hl_is_no_number_type(const HlIr *ir, int64_t constant)
{
    bool number = hl_is_type(ir, constant, "int") || hl_is_type(ir, constant, "float") || hl_is_type(ir, constant, "bool");
    return !number && !hl_is_type(ir, constant, "NoneType") && hl_is_fixed_type(ir, constant);
}

bool hl_is_fixed_type(const HlIr *ir, int64_t constant)
{
    static const char *const names[] = {
        "int", "float", "bool", "complex", "NoneType", "str", "bytes", "bytearray", "list", "tuple", "dict", "set", "frozenset", "range", "slice", "cell",
        "function", "method", "builtin_function_or_method", "range_iterator", "list_iterator", "tuple_iterator", "list_reverseiterator", "enumerate", "zip",
        "numpy.ndarray", "array.array", "memoryview", "numpy.float64", "numpy.float32", "numpy.int64", "numpy.int32", "numpy.int16", "numpy.int8",
        "numpy.uint64", "numpy.uint32", "numpy.uint16", "numpy.uint8", "numpy.bool_", "numpy.bool", "numpy.longlong", "numpy.ulonglong",
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (hl_is_type(ir, constant, names[i]))
            return true;
    return false;
}

/* The type of what an operation makes, or NULL. */
static const char *made_type(const HlOp *op)
{
    switch (op->code) {
    case HL_OP_BOX_F64:
        return "float";
    case HL_OP_BOX_I64:
        return "int";
    case HL_OP_BOX_B1:
        return "bool";
    case HL_OP_CALL:
        switch (op->imm.i) {
        case HL_HELPER_NEW_LIST:
        case HL_HELPER_LIST_REPEAT:
            return "list";
        case HL_HELPER_NEW_TUPLE:
            return "tuple";
        case HL_HELPER_BUILD_SLICE:
            return "slice";
        }
        return NULL;
    default:
        return NULL;
    }
}

bool hl_known_type(const HlIr *ir, const HlOp *op, int64_t type)
{
    bool not_null = hl_known_not_null(op);
    for (; hl_is_refinement(op); op = op->args[0])
        if (op->code == HL_OP_CHECK_TYPE && op->imm.i == type)
            return true;
    const char *name = not_null ? made_type(op) : NULL; /* what makes objects may fail: only the check of that gives the type */
    return name && hl_is_type(ir, type, name);
}

HlOffset hl_split_offset(HlOp *op)
{
    enum { MOST_STEPS = 8 }; /* unrolled code has long chains; a base in the middle of one is as true as any other */
    uint64_t offset = 0;
    op = hl_root(op);
    for (int i = 0; i < MOST_STEPS; i++, op = hl_root(op)) {
        bool adds = op->code == HL_OP_IADD || op->code == HL_OP_IADD_CHECK;
        bool subtracts = op->code == HL_OP_ISUB || op->code == HL_OP_ISUB_CHECK;
        if (adds && op->args[0]->code == HL_OP_INT) {
            offset += (uint64_t)op->args[0]->imm.i;
            op = op->args[1];
        }
        else if ((adds || subtracts) && op->args[1]->code == HL_OP_INT) {
            uint64_t by = (uint64_t)op->args[1]->imm.i;
            offset += adds ? by : 0 - by;
            op = op->args[0];
        }
        else {
            break;
        }
    }
    if (op->code == HL_OP_INT)
        return (HlOffset){NULL, offset + (uint64_t)op->imm.i};
    return (HlOffset){op, offset};
}

static bool is_refined_by(const HlOp *op, HlOpcode check)
{
    for (; hl_is_refinement(op); op = op->args[0])
        if (op->code == check)
            return true;
    return false;
}

static bool is_nonzero(const HlOp *op)
{
    return is_refined_by(op, HL_OP_CHECK_NONZERO) || (op->code == HL_OP_INT && op->imm.i != 0);
}

/* An element address whose indices are all known to be checked. */
static bool is_safe_element(const HlOp *op)
{
    if (op->args[0]->code == HL_OP_BUFFER_DATA && op->args[0]->imm.i == HL_BUFFER_SCALAR)
        return true;
    bool safe = is_refined_by(op->args[1], HL_OP_CHECK_INDEX) || (op->args[0]->code == HL_OP_DATA_ROW && op->args[1]->code == HL_OP_INT && op->args[1]->imm.i == 0);
    for (const HlOp *row = op->args[0]; safe && row->code == HL_OP_DATA_ROW; row = row->args[0])
        safe = is_refined_by(row->args[1], HL_OP_CHECK_INDEX);
    return safe;
}

bool hl_is_safe_anywhere(const HlOp *op)
{
    switch (op->code) {
    case HL_OP_GET_I64:
    case HL_OP_GET_F64:
        return is_safe_element(op);
    case HL_OP_IMOD:
    case HL_OP_IFLOORDIV:
    case HL_OP_UDIV:
    case HL_OP_UREM:
        return is_nonzero(op->args[1]);
    case HL_OP_LOAD_ITEM:
        return is_refined_by(op->args[1], HL_OP_CHECK_INDEX) || op->args[0]->code == HL_OP_CHECK_ENTRY;
    case HL_OP_TUPLE_ITEM:
        return is_refined_by(op->args[1], HL_OP_CHECK_INDEX);
    case HL_OP_CALL:
        if (op->imm.i == HL_HELPER_INT_TRUEDIV)
            return is_nonzero(op->args[1]);
        return op->imm.i != HL_HELPER_GCD; /* which must not see the smallest integer */
    default:
        return true;
    }
}

bool hl_is_pure_call(const HlOp *op)
{
    return op->code == HL_OP_CALL && hl_op_writes(op) == 0 && op->type != HL_OBJ;
}

bool hl_is_value_only(const HlOp *op)
{
    if (op->code == HL_OP_CALL)
        return hl_is_pure_call(op);
    return op->code != HL_OP_PARAM && !hl_op_is(op, HL_FLAG_KEEP);
}
