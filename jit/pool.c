/* See pool.h. */
#include "pool.h"

#include "nest.h"

bool hl_pools_away;

static PyObject *bare_mark; /* the doc string of bare functions */
static PyObject *callbacks; /* gc.callbacks; NULL once our entry is in it */

/* --- bare functions --- */

PyFunctionObject *hl_pool_bare_function(PyFunctionObject *function)
{
    PyFunctionObject *bare = bare_mark != NULL ? (PyFunctionObject *)PyFunction_New(function->func_code, function->func_globals) : NULL;
    if (bare == NULL) {
        PyErr_Clear();
    }
    else if (bare->func_builtins != function->func_builtins) {
        Py_CLEAR(bare);
    }
    else {
        Py_XSETREF(bare->func_doc, Py_NewRef(bare_mark));
    }
    return bare;
}

static bool is_bare(PyObject *object)
{
    return PyFunction_Check(object) && ((PyFunctionObject *)object)->func_doc == bare_mark;
}

/* --- which objects could die, and how that is noticed --- */

static bool is_module_dict(PyObject *dict, PyObject *name)
{
    PyObject *modules = PyImport_GetModuleDict();
    PyObject *module = name != NULL && PyUnicode_CheckExact(name) && PyDict_CheckExact(modules) ? PyDict_GetItemWithError(modules, name) : NULL;
    return module != NULL && PyModule_Check(module) && PyModule_GetDict(module) == dict;
}

static bool is_function_of(PyObject *object, PyObject *dict)
{
    return PyFunction_Check(object) && ((PyFunctionObject *)object)->func_globals == dict && !is_bare(object);
}

/* A dict tells nobody of its death. A namespace lives as long as a function that runs in it does: one that the nest knows, or one that stands in it. */
static PyObject *function_in_namespace(const HlNest *nest, PyObject *dict)
{
    PyObject *key, *value;
    Py_ssize_t at = 0;
    for (uint32_t i = 0; i < nest->constant_count; i++) {
        if (nest->constants[i] != NULL && is_function_of(nest->constants[i], dict)) {
            return nest->constants[i];
        }
    }
    while (PyDict_Next(dict, &at, &key, &value)) {
        if (is_function_of(value, dict)) {
            return value;
        }
    }
    return NULL;
}

static PyObject *witness_of_dict(const HlNest *nest, PyObject *dict)
{
    if (dict == nest->builtins || is_module_dict(dict, PyDict_GetItemString(dict, "__name__"))) {
        return NULL;
    }
    return function_in_namespace(nest, dict);
}

/* The object whose life tells whether the constant lives, NULL: the constant is held all the time, for it can't die as long as the root's code lives,
 * or it is part of no cycle, or nothing tells. `own`: how many references are the nest's. */
static PyObject *witness_of(const HlNest *nest, PyObject *constant, Py_ssize_t own)
{
    if (constant == (PyObject *)nest->code->code || (PyType_Check(constant) && !PyType_HasFeature((PyTypeObject *)constant, Py_TPFLAGS_HEAPTYPE))) {
        return NULL;
    }
    if (PyDict_CheckExact(constant)) {
        return witness_of_dict(nest, constant);
    }
    if (is_bare(constant)) { /* it stays; its namespace may go, unless frames rely on it */
        return Py_REFCNT(constant) == own ? witness_of_dict(nest, ((PyFunctionObject *)constant)->func_globals) : NULL;
    }
    return PyType_SUPPORTS_WEAKREFS(Py_TYPE(constant)) ? constant : NULL;
}

/* --- letting go --- */

static uint32_t holders(const HlNest *nest, uint32_t number) /* references */
{
    uint32_t count = 1;
    count += nest->version != NULL && number < nest->version->constant_count;
    count += nest->next != NULL && number < nest->next->constant_count;
    return count;
}

/* References to be released: they are gathered first, because releasing runs code. */
typedef struct Gathered {
    PyObject **objects;
    size_t count, capacity;
} Gathered;

static bool gather(Gathered *all, PyObject *object, uint32_t times)
{
    if (all->count + times > all->capacity) {
        size_t capacity = (all->capacity + times) * 2;
        PyObject **objects = PyMem_Realloc(all->objects, capacity * sizeof *objects);
        if (objects == NULL) {
            return false;
        }
        all->objects = objects;
        all->capacity = capacity;
    }
    while (times-- > 0) {
        all->objects[all->count++] = object;
    }
    return true;
}

/* The constant is let go of, if its end can be noticed and there is memory. */
static void let_constant_go(HlNest *nest, uint32_t number, Gathered *all)
{
    PyObject *constant = nest->constants[number];
    uint32_t own = holders(nest, number);
    PyObject *witness = witness_of(nest, constant, own);
    PyObject *reference = witness != NULL ? PyWeakref_NewRef(witness, NULL) : NULL;
    bool bare = reference != NULL && is_bare(constant);
    PyFunctionObject *function = bare ? (PyFunctionObject *)constant : NULL;
    if (reference == NULL || !(bare ? gather(all, function->func_globals, 1) : gather(all, constant, own))) {
        PyErr_Clear();
        Py_XDECREF(reference);
        return;
    }
    if (bare) {
        function->func_globals = NULL;
    }
    nest->away[number] = (HlAway){reference, bare};
}

static void let_go(HlNest *nest, Gathered *all)
{
    nest->away = PyMem_Calloc(nest->constant_count + 1, sizeof *nest->away);
    for (uint32_t i = 0; nest->away != NULL && i < nest->constant_count; i++) {
        let_constant_go(nest, i, all);
    }
}

static void let_all_go(void)
{
    Gathered all = {NULL, 0, 0};
    hl_pools_return();
    for (HlNest *nest = hl_nests; nest != NULL; nest = nest->next_nest) {
        if (hl_nest_is_idle(nest)) {
            let_go(nest, &all);
        }
    }
    hl_pools_away = true;
    for (size_t i = 0; i < all.count; i++) {
        Py_DECREF(all.objects[i]); /* its nest may have taken a new one meanwhile, or be gone */
    }
    PyMem_Free(all.objects);
}

/* --- and back --- */

static void lose_constant(HlNest *nest, uint32_t number)
{
    nest->stale = true;
    if (nest->away[number].bare) { /* it stays without its namespace */
        return;
    }
    nest->constants[number] = NULL;
    if (nest->version != NULL && number < nest->version->constant_count) {
        nest->version->constants[number] = NULL;
    }
    if (nest->next != NULL && number < nest->next->constant_count) {
        nest->next->constants[number] = NULL;
    }
}

static void take_back(HlNest *nest, uint32_t number, PyObject *witness)
{
    PyObject *constant = nest->constants[number];
    if (nest->away[number].bare) {
        ((PyFunctionObject *)constant)->func_globals = Py_NewRef(((PyFunctionObject *)witness)->func_globals);
        return;
    }
    for (uint32_t k = holders(nest, number); k > 0; k--) {
        Py_INCREF(constant);
    }
}

void hl_pool_return(HlNest *nest)
{
    for (uint32_t i = 0; nest->away != NULL && i < nest->constant_count; i++) {
        PyObject *reference = nest->away[i].witness;
        if (reference == NULL) {
            continue;
        }
        PyObject *witness = PyWeakref_GET_OBJECT(reference);
        if (witness == Py_None) {
            lose_constant(nest, i);
        }
        else {
            take_back(nest, i, witness);
        }
        Py_DECREF(reference);
    }
    PyMem_Free(nest->away);
    nest->away = NULL;
}

static HlNest *find_stale(void)
{
    HlNest *nest = hl_nests;
    while (nest != NULL && !(nest->stale && hl_nest_is_idle(nest))) {
        nest = nest->next_nest;
    }
    return nest;
}

void hl_pools_return(void)
{
    HlNest *stale;
    if (!hl_pools_away) {
        return;
    }
    hl_pools_away = false;
    for (HlNest *nest = hl_nests; nest != NULL; nest = nest->next_nest) {
        hl_pool_return(nest);
    }
    while ((stale = find_stale()) != NULL) {
        hl_nest_forget(stale);
    }
}

/* --- the collector's callback --- */

static PyObject *on_collection(PyObject *unused, PyObject *const *arguments, Py_ssize_t count)
{
    (void)unused;
    PyObject *generation = count == 2 && PyDict_Check(arguments[1]) ? PyDict_GetItemString(arguments[1], "generation") : NULL;
    if (generation != NULL && PyLong_Check(generation) && PyLong_AsLong(generation) == 2 && hl_nests != NULL) {
        if (PyUnicode_Check(arguments[0]) && PyUnicode_CompareWithASCIIString(arguments[0], "start") == 0) {
            let_all_go();
        }
        else {
            hl_pools_return();
        }
    }
    Py_RETURN_NONE;
}

static PyMethodDef callback = {"hotloop_collection", (PyCFunction)(void (*)(void))on_collection, METH_FASTCALL,
                               PyDoc_STR("Lets compiled loops release objects that nobody else holds.")};

bool hl_pool_prepare(void)
{
    bare_mark = PyUnicode_FromString("a function of compiled loops");
    PyObject *module = PyImport_ImportModule("gc");
    callbacks = module != NULL ? PyObject_GetAttrString(module, "callbacks") : NULL;
    Py_XDECREF(module);
    if (callbacks != NULL && !PyList_CheckExact(callbacks)) {
        Py_CLEAR(callbacks);
    }
    return !PyErr_Occurred();
}

void hl_pool_nest_made(void)
{
    if (callbacks == NULL) {
        return;
    }
    PyObject *list = callbacks, *function = PyCFunction_New(&callback, NULL);
    callbacks = NULL;
    if (function != NULL) {
        PyObject_GC_UnTrack(function); /* the program does not see it among its objects */
    }
    if (function == NULL || PyList_Append(list, function) < 0) {
        PyErr_Clear();
    }
    Py_XDECREF(function);
    Py_DECREF(list);
}
