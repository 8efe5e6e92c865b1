/* Loads and stores: the root frame's slots, containers, fields, iterators, dictionary entries. */
#include "gen.h"

#include "cpython/cpython.h"
#include "cpython/iterators.h"
#include "native.h"
#include <internal/pycore_dict.h>

/* --- the root frame --- */

static gcc_jit_lvalue *slot(HlGen *gen, const HlOp *op)
{
    return hl_gen_element(gen, hl_gen_slots(gen), hl_gen_i64(gen, op->imm.i), gen->type.address);
}

void hl_emit_LOAD_SLOT(HlGen *gen, const HlOp *op)
{
    hl_gen_result(gen, op, gcc_jit_lvalue_as_rvalue(slot(gen, op)));
}

void hl_emit_STORE_SLOT(HlGen *gen, const HlOp *op)
{
    hl_gen_assign(gen, slot(gen, op), hl_gen_arg(gen, op, 0));
}

void hl_emit_CLEAR_SLOT(HlGen *gen, const HlOp *op)
{
    hl_gen_assign(gen, slot(gen, op), hl_gen_null(gen));
}

void hl_emit_GLOBALS(HlGen *gen, const HlOp *op)
{
    hl_gen_result(gen, op, hl_gen_load(gen, gen->native, offsetof(HlNative, globals), gen->type.address));
}

/* --- fields at fixed places of known objects --- */

#define FIELD(name, offset, kind) \
    void hl_emit_##name(HlGen *gen, const HlOp *op) \
    { \
        hl_gen_result(gen, op, hl_gen_load(gen, hl_gen_arg(gen, op, 0), (size_t)(offset), gen->type.kind)); \
    }
FIELD(LIST_SIZE, offsetof(PyVarObject, ob_size), i64)
FIELD(LIST_ITEMS, offsetof(PyListObject, ob_item), address)
FIELD(TUPLE_SIZE, offsetof(PyVarObject, ob_size), i64)
FIELD(CELL_LOAD, offsetof(PyCellObject, ob_ref), address)
FIELD(LOAD_I64, op->imm.i, i64)
FIELD(LOAD_FIELD, op->imm.i, address)
FIELD(LOAD_PTR, op->imm.i, address)
FIELD(ENTRY_VALUE, 0, address)

void hl_emit_CELL_STORE(HlGen *gen, const HlOp *op)
{
    hl_gen_assign(gen, hl_gen_at(gen, hl_gen_arg(gen, op, 0), offsetof(PyCellObject, ob_ref), gen->type.address), hl_gen_arg(gen, op, 1));
}

void hl_emit_FIELD_PTR(HlGen *gen, const HlOp *op)
{
    gcc_jit_lvalue *field = hl_gen_at(gen, hl_gen_arg(gen, op, 0), (size_t)op->imm.i, gen->type.address);
    hl_gen_result(gen, op, hl_gen_cast(gen, gcc_jit_lvalue_get_address(field, NULL), gen->type.address));
}

void hl_emit_TYPE_VERSION(HlGen *gen, const HlOp *op)
{
    gcc_jit_rvalue *tag = hl_gen_load(gen, hl_gen_arg(gen, op, 0), offsetof(PyTypeObject, tp_version_tag), gen->type.u32);
    hl_gen_result(gen, op, hl_gen_cast(gen, tag, gen->type.i64));
}

void hl_emit_TYPE_NAMES(HlGen *gen, const HlOp *op)
{
    gcc_jit_rvalue *keys = hl_gen_load(gen, hl_gen_arg(gen, op, 0), offsetof(PyHeapTypeObject, ht_cached_keys), gen->type.address);
    hl_gen_result(gen, op, hl_gen_load(gen, keys, offsetof(struct _dictkeysobject, dk_nentries), gen->type.i64));
}

void hl_emit_LOAD_RANGE(HlGen *gen, const HlOp *op)
{
    static const size_t offsets[] = {offsetof(HlRangeIterator, start), offsetof(HlRangeIterator, step), offsetof(HlRangeIterator, length)};
    hl_gen_result(gen, op, hl_gen_load(gen, hl_gen_arg(gen, op, 0), offsets[op->imm.i], gen->type.i64));
}

void hl_emit_ITER_INDEX(HlGen *gen, const HlOp *op)
{
    static const size_t offsets[] = {offsetof(HlRangeIterator, index), offsetof(HlSequenceIterator, index), offsetof(HlSequenceIterator, index),
                                     offsetof(HlEnumerate, index), offsetof(HlZip, strict)};
    hl_gen_result(gen, op, hl_gen_load(gen, hl_gen_arg(gen, op, 0), offsets[op->imm.i], gen->type.i64));
}

void hl_emit_ITER_SEQUENCE(HlGen *gen, const HlOp *op)
{
    hl_gen_result(gen, op, hl_gen_load(gen, hl_gen_arg(gen, op, 0), offsetof(HlSequenceIterator, sequence), gen->type.address));
}

/* --- items --- */

static gcc_jit_lvalue *item(HlGen *gen, const HlOp *op)
{
    return hl_gen_element(gen, hl_gen_arg(gen, op, 0), hl_gen_arg(gen, op, 1), gen->type.address);
}

void hl_emit_LOAD_ITEM(HlGen *gen, const HlOp *op)
{
    hl_gen_result(gen, op, gcc_jit_lvalue_as_rvalue(item(gen, op)));
}

void hl_emit_STORE_ITEM(HlGen *gen, const HlOp *op)
{
    hl_gen_assign(gen, item(gen, op), hl_gen_arg(gen, op, 2));
}

void hl_emit_TUPLE_ITEM(HlGen *gen, const HlOp *op)
{
    gcc_jit_lvalue *first = hl_gen_at(gen, hl_gen_arg(gen, op, 0), offsetof(PyTupleObject, ob_item), gen->type.address);
    gcc_jit_rvalue *items = gcc_jit_lvalue_get_address(first, NULL);
    hl_gen_result(gen, op, gcc_jit_lvalue_as_rvalue(hl_gen_element(gen, items, hl_gen_arg(gen, op, 1), gen->type.address)));
}

/* --- dictionary entries --- */

static gcc_jit_rvalue *address_at(HlGen *gen, gcc_jit_rvalue *base, size_t offset)
{
    return hl_gen_cast(gen, gcc_jit_lvalue_get_address(hl_gen_at(gen, base, offset, gen->type.address), NULL), gen->type.address);
}

void hl_emit_CHECK_ENTRY(HlGen *gen, const HlOp *op)
{
    gcc_jit_type *i64 = gen->type.i64;
    gcc_jit_rvalue *keys = hl_gen_hold(gen, hl_gen_load(gen, hl_gen_arg(gen, op, 0), offsetof(PyDictObject, ma_keys), gen->type.address));
    gcc_jit_rvalue *kind = hl_gen_load(gen, keys, offsetof(struct _dictkeysobject, dk_kind), gen->type.u8);
    gcc_jit_rvalue *general = gcc_jit_context_new_rvalue_from_int(gen->context, gen->type.u8, DICT_KEYS_GENERAL);
    hl_gen_fail_if(gen, op, hl_gen_compare(gen, GCC_JIT_COMPARISON_EQ, kind, general));
    gcc_jit_rvalue *used = hl_gen_load(gen, keys, offsetof(struct _dictkeysobject, dk_nentries), i64);
    hl_gen_fail_if(gen, op, hl_gen_compare(gen, GCC_JIT_COMPARISON_LE, used, hl_gen_i64(gen, op->imm.i)));

    /* The entries stand behind the hash table, whose size is a power of two. */
    gcc_jit_rvalue *log2 = hl_gen_cast(gen, hl_gen_load(gen, keys, offsetof(struct _dictkeysobject, dk_log2_index_bytes), gen->type.u8), i64);
    gcc_jit_rvalue *table = hl_gen_binary(gen, GCC_JIT_BINARY_OP_LSHIFT, i64, hl_gen_i64(gen, 1), log2);
    int64_t fixed = (int64_t)offsetof(struct _dictkeysobject, dk_indices) + op->imm.i * (int64_t)sizeof(PyDictUnicodeEntry);
    gcc_jit_rvalue *offset = hl_gen_binary(gen, GCC_JIT_BINARY_OP_PLUS, i64, table, hl_gen_i64(gen, fixed));
    gcc_jit_rvalue *entry = hl_gen_hold(gen, gcc_jit_lvalue_get_address(hl_gen_element(gen, keys, offset, gen->type.u8), NULL));
    gcc_jit_rvalue *key = hl_gen_load(gen, entry, offsetof(PyDictUnicodeEntry, me_key), gen->type.address);
    hl_gen_fail_if(gen, op, hl_gen_compare(gen, GCC_JIT_COMPARISON_NE, key, hl_gen_arg(gen, op, 1)));
    hl_gen_result(gen, op, address_at(gen, entry, offsetof(PyDictUnicodeEntry, me_value)));

    /* A split table has its values elsewhere. */
    gcc_jit_block *split = hl_gen_block(gen), *done = hl_gen_block(gen);
    gcc_jit_rvalue *values = hl_gen_hold(gen, hl_gen_load(gen, hl_gen_arg(gen, op, 0), offsetof(PyDictObject, ma_values), gen->type.address));
    hl_gen_unlikely(gen, hl_gen_compare(gen, GCC_JIT_COMPARISON_NE, values, hl_gen_null(gen)), split);
    hl_gen_jump(gen, done);
    gen->block = split;
    hl_gen_result(gen, op, address_at(gen, values, offsetof(PyDictValues, values) + (size_t)op->imm.i * sizeof(PyObject *)));
    hl_gen_jump(gen, done);
    gen->block = done;
}
