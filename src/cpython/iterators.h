/* The layouts of CPython's iterators that no header shows (3.11: rangeobject.c, listobject.c, tupleobject.c).
 * Read by: the code generator (offsets), the executor, the exits, the recorder. */
#ifndef HL_SRC_CPYTHON_ITERATORS_H
#define HL_SRC_CPYTHON_ITERATORS_H

#include "cpython.h"

/* range_iterator: the next value is start + index * step; exhausted when index == length. */
typedef struct HlRangeIterator {
    PyObject_HEAD
    long index, start, step, length;
} HlRangeIterator;

/* list_iterator and tuple_iterator: `sequence` is NULL when exhausted. */
typedef struct HlSequenceIterator {
    PyObject_HEAD
    Py_ssize_t index;
    PyObject *sequence;
} HlSequenceIterator;

#endif
