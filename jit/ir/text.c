/* A growing text. Called by: print.c. */
#include "text.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool make_room(HlText *text, size_t count)
{
    if (text->failed)
        return false;
    if (text->capacity - text->length > count) /* one byte more, for the final NUL */
        return true;
    size_t larger = (text->capacity + count) * 2 + 1024;
    char *data = realloc(text->data, larger);
    if (!data) {
        text->failed = true;
        return false;
    }
    text->data = data;
    text->capacity = larger;
    return true;
}

void hl_text_bytes(HlText *text, const char *bytes, size_t count)
{
    if (!make_room(text, count))
        return;
    memcpy(text->data + text->length, bytes, count);
    text->length += count;
    text->data[text->length] = '\0';
}

void hl_text_add(HlText *text, const char *string) { hl_text_bytes(text, string, strlen(string)); }

void hl_text_unsigned(HlText *text, uint64_t number)
{
    char digits[20];
    int start = sizeof digits;
    do {
        digits[--start] = (char)('0' + number % 10);
        number /= 10;
    } while (number);
    hl_text_bytes(text, digits + start, sizeof digits - (size_t)start);
}

void hl_text_signed(HlText *text, int64_t number)
{
    if (number < 0)
        hl_text_add(text, "-");
    hl_text_unsigned(text, number < 0 ? 0 - (uint64_t)number : (uint64_t)number);
}

void hl_text_numbered(HlText *text, const char *prefix, uint32_t number)
{
    hl_text_add(text, prefix);
    hl_text_unsigned(text, number);
}

void hl_text_quoted(HlText *text, const char *string)
{
    hl_text_add(text, "\"");
    for (const unsigned char *c = (const unsigned char *)string; *c; c++) {
        char escaped[5];
        if (*c == '"' || *c == '\\')
            snprintf(escaped, sizeof escaped, "\\%c", *c);
        else if (*c < ' ' || *c == 0x7f)
            snprintf(escaped, sizeof escaped, "\\x%02x", *c);
        else
            snprintf(escaped, sizeof escaped, "%c", *c); /* UTF-8 passes through */
        hl_text_add(text, escaped);
    }
    hl_text_add(text, "\"");
}

void hl_text_float(HlText *text, double value)
{
    char decimal[40];
    int precision = 15;
    do
        snprintf(decimal, sizeof decimal, "%.*g", precision++, value);
    while (precision <= 17 && strtod(decimal, NULL) != value);
    hl_text_add(text, decimal);
}

void hl_text_newline(HlText *text)
{
    hl_text_add(text, "\n");
    text->line_start = text->length;
}

void hl_text_column(HlText *text, size_t column)
{
    static const char blanks[] = "                                                                ";
    size_t width = text->length - text->line_start;
    size_t wanted = width + 2 < column ? column - width : 2;
    hl_text_bytes(text, blanks, wanted < sizeof blanks - 1 ? wanted : sizeof blanks - 1);
}
