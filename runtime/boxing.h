/* Numbers in and out of Python objects, and reference counts, for compiled code and for exits.
 *
 * Owns: nothing. Called by: compiled code (the operations BOX_*, PUT_*, UNBOX_I64's slow path, INCREF and DECREF*), the executor, runtime/exit.c.
 * Objects are `void *` here, so that compiled code, the executor's tables and C share one signature. Ints of -5..256 are CPython's cached objects.
 */
#ifndef HL_RUNTIME_BOXING_H
#define HL_RUNTIME_BOXING_H

#include <stdbool.h>
#include <stdint.h>

/* The objects of -5..256, which CPython makes once: an array; borrowed. */
void *hl_rt_small_ints(void);

/* A new reference; NULL with MemoryError set. */
void *hl_rt_box_i64(int64_t value);
void *hl_rt_box_f64(double value);
void *hl_rt_box_b1(int32_t value);

/* The value of an exact int (or a bool) of any size. False: it needs more than 64 bits, and `value` is not written. */
int32_t hl_rt_unbox_wide(void *object, int64_t *value);

/* PUT_F64, PUT_I64: items[index] becomes the number; the old item is released. The old number is changed in place when nobody but the list can hold it: an exact
 * float (int, with room for the value, which is no cached one) with one reference. Compiled code can't raise here: when memory is out the reserve gives the number, and
 * when that is used up the process ends. */
void hl_rt_put_f64(void **items, int64_t index, double value);
void hl_rt_put_i64(void **items, int64_t index, int64_t value);

void hl_rt_incref(void *object);
void hl_rt_decref(void *object);
void hl_rt_dealloc(void *object); /* after the count has reached 0 */
void hl_rt_drop_number(void *object); /* decref of a number, None or NULL */

/* True if `object` is an exact float (int) with this value: then no new box is needed where it stands. NULL is none. */
bool hl_is_box_f64(void *object, double value);
bool hl_is_box_i64(void *object, int64_t value);

#endif
