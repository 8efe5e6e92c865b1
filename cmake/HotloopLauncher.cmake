# The launcher: the program hotloop-launcher in the package, with a link build/hotloop to it, and hotloop-start.so, which it loads into Python.

set(launcher_definitions HL_PYTHON_PATH="${HL_PYTHON}" HL_PYTHON_VERSION="${HL_PYTHON_VERSION}")

# A sanitizer's own library must be loaded before ours.
set(preload_first "")
foreach(kind address undefined)
  if(HL_SANITIZE MATCHES ${kind})
    string(SUBSTRING ${kind} 0 1 letter)
    string(REPLACE "u" "ub" letter "${letter}")
    execute_process(COMMAND "${CMAKE_C_COMPILER}" "-print-file-name=lib${letter}san.so" OUTPUT_VARIABLE library OUTPUT_STRIP_TRAILING_WHITESPACE)
    string(APPEND preload_first "${library}:")
  endif()
endforeach()

add_executable(hotloop-launcher src/launcher/launch.c src/launcher/help.c src/options.c)
target_compile_definitions(hotloop-launcher PRIVATE ${launcher_definitions} HL_PRELOAD_FIRST="${preload_first}")
target_link_libraries(hotloop-launcher PRIVATE m)
set_target_properties(hotloop-launcher PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${HL_NATIVE_DIR}")

add_library(hotloop-start MODULE src/launcher/start.c)
target_include_directories(hotloop-start SYSTEM PRIVATE ${HL_PYTHON_INCLUDES})
target_link_libraries(hotloop-start PRIVATE ${CMAKE_DL_LIBS})
set_target_properties(hotloop-start PROPERTIES PREFIX "" SUFFIX ".so" LIBRARY_OUTPUT_DIRECTORY "${HL_NATIVE_DIR}")

file(CREATE_LINK "lib/hotloop/hotloop-launcher" "${CMAKE_BINARY_DIR}/hotloop" SYMBOLIC)
