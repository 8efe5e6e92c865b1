/* Each process locks its directory while it lives; a directory that can be locked is an orphan. Memory (/dev/shm) is preferred to a disk that may be full. */
#include "scratch.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define PREFIX "hotloop-"

static char path[512]; /* empty: none */

/* Removes the directory `name` in `parent`, with the two levels that libgccjit makes. */
static void remove_tree(int parent, const char *name, int depth)
{
    int directory = openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    DIR *entries = directory < 0 ? NULL : fdopendir(directory);
    if (!entries)
        return;
    for (struct dirent *entry; (entry = readdir(entries));) {
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
            continue;
        if (unlinkat(directory, entry->d_name, 0) < 0 && depth > 0)
            remove_tree(directory, entry->d_name, depth - 1);
    }
    closedir(entries);
    unlinkat(parent, name, AT_REMOVEDIR);
}

static bool is_orphan(int base, const char *name)
{
    struct stat status;
    if (strncmp(name, PREFIX, strlen(PREFIX)) != 0 || fstatat(base, name, &status, AT_SYMLINK_NOFOLLOW) < 0)
        return false;
    if (!S_ISDIR(status.st_mode) || status.st_uid != geteuid())
        return false;
    int directory = openat(base, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    bool free = directory >= 0 && flock(directory, LOCK_EX | LOCK_NB) == 0;
    if (directory >= 0)
        close(directory);
    return free;
}

static void remove_orphans(const char *base)
{
    DIR *entries = opendir(base);
    if (!entries)
        return;
    for (struct dirent *entry; (entry = readdir(entries));)
        if (is_orphan(dirfd(entries), entry->d_name))
            remove_tree(dirfd(entries), entry->d_name, 1);
    closedir(entries);
}

/* Makes and locks a directory. Another process may take it for an orphan just before it is locked: then it is gone, and the next attempt makes another. */
static bool make_in(const char *base)
{
    for (int attempt = 0; attempt < 100; attempt++) {
        struct stat locked, named;
        snprintf(path, sizeof path, "%s/" PREFIX "XXXXXX", base);
        if (!mkdtemp(path))
            break;
        int directory = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC); /* stays open: it holds the lock */
        if (directory >= 0 && flock(directory, LOCK_EX | LOCK_NB) == 0 && fstat(directory, &locked) == 0 && stat(path, &named) == 0 && locked.st_ino == named.st_ino)
            return true;
        if (directory >= 0)
            close(directory);
    }
    path[0] = 0;
    return false;
}

void hl_scratch_make(void)
{
    const char *bases[] = {"/dev/shm", getenv("TMPDIR"), "/tmp", "/var/tmp"};
    for (size_t i = 0; i < sizeof bases / sizeof *bases; i++) {
        if (!bases[i] || strlen(bases[i]) > sizeof path / 2)
            continue;
        remove_orphans(bases[i]);
        if (make_in(bases[i])) {
            setenv("TMPDIR", path, 1);
            return;
        }
    }
}

void hl_scratch_remove(void)
{
    if (path[0])
        remove_tree(AT_FDCWD, path, 1);
}
