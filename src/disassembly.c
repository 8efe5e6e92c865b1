/* Bytecode as text. See disassembly.h. */
#include "disassembly.h"

#include "cpython/opcode_tables.h"

#include <stdio.h>
#include <stdlib.h>

/* The standard list of instruction names; borrowed, kept for the life of the process. NULL: not to be had (late in shutdown). */
static PyObject *opcode_names(void)
{
    static PyObject *names;
    if (names != NULL)
        return names;
    PyObject *module = PyImport_ImportModule("opcode");
    if (module != NULL) {
        names = PyObject_GetAttrString(module, "opname");
        Py_DECREF(module);
    }
    if (names != NULL && !PyList_CheckExact(names))
        Py_CLEAR(names);
    return names;
}

static const char *text_of(PyObject *object)
{
    const char *text = object != NULL && PyUnicode_Check(object) ? PyUnicode_AsUTF8(object) : NULL;
    if (text == NULL)
        PyErr_Clear();
    return text;
}

static PyObject *tuple_item(PyObject *tuple, int index)
{
    return tuple != NULL && index >= 0 && index < PyTuple_GET_SIZE(tuple) ? PyTuple_GET_ITEM(tuple, index) : NULL;
}

/* Only constants whose repr runs no code of the program. */
static void print_constant(FILE *out, PyObject *constant)
{
    if (constant == NULL)
        return;
    if (constant == Py_None || PyLong_CheckExact(constant) || PyFloat_CheckExact(constant) || PyUnicode_CheckExact(constant) || PyBool_Check(constant)) {
        PyObject *repr = PyObject_Repr(constant);
        const char *text = text_of(repr);
        if (text != NULL)
            fprintf(out, " (%.60s)", text);
        Py_XDECREF(repr);
        PyErr_Clear();
    }
    else {
        fprintf(out, " (a %s)", Py_TYPE(constant)->tp_name);
    }
}

static void print_name(FILE *out, PyObject *name)
{
    const char *text = text_of(name);
    if (text != NULL)
        fprintf(out, " (%s)", text);
}

/* What the argument means, in parentheses. `next` is the unit after the instruction and its inline caches. */
static void print_meaning(FILE *out, PyCodeObject *code, int opcode, int argument, int next)
{
    switch (opcode) {
    case LOAD_CONST: case KW_NAMES: print_constant(out, tuple_item(code->co_consts, argument)); break;
    case LOAD_FAST: case STORE_FAST: case DELETE_FAST: case LOAD_CLOSURE: case LOAD_DEREF: case STORE_DEREF: case DELETE_DEREF: case LOAD_CLASSDEREF:
    case MAKE_CELL:
        print_name(out, tuple_item(code->co_localsplusnames, argument)); break;
    case LOAD_GLOBAL: print_name(out, tuple_item(code->co_names, argument >> 1)); break;
    case LOAD_NAME: case STORE_NAME: case DELETE_NAME: case LOAD_ATTR: case STORE_ATTR: case DELETE_ATTR: case STORE_GLOBAL: case DELETE_GLOBAL:
    case LOAD_METHOD: case IMPORT_NAME: case IMPORT_FROM:
        print_name(out, tuple_item(code->co_names, argument)); break;
    case JUMP_FORWARD: case FOR_ITER: case SEND: case JUMP_IF_FALSE_OR_POP: case JUMP_IF_TRUE_OR_POP: case POP_JUMP_FORWARD_IF_FALSE:
    case POP_JUMP_FORWARD_IF_TRUE: case POP_JUMP_FORWARD_IF_NONE: case POP_JUMP_FORWARD_IF_NOT_NONE:
        fprintf(out, " (to %d)", next + argument); break;
    case JUMP_BACKWARD: case JUMP_BACKWARD_NO_INTERRUPT: case POP_JUMP_BACKWARD_IF_FALSE: case POP_JUMP_BACKWARD_IF_TRUE: case POP_JUMP_BACKWARD_IF_NONE:
    case POP_JUMP_BACKWARD_IF_NOT_NONE:
        fprintf(out, " (to %d)", next - argument); break;
    default: break;
    }
}

/* Prints the instruction at `unit`; returns the unit of the next one. `argument` carries EXTENDED_ARG from one to the next. */
static int print_instruction(FILE *out, PyCodeObject *code, PyObject *names, int unit, int *argument, int *last_line)
{
    _Py_CODEUNIT word = _PyCode_CODE(code)[unit];
    int opcode = hl_opcode_plain(_Py_OPCODE(word)), caches = hl_opcode_caches(opcode), next = unit + 1 + caches;
    *argument = (*argument << 8) | _Py_OPARG(word);
    if (opcode == EXTENDED_ARG)
        return next;
    int line = PyCode_Addr2Line(code, unit * (int)sizeof(_Py_CODEUNIT));
    const char *name = text_of(PyList_GET_ITEM(names, opcode));
    if (line != *last_line)
        fprintf(out, "%6d", line);
    else
        fprintf(out, "      ");
    fprintf(out, " %5d %-28s", unit, name == NULL ? "?" : name);
    if (opcode >= HAVE_ARGUMENT) {
        fprintf(out, " %d", *argument);
        print_meaning(out, code, opcode, *argument, next);
    }
    fputc('\n', out);
    *last_line = line;
    *argument = 0;
    return next;
}

char *hl_disassemble(PyCodeObject *code, int first, int end)
{
    PyObject *type, *value, *traceback;
    PyErr_Fetch(&type, &value, &traceback);
    PyObject *names = opcode_names();
    char *text = NULL;
    size_t size = 0;
    FILE *out = names == NULL || PyList_GET_SIZE(names) < 256 ? NULL : open_memstream(&text, &size);
    if (out != NULL) {
        int argument = 0, last_line = -1;
        if (end > (int)Py_SIZE(code))
            end = (int)Py_SIZE(code);
        for (int unit = first; unit < end;)
            unit = print_instruction(out, code, names, unit, &argument, &last_line);
        if (fclose(out) != 0) {
            free(text);
            text = NULL;
        }
    }
    PyErr_Restore(type, value, traceback);
    return text;
}
