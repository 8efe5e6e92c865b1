/* The layouts of CPython's iterators that no header shows (3.11: rangeobject.c, listobject.c, tupleobject.c, enumobject.c, bltinmodule.c).
 * Read by: the code generator (offsets), the executor, the exits, the recorder. */
#ifndef HL_SRC_CPYTHON_ITERATORS_H
#define HL_SRC_CPYTHON_ITERATORS_H

#include "cpython.h"

/* range_iterator: the next value is start + index * step; exhausted when index == length. */
typedef struct HlRangeIterator {
    PyObject_HEAD
    long index, start, step, length;
} HlRangeIterator;

/* list_iterator, tuple_iterator, list_reverseiterator, and the beginning of the iterators of bytes, bytearray, array.array and memoryview, and of that of
 * sequences in general: `sequence` is NULL when exhausted. */
typedef struct HlSequenceIterator {
    PyObject_HEAD
    Py_ssize_t index;
    PyObject *sequence;
} HlSequenceIterator;

/* memory_iterator: the view's length and format at its creation. */
typedef struct HlViewIterator {
    HlSequenceIterator base;
    Py_ssize_t length;
    const char *format;
} HlViewIterator;

/* enumerate: `long_index` is only used for counts beyond Py_ssize_t. */
typedef struct HlEnumerate {
    PyObject_HEAD
    Py_ssize_t index;
    PyObject *iterator, *result, *long_index;
} HlEnumerate;

/* zip: `iterators` is a tuple. */
typedef struct HlZip {
    PyObject_HEAD
    Py_ssize_t count;
    PyObject *iterators, *result;
    int strict;
} HlZip;

#endif
