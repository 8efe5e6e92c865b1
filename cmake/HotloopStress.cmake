# The extension module's own calls of the allocators go through jit/stress_memory.c, which has a function for each of these.
foreach(allocator malloc calloc realloc strdup PyMem_Malloc PyMem_Calloc PyMem_Realloc PyMem_RawMalloc mmap memfd_create)
  target_link_options(_hotloop PRIVATE "-Wl,--wrap=${allocator}")
endforeach()
