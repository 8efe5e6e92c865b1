/* The allocators as the extension module calls them: the linker gives its calls of `name` to __wrap_name (cmake/HotloopStress.cmake), which fail when a stress switch
 * says so. What CPython and libraries allocate for themselves is not touched. */
#include "stress.h"

#include "../src/cpython/cpython.h"
#include <errno.h>
#include <sys/mman.h>

static bool fails(void)
{
    if (!hl_stress_allocation_fails())
        return false;
    errno = ENOMEM;
    return true;
}

/* HL_ALLOCATOR(name, result on failure, (parameters), (arguments)) */
#define HL_ALLOCATORS                                                                                               \
    HL_ALLOCATOR(void *, malloc, NULL, (size_t size), (size))                                                       \
    HL_ALLOCATOR(void *, calloc, NULL, (size_t count, size_t size), (count, size))                                  \
    HL_ALLOCATOR(void *, realloc, NULL, (void *old, size_t size), (old, size))                                      \
    HL_ALLOCATOR(char *, strdup, NULL, (const char *text), (text))                                                  \
    HL_ALLOCATOR(void *, PyMem_Malloc, NULL, (size_t size), (size))                                                 \
    HL_ALLOCATOR(void *, PyMem_Calloc, NULL, (size_t count, size_t size), (count, size))                            \
    HL_ALLOCATOR(void *, PyMem_Realloc, NULL, (void *old, size_t size), (old, size))                                \
    HL_ALLOCATOR(void *, PyMem_RawMalloc, NULL, (size_t size), (size))                                              \
    HL_ALLOCATOR(void *, mmap, MAP_FAILED, (void *at, size_t size, int protection, int flags, int file, off_t from), (at, size, protection, flags, file, from)) \
    HL_ALLOCATOR(int, memfd_create, -1, (const char *name, unsigned flags), (name, flags))

#define HL_ALLOCATOR(type, name, failure, parameters, arguments) \
    type __real_##name parameters;                               \
    type __wrap_##name parameters;                               \
    type __wrap_##name parameters                                \
    {                                                            \
        return fails() ? failure : __real_##name arguments;      \
    }
HL_ALLOCATORS
#undef HL_ALLOCATOR
