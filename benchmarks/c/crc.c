/* The twin of ../programs/crc.py. */
#include "twin.h"

static void run(long n)
{
    long size = 65536, table[256];
    unsigned char *data = zeros(size, 1);
    for (long i = 0; i < size; i++)
        data[i] = (unsigned char)(((i * i >> 3) + i) & 255);
    for (long byte = 0; byte < 256; byte++) {
        long value = byte;
        for (int bit = 0; bit < 8; bit++)
            value = value & 1 ? value >> 1 ^ 0xEDB88320 : value >> 1;
        table[byte] = value;
    }
    long crc = 0xFFFFFFFF, low = 1, high = 0;
    for (long k = 0; k < n; k++) {
        for (long i = 0; i < size; i++)
            crc = table[(crc ^ data[i]) & 255] ^ crc >> 8;
        for (long i = 0; i < size; i++) {
            low = (low + data[i]) % 65521;
            high = (high + low) % 65521;
        }
    }
    put_int(crc ^ 0xFFFFFFFF);
    put_int(high << 16 | low);
    free(data);
}
