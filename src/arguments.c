/* Taking the arguments of a call from the caller's stack. The caller's stack pointer is in a register of its eval loop, but the depth of the stack at an instruction is
 * always the same, so it is found from the bytecode, once per code object. */
#include "arguments.h"
#include "cpython/bytecode.h"
#include "cpython/opcode_tables.h"

static Py_ssize_t slot_index = -1; /* of the depths, in code objects: an array of int16_t, by unit; -1: never reached */

enum { UNKNOWN = -1 };

/* --- stack depths --- */

static void reach(int16_t *depths, int *pending, int *count, int unit, int depth)
{
    if (depths[unit] == UNKNOWN) {
        depths[unit] = (int16_t)depth;
        pending[(*count)++] = unit;
    }
}

static int effect(const HlBytecode *at, int jump)
{
    if (at->opcode == RETURN_GENERATOR)
        return 1; /* what is sent first */
    if (at->opcode == PRECALL || at->opcode == CALL) /* the compiler books the arguments on PRECALL, but it is CALL that takes them */
        return at->opcode == CALL ? -1 - at->oparg : 0;
    return PyCompile_OpcodeStackEffectWithJump(at->opcode, at->oparg, jump);
}

/* Handlers are reached from within the ranges of the exception table. */
static void reach_handler(PyCodeObject *code, int16_t *depths, int *pending, int *count, int unit)
{
    HlHandlerEntry handler;
    if (hl_find_handler(code, unit, &handler))
        reach(depths, pending, count, handler.target, handler.depth + handler.push_offset + 1);
}

static bool find_depths(PyCodeObject *code, int16_t *depths)
{
    int units = (int)Py_SIZE(code), count = 0;
    int *pending = PyMem_Malloc(((size_t)units + 1) * sizeof *pending);
    if (pending == NULL)
        return false;
    for (int i = 0; i <= units; i++)
        depths[i] = UNKNOWN;
    reach(depths, pending, &count, 0, 0);
    while (count > 0) {
        int unit = pending[--count];
        HlBytecode at = hl_bytecode_at(code, unit);
        int depth = depths[unit];
        depths[at.unit] = (int16_t)depth; /* after EXTENDED_ARG */
        reach_handler(code, depths, pending, &count, at.unit);
        if (at.target >= 0)
            reach(depths, pending, &count, at.target, depth + effect(&at, 1));
        if (!at.ends && at.next < units)
            reach(depths, pending, &count, at.next, depth + effect(&at, 0));
    }
    PyMem_Free(pending);
    return true;
}

void hl_move_arguments_prepare(void)
{
    slot_index = hl_code_slot_request(PyMem_Free);
}

static __attribute__((noinline)) int16_t *make_depths(PyCodeObject *code)
{
    if (slot_index < 0)
        return NULL;
    int16_t *depths = code->co_stacksize > INT16_MAX ? NULL : PyMem_Malloc(((size_t)Py_SIZE(code) + 1) * sizeof *depths);
    if (depths == NULL || !find_depths(code, depths) || !hl_code_slot_set(code, slot_index, depths)) {
        PyMem_Free(depths);
        return NULL;
    }
    return depths;
}

static inline int16_t *get_depths(PyCodeObject *code)
{
    int16_t *depths = hl_code_slot(code, slot_index);
    return depths != NULL ? depths : make_depths(code);
}

/* --- moving --- */

/* The arguments of the CALL that has started `frame`, on the stack of the running frame; NULL if it was not started by a CALL of its function itself. */
static inline PyObject **find_arguments(_PyInterpreterFrame *caller, _PyInterpreterFrame *frame, int *count)
{
    if (caller == NULL || caller->stacktop >= 0 || caller->stacktop == HL_STACKTOP_NATIVE) /* none, or compiled code runs it: what its stack holds is old, or nothing */
        return NULL;
    _Py_CODEUNIT instruction = *caller->prev_instr;
    if (hl_opcode_plain(_Py_OPCODE(instruction)) != CALL)
        return NULL;
    int unit = _PyInterpreterFrame_LASTI(caller), oparg = _Py_OPARG(instruction);
    int16_t *depths = get_depths(caller->f_code);
    if (depths == NULL || depths[unit] < oparg + 2)
        return NULL;
    PyObject **base = _PyFrame_Stackbase(caller) + depths[unit] - oparg - 2; /* method, self, arguments; or NULL, callable, arguments */
    bool bound = base[0] != NULL;
    if (base[!bound] != (PyObject *)frame->f_func)
        return NULL;
    *count = oparg + bound;
    return base + 2 - bound;
}

void hl_move_arguments_slowly(PyThreadState *tstate, _PyInterpreterFrame *frame)
{
    int count;
    PyObject **arguments = find_arguments(tstate->cframe->current_frame, frame, &count);
    if (arguments == NULL)
        return;
    for (int i = 0; i < count; i++) {
        PyObject *argument = arguments[i];
        if (hl_must_move(argument)) { /* the callee's frame has its own reference */
            arguments[i] = Py_NewRef(Py_None);
            Py_DECREF(argument);
        }
    }
}
