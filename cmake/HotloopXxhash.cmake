# Finds xxHash's header: the code store's checksums and names. It is used as a header only, so nothing of it is needed at run time. Sets HL_XXHASH_INCLUDE.

find_path(HL_XXHASH_INCLUDE xxhash.h)
if(NOT HL_XXHASH_INCLUDE)
  message(FATAL_ERROR "hotloop needs the header of xxHash (Debian: libxxhash-dev). Elsewhere: -DHL_XXHASH_INCLUDE=directory")
endif()
