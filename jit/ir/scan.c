/* The lexical level of the text form. Never reads past the end: the text needs no final NUL and may hold any bytes. */
#include "scan.h"
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool report(HlScan *scan, uint32_t line, const char *format, va_list args)
{
    if (scan->failed)
        return false;
    scan->failed = true;
    int used = snprintf(scan->error, scan->error_size, "line %u: ", line);
    if (used >= 0 && (size_t)used < scan->error_size)
        vsnprintf(scan->error + used, scan->error_size - (size_t)used, format, args);
    return false;
}

bool hl_scan_error(HlScan *scan, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    report(scan, scan->line, format, args);
    va_end(args);
    return false;
}

bool hl_scan_error_at(HlScan *scan, uint32_t line, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    report(scan, line, format, args);
    va_end(args);
    return false;
}

char hl_scan_peek(HlScan *scan)
{
    while (scan->at < scan->end && (*scan->at == ' ' || *scan->at == '\t' || *scan->at == '\r'))
        scan->at++;
    if (scan->at < scan->end && *scan->at == ';')
        while (scan->at < scan->end && *scan->at != '\n')
            scan->at++;
    return scan->at < scan->end ? *scan->at : '\0';
}

void hl_scan_skip_lines(HlScan *scan)
{
    while (hl_scan_peek(scan) == '\n') {
        scan->at++;
        scan->line++;
    }
}

static void describe_next(HlScan *scan, char *text, size_t size)
{
    char c = hl_scan_peek(scan);
    if (scan->at >= scan->end)
        snprintf(text, size, "the end of the text");
    else if (c == '\n')
        snprintf(text, size, "the end of the line");
    else if (c > ' ' && c < 0x7f)
        snprintf(text, size, "'%c'", c);
    else
        snprintf(text, size, "byte 0x%02x", (unsigned char)c);
}

static bool unexpected(HlScan *scan, const char *wanted)
{
    char found[40];
    describe_next(scan, found, sizeof found);
    return hl_scan_error(scan, "expected %s, found %s", wanted, found);
}

bool hl_scan_end_of_line(HlScan *scan)
{
    if (hl_scan_peek(scan) != '\n' && scan->at < scan->end)
        return unexpected(scan, "the end of the line");
    hl_scan_skip_lines(scan);
    return true;
}

bool hl_scan_accept(HlScan *scan, char c)
{
    if (hl_scan_peek(scan) != c || scan->at >= scan->end)
        return false;
    scan->at++;
    return true;
}

bool hl_scan_expect(HlScan *scan, char c)
{
    char wanted[] = {'\'', c, '\'', '\0'};
    return hl_scan_accept(scan, c) || unexpected(scan, wanted);
}

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

static bool is_word(char c) { return is_digit(c) || c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

HlWord hl_scan_peek_word(HlScan *scan)
{
    hl_scan_peek(scan);
    HlWord word = {scan->at, 0};
    while (word.start + word.length < scan->end && is_word(word.start[word.length]))
        word.length++;
    return word;
}

bool hl_word_is(HlWord word, const char *text) { return strlen(text) == word.length && memcmp(word.start, text, word.length) == 0; }

bool hl_scan_accept_word(HlScan *scan, const char *text)
{
    HlWord word = hl_scan_peek_word(scan);
    if (!hl_word_is(word, text))
        return false;
    scan->at += word.length;
    return true;
}

bool hl_scan_expect_word(HlScan *scan, const char *text)
{
    char wanted[40];
    snprintf(wanted, sizeof wanted, "'%s'", text);
    return hl_scan_accept_word(scan, text) || unexpected(scan, wanted);
}

/* Digits up to `limit`. */
static bool scan_digits(HlScan *scan, uint64_t limit, uint64_t *number)
{
    if (!is_digit(hl_scan_peek(scan)))
        return unexpected(scan, "a number");
    *number = 0;
    for (; scan->at < scan->end && is_digit(*scan->at); scan->at++) {
        uint64_t digit = (uint64_t)(*scan->at - '0');
        if (*number > (limit - digit) / 10)
            return hl_scan_error(scan, "number too large");
        *number = *number * 10 + digit;
    }
    return true;
}

bool hl_scan_unsigned(HlScan *scan, uint32_t *number)
{
    uint64_t wide;
    if (!scan_digits(scan, UINT32_MAX, &wide))
        return false;
    *number = (uint32_t)wide;
    return true;
}

bool hl_scan_signed(HlScan *scan, int64_t *number)
{
    bool negative = hl_scan_accept(scan, '-');
    uint64_t magnitude;
    if (!scan_digits(scan, negative ? (uint64_t)1 << 63 : INT64_MAX, &magnitude))
        return false;
    *number = (int64_t)(negative ? 0 - magnitude : magnitude);
    return true;
}

static bool scan_float_bits(HlScan *scan, double *number)
{
    HlWord word = hl_scan_peek_word(scan);
    char hex[17];
    char *stop;
    if (word.length != 18)
        return hl_scan_error(scan, "the bits of a float are 16 hexadecimal digits");
    memcpy(hex, word.start + 2, 16);
    hex[16] = '\0';
    uint64_t bits = strtoull(hex, &stop, 16);
    if (*stop)
        return hl_scan_error(scan, "the bits of a float are 16 hexadecimal digits");
    scan->at += word.length;
    memcpy(number, &bits, sizeof bits);
    return true;
}

bool hl_scan_float(HlScan *scan, double *number)
{
    char c = hl_scan_peek(scan);
    char decimal[64];
    size_t length = 0;
    char *stop;
    if (c == '0' && scan->end - scan->at > 1 && scan->at[1] == 'x')
        return scan_float_bits(scan, number);
    while (length < sizeof decimal - 1 && scan->at + length < scan->end && scan->at[length] && strchr("0123456789+-.e", scan->at[length]))
        length++;
    memcpy(decimal, scan->at, length);
    decimal[length] = '\0';
    *number = strtod(decimal, &stop);
    if (!length || *stop)
        return unexpected(scan, "a float");
    scan->at += length;
    return true;
}

bool hl_scan_at_number(HlScan *scan, char prefix) { return hl_scan_peek(scan) == prefix && scan->end - scan->at > 1 && is_digit(scan->at[1]); }

bool hl_scan_numbered(HlScan *scan, char prefix, uint32_t *number)
{
    if (!hl_scan_at_number(scan, prefix)) {
        char wanted[] = {prefix, 'N', '\0'};
        return unexpected(scan, wanted);
    }
    scan->at++;
    return hl_scan_unsigned(scan, number);
}

static int hex_digit(char c)
{
    if (is_digit(c))
        return c - '0';
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* After a backslash. 0: no such escape. */
static int scan_escape(HlScan *scan)
{
    char c = scan->at < scan->end ? *scan->at++ : '\0';
    if (c == '"' || c == '\\')
        return c;
    if (c != 'x' || scan->end - scan->at < 2)
        return 0;
    int high = hex_digit(scan->at[0]), low = hex_digit(scan->at[1]);
    scan->at += 2;
    return high >= 0 && low >= 0 ? high * 16 + low : 0;
}

/* One character of a string. 0: an error, which has been reported. */
static int scan_string_char(HlScan *scan)
{
    char c = *scan->at++;
    if (c == '\n' || c == '\0') {
        hl_scan_error(scan, "a string must end on its line");
        return 0;
    }
    int byte = c == '\\' ? scan_escape(scan) : (unsigned char)c;
    if (!byte)
        hl_scan_error(scan, "unknown escape in a string");
    return byte;
}

char *hl_scan_string(HlScan *scan)
{
    if (!hl_scan_accept(scan, '"')) {
        unexpected(scan, "a string in \"\"");
        return NULL;
    }
    const char *close = memchr(scan->at, '\n', (size_t)(scan->end - scan->at));
    char *string = malloc((size_t)((close ? close : scan->end) - scan->at) + 1);
    size_t length = 0;
    while (string && scan->at < scan->end && *scan->at != '"') {
        int c = scan_string_char(scan);
        if (!c)
            break;
        string[length++] = (char)c;
    }
    if (!string)
        hl_scan_error(scan, "out of memory");
    else if (!scan->failed && !hl_scan_accept(scan, '"'))
        hl_scan_error(scan, "a string must end on its line");
    if (scan->failed) {
        free(string);
        return NULL;
    }
    string[length] = '\0';
    return string;
}
