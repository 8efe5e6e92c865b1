/* The twin of ../programs/xorshift.py. */
#include "twin.h"

static void run(long n)
{
    long state = 2463534242;
    long a = 0, b = 0, c = 0, d = 0;
    for (long i = 0; i < n; i++) {
        state ^= (state << 13) & 0xFFFFFFFF;
        state ^= state >> 17;
        state ^= (state << 5) & 0xFFFFFFFF;
        long quarter = state >> 30;
        if (quarter == 0)
            a++;
        else if (quarter == 1)
            b++;
        else if (quarter == 2)
            c++;
        else
            d++;
    }
    put_int(a);
    put_int(b);
    put_int(c);
    put_int(d);
    put_int(state);
}
