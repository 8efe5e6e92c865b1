# Finds the interpreter to build for: CPython 3.11 with its development files.
# Sets HL_PYTHON (cache), HL_PYTHON_INCLUDES, HL_PYTHON_EXT_SUFFIX, HL_PYTHON_DEBUG, HL_PYTHON_VERSION.

set(hl_python_probe [=[
import os, sys, sysconfig
include = sysconfig.get_path('include')
headers = os.path.exists(os.path.join(include, 'internal', 'pycore_frame.h'))
if sys.implementation.name != 'cpython' or sys.version_info[:2] != (3, 11):
    sys.exit('it is %s %s' % (sys.implementation.name, '.'.join(map(str, sys.version_info[:3]))))
if not headers:
    sys.exit('its development files are missing (no %s/internal)' % include)
platform = sysconfig.get_path('platinclude')
print(sys.executable, include, platform, sysconfig.get_config_var('EXT_SUFFIX'),
      int(bool(sysconfig.get_config_var('Py_DEBUG'))), '%d.%d.%d' % sys.version_info[:3], sep='|', end='')
]=])

# Asks `program` what an extension module for it needs. `result` is a list, or empty with the reason in `why`.
function(hl_probe_python program result why)
  execute_process(COMMAND "${program}" -c "${hl_python_probe}" OUTPUT_VARIABLE output ERROR_VARIABLE error RESULT_VARIABLE status)
  if(status EQUAL 0)
    string(REPLACE "|" ";" output "${output}")
    set(${result} "${output}" PARENT_SCOPE)
  else()
    set(${result} "" PARENT_SCOPE)
    string(STRIP "${error}" error)
    set(${why} "${program}: ${error}" PARENT_SCOPE)
  endif()
endfunction()

if(SKBUILD AND NOT HL_PYTHON)
  set(HL_PYTHON "${Python_EXECUTABLE}") # pip's interpreter
endif()
set(HL_PYTHON "${HL_PYTHON}" CACHE FILEPATH "The Python 3.11 interpreter to build for")

if(HL_PYTHON)
  set(candidates "${HL_PYTHON}")
else()
  # An active virtual environment, then the system's Python, then the PATH.
  set(candidates "")
  if(DEFINED ENV{VIRTUAL_ENV})
    list(APPEND candidates "$ENV{VIRTUAL_ENV}/bin/python")
  endif()
  list(APPEND candidates /usr/bin/python3.11 python3.11 python3 python)
endif()

set(reasons "")
foreach(candidate IN LISTS candidates)
  hl_probe_python("${candidate}" found why)
  if(found)
    break()
  endif()
  string(APPEND reasons "\n  ${why}")
endforeach()
if(NOT found)
  message(FATAL_ERROR "hotloop needs CPython 3.11 with its development files (Debian: python3.11-dev). Tried:${reasons}\n"
                      "Choose another with -DHL_PYTHON=/path/to/python3.11")
endif()

list(GET found 0 hl_python_path)
list(GET found 1 hl_python_include)
list(GET found 2 hl_python_platform_include)
list(GET found 3 HL_PYTHON_EXT_SUFFIX)
list(GET found 4 HL_PYTHON_DEBUG)
list(GET found 5 HL_PYTHON_VERSION)
set(HL_PYTHON "${hl_python_path}" CACHE FILEPATH "The Python 3.11 interpreter to build for" FORCE)
set(HL_PYTHON_INCLUDES "${hl_python_include}" "${hl_python_platform_include}" "${hl_python_include}/internal")
list(REMOVE_DUPLICATES HL_PYTHON_INCLUDES)
message(STATUS "Python ${HL_PYTHON_VERSION}: ${HL_PYTHON}")

# Debian's debug headers are links to the release interpreter's beside a pyconfig.h of their own. gcc looks for that where a system header's link leads to,
# and would silently build for the release interpreter.
if(HL_PYTHON_DEBUG)
  add_compile_options(-fno-canonical-system-headers)
endif()
