/* hotloop-start.so: switches hotloop on inside a Python interpreter that the launcher has just started, before the program begins.
 *
 * The dynamic linker loads it first (LD_PRELOAD), and it takes the place of __libc_start_main, which every program calls first, to put a main of ours in
 * front. That main does what Python's own does, with hotloop's import between the interpreter's initialisation and the program's run. Nothing of
 * this can be seen by the program: no frame, no changed sys.argv or sys.path, no environment variable; its child processes are plain Python.
 * A process that is no Python (a shell script that starts Python, say) is left alone, and keeps the environment for the one that follows.
 */
#define PY_SSIZE_T_CLEAN
#include <Python.h>

#include "launch.h"

#include <dlfcn.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Python's functions are there or not, depending on the process. */
#pragma weak Py_Version
#pragma weak Py_GetVersion
#pragma weak Py_PreInitializeFromBytesArgs
#pragma weak PyPreConfig_InitPythonConfig
#pragma weak PyConfig_InitPythonConfig
#pragma weak PyConfig_SetBytesArgv
#pragma weak PyConfig_Clear
#pragma weak Py_InitializeFromConfig
#pragma weak Py_ExitStatusException
#pragma weak PyStatus_Exception
#pragma weak PyStatus_IsExit
#pragma weak Py_RunMain
#pragma weak PySys_GetObject
#pragma weak PyList_Insert
#pragma weak PySequence_Index
#pragma weak PySequence_DelItem
#pragma weak PyDict_DelItem
#pragma weak PyUnicode_DecodeFSDefault
#pragma weak PyUnicode_AsUTF8
#pragma weak PyImport_ImportModule
#pragma weak PyObject_CallMethod
#pragma weak PyObject_Str
#pragma weak PyErr_Fetch
#pragma weak PyErr_Restore
#pragma weak PyErr_Clear
#pragma weak PyErr_NormalizeException
#pragma weak _Py_Dealloc
#ifdef Py_DEBUG
#pragma weak _Py_NegativeRefcount
#pragma weak _Py_RefTotal
#endif

typedef int Main(int, char **, char **);
typedef int StartMain(Main *, int, char **, Main *, void (*)(void), void (*)(void), void *);

static Main *real_main;

/* --- the environment --- */

/* The launcher's message, malloc'd; the environment becomes what it was before the launcher. */
static char *take_message(void)
{
    const char *message = getenv(HL_START_MESSAGE), *before = getenv(HL_START_PRELOAD);
    char *copy = message == NULL ? NULL : strdup(message);
    if (before != NULL)
        setenv("LD_PRELOAD", before, 1);
    else
        unsetenv("LD_PRELOAD");
    unsetenv(HL_START_PRELOAD);
    unsetenv(HL_START_MESSAGE);
    return copy;
}

/* --- hotloop --- */

/* Says why hotloop is off. Clears the exception. */
static void complain(void)
{
    PyObject *type, *value, *traceback;
    PyErr_Fetch(&type, &value, &traceback);
    PyErr_NormalizeException(&type, &value, &traceback);
    PyObject *text = value == NULL ? NULL : PyObject_Str(value);
    const char *words = text == NULL ? NULL : PyUnicode_AsUTF8(text);
    fprintf(stderr, "hotloop: %s; the program runs without hotloop\n", words == NULL ? "can't be imported" : words);
    Py_XDECREF(text);
    Py_XDECREF(type);
    Py_XDECREF(value);
    Py_XDECREF(traceback);
    PyErr_Clear();
}

/* Takes `directory` out of sys.path again, and out of the importers' cache: the first place where it stands is ours. */
static void forget_directory(PyObject *directory)
{
    PyObject *path = PySys_GetObject("path"), *cache = PySys_GetObject("path_importer_cache");
    Py_ssize_t index = path == NULL ? -1 : PySequence_Index(path, directory);
    if (index >= 0)
        PySequence_DelItem(path, index);
    if (cache != NULL && PyDict_Check(cache))
        PyDict_DelItem(cache, directory);
    PyErr_Clear();
}

/* Imports the package from `directory`. NULL: an exception is set. */
static PyObject *import_package(PyObject *directory)
{
    PyObject *path = PySys_GetObject("path"); /* borrowed */
    if (path == NULL || !PyList_Check(path) || PyList_Insert(path, 0, directory) < 0)
        return NULL;
    PyObject *package = PyImport_ImportModule("hotloop");
    PyObject *type, *value, *traceback;
    PyErr_Fetch(&type, &value, &traceback);
    forget_directory(directory);
    PyErr_Restore(type, value, traceback);
    return package;
}

/* `message`: the package's directory, then options, as launch.c wrote it. */
static void start_hotloop(char *message)
{
    char *options = strchr(message, '\n');
    if (options != NULL)
        *options++ = '\0';
    char *slash = strrchr(message, '/');
    if (slash != NULL)
        *slash = '\0'; /* the package's parent */
    PyObject *directory = PyUnicode_DecodeFSDefault(message);
    PyObject *package = directory == NULL ? NULL : import_package(directory);
    PyObject *result = package == NULL ? NULL : PyObject_CallMethod(package, "_start", "y", options == NULL ? "" : options);
    if (result == NULL)
        complain();
    Py_XDECREF(result);
    Py_XDECREF(package);
    Py_XDECREF(directory);
}

/* --- main --- */

static PyStatus initialise(int count, char **words)
{
    PyPreConfig before;
    PyPreConfig_InitPythonConfig(&before);
    PyStatus status = Py_PreInitializeFromBytesArgs(&before, count, words);
    if (PyStatus_Exception(status))
        return status;
    PyConfig config;
    PyConfig_InitPythonConfig(&config);
    status = PyConfig_SetBytesArgv(&config, count, words);
    if (!PyStatus_Exception(status))
        status = Py_InitializeFromConfig(&config);
    PyConfig_Clear(&config);
    return status;
}

/* PyConfig and much else differ between minor versions. The version is a variable since 3.11. */
static bool is_our_python(void)
{
    return &Py_Version != NULL && Py_Version >> 16 == PY_VERSION_HEX >> 16;
}

static int start_main(int count, char **words, char **environment)
{
    if (Py_GetVersion == NULL)
        return real_main(count, words, environment);
    if (!is_our_python()) {
        fprintf(stderr, "hotloop: it was built for Python " PY_VERSION " and this is %.20s; the program runs without hotloop\n", Py_GetVersion());
        free(take_message());
        return real_main(count, words, environment);
    }
    char *message = take_message();
    PyStatus status = initialise(count, words);
    if (PyStatus_IsExit(status))
        return status.exitcode;
    if (PyStatus_Exception(status))
        Py_ExitStatusException(status);
    if (message != NULL)
        start_hotloop(message);
    free(message);
    return Py_RunMain();
}

__attribute__((visibility("default"))) int __libc_start_main(Main *main, int count, char **words, Main *init, void (*finish)(void), void (*linker_finish)(void),
                                                             void *stack_end)
{
    StartMain *next = (StartMain *)dlsym(RTLD_NEXT, "__libc_start_main");
    real_main = main;
    return next(start_main, count, words, init, finish, linker_finish, stack_end);
}
