/* CALL: C functions by row of runtime/helpers.def, called with the C signature that the row's letters mean. */
#include "cpython/cpython.h"
#include "internal.h"

typedef void AnyFunction(void);
typedef HlRaw CallIt(AnyFunction *function, HlNative *native, uint32_t count, HlRaw *a);

/* The addresses. Each symbol is declared under a name of our own, so that no true prototype of it can contradict. */
#define HL_HELPER(name, symbol, type, args, reads, writes, doc) extern AnyFunction helper_##name __asm__(#symbol);
#include "../../runtime/helpers.def"
#undef HL_HELPER

static AnyFunction *const functions[HL_HELPER_COUNT] = {
#define HL_HELPER(name, symbol, type, args, reads, writes, doc) [HL_HELPER_##name] = helper_##name,
#include "../../runtime/helpers.def"
#undef HL_HELPER
};

#define INVOKE(result, parameters, ...) ((result(*) parameters)function)(__VA_ARGS__)
#define HL_SIGNATURE(name, result, operands, call)                                             \
    static HlRaw call_##name(AnyFunction *function, HlNative *native, uint32_t count, HlRaw *a) \
    {                                                                                          \
        (void)native, (void)count, (void)a;                                                    \
        return (HlRaw){call};                                                                  \
    }
#include "signatures.def"
#undef HL_SIGNATURE

static const struct {
    char result;
    const char *operands;
    CallIt *call;
} signatures[] = {
#define HL_SIGNATURE(name, result, operands, call) {result[0], operands, call_##name},
#include "signatures.def"
#undef HL_SIGNATURE
};

static char letter_of(HlType type)
{
    static const char letters[HL_TYPE_COUNT] = {[HL_VOID] = 'v', [HL_I64] = 'i', [HL_F64] = 'f', [HL_B1] = 'b', [HL_OBJ] = 'o', [HL_PTR] = 'p'};
    return letters[type];
}

static CallIt *find_signature(const HlHelperInfo *helper)
{
    for (size_t i = 0; i < sizeof signatures / sizeof *signatures; i++)
        if (signatures[i].result == letter_of(helper->type) && strcmp(signatures[i].operands, helper->args) == 0)
            return signatures[i].call;
    Py_FatalError("hotloop: a row of helpers.def has a signature that signatures.def lacks");
}

HL_EXEC(CALL)
{
    static CallIt *calls[HL_HELPER_COUNT]; /* found at the first call */
    int64_t helper = op->imm.i;
    if (!calls[helper])
        calls[helper] = find_signature(&hl_helper_info[helper]);
    HlRaw operands[op->arg_count + 1];
    for (uint32_t i = 0; i < op->arg_count; i++)
        operands[i] = hl_operand(run, op, i);
    HlRaw result = calls[helper](functions[helper], run->native, op->arg_count, operands);
    return op->type == HL_VOID ? HL_STEP_NEXT : hl_give(run, op, result);
}
