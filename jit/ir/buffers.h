/* Raw buffers: what the immediates of the buffer operations mean.
 *
 * Used by: the recorder (which chooses them), the executor and the code generator (which execute them), the passes, the verifier. Knows nothing of Python: the
 * layouts of the objects are in src/cpython/buffers.h.
 */
#ifndef HL_JIT_IR_BUFFERS_H
#define HL_JIT_IR_BUFFERS_H

#include <stdbool.h>
#include <stdint.h>

/* Objects that hold numbers as raw memory. */
typedef enum HlBufferFamily {
    HL_BUFFER_BYTES,      /* bytes: header and content never change */
    HL_BUFFER_BYTEARRAY,
    HL_BUFFER_ARRAY,      /* array.array; the code of its form is the type code's letter */
    HL_BUFFER_MEMORYVIEW, /* the code is the format's letter */
    HL_BUFFER_NDARRAY,    /* numpy.ndarray; the code is NumPy's type number */
    HL_BUFFER_SCALAR,     /* a NumPy scalar: it has one element, which never changes; buffer_data only */
    HL_BUFFER_FAMILY_COUNT
} HlBufferFamily;

/* How a number lies in memory. */
typedef enum HlElement {
    HL_ELEMENT_I8,
    HL_ELEMENT_U8,
    HL_ELEMENT_I16,
    HL_ELEMENT_U16,
    HL_ELEMENT_I32,
    HL_ELEMENT_U32,
    HL_ELEMENT_I64,
    HL_ELEMENT_U64, /* read as an i64: the recorder checks that it is not negative */
    HL_ELEMENT_F32,
    HL_ELEMENT_F64,
    HL_ELEMENT_COUNT
} HlElement;

static inline bool hl_element_is_float(HlElement element) { return element >= HL_ELEMENT_F32; }

static inline int hl_element_size(HlElement element)
{
    static const int8_t sizes[HL_ELEMENT_COUNT] = {1, 1, 2, 2, 4, 4, 8, 8, 4, 8};
    return sizes[element];
}

/* The numbers that an integer element holds; of the unsigned 64 bits, those that an i64 can be. */
static inline int64_t hl_element_low(HlElement element)
{
    static const int64_t low[HL_ELEMENT_COUNT] = {INT8_MIN, 0, INT16_MIN, 0, INT32_MIN, 0, INT64_MIN, 0};
    return low[element];
}

static inline int64_t hl_element_high(HlElement element)
{
    static const int64_t high[HL_ELEMENT_COUNT] = {INT8_MAX, UINT8_MAX, INT16_MAX, UINT16_MAX, INT32_MAX, UINT32_MAX, INT64_MAX, INT64_MAX};
    return high[element];
}

/* The immediate of check_buffer: bits 0..7 family, 8..15 code, 16..19 axes, 20 writable, 24..31 size. */
typedef struct HlBufferForm {
    HlBufferFamily family;
    uint8_t code;
    uint8_t axes;   /* NDARRAY: number of dimensions; others 1 */
    bool writable;
    uint8_t size;   /* of an element, in bytes */
} HlBufferForm;

static inline int64_t hl_buffer_form_pack(HlBufferForm form)
{
    return form.family | (int64_t)form.code << 8 | (int64_t)form.axes << 16 | (int64_t)form.writable << 20 | (int64_t)form.size << 24;
}

static inline HlBufferForm hl_buffer_form(int64_t packed)
{
    return (HlBufferForm){(HlBufferFamily)(packed & 0xff), (uint8_t)(packed >> 8), packed >> 16 & 15, packed >> 20 & 1, (uint8_t)(packed >> 24)};
}

/* The immediate of buffer_data, buffer_length and buffer_stride: bits 0..7 family, 8..15 axis. */
static inline int64_t hl_buffer_axis(HlBufferFamily family, int axis) { return family | (int64_t)axis << 8; }
static inline HlBufferFamily hl_axis_family(int64_t imm) { return (HlBufferFamily)(imm & 0xff); }
static inline int hl_axis_number(int64_t imm) { return (int)(imm >> 8 & 0xff); }
enum { HL_BUFFER_AXES = 4 }; /* the most that have typed forms */

#endif
