/* The eval loop. The instructions' bodies are in do_*.h, by group; what they call when it gets complicated in operations_*.c.
 *
 * Everything an instruction can see is in the frame, except the stack pointer and the next position, which live in registers: `prev_instr` is written at the start of
 * each instruction, locals are used in place. The dispatch table is a variable: the plain table, or one that leads every instruction through `watch` first
 * (the recorder rides along, or a test counts). Tracing, when it comes on, turns every opcode into 255, as in CPython's loop. */
#include "evaluator.h"

#include "../../jit/recorder/recorder.h"
#include "cpython/binary_functions.h"
#include "../cpython/bytecode.h"
#include "../cpython/iterators.h"
#include "../cpython/opcode_tables.h"
#include "../hook.h"
#include "caches.h"
#include "numbers.h"
#include "operations.h"
#include "testing.h"

#define LIKELY(condition) __builtin_expect(!!(condition), 1)
#define UNLIKELY(condition) __builtin_expect(!!(condition), 0)

/* --- what instruction bodies are written with --- */

#define DISPATCH()                                                                                                                               \
    do {                                                                                                                                         \
        oparg = OPARG_AT(next);                                                                                                                  \
        goto *table[OPCODE_AT(next) | cframe.use_tracing];                                                                                       \
    } while (0)
#define OPCODE_AT(unit) (((const unsigned char *)(unit))[0]) /* of a little-endian code unit */
#define OPARG_AT(unit) (((const unsigned char *)(unit))[1])
#define TARGET(name) TARGET_##name: frame->prev_instr = next++;
#define TOP() (sp[-1])
#define PEEK(n) (*(sp - (n)))
#define PUSH(value)                                                                                                                              \
    do {                                                                                                                                         \
        PyObject *pushed_ = (value);                                                                                                             \
        *sp++ = pushed_;                                                                                                                         \
    } while (0)
#define POP() (*--sp)
#define LOCAL(index) (frame->localsplus[index])
#define CONSTANT(index) PyTuple_GET_ITEM(frame->f_code->co_consts, index)
#define NAME(index) PyTuple_GET_ITEM(frame->f_code->co_names, index)
#define LOOP_AT(unit) (code != NULL && code->loop_at[(unit)-first] >= 0 ? &code->loops[code->loop_at[(unit)-first]] : NULL)
#define MODE_IS_PLAIN() (table == plain_table && !cframe.use_tracing)
#define CACHE_HERE() (&caches[(next - first - 1) / CACHE_UNITS])
/* The STORE_FAST right after the BINARY_OP under way. */
#define STORES_TO_LOCAL() (OPCODE_AT(next + INLINE_CACHE_ENTRIES_BINARY_OP) == STORE_FAST && MODE_IS_PLAIN())
#define STORED_LOCAL() LOCAL(OPARG_AT(next + INLINE_CACHE_ENTRIES_BINARY_OP))
#define POLL()                                                                                                                                   \
    do {                                                                                                                                         \
        if (UNLIKELY(hl_eval_breaker(tstate)))                                                                                                   \
            goto poll;                                                                                                                           \
    } while (0)
#define UNARY(function)                                                                                                                          \
    do {                                                                                                                                         \
        PyObject *operand_ = TOP();                                                                                                              \
        PyObject *result_ = function(operand_);                                                                                                  \
        Py_DECREF(operand_);                                                                                                                     \
        TOP() = result_;                                                                                                                         \
        if (result_ == NULL)                                                                                                                     \
            goto error;                                                                                                                          \
        DISPATCH();                                                                                                                              \
    } while (0)

/* A bound method at base[1] becomes its function at base[0] and its object at base[1]. */
static inline void unbind_method(PyObject **base)
{
    PyObject *method = base[1];
    base[0] = Py_NewRef(((PyMethodObject *)method)->im_func);
    base[1] = Py_NewRef(((PyMethodObject *)method)->im_self);
    Py_DECREF(method);
}

/* What the vectorcall functions of C functions with one argument do. */
static inline PyObject *call_with_one(PyThreadState *tstate, PyObject *callable, PyCFunction function, PyObject *self, PyObject *argument)
{
    if (_Py_EnterRecursiveCallTstate(tstate, " while calling a Python object"))
        return NULL;
    PyObject *result = function(self, argument);
    _Py_LeaveRecursiveCallTstate(tstate);
    return _Py_CheckFunctionResult(tstate, callable, result, NULL);
}

/* True for a method of a C type that takes `count` arguments, none or one, called on an object of that type. */
static inline bool is_plain_method(PyObject *callable, PyObject *self, int count)
{
    PyMethodDescrObject *method = (PyMethodDescrObject *)callable;
    int flags = method->d_method->ml_flags;
    return ((flags == METH_O && count == 1) || (flags == METH_NOARGS && count == 0)) && PyObject_TypeCheck(self, method->d_common.d_type);
}

static inline bool has_list_item(PyObject *iterator)
{
    HlSequenceIterator *list = (HlSequenceIterator *)iterator;
    return list->sequence != NULL && list->index < PyList_GET_SIZE(list->sequence);
}

static inline PyObject *next_list_item(PyObject *iterator)
{
    HlSequenceIterator *list = (HlSequenceIterator *)iterator;
    return Py_NewRef(PyList_GET_ITEM(list->sequence, list->index++));
}

/* True if the instruction before `next` adds the text `right` to the text of a local and the next stores the sum there, and only the local and the stack refer to the text. */
static inline bool appends_to_local(_PyInterpreterFrame *frame, const _Py_CODEUNIT *next, PyObject *left, PyObject *right)
{
    _Py_CODEUNIT store = next[INLINE_CACHE_ENTRIES_BINARY_OP];
    return PyUnicode_CheckExact(right) && hl_opcode_plain(_Py_OPCODE(store)) == STORE_FAST && frame->localsplus[_Py_OPARG(store)] == left &&
           Py_REFCNT(left) == 2;
}

/* The names of the keyword arguments of the PRECALL or CALL at `unit`: a frame may be taken up between KW_NAMES and its call. */
static PyObject *pending_keyword_names(PyCodeObject *code, int unit)
{
    PyObject *names = NULL;
    for (int at = 0; at < unit;) {
        HlBytecode instruction = hl_bytecode_at(code, at);
        if (instruction.opcode == KW_NAMES)
            names = PyTuple_GET_ITEM(code->co_consts, instruction.oparg);
        else if (instruction.opcode != PRECALL)
            names = NULL;
        at = instruction.next;
    }
    return names;
}

static PyObject *keyword_names_at(PyCodeObject *code, const _Py_CODEUNIT *at)
{
    int opcode = hl_opcode_plain(_Py_OPCODE(*at));
    return opcode == PRECALL || opcode == CALL ? pending_keyword_names(code, (int)(at - _PyCode_CODE(code))) : NULL;
}

/* Where the error path of the instruction at `at` takes it that the position is: its opcode, after EXTENDED_ARG. */
static _Py_CODEUNIT *raising_unit(_Py_CODEUNIT *at)
{
    while (hl_opcode_plain(_Py_OPCODE(*at)) == EXTENDED_ARG)
        at++;
    return at;
}

static bool must_report(PyThreadState *tstate, _PyInterpreterFrame *frame)
{
    return hl_recorder != NULL && (hl_recorder_expects(tstate, frame) || hl_recorder_follows(tstate, frame));
}

static void stop_recording(void)
{
    if (hl_recorder != NULL)
        hl_recorder_cancel("the recorded frame is traced or handed over");
}

const char hl_not_finished;

PyObject *hl_evaluate(PyThreadState *tstate, _PyInterpreterFrame *frame, HlCode *code, HlStart start)
{
    static const void *const bodies[256] = {
#define HL_INSTRUCTION(name) [name] = &&TARGET_##name,
#include "instructions.def"
#undef HL_INSTRUCTION
        [DO_TRACING] = &&traced,
    };
    /* By opcode as it stands in the code, specialised or not; filled at the first call. */
    static const void *plain_table[256], *watch_table[256];
    if (UNLIKELY(plain_table[NOP] == NULL)) {
        if (!hl_interned_start())
            return NULL; /* out of memory before anything ran */
        for (int i = 0; i < 256; i++) {
            const void *body = bodies[i == DO_TRACING ? i : hl_opcode_plain(i)];
            plain_table[i] = body == NULL ? &&hand_over : body;
            watch_table[i] = i == DO_TRACING ? &&traced : &&watch;
        }
    }

    _PyCFrame cframe;
    if (UNLIKELY(start == HL_START_TAKEN_OVER))
        hl_frame_join(tstate, frame, &cframe);
    else if (!hl_frame_enter(tstate, frame, &cframe))
        return NULL;

    _Py_CODEUNIT *first = _PyCode_CODE(frame->f_code);
    _Py_CODEUNIT *next = frame->prev_instr + 1; /* the instruction to run; during one, the unit after its opcode */
    PyObject **sp = frame->localsplus + frame->stacktop;
    PyObject *kwnames = NULL; /* borrowed from the constants; between KW_NAMES and CALL */
    HlCache *caches = code == NULL ? NULL : hl_caches_make(code);
    HlLoop *loop;
    unsigned oparg;
    bool reporting = must_report(tstate, frame);
    int64_t countdown = hl_test_countdown();
    const void *const *table = reporting || countdown >= 0 ? watch_table : plain_table;
    frame->stacktop = HL_STACKTOP_OURS;
    if (UNLIKELY(start == HL_START_RAISE))
        goto raise;
    kwnames = keyword_names_at(frame->f_code, next);
    DISPATCH();

TARGET(NOP)
{
    DISPATCH();
}

TARGET(RESUME)
{
    if (oparg < 2)
        POLL();
    DISPATCH();
}

TARGET_EXTENDED_ARG:
    if (UNLIKELY(frame->prev_instr == next - 1) && LOOP_AT(next) != NULL) {
        loop = LOOP_AT(next);
        if (hl_opcode_plain(_Py_OPCODE(*raising_unit(next))) == FOR_ITER)
            goto arrival;
    }
    frame->prev_instr = next++;
    oparg = oparg << 8 | OPARG_AT(next);
    goto *plain_table[OPCODE_AT(next)];

#include "do_stack.h"
#include "do_operators.h"
#include "do_names.h"
#include "do_build.h"
#include "do_calls.h"
#include "do_jumps.h"
#include "do_exceptions.h"
#include "do_match.h"

    /* --- the ways from one instruction to the next that are not straight --- */

poll:
    if (!hl_serve_eval_breaker(tstate))
        goto error;
    DISPATCH();

back_edge: /* `next` is the target */
    if (UNLIKELY(hl_eval_breaker(tstate)) && !hl_serve_eval_breaker(tstate))
        goto error;
back_edge_polled:
    loop = LOOP_AT(next);
    if (loop != NULL && UNLIKELY(--loop->counter < 0))
        goto hot;
    DISPATCH();

arrival: /* at the header of a for loop, from above */
    if (loop->nest != NULL && --loop->counter < 0)
        goto hot;
    frame->prev_instr = next; /* seen */
    DISPATCH();

hot:
    if (table != plain_table) { /* the recorder sees the back edge itself */
        loop->counter = 0;
        frame->prev_instr = next;
        DISPATCH();
    }
    frame->prev_instr = next - 1;
    frame->stacktop = (int)(sp - frame->localsplus);
    switch (hl_hotness_back_edge(tstate, frame, code, loop)) {
    case HL_CONTINUE:
        break;
    case HL_RECORD:
        reporting = true;
        table = watch_table;
        break;
    case HL_RELOAD:
        goto reload;
    case HL_RAISE:
        next = frame->prev_instr + 1;
        sp = frame->localsplus + frame->stacktop;
        frame->stacktop = HL_STACKTOP_OURS;
        if (hl_recorder != NULL && hl_recorder_follows(tstate, frame)) {
            reporting = true;
            table = watch_table;
        }
        goto raise;
    case HL_HAND_OVER:
        goto hand_over;
    }
    frame->stacktop = HL_STACKTOP_OURS;
    frame->prev_instr = next; /* so that a FOR_ITER here is not taken as reached from above */
    DISPATCH();

reload: /* compiled code has run */
    next = frame->prev_instr + 1;
    sp = frame->localsplus + frame->stacktop;
    frame->stacktop = HL_STACKTOP_OURS;
    frame->prev_instr = next;
    kwnames = keyword_names_at(frame->f_code, next);
    if (hl_recorder != NULL && hl_recorder_follows(tstate, frame)) {
        reporting = true;
        table = watch_table;
    }
    /* Compiled code leaves at a header when the breaker is set. */
    if (LOOP_AT(next) != NULL)
        POLL();
    DISPATCH();

watch:
    if (countdown >= 0 && kwnames == NULL && countdown-- == 0)
        goto hand_over;
    frame->prev_instr = next;
    if (reporting) {
        frame->stacktop = (int)(sp - frame->localsplus);
        reporting = hl_recorder_instruction(frame, (int)(next - first), sp);
        frame->stacktop = HL_STACKTOP_OURS;
        if (!reporting && countdown < 0)
            table = plain_table;
    }
    goto *plain_table[OPCODE_AT(next)];

traced: /* a trace or profile function came on; CPython's loop reports the rest */
    if (kwnames != NULL)
        goto *plain_table[OPCODE_AT(next)];
hand_over:
    if (reporting)
        stop_recording();
    frame->prev_instr = next - 1;
    frame->stacktop = (int)(sp - frame->localsplus);
    hl_frame_leave(tstate, &cframe);
    return start == HL_START_TAKEN_OVER ? HL_NOT_FINISHED : hl_frame_hand_over(tstate, frame);

raise: /* at the start of the instruction at `next` */
    frame->prev_instr = raising_unit(next);
    next = frame->prev_instr + 1;
error:
    kwnames = NULL;
    hl_frame_raised(tstate, frame);
unwind:
    if (reporting) {
        reporting = hl_recorder_exception(frame);
        if (!reporting && countdown < 0)
            table = plain_table;
    }
    for (;;) {
        HlHandlerEntry handler;
        PyObject **bottom = frame->localsplus + frame->f_code->co_nlocalsplus;
        bool found = hl_find_handler(frame->f_code, (int)(next - first) - 1, &handler);
        PyObject **keep = bottom + (found ? handler.depth : 0);
        while (sp > keep) {
            PyObject *item = POP();
            Py_XDECREF(item);
        }
        if (!found)
            break;
        if (handler.push_offset) {
            PyObject *offset = PyLong_FromLong(_PyInterpreterFrame_LASTI(frame));
            if (offset == NULL)
                continue;
            PUSH(offset);
        }
        PUSH(hl_take_exception());
        next = first + handler.target;
        DISPATCH();
    }
    frame->stacktop = (int)(sp - frame->localsplus);
    hl_frame_unwound(tstate, frame, &cframe);
    hl_frame_leave(tstate, &cframe);
    return NULL;
}
