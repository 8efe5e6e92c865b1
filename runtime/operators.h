/* The binary operators as CPython's number protocol has them. Read by: the recorder (which method is asked first), returns.c (what comes after it). */
#ifndef HL_RUNTIME_OPERATORS_H
#define HL_RUNTIME_OPERATORS_H

#include "cpython/cpython.h"
#include <stdbool.h>
#include <stddef.h>

typedef struct HlOperator {
    size_t slot, inplace_slot;   /* offsets in PyNumberMethods */
    const char *name, *inplace_name;
    const char *method, *reflected_method, *inplace_method; /* NULL: an operator that is not described here */
} HlOperator;

const HlOperator *hl_operator(int oparg); /* BINARY_OP's */
/* The operator is an in-place one, and the type has its own method for it. */
bool hl_operator_in_place(PyTypeObject *type, int oparg);
/* The method that is asked first has returned NotImplemented: the result of what CPython tries then, or NULL with TypeError. */
PyObject *hl_operator_declined(PyObject *left, PyObject *right, int oparg);
PyObject *hl_comparison_declined(PyObject *left, PyObject *right, int comparison);

#endif
