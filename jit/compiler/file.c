/* See file.h. */
#include "file.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

enum { LOWEST = 10 };

bool hl_file_adopt(HlFile *file, int number)
{
    *file = HL_NO_FILE;
    if (number < 0)
        return false;
    struct stat status;
    int moved = fcntl(number, F_DUPFD_CLOEXEC, LOWEST), error = errno;
    close(number);
    if (moved >= 0 && fstat(moved, &status) == 0) {
        *file = (HlFile){.number = moved, .device = status.st_dev, .inode = status.st_ino};
        return true;
    }
    errno = error == EINVAL ? EMFILE : error; /* the limit is at or below LOWEST */
    return false;
}

bool hl_file_is_ours(const HlFile *file)
{
    struct stat status;
    return file->number >= 0 && fstat(file->number, &status) == 0 && status.st_dev == file->device && status.st_ino == file->inode;
}

void hl_file_close(HlFile *file)
{
    if (hl_file_is_ours(file))
        close(file->number);
    *file = HL_NO_FILE;
}
