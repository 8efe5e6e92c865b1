/* Facts of a code object that its bytecode alone tells: jump targets, which locals are live where, what may look at dead ones. */
#include "core.h"
#include "recorder.h"
#include "../../src/cpython/adapter.h"
#include "../../src/cpython/bytecode.h"

static Py_ssize_t slot_index = -1; /* of the slot in code objects that holds their shape */

static uint64_t bit(int local) { return local < 64 ? (uint64_t)1 << local : 0; }

static const char *const looking_names[] = {"locals", "vars", "dir", "eval", "exec", "_getframe", "currentframe", "super"};
static const char *const identity_names[] = {"id", "is_", "is_not", "assertIs", "assertIsNot"};

static bool names_any(PyCodeObject *code, const char *const *names, size_t count)
{
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(code->co_names); i++) {
        for (size_t n = 0; n < count; n++) {
            if (PyUnicode_CompareWithASCIIString(PyTuple_GET_ITEM(code->co_names, i), names[n]) == 0) {
                return true;
            }
        }
    }
    return false;
}

static bool calls(PyCodeObject *code)
{
    for (int unit = 0; unit < (int)Py_SIZE(code);) {
        HlBytecode at = hl_bytecode_at(code, unit);
        if (at.opcode == CALL || at.opcode == CALL_FUNCTION_EX) {
            return true;
        }
        unit = at.next;
    }
    return false;
}

/* `is` beside None, a bool or an Ellipsis tells kinds apart, not objects of one kind. */
static bool is_singleton(PyCodeObject *code, const HlBytecode *load)
{
    if (load->opcode != LOAD_CONST) {
        return false;
    }
    PyObject *constant = PyTuple_GET_ITEM(code->co_consts, load->oparg);
    return constant == Py_None || constant == Py_Ellipsis || PyBool_Check(constant);
}

static bool finds_identity_tests(PyCodeObject *code);

/* In comprehensions, generator expressions and lambdas that stand in the code. Named functions are asked when they run. */
static bool finds_inner_identity_tests(PyCodeObject *code)
{
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(code->co_consts); i++) {
        PyObject *constant = PyTuple_GET_ITEM(code->co_consts, i);
        if (PyCode_Check(constant) && PyUnicode_READ_CHAR(((PyCodeObject *)constant)->co_name, 0) == '<' && finds_identity_tests((PyCodeObject *)constant)) {
            return true;
        }
    }
    return false;
}

static bool finds_identity_tests(PyCodeObject *code)
{
    HlBytecode before = {.opcode = NOP};
    for (int unit = 0; unit < (int)Py_SIZE(code);) {
        HlBytecode at = hl_bytecode_at(code, unit);
        if (at.opcode == IS_OP && !is_singleton(code, &before)) {
            return true;
        }
        before = at;
        unit = at.next;
    }
    return names_any(code, identity_names, sizeof identity_names / sizeof *identity_names) || finds_inner_identity_tests(code);
}

bool hl_tests_identity(PyCodeObject *code)
{
    HlShape *shape = hl_shape(code);
    return shape == NULL || shape->tests_identity; /* out of memory: the safe answer */
}

static void find_leaders(HlShape *shape)
{
    HlHandlerEntry handler;
    for (int unit = 0; unit < shape->units;) {
        HlBytecode at = hl_bytecode_at(shape->code, unit);
        if (at.target >= 0 && at.target < shape->units) {
            shape->leader[at.target] |= at.target <= unit ? 3 : 1;
        }
        if (hl_find_handler(shape->code, at.unit, &handler)) {
            shape->leader[handler.target] |= 1;
        }
        unit = at.next;
    }
}

/* One backward sweep over the code; true if something changed. Live-before = (live-after minus written) plus read. */
static bool sweep_liveness(HlShape *shape, const int *starts, int count)
{
    bool changed = false;
    for (int i = count - 1; i >= 0; i--) {
        HlBytecode at = hl_bytecode_at(shape->code, starts[i]);
        uint64_t live = 0;
        if (!at.ends && at.next < shape->units) {
            live |= shape->live[at.next];
        }
        if (at.target >= 0 && at.target < shape->units) {
            live |= shape->live[at.target];
        }
        if (at.opcode == STORE_FAST) {
            live &= ~bit(at.oparg);
        }
        else if (at.opcode == LOAD_FAST || at.opcode == DELETE_FAST || at.opcode == LOAD_CLOSURE || at.opcode == MAKE_CELL || at.opcode == LOAD_DEREF ||
                 at.opcode == STORE_DEREF || at.opcode == DELETE_DEREF || at.opcode == LOAD_CLASSDEREF) {
            live |= bit(at.oparg);
        }
        if (live != shape->live[starts[i]]) {
            shape->live[starts[i]] = live;
            changed = true;
        }
    }
    return changed;
}

static bool find_liveness(HlShape *shape)
{
    int *starts = PyMem_Calloc((size_t)shape->units + 1, sizeof(int));
    if (starts == NULL) {
        return false;
    }
    int count = 0;
    for (int unit = 0; unit < shape->units; unit = hl_bytecode_at(shape->code, unit).next) {
        starts[count++] = unit;
    }
    while (sweep_liveness(shape, starts, count)) {
    }
    PyMem_Free(starts);
    return true;
}

static void shape_free(void *pointer)
{
    HlShape *shape = pointer;
    if (shape == NULL) { /* code objects release empty slots as well */
        return;
    }
    PyMem_Free(shape->op);
    PyMem_Free(shape->leader);
    PyMem_Free(shape->live);
    PyMem_Free(shape->moves);
    PyMem_Free(shape);
}

static HlShape *shape_new(PyCodeObject *code)
{
    HlShape *shape = PyMem_Calloc(1, sizeof *shape);
    if (shape == NULL) {
        return NULL;
    }
    shape->units = (int)Py_SIZE(code);
    shape->op = PyMem_Calloc((size_t)shape->units + 1, 1);
    shape->leader = PyMem_Calloc((size_t)shape->units + 1, 1);
    shape->live = PyMem_Calloc((size_t)shape->units + 1, sizeof(uint64_t));
    shape->moves = PyMem_Calloc((size_t)shape->units + 1, 1);
    shape->code = code;
    shape->keeps_dead = PyBytes_GET_SIZE(code->co_exceptiontable) > 0 || calls(code) || names_any(code, looking_names, sizeof looking_names / sizeof *looking_names);
    shape->tests_identity = finds_identity_tests(code);
    if (shape->op == NULL || shape->leader == NULL || shape->live == NULL || shape->moves == NULL || !find_liveness(shape)) {
        shape_free(shape);
        return NULL;
    }
    for (int unit = 0; unit < shape->units;) {
        HlBytecode at = hl_bytecode_at(code, unit);
        shape->op[unit] = (uint8_t)at.opcode;
        unit = at.next;
    }
    find_leaders(shape);
    return shape;
}

/* Early, so that the program's own slots come after it. */
void hl_recorder_prepare(void) { slot_index = hl_code_slot_request(shape_free); }

HlShape *hl_shape(PyCodeObject *code)
{
    if (slot_index < 0) {
        return NULL;
    }
    HlShape *shape = hl_code_slot(code, slot_index);
    if (shape != NULL) {
        return shape;
    }
    shape = shape_new(code);
    if (shape != NULL && !hl_code_slot_set(code, slot_index, shape)) {
        shape_free(shape);
        return NULL;
    }
    return shape;
}

static uint64_t locals_of(const HlShape *shape, int from, int to, bool written_only)
{
    uint64_t found = 0;
    if (shape->code->co_nlocalsplus > 64) {
        return UINT64_MAX;
    }
    for (int unit = from; unit < to && unit < shape->units;) {
        HlBytecode at = hl_bytecode_at(shape->code, unit);
        bool writes = at.opcode == STORE_FAST || at.opcode == DELETE_FAST;
        bool reads = at.opcode == LOAD_FAST || at.opcode == LOAD_CLOSURE || at.opcode == MAKE_CELL || at.opcode == LOAD_DEREF || at.opcode == STORE_DEREF ||
                     at.opcode == DELETE_DEREF || at.opcode == LOAD_CLASSDEREF;
        if (writes || (reads && !written_only)) {
            found |= bit(at.oparg);
        }
        unit = at.next;
    }
    return found;
}

uint64_t hl_shape_written(const HlShape *shape, int from, int to) { return locals_of(shape, from, to, true); }
uint64_t hl_shape_touched(const HlShape *shape, int from, int to) { return locals_of(shape, from, to, false); }
