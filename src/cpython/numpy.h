/* NumPy's scalars as the JIT knows them: found in the module that the program has imported, by NumPy's type numbers (the same in 1.x and 2.x).
 *
 * Owns: the table of scalar types and how their objects are made. Called by: buffers.c (which fills it when it has seen that arrays lie in memory as it
 * expects), the recorder, the exits and helpers that need a scalar as an object. Nothing of NumPy is needed at build time.
 */
#ifndef HL_SRC_CPYTHON_NUMPY_H
#define HL_SRC_CPYTHON_NUMPY_H

#include "cpython.h"
#include "ir/buffers.h"

enum { HL_NUMPY_BOOL = 0, HL_NUMPY_FLOAT32 = 11, HL_NUMPY_FLOAT64 = 12, HL_NUMPY_TYPES = 13 };

typedef struct HlNumpyType {
    PyTypeObject *type; /* of the scalars; NULL: unknown */
    HlElement element;  /* in arrays; a bool is a U8 of 0 or 1. A scalar object holds its value the same way */
} HlNumpyType;

/* Learns NumPy's types from its array type. False: something is not as expected, and none is known. */
bool hl_numpy_learn(PyTypeObject *ndarray);
/* By type number; an entry without type if unknown. */
const HlNumpyType *hl_numpy_type(int number);
/* The number of a scalar type, -1 if it is none, or of a kind without typed form. */
int hl_numpy_number(PyTypeObject *type);
/* A new scalar: an integer's bits, a double's (float32 too), 0 or 1 for a bool. NULL: out of memory. */
PyObject *hl_numpy_scalar(int number, uint64_t bits);
PyObject *hl_numpy_true(void); /* np.True_, borrowed */
/* Python's numbers take the type of the scalar that they meet (NumPy 2), not one by their value. */
bool hl_numpy_is_weak(void);
/* Results that are too small may pass without a word, as is usual. */
bool hl_numpy_ignores_underflow(void);

#endif
