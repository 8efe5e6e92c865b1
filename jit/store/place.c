#include "place.h"
#include <stdio.h>
#include <stdlib.h>

static bool put(char *directory, size_t size, const char *parent, const char *rest)
{
    int length = snprintf(directory, size, "%s%s", parent, rest);
    return parent[0] == '/' && length > 0 && (size_t)length < size;
}

bool hl_store_place(const char *wanted, char *directory, size_t size)
{
    const char *caches = getenv("XDG_CACHE_HOME"), *home = getenv("HOME");
    if (wanted[0])
        return put(directory, size, wanted, "");
    if (caches && caches[0] == '/')
        return put(directory, size, caches, "/hotloop");
    return home && put(directory, size, home, "/.cache/hotloop");
}
