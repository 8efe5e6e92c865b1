/* The door to CPython's internals. Only src/cpython/ includes CPython's internal headers; everybody else includes this file.
 * Owns: the private structures' names, and each operation on them that is not public API (declared below, one adapter per minor version). */
#ifndef HL_SRC_CPYTHON_H
#define HL_SRC_CPYTHON_H

#ifndef Py_BUILD_CORE_MODULE
#define Py_BUILD_CORE_MODULE 1
#endif
#define PY_SSIZE_T_CLEAN
#include <Python.h>
#if PY_VERSION_HEX < 0x030b0000 || PY_VERSION_HEX >= 0x030c0000
#error "hotloop is built for CPython 3.11"
#endif
#include <internal/pycore_frame.h>
#include <internal/pycore_code.h>
#include <internal/pycore_interp.h>
#include <internal/pycore_long.h>
#include <internal/pycore_pystate.h>
#include <opcode.h>

#endif
