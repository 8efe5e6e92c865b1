/* The lexical level of the text form: characters, numbers, words, strings, and the first error. Called by: parse.c, parse_snapshot.c. */
#ifndef HL_JIT_IR_SCAN_H
#define HL_JIT_IR_SCAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct HlScan {
    const char *at, *end;
    uint32_t line; /* of `at`, from 1 */
    char *error;   /* the caller's; written once */
    size_t error_size;
    bool failed;
} HlScan;

typedef struct HlWord {
    const char *start;
    size_t length;
} HlWord;

/* False always, so that a parse function can end with it. The first error is kept. */
bool hl_scan_error(HlScan *scan, const char *format, ...) __attribute__((format(printf, 2, 3)));
bool hl_scan_error_at(HlScan *scan, uint32_t line, const char *format, ...) __attribute__((format(printf, 3, 4)));

/* The next character after blanks and comments; '\n' at the end of a line, '\0' at the end of the text. */
char hl_scan_peek(HlScan *scan);
void hl_scan_skip_lines(HlScan *scan); /* to the next line that holds something */
bool hl_scan_end_of_line(HlScan *scan); /* expects it and goes past it */

bool hl_scan_accept(HlScan *scan, char c);  /* goes past it if it is next */
bool hl_scan_expect(HlScan *scan, char c);
HlWord hl_scan_peek_word(HlScan *scan);     /* letters, digits and '_'; length 0 if there is none */
bool hl_scan_accept_word(HlScan *scan, const char *word);
bool hl_scan_expect_word(HlScan *scan, const char *word);
bool hl_word_is(HlWord word, const char *text);
bool hl_scan_unsigned(HlScan *scan, uint32_t *number);
bool hl_scan_signed(HlScan *scan, int64_t *number);
bool hl_scan_float(HlScan *scan, double *number); /* 16 hexadecimal digits after 0x: the bits; else a decimal number */
bool hl_scan_at_number(HlScan *scan, char prefix);          /* is `prefix` and a digit next? */
bool hl_scan_numbered(HlScan *scan, char prefix, uint32_t *number); /* expects "%7" and the like */
char *hl_scan_string(HlScan *scan); /* a quoted string, malloc'd; NULL: error */

#endif
