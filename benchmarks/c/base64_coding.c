/* The twin of ../programs/base64_coding.py. */
#include "twin.h"

static const unsigned char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

static void encode(const unsigned char *data, long size, unsigned char *text)
{
    long at = 0;
    for (long i = 0; i < size; i += 3) {
        long word = (long)data[i] << 16 | data[i + 1] << 8 | data[i + 2];
        text[at] = letters[word >> 18];
        text[at + 1] = letters[word >> 12 & 63];
        text[at + 2] = letters[word >> 6 & 63];
        text[at + 3] = letters[word & 63];
        at += 4;
    }
}

static void decode(const unsigned char *text, long length, const unsigned char *values, unsigned char *data)
{
    long at = 0;
    for (long i = 0; i < length; i += 4) {
        long word = (long)values[text[i]] << 18 | values[text[i + 1]] << 12 | values[text[i + 2]] << 6 | values[text[i + 3]];
        data[at] = (unsigned char)(word >> 16);
        data[at + 1] = word >> 8 & 255;
        data[at + 2] = word & 255;
        at += 3;
    }
}

static void run(long n)
{
    long size = 30000, length = size / 3 * 4, check = 0, sum = 0;
    unsigned char *data = zeros(size, 1), *text = zeros(length, 1), values[256] = {0};
    for (long i = 0; i < size; i++)
        data[i] = (unsigned char)(i * 31 % 251);
    for (int i = 0; i < 64; i++)
        values[letters[i]] = (unsigned char)i;
    for (long k = 0; k < n; k++) {
        encode(data, size, text);
        check = (check * 31 + text[k % length]) % 1000003;
        decode(text, length, values, data);
        data[k % size] ^= k & 255;
    }
    for (long i = 0; i < size; i++)
        sum += data[i];
    put_int(check);
    put_int(sum);
    free(data);
    free(text);
}
