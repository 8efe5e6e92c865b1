/* The C functions of helpers.def that make and grow containers, strings and functions as the eval loop's BUILD_*, FORMAT_VALUE, MAKE_FUNCTION and the like do,
 * and that step iterators and make calls with unpacked arguments.
 *
 * Owns: nothing. Called by: compiled code (the operation CALL), the executor. Conventions: helpers.h.
 */
#ifndef HL_RUNTIME_DISPLAYS_H
#define HL_RUNTIME_DISPLAYS_H

#include <stdint.h>

/* displays.c */
void *hl_rt_build_map(int64_t count, void **items);           /* key, value, key, value ... */
void *hl_rt_build_const_key_map(int64_t count, void **items); /* values, then the tuple of keys */
void *hl_rt_build_set(int64_t count, void **items);
void *hl_rt_build_string(int64_t count, void **items);
void *hl_rt_list_to_tuple(void *list);
int32_t hl_rt_list_extend(void *list, void *iterable);
int32_t hl_rt_set_add(void *set, void *item);
int32_t hl_rt_set_update(void *set, void *iterable);
int32_t hl_rt_dict_update(void *dict, void *mapping);
void *hl_rt_format(void *value, int64_t conversion);
void *hl_rt_format_spec(void *value, void *spec, int64_t conversion);
void *hl_rt_make_function(int64_t count, void **items); /* flags, globals, what the flags name, code */

/* steps.c */
void *hl_rt_iter_step(void *iterator);
void *hl_rt_unpack(void *iterable, int64_t count);
void *hl_rt_call_tuple(void *callable, void *arguments);
void *hl_rt_call_keywords(void *callable, void *arguments, void *keywords);
int64_t hl_rt_length(void *object);

#endif
