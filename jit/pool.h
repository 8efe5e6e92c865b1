/* The references that nests hold to objects of the program (functions, classes, namespaces, whatever they compare with or hand out), and how objects that nobody
 * else holds still die: while a full collection is under way, nests that don't run let go of what could die. A nest that has lost one of its objects is forgotten.
 *
 * Owns: the entry in gc.callbacks, made with the first nest. Called by: nest.c; the module's start; hotness, before a nest is used.
 */
#ifndef HL_JIT_POOL_H
#define HL_JIT_POOL_H

#include "../src/cpython/cpython.h"
#include <stdbool.h>

struct HlNest;

/* A constant that a nest has let go of. */
typedef struct HlAway {
    PyObject *witness; /* a weak reference to what lives as long as the constant; NULL: the nest holds the constant */
    bool bare;         /* a bare function, which has let go of its namespace itself */
} HlAway;

/* A nest has one reference to each of its objects, but none to
 *  - its root's own code object, which owns the nest: that cycle could never be freed;
 *  - static types: they live for ever, and when the interpreter ends some are expected to have no references left. */
static inline bool hl_pool_counts(PyObject *object, PyCodeObject *root)
{
    return object != (PyObject *)root && !(PyType_Check(object) && !PyType_HasFeature((PyTypeObject *)object, Py_TPFLAGS_HEAPTYPE));
}
static inline void hl_pool_hold(PyObject *object, PyCodeObject *root)
{
    if (hl_pool_counts(object, root)) {
        Py_INCREF(object);
    }
}
static inline void hl_pool_release(PyObject *object, PyCodeObject *root) /* NULL: it has died */
{
    if (object != NULL && hl_pool_counts(object, root)) {
        Py_DECREF(object);
    }
}

/* A function with the same code and namespaces but nothing of the program's own: what a closure or a default holds must not live as long as a nest. NULL: there is
 * none. It belongs to one nest, and is told from the program's functions by its doc string. */
PyFunctionObject *hl_pool_bare_function(PyFunctionObject *function);

bool hl_pool_prepare(void); /* when the module is loaded; false: an exception is set */
void hl_pool_nest_made(void);

extern bool hl_pools_away; /* nests have let go */
/* They hold their objects again, and those that have lost one are forgotten. May run any code. */
void hl_pools_return(void);
/* The same for one nest which is about to be freed. Runs no code. */
void hl_pool_return(struct HlNest *nest);

#endif
