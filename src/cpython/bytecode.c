/* Reads instructions of CPython 3.11 code, whatever form (adaptive, specialised) they are in at the moment. */
#include "bytecode.h"
#include "opcode_tables.h"

static int jump_target(int opcode, int oparg, int next)
{
    switch (opcode) {
    case JUMP_BACKWARD:
    case JUMP_BACKWARD_NO_INTERRUPT:
    case POP_JUMP_BACKWARD_IF_TRUE:
    case POP_JUMP_BACKWARD_IF_FALSE:
    case POP_JUMP_BACKWARD_IF_NONE:
    case POP_JUMP_BACKWARD_IF_NOT_NONE:
        return next - oparg;
    case FOR_ITER:
    case JUMP_FORWARD:
    case JUMP_IF_FALSE_OR_POP:
    case JUMP_IF_TRUE_OR_POP:
    case POP_JUMP_FORWARD_IF_TRUE:
    case POP_JUMP_FORWARD_IF_FALSE:
    case POP_JUMP_FORWARD_IF_NONE:
    case POP_JUMP_FORWARD_IF_NOT_NONE:
    case SEND:
        return next + oparg;
    default:
        return -1;
    }
}

static bool ends_path(int opcode)
{
    return opcode == JUMP_BACKWARD || opcode == JUMP_BACKWARD_NO_INTERRUPT || opcode == JUMP_FORWARD || opcode == RETURN_VALUE ||
           opcode == RAISE_VARARGS || opcode == RERAISE;
}

HlBytecode hl_bytecode_at(PyCodeObject *code, int unit)
{
    const _Py_CODEUNIT *units = _PyCode_CODE(code);
    int oparg = 0;
    int opcode = hl_opcode_plain(_Py_OPCODE(units[unit]));
    while (opcode == EXTENDED_ARG) {
        oparg = (oparg | _Py_OPARG(units[unit])) << 8;
        unit++;
        opcode = hl_opcode_plain(_Py_OPCODE(units[unit]));
    }
    oparg |= _Py_OPARG(units[unit]);
    int next = unit + 1 + hl_opcode_caches(opcode);
    /* Jumps are relative to the next instruction. */
    return (HlBytecode){.opcode = opcode, .oparg = oparg, .unit = unit, .next = next,
                        .target = jump_target(opcode, oparg, next), .ends = ends_path(opcode)};
}
