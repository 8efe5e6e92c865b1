/* Memory as the passes see it; see memory.h. */
#include "memory.h"

#include "../ir/buffers.h"
#include "values.h"

/* --- aliases --- */

/* bytes and scalars never change. */
static bool reads_constant_buffer(const HlOp *op)
{
    const HlOp *header = hl_is_element_get(op) ? op->args[0] : op;
    if (header->code != HL_OP_BUFFER_DATA && header->code != HL_OP_BUFFER_LENGTH)
        return false;
    return hl_axis_family(header->imm.i) == HL_BUFFER_BYTES || hl_axis_family(header->imm.i) == HL_BUFFER_SCALAR;
}

unsigned hl_memory_reads(const HlIr *ir, const HlOp *op)
{
    /* Objects of most types can get another class, but not without code that writes everything. */
    if (op->code == HL_OP_CHECK_TYPE && !hl_is_fixed_type(ir, op->imm.i))
        return HL_MEM_ATTR;
    return reads_constant_buffer(op) ? 0 : hl_op_reads(op);
}

static bool is_item_access(const HlOp *op)
{
    return op->code == HL_OP_LOAD_ITEM || op->code == HL_OP_STORE_ITEM || hl_is_put(op);
}

static bool is_known_array(const HlOp *op)
{
    return op->code == HL_OP_LIST_ITEMS || op->code == HL_OP_LOAD_PTR || op->code == HL_OP_CHECK_ENTRY || op->code == HL_OP_FIELD_PTR;
}

/* Arrays of different make share no memory: a list's items, an instance's values (load_ptr), a dictionary's entries. */
static bool different_arrays(const HlOp *a, const HlOp *b)
{
    bool known_a = is_known_array(a), known_b = is_known_array(b);
    if (a->code == HL_OP_FIELD_PTR && b->code == HL_OP_FIELD_PTR)
        return a->imm.i != b->imm.i; /* objects do not overlap */
    if (a->code == HL_OP_CHECK_ENTRY && b->code == HL_OP_CHECK_ENTRY)
        return a->args[1]->code == HL_OP_CONST && b->args[1]->code == HL_OP_CONST && a->args[1]->imm.i != b->args[1]->imm.i; /* other keys */
    return known_a && known_b && a->code != b->code;
}

/* Two arrays are the same or share nothing, so items whose indices differ by a constant are different in any case; other items of different arrays may be the
 * same: two pointers, one list. (The address of a dictionary's entry counts as an array of one item.) */
static bool different_items(const HlOp *a, const HlOp *b)
{
    HlOffset x = hl_split_offset(a->args[1]), y = hl_split_offset(b->args[1]);
    return different_arrays(a->args[0], b->args[0]) || (x.base == y.base && x.offset != y.offset);
}

/* Elements are told apart only within one view: views, also of elements of other kinds, may share memory in any way. */
static bool different_elements(const HlOp *a, const HlOp *b)
{
    HlOffset x = hl_split_offset(a->args[1]), y = hl_split_offset(b->args[1]);
    return a->args[0] == b->args[0] && a->imm.i == b->imm.i && x.base == y.base && x.offset != y.offset;
}

static bool is_append(const HlOp *op)
{
    return op->code == HL_OP_CALL && (op->imm.i == HL_HELPER_LIST_APPEND || op->imm.i == HL_HELPER_LIST_APPEND_F64 || op->imm.i == HL_HELPER_LIST_APPEND_I64);
}

bool hl_may_change(const HlOp *writer, const HlOp *load)
{
    if (is_append(writer) && load->code == HL_OP_LOAD_ITEM)
        return load->args[0]->code == HL_OP_LIST_ITEMS || !is_known_array(load->args[0]);
    if (hl_is_element_get(load) && hl_is_element_set(writer))
        return !different_elements(writer, load);
    if (load->code == HL_OP_LOAD_SLOT && (writer->code == HL_OP_STORE_SLOT || writer->code == HL_OP_CLEAR_SLOT))
        return writer->imm.i == load->imm.i;
    if (is_item_access(load) && is_item_access(writer))
        return !different_items(writer, load);
    return true;
}

bool hl_same_place(const HlOp *a, const HlOp *b)
{
    if (is_item_access(a) && is_item_access(b)) {
        HlOffset x = hl_split_offset(a->args[1]), y = hl_split_offset(b->args[1]);
        return a->args[0] == b->args[0] && x.base == y.base && x.offset == y.offset;
    }
    if (hl_is_element_set(a) && hl_is_element_get(b)) {
        HlOffset x = hl_split_offset(a->args[1]), y = hl_split_offset(b->args[1]);
        return a->args[0] == b->args[0] && a->imm.i == b->imm.i && x.base == y.base && x.offset == y.offset;
    }
    if (a->arg_count && b->arg_count)
        return hl_root(a->args[0]) == hl_root(b->args[0]);
    return a->imm.i == b->imm.i;
}

/* --- versions --- */

enum { ITEMS = 1, FLOAT = 3, INT = 13 };
_Static_assert(HL_MEM_ITEMS == 1 << ITEMS && HL_MEM_FLOAT == 1 << FLOAT && HL_MEM_INT == 1 << INT, "numbers of classes");

/* The class of the number that an operation unboxes or boxes. */
static int number_class(const HlOp *op) { return op->code == HL_OP_UNBOX_F64 || op->code == HL_OP_BOX_F64 ? FLOAT : INT; }

static uint32_t new_version(HlMemory *memory, HlOp *writer, uint32_t older)
{
    if (memory->version_count == memory->version_room) {
        size_t size = sizeof *memory->versions * memory->version_room;
        memory->versions = hl_scratch_grow(memory->scratch, memory->versions, size, 2 * size);
        memory->version_room *= 2;
    }
    memory->versions[memory->version_count] = (HlMemVersion){writer, older};
    return memory->version_count++;
}

HlMemory *hl_memory_new(HlScratch *scratch, const HlGraph *graph, const HlLoops *loops)
{
    HlMemory *memory = hl_scratch_alloc(scratch, sizeof *memory);
    *memory = (HlMemory){.scratch = scratch, .graph = graph, .loops = loops, .version_room = 256, .version_count = 1, .state_room = 64};
    memory->versions = HL_SCRATCH_ARRAY(scratch, HlMemVersion, memory->version_room);
    memory->states = HL_SCRATCH_ARRAY(scratch, HlMemState, memory->state_room);
    memory->state_at = HL_SCRATCH_ARRAY(scratch, uint32_t, graph->op_count);
    memory->read = HL_SCRATCH_ARRAY(scratch, uint32_t, graph->op_count);
    return memory;
}

static void save_state(HlMemory *memory, const HlOp *op)
{
    if (memory->changed) {
        if (memory->state_count == memory->state_room) {
            size_t size = sizeof *memory->states * memory->state_room;
            memory->states = hl_scratch_grow(memory->scratch, memory->states, size, 2 * size);
            memory->state_room *= 2;
        }
        memory->states[memory->state_count++] = memory->now;
        memory->changed = false;
    }
    memory->state_at[op->id] = memory->state_count;
}

void hl_memory_step(HlMemory *memory, HlOp *op)
{
    if (hl_op_is(op, HL_FLAG_CHECK | HL_FLAG_TERMINATOR))
        save_state(memory, op);
    if (op->code == HL_OP_BOX_F64 || op->code == HL_OP_BOX_I64)
        memory->read[op->id] = memory->now.version[number_class(op)]; /* in which the new object holds its number */
    unsigned writes = hl_op_writes(op);
    for (int c = 0; writes >> c; c++)
        if (writes >> c & 1) {
            memory->now.version[c] = new_version(memory, op, memory->now.version[c]);
            memory->changed = true;
        }
}

/* The classes that must get a new version at the start of a block whatever its known predecessors say. An edge whose origin has not been visited is the back
 * edge of a loop, or else the loop has a second entry. */
static unsigned written_on_unknown_edges(const HlMemory *memory, uint32_t index)
{
    const HlNode *node = &memory->graph->nodes[index];
    const HlLoopInfo *loop = memory->loops->innermost[index];
    for (uint32_t i = 0; i < node->pred_count; i++)
        if (node->preds[i].from >= index && !hl_is_back_edge(memory->graph, &node->preds[i], node))
            return HL_MEM_ALL;
    return loop && loop->header == node ? loop->writes : 0;
}

/* Takes over the versions of the known predecessors; returns the classes in which they differ. */
static unsigned meet_predecessors(HlMemory *memory, const HlNode *node, bool *any)
{
    unsigned differ = 0;
    *any = false;
    for (uint32_t i = 0; i < node->pred_count; i++) {
        uint32_t state = memory->state_at[node->preds[i].op->id];
        if (!state)
            continue;
        const HlMemState *from = &memory->states[state - 1];
        if (!*any)
            memory->now = *from;
        for (int c = 0; c < HL_MEM_CLASSES; c++)
            if (from->version[c] != memory->now.version[c])
                differ |= 1u << c;
        *any = true;
    }
    return differ;
}

bool hl_memory_enter(HlMemory *memory, uint32_t index)
{
    bool any;
    unsigned fresh = written_on_unknown_edges(memory, index) | meet_predecessors(memory, &memory->graph->nodes[index], &any);
    if (index == 0 || (!any && fresh == HL_MEM_ALL))
        fresh = HL_MEM_ALL;
    else if (!any)
        return false;
    for (int c = 0; c < HL_MEM_CLASSES; c++)
        if (fresh >> c & 1)
            memory->now.version[c] = new_version(memory, NULL, 0);
    memory->changed = true;
    return true;
}

/* For a store of an object that was loaded from the place of `load`, in an exchange of two items: that earlier load. If the place still holds the
 * object, the store leaves it there, whether it is to this place or to another. */
static const HlOp *stored_from_place(const HlOp *writer, const HlOp *load)
{
    const HlOp *content = writer->code == HL_OP_STORE_ITEM && load->code == HL_OP_LOAD_ITEM ? hl_root(writer->args[2]) : NULL;
    return content && content->code == HL_OP_LOAD_ITEM && hl_same_place(content, load) ? content : NULL;
}

/* The latest version of class `c` that may have changed what `load` reads. Gives up after some steps: the answer is then just less exact. */
static uint32_t walk_back(const HlMemory *memory, const HlOp *load, int c, bool past_puts)
{
    enum { MOST_STEPS = 32 };
    uint32_t version = memory->now.version[c], exchanged = 0;
    const HlOp *content = NULL; /* loaded before the exchange whose store has the version `exchanged` */
    for (int i = 0; i < MOST_STEPS; i++) {
        const HlMemVersion *at = &memory->versions[version];
        if (!at->writer)
            break;
        if (hl_may_change(at->writer, load) && !(past_puts && hl_is_put(at->writer))) {
            const HlOp *from = content ? NULL : stored_from_place(at->writer, load);
            if (!from)
                break;
            content = from;
            exchanged = version;
        }
        version = at->older;
    }
    return content && memory->read[content->id] != version ? exchanged : version;
}

static uint32_t clobber(const HlMemory *memory, const HlOp *load, int c) { return walk_back(memory, load, c, false); }

uint32_t hl_memory_version_past_puts(const HlMemory *memory, const HlOp *load) { return walk_back(memory, load, ITEMS, true); }

/* For an unboxing of a list item that was loaded and is still in its place: a put into another item can't change this object in place: if it held the same
 * object, two references would exist. */
static uint32_t number_clobber(const HlMemory *memory, const HlOp *unbox)
{
    uint32_t version = memory->now.version[number_class(unbox)];
    const HlOp *item = hl_root(unbox->args[0]);
    if (item->code != HL_OP_LOAD_ITEM || clobber(memory, item, ITEMS) != memory->read[item->id])
        return version;
    const HlMemVersion *at = &memory->versions[version];
    while (at->writer && hl_is_put(at->writer) && different_items(at->writer, item)) {
        version = at->older;
        at = &memory->versions[version];
    }
    return version;
}

uint32_t hl_memory_version(HlMemory *memory, const HlOp *load)
{
    unsigned reads = hl_memory_reads(memory->graph->ir, load);
    uint32_t newest = 0;
    for (int c = 0; reads >> c; c++) {
        if (!(reads >> c & 1))
            continue;
        bool number = load->code == HL_OP_UNBOX_F64 || load->code == HL_OP_UNBOX_I64;
        uint32_t version = number ? number_clobber(memory, load) : clobber(memory, load, c);
        newest = version > newest ? version : newest;
    }
    if (load->id < memory->graph->op_count)
        memory->read[load->id] = newest;
    return newest;
}

/* --- stores forwarded to loads --- */

const HlOp *hl_memory_put(const HlMemory *memory, const HlOp *load)
{
    const HlOp *writer = load->code == HL_OP_LOAD_ITEM ? memory->versions[memory->read[load->id]].writer : NULL;
    return writer && hl_is_put(writer) && hl_same_place(writer, load) ? writer : NULL;
}

/* The number in an item that a put stored and that nothing has changed since. */
static HlOp *forward_put(const HlMemory *memory, const HlOp *unbox)
{
    const HlOp *item = hl_root(unbox->args[0]), *put = hl_memory_put(memory, item);
    HlOpcode code = unbox->code == HL_OP_UNBOX_F64 ? HL_OP_PUT_F64 : HL_OP_PUT_I64;
    return put && put->code == code && memory->versions[number_clobber(memory, unbox)].writer == put ? put->args[2] : NULL;
}

/* The number in an object that compiled code has made, if no such object was changed in place since. */
static HlOp *forward_box(const HlMemory *memory, const HlOp *unbox)
{
    const HlOp *box = hl_root(unbox->args[0]);
    HlOpcode code = unbox->code == HL_OP_UNBOX_F64 ? HL_OP_BOX_F64 : HL_OP_BOX_I64;
    return box->code == code && memory->now.version[number_class(unbox)] == memory->read[box->id] ? box->args[0] : NULL;
}

static HlOp *forward_unbox(const HlMemory *memory, const HlOp *unbox)
{
    HlOp *value = forward_box(memory, unbox);
    return value ? value : forward_put(memory, unbox);
}

/* The operand of the store that `load` reads back. */
static HlOp *forward_store(const HlMemory *memory, const HlOp *load, HlOpcode store, uint32_t operand)
{
    const HlOp *writer = memory->versions[memory->read[load->id]].writer;
    return writer && writer->code == store && hl_same_place(writer, load) ? writer->args[operand] : NULL;
}

HlOp *hl_memory_forward(HlMemory *memory, HlOp *load)
{
    switch (load->code) {
    case HL_OP_LOAD_SLOT:
        return forward_store(memory, load, HL_OP_STORE_SLOT, 0);
    case HL_OP_LOAD_ITEM:
        return forward_store(memory, load, HL_OP_STORE_ITEM, 2);
    case HL_OP_CELL_LOAD:
        return forward_store(memory, load, HL_OP_CELL_STORE, 1);
    case HL_OP_GET_I64: /* not from narrow elements, which may have lost bits */
        return load->imm.i == HL_ELEMENT_I64 || load->imm.i == HL_ELEMENT_U64 ? forward_store(memory, load, HL_OP_SET_I64, 2) : NULL;
    case HL_OP_GET_F64:
        return load->imm.i == HL_ELEMENT_F64 ? forward_store(memory, load, HL_OP_SET_F64, 2) : NULL;
    case HL_OP_UNBOX_F64:
    case HL_OP_UNBOX_I64:
        return forward_unbox(memory, load);
    case HL_OP_UNBOX_B1: {
        HlOp *box = hl_root(load->args[0]);
        return box->code == HL_OP_BOX_B1 ? box->args[0] : NULL;
    }
    default:
        return NULL;
    }
}
