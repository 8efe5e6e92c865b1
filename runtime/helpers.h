/* The C functions of helpers.def that work on objects: what CPython's eval loop would do, for compiled code.
 *
 * Owns: nothing. Called by: compiled code (the operation CALL), the executor. Arithmetic is in arithmetic.h.
 * Objects come in borrowed and go out owned unless said otherwise; what each does is in its row of helpers.def. Statuses: 1 done, 0 an exception is set.
 * Operands of variable number stand in an array that belongs to the caller.
 */
#ifndef HL_RUNTIME_HELPERS_H
#define HL_RUNTIME_HELPERS_H

#include "native.h"
#include <stdint.h>

/* makers.c */
void *hl_rt_new_range(int64_t start, int64_t stop, int64_t step);
void *hl_rt_new_scalar_i64(int64_t number, int64_t value);
void *hl_rt_new_scalar_f64(int64_t number, double value);
void *hl_rt_numpy_row(void *array, int64_t index);
void *hl_rt_new_range_iter(int64_t start, int64_t step, int64_t length, int64_t index);
void *hl_rt_new_method(void *function, void *self);

/* containers.c */
int32_t hl_rt_list_append(void *list, void *item);
int32_t hl_rt_list_append_f64(void *list, double item);
int32_t hl_rt_list_append_i64(void *list, int64_t item);
void *hl_rt_list_pop(void *list);
void *hl_rt_new_list(int64_t count, void **items);  /* takes the items' references, also when it fails */
void *hl_rt_new_tuple(int64_t count, void **items); /* likewise */
void *hl_rt_list_repeat(void *list, int64_t times);
int32_t hl_rt_set_global(void *globals, void *name, void *value);

/* objects.c */
int32_t hl_rt_str_append(HlNative *native, void *addition, int64_t slot);
void *hl_rt_binary(void *left, void *right, int64_t oparg);
void *hl_rt_compare(void *left, void *right, int64_t comparison);
void *hl_rt_unary(void *operand, int64_t operation);
int64_t hl_rt_truth(void *object);
int64_t hl_rt_contains(void *item, void *container);
void *hl_rt_get_item(void *container, void *key);
int32_t hl_rt_set_item(void *container, void *key, void *value);
int32_t hl_rt_del_item(void *container, void *key);
void *hl_rt_get_attr(void *object, void *name);
int32_t hl_rt_set_attr(void *object, void *name, void *value);
void *hl_rt_vectorcall(int64_t count, void **operands); /* keyword names or NULL, callable, arguments */
void *hl_rt_get_iter(void *object);
void *hl_rt_iter_next(void *iterator);
void *hl_rt_build_slice(void *start, void *stop, void *step);
int32_t hl_rt_error_set(void);
int32_t hl_rt_not_traced(HlNative *native);

#endif
