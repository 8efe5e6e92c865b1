# Finds libgccjit, which Debian keeps in gcc's private directory. Sets HL_GCCJIT_INCLUDE and HL_GCCJIT_LIBRARY.

set(hints "")
foreach(gcc gcc gcc-12 "${CMAKE_C_COMPILER}")
  execute_process(COMMAND "${gcc}" -print-file-name=include OUTPUT_VARIABLE include ERROR_QUIET OUTPUT_STRIP_TRAILING_WHITESPACE)
  if(IS_ABSOLUTE "${include}")
    get_filename_component(directory "${include}" DIRECTORY)
    list(APPEND hints "${directory}")
  endif()
endforeach()

find_path(HL_GCCJIT_INCLUDE libgccjit.h HINTS ${hints} PATH_SUFFIXES include)
find_library(HL_GCCJIT_LIBRARY gccjit HINTS ${hints})
if(NOT HL_GCCJIT_INCLUDE OR NOT HL_GCCJIT_LIBRARY)
  message(FATAL_ERROR "hotloop needs libgccjit with its header (Debian: libgccjit-12-dev). Looked in: ${hints}\n"
                      "Elsewhere: -DHL_GCCJIT_INCLUDE=directory -DHL_GCCJIT_LIBRARY=file")
endif()
