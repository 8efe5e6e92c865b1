/* Removes the entries that were used least recently. */
#include "trim.h"
#include <dirent.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { CALLS_A_LOOK = 32 }; /* entries that this process adds between two looks at the whole directory; the first one looks */

typedef struct Entry {
    struct timespec used;
    uint64_t size;
    char name[64];
} Entry;

typedef struct Entries {
    Entry *all;
    size_t count, capacity;
    uint64_t bytes;
} Entries;

static bool is_entry(const char *name)
{
    size_t length = strlen(name), suffix = strlen(HL_STORE_SUFFIX);
    return length > suffix && length < sizeof((Entry *)0)->name && strcmp(name + length - suffix, HL_STORE_SUFFIX) == 0;
}

static bool add(Entries *entries, const char *name, const struct stat *status)
{
    if (entries->count == entries->capacity) {
        size_t capacity = entries->capacity ? entries->capacity * 2 : 256;
        Entry *all = realloc(entries->all, capacity * sizeof *all);
        if (!all)
            return false;
        entries->all = all;
        entries->capacity = capacity;
    }
    Entry *entry = &entries->all[entries->count++];
    entry->used = status->st_mtim;
    entry->size = (uint64_t)status->st_blocks * 512;
    strcpy(entry->name, name);
    entries->bytes += entry->size;
    return true;
}

static bool list(int directory, Entries *entries)
{
    int again = openat(directory, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    DIR *stream = again >= 0 ? fdopendir(again) : NULL;
    if (!stream) {
        if (again >= 0)
            close(again);
        return false;
    }
    bool complete = true;
    for (struct dirent *item; complete && (item = readdir(stream));) {
        struct stat status;
        if (is_entry(item->d_name) && fstatat(directory, item->d_name, &status, AT_SYMLINK_NOFOLLOW) == 0)
            complete = add(entries, item->d_name, &status);
    }
    closedir(stream);
    return complete;
}

static int by_use(const void *a, const void *b)
{
    const struct timespec *x = &((const Entry *)a)->used, *y = &((const Entry *)b)->used;
    if (x->tv_sec != y->tv_sec)
        return x->tv_sec < y->tv_sec ? -1 : 1;
    return (x->tv_nsec > y->tv_nsec) - (x->tv_nsec < y->tv_nsec);
}

void hl_store_trim(int directory, uint64_t limit)
{
    static int calls;
    Entries entries = {0};
    if (calls++ % CALLS_A_LOOK == 0 && list(directory, &entries) && entries.bytes > limit) {
        qsort(entries.all, entries.count, sizeof *entries.all, by_use);
        for (size_t i = 0; i < entries.count && entries.bytes > limit - limit / 4; i++) {
            if (unlinkat(directory, entries.all[i].name, 0) == 0)
                entries.bytes -= entries.all[i].size;
        }
    }
    free(entries.all);
}
