/* The driver: sets up a context, walks the function, calls the handler of each operation. */
#include "codegen.h"

#include "gen.h"
#include <stdio.h>
#include <stdlib.h>

static HlEmitter *const emitters[HL_OP_COUNT] = {
#define HL_OP(name, text, type, args, imm, reads, writes, flags, doc) [HL_OP_##name] = hl_emit_##name,
#include "ir/ir.def"
#undef HL_OP
};

/* Python's semantics first: no type-based aliasing (objects are overlaid structs), wrapping integers, IEEE floats without contraction. Then what keeps
 * compiles short: gcc would simulate loops whose values start as constants, and its garbage collector's defaults hoard memory. */
static const char *const flags[] = {
    "-fno-strict-aliasing",
    "-fwrapv",
    "-fno-math-errno",
    "-fno-trapping-math",
    "-ffp-contract=off",
    "-fno-asynchronous-unwind-tables",
    "--param=max-iterations-to-track=0",
    "--param=ggc-min-heapsize=8192",
    "--param=ggc-min-expand=50",
};

/* Passes that at level 2 take a fifth of the compile time (48 nests of ten benchmark programs: 17.5 s with them, 13.8 s without) and make recorded loops no
 * faster: over 19 programs each changes the mean by less than the noise of two per cent. Our own passes have removed what range propagation and dominator walks
 * would find, and packing an exit's values into vectors or scheduling for processors that reorder by themselves gains nothing. */
static const char *const quick_flags[] = {
    "-fno-tree-vrp",
    "-fno-tree-dominator-opts",
    "-fno-schedule-insns2",
    "-fno-tree-slp-vectorize",
};

static void add_flags(gcc_jit_context *context, const char *const *list, size_t count)
{
    for (size_t i = 0; i < count; i++)
        gcc_jit_context_add_command_line_option(context, list[i]);
}

static void set_options(gcc_jit_context *context, const HlCodegenOptions *options)
{
    char march[64];
    snprintf(march, sizeof march, "-march=%s", options->march);
    gcc_jit_context_add_command_line_option(context, march);
    add_flags(context, flags, sizeof flags / sizeof *flags);
    if (options->optimize <= 2)
        add_flags(context, quick_flags, sizeof quick_flags / sizeof *quick_flags);
    gcc_jit_context_set_int_option(context, GCC_JIT_INT_OPTION_OPTIMIZATION_LEVEL, options->optimize);
    gcc_jit_context_set_bool_allow_unreachable_blocks(context, 1);
    gcc_jit_context_set_bool_print_errors_to_stderr(context, 0);
}

static void get_types(HlGen *gen)
{
    gcc_jit_context *context = gen->context;
    gen->type = (HlGenTypes){
        .nothing = gcc_jit_context_get_type(context, GCC_JIT_TYPE_VOID),
        .i64 = gcc_jit_context_get_type(context, GCC_JIT_TYPE_LONG),
        .u64 = gcc_jit_context_get_type(context, GCC_JIT_TYPE_UNSIGNED_LONG),
        .i32 = gcc_jit_context_get_type(context, GCC_JIT_TYPE_INT),
        .u32 = gcc_jit_context_get_type(context, GCC_JIT_TYPE_UNSIGNED_INT),
        .u8 = gcc_jit_context_get_type(context, GCC_JIT_TYPE_UNSIGNED_CHAR),
        .f64 = gcc_jit_context_get_type(context, GCC_JIT_TYPE_DOUBLE),
        .boolean = gcc_jit_context_get_type(context, GCC_JIT_TYPE_BOOL),
        .address = gcc_jit_context_get_type(context, GCC_JIT_TYPE_VOID_PTR),
    };
    gen->type.bytes = gcc_jit_type_get_pointer(gen->type.u8);
}

static bool make_tables(HlGen *gen)
{
    const HlIr *ir = gen->ir;
    gen->blocks = calloc(ir->block_count + 1, sizeof *gen->blocks);
    gen->locals = calloc(ir->op_count + 1, sizeof *gen->locals);
    gen->constants = calloc(ir->constant_count + 1, sizeof *gen->constants);
    gen->exit_values = calloc(gen->leave_count + 1, sizeof *gen->exit_values);
    return gen->blocks && gen->locals && gen->constants && gen->exit_values;
}

static void free_tables(HlGen *gen)
{
    free(gen->blocks);
    free(gen->locals);
    free(gen->constants);
    free(gen->exit_values);
}

/* The most operands of a call that passes them in an array. */
static int longest_call(const HlIr *ir)
{
    uint32_t longest = 0;
    for (const HlBlock *block = ir->first; block; block = block->next)
        for (const HlOp *op = block->first; op; op = op->next)
            if (op->code == HL_OP_CALL && op->arg_count > longest)
                longest = op->arg_count;
    return (int)longest;
}

static uint32_t most_exit_values(const HlIr *ir)
{
    uint32_t most = 0;
    for (const HlBlock *block = ir->first; block; block = block->next) {
        if (!block->last || block->last->code != HL_OP_EXIT)
            continue;
        uint32_t count = hl_snapshot_values(block->last->snapshot, NULL, 0);
        most = count > most ? count : most;
    }
    return most;
}

static void begin_function(HlGen *gen)
{
    gcc_jit_context *context = gen->context;
    gcc_jit_param *native = gcc_jit_context_new_param(context, NULL, gen->type.address, "native");
    gen->function = gcc_jit_context_new_function(context, NULL, GCC_JIT_FUNCTION_EXPORTED, gen->type.i64, "hl_nest", 1, &native, 0);
    gen->native = gcc_jit_param_as_rvalue(native);
    gen->prologue = gcc_jit_function_new_block(gen->function, "prologue");
    gen->leave = gcc_jit_function_new_block(gen->function, "leave");
    gen->iterations = gcc_jit_function_new_local(gen->function, NULL, gen->type.i64, "iterations");
    gen->scratch = gcc_jit_function_new_local(gen->function, NULL, gen->type.i64, "scratch");
    gen->exit_number = gcc_jit_function_new_local(gen->function, NULL, gen->type.i64, "exit_number");
    gcc_jit_type *array = gcc_jit_context_new_array_type(context, NULL, gen->type.address, longest_call(gen->ir) + 1);
    gen->operands = gcc_jit_function_new_local(gen->function, NULL, array, "operands");
    gcc_jit_block_add_assignment(gen->prologue, NULL, gen->iterations, hl_gen_i64(gen, 0));
    for (const HlBlock *block = gen->ir->first; block; block = block->next) {
        char name[16];
        snprintf(name, sizeof name, "B%u", (unsigned)block->id);
        gen->blocks[block->id] = gcc_jit_function_new_block(gen->function, name);
    }
}

static void emit_blocks(HlGen *gen)
{
    for (const HlBlock *block = gen->ir->first; block; block = block->next) {
        gen->block = gen->blocks[block->id];
        for (const HlOp *op = block->first; op; op = op->next)
            emitters[op->code](gen, op);
    }
    hl_gen_finish_exits(gen);
    gcc_jit_block_end_with_jump(gen->prologue, NULL, gen->blocks[gen->ir->first->id]);
}

static bool emit(HlGen *gen)
{
    gen->leave_count = most_exit_values(gen->ir);
    bool done = make_tables(gen);
    if (done) {
        get_types(gen);
        begin_function(gen);
        emit_blocks(gen);
    }
    free_tables(gen);
    return done;
}

gcc_jit_context *hl_codegen(const HlIr *ir, const HlCodegenOptions *options, char *error, size_t error_size)
{
    HlGen gen = {.ir = ir, .context = gcc_jit_context_acquire()};
    if (!gen.context) {
        snprintf(error, error_size, "libgccjit gives no context");
        return NULL;
    }
    set_options(gen.context, options);
    bool done = emit(&gen);
    const char *first = gcc_jit_context_get_first_error(gen.context);
    if (done && !first)
        return gen.context;
    snprintf(error, error_size, "libgccjit: %s", first ? first : "out of memory");
    gcc_jit_context_release(gen.context);
    return NULL;
}
