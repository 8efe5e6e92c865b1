/* A growing text, for print.c. Owns its bytes until they are taken; out of memory is remembered and the text is then incomplete. */
#ifndef HL_JIT_IR_TEXT_H
#define HL_JIT_IR_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct HlText {
    char *data;
    size_t length, capacity;
    size_t line_start; /* of the line being written, for hl_text_column */
    bool bare;   /* without comments */
    bool failed;
} HlText;

void hl_text_bytes(HlText *text, const char *bytes, size_t count);
void hl_text_add(HlText *text, const char *string);
void hl_text_unsigned(HlText *text, uint64_t number);
void hl_text_signed(HlText *text, int64_t number);
void hl_text_numbered(HlText *text, const char *prefix, uint32_t number); /* "%7", "B3", "c0" */
void hl_text_quoted(HlText *text, const char *string); /* in "", with \" \\ and \xNN for what is not printable */
void hl_text_float(HlText *text, double value);        /* the shortest decimal that reads back as `value` */
void hl_text_newline(HlText *text);
void hl_text_column(HlText *text, size_t column);      /* pads with blanks, at least two */

#endif
