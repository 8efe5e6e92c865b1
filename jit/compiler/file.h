/* Descriptors of hotloop in the program's process, which does with descriptors what it likes: it may have closed 0, 1 and 2, or close ours and get
 * the number again for a file of its own. So ours have high numbers, and are compared with what they were before they are used or closed.
 * Called by: the compiler client. */
#ifndef HL_JIT_COMPILER_FILE_H
#define HL_JIT_COMPILER_FILE_H

#include <stdbool.h>
#include <sys/types.h>

typedef struct HlFile {
    int number; /* -1: none */
    dev_t device;
    ino_t inode;
} HlFile;
#define HL_NO_FILE ((HlFile){.number = -1})

/* Takes over a descriptor just made (-1 passes, errno kept): close-on-exec, with a high number. False: errno says why. */
bool hl_file_adopt(HlFile *file, int number);
bool hl_file_is_ours(const HlFile *file);
void hl_file_close(HlFile *file);

#endif
