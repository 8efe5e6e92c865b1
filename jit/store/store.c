/* Entries of the code store: finding, reading, writing. */
#include "store.h"
#include "trim.h"
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#define XXH_INLINE_ALL
#include <xxhash.h>

enum { DIGITS = 32, NAME_SIZE = DIGITS + sizeof HL_STORE_SUFFIX };

/* An entry: this, then the identity, the IR text and the object, without anything between. */
typedef struct Header {
    char magic[8];
    uint64_t sizes[3];
    XXH128_canonical_t checksum; /* of the sizes and of all that follows */
} Header;

static const char magic[8] = "hlcode1";

static void to_digits(XXH128_hash_t hash, char digits[DIGITS + 1])
{
    snprintf(digits, DIGITS + 1, "%016llx%016llx", (unsigned long long)hash.high64, (unsigned long long)hash.low64);
}

/* --- the directory --- */

static bool is_ours(int file, mode_t type)
{
    struct stat status;
    return fstat(file, &status) == 0 && (status.st_mode & S_IFMT) == type && status.st_uid == geteuid() && !(status.st_mode & (S_IWGRP | S_IWOTH));
}

/* -1: there is none that can be trusted. */
static int open_directory(const char *path)
{
    int directory = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (directory >= 0 && !is_ours(directory, S_IFDIR)) {
        close(directory);
        return -1;
    }
    return directory;
}

/* All missing directories of the path, for the user alone. */
static void make_directories(const char *path)
{
    char *part = strdup(path);
    for (char *slash = part ? strchr(part + 1, '/') : NULL; slash; slash = strchr(slash + 1, '/')) {
        *slash = 0;
        mkdir(part, 0700);
        *slash = '/';
    }
    mkdir(path, 0700);
    free(part);
}

static void entry_name(const HlStoreKey *key, char name[NAME_SIZE])
{
    XXH3_state_t state;
    char digits[DIGITS + 1];
    XXH3_128bits_reset(&state);
    XXH3_128bits_update(&state, key->identity, strlen(key->identity) + 1);
    XXH3_128bits_update(&state, key->text, key->length);
    to_digits(XXH3_128bits_digest(&state), digits);
    snprintf(name, NAME_SIZE, "%s%s", digits, HL_STORE_SUFFIX);
}

/* --- reading --- */

static char *read_file(int file, size_t *size)
{
    struct stat status;
    if (fstat(file, &status) < 0 || status.st_size > HL_STORE_ENTRY_LIMIT)
        return NULL;
    size_t length = (size_t)status.st_size, done = 0;
    char *bytes = malloc(length + 1);
    while (bytes && done < length) {
        ssize_t got = read(file, bytes + done, length - done);
        if (got <= 0 && errno != EINTR)
            break;
        done += got > 0 ? (size_t)got : 0;
    }
    if (bytes && done < length) {
        free(bytes);
        return NULL;
    }
    *size = length;
    return bytes;
}

static XXH128_hash_t checksum(const uint64_t sizes[3], const char *bytes, size_t length)
{
    XXH3_state_t state;
    XXH3_128bits_reset(&state);
    XXH3_128bits_update(&state, sizes, 3 * sizeof *sizes);
    XXH3_128bits_update(&state, bytes, length);
    return XXH3_128bits_digest(&state);
}

static bool is_sound(const char *bytes, size_t length)
{
    const Header *header = (const Header *)bytes;
    if (length < sizeof *header || memcmp(header->magic, magic, sizeof magic) != 0)
        return false;
    uint64_t left = length - sizeof *header;
    for (int i = 0; i < 3; i++) {
        if (header->sizes[i] > left)
            return false;
        left -= header->sizes[i];
    }
    XXH128_hash_t found = checksum(header->sizes, bytes + sizeof *header, length - sizeof *header);
    return left == 0 && header->sizes[2] > 0 && XXH128_isEqual(found, XXH128_hashFromCanonical(&header->checksum));
}

static bool belongs_to(const char *bytes, const HlStoreKey *key)
{
    const Header *header = (const Header *)bytes;
    const char *identity = bytes + sizeof *header, *text = identity + header->sizes[0];
    return header->sizes[0] == strlen(key->identity) && memcmp(identity, key->identity, header->sizes[0]) == 0 && header->sizes[1] == key->length &&
           memcmp(text, key->text, key->length) == 0;
}

static bool take_object(const char *bytes, HlBytes *object)
{
    const Header *header = (const Header *)bytes;
    object->size = header->sizes[2];
    object->bytes = malloc(object->size + 1);
    if (!object->bytes)
        return false;
    memcpy(object->bytes, bytes + sizeof *header + header->sizes[0] + header->sizes[1], object->size);
    object->bytes[object->size] = 0;
    return true;
}

bool hl_store_find(const char *path, const HlStoreKey *key, HlBytes *object)
{
    char name[NAME_SIZE];
    int directory = open_directory(path);
    if (directory < 0)
        return false;
    entry_name(key, name);
    int file = openat(directory, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    size_t length = 0;
    char *bytes = file >= 0 && is_ours(file, S_IFREG) ? read_file(file, &length) : NULL;
    bool found = bytes && is_sound(bytes, length) && belongs_to(bytes, key) && take_object(bytes, object);
    if (found)
        futimens(file, NULL); /* used: trimming goes by this time */
    free(bytes);
    if (file >= 0)
        close(file);
    close(directory);
    return found;
}

/* --- writing --- */

static bool write_all(int file, const void *bytes, size_t size)
{
    for (const char *at = bytes; size > 0;) {
        ssize_t done = write(file, at, size);
        if (done <= 0 && errno != EINTR)
            return false;
        at += done > 0 ? done : 0;
        size -= done > 0 ? (size_t)done : 0;
    }
    return true;
}

static bool write_entry(int file, const HlStoreKey *key, const HlBytes *object)
{
    Header header = {.sizes = {strlen(key->identity), key->length, object->size}};
    size_t length = header.sizes[0] + header.sizes[1] + header.sizes[2];
    char *bytes = malloc(length);
    if (!bytes)
        return false;
    memcpy(header.magic, magic, sizeof magic);
    memcpy(bytes, key->identity, header.sizes[0]);
    memcpy(bytes + header.sizes[0], key->text, key->length);
    memcpy(bytes + header.sizes[0] + key->length, object->bytes, object->size);
    XXH128_canonicalFromHash(&header.checksum, checksum(header.sizes, bytes, length));
    bool done = write_all(file, &header, sizeof header) && write_all(file, bytes, length);
    free(bytes);
    return done;
}

/* Readers see whole entries only: written under another name, then renamed. */
static void add_entry(int directory, const HlStoreKey *key, const HlBytes *object)
{
    char name[NAME_SIZE], draft[64];
    entry_name(key, name);
    snprintf(draft, sizeof draft, "draft-%ld%s", (long)getpid(), HL_STORE_SUFFIX);
    int file = openat(directory, draft, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (file < 0) {
        unlinkat(directory, draft, 0); /* of a process of this number that died */
        return;
    }
    bool done = write_entry(file, key, object);
    if (close(file) < 0 || !done || renameat(directory, draft, directory, name) < 0)
        unlinkat(directory, draft, 0);
}

void hl_store_keep(const char *path, const HlStoreKey *key, const HlBytes *object, uint64_t limit)
{
    if (key->length + object->size > HL_STORE_ENTRY_LIMIT / 2 || limit == 0)
        return;
    int directory = open_directory(path);
    if (directory < 0 && errno == ENOENT) {
        make_directories(path);
        directory = open_directory(path);
    }
    if (directory < 0)
        return;
    add_entry(directory, key, object);
    hl_store_trim(directory, limit);
    close(directory);
}

bool hl_store_fingerprint(const char *path, char digits[DIGITS + 1])
{
    size_t size = 0;
    int file = open(path, O_RDONLY | O_CLOEXEC);
    char *bytes = file >= 0 ? read_file(file, &size) : NULL;
    if (bytes)
        to_digits(XXH3_128bits(bytes, size), digits);
    free(bytes);
    if (file >= 0)
        close(file);
    return bytes != NULL;
}
