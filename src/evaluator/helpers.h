/* The C functions of runtime/helpers.def that do what one instruction of the eval loop does: makers of containers, strings and functions, unpacking, steps of
 * iterators, with statements, calls with unpacked arguments, raising and catching.
 *
 * Owns: nothing; the work is in operations.h. Called by: compiled code (the operation CALL), the executor. Conventions: runtime/helpers.h.
 */
#ifndef HL_SRC_EVALUATOR_HELPERS_H
#define HL_SRC_EVALUATOR_HELPERS_H

#include <stdint.h>

void *hl_rt_build_map(int64_t count, void **items);           /* key, value, key, value ... */
void *hl_rt_build_const_key_map(int64_t count, void **items); /* values, then the tuple of keys */
void *hl_rt_build_set(int64_t count, void **items);
void *hl_rt_build_string(int64_t count, void **items);
void *hl_rt_list_to_tuple(void *list);
int32_t hl_rt_list_extend(void *list, void *iterable);
int32_t hl_rt_set_add(void *set, void *item);
int32_t hl_rt_set_update(void *set, void *iterable);
int32_t hl_rt_dict_update(void *dict, void *mapping);
int32_t hl_rt_dict_merge(void *callable, void *dict, void *mapping);
void *hl_rt_format(void *value, int64_t conversion);
void *hl_rt_format_spec(void *value, void *spec, int64_t conversion);
void *hl_rt_make_function(int64_t count, void **items); /* flags, globals, what the flags name, code */
void *hl_rt_iter_step(void *iterator);
void *hl_rt_unpack(void *iterable, int64_t count);
void *hl_rt_unpack_rest(void *iterable, int64_t oparg); /* UNPACK_EX */
void *hl_rt_enter_with(void *manager);                  /* the tuple of the exit function and the result of __enter__ */
void *hl_rt_call_tuple(void *callable, void *arguments);
void *hl_rt_call_keywords(void *callable, void *arguments, void *keywords);
int32_t hl_rt_del_attr(void *object, void *name);
int64_t hl_rt_length(void *object);
void *hl_rt_import(void *level, void *names, void *name);
void *hl_rt_import_from(void *module, void *name);
void *hl_rt_new_cell(int64_t count, void **items);

/* exceptions */
void *hl_rt_catch(int32_t again);
void *hl_rt_push_handled(void *exception);
void hl_rt_pop_handled(void *exception);
int64_t hl_rt_exception_match(void *exception, void *types);
int32_t hl_rt_raise(void *exception);
int32_t hl_rt_raise_from(void *exception, void *cause);
int32_t hl_rt_raise_again(void);
void *hl_rt_exit_with(void *leave, void *exception);

#endif
