/* The extension module hotloop._hotloop: what the Python package calls.
 *
 * Owns: the life of the JIT in a process: options from the environment, the hook switched on and off, the child after a fork, the end of the program.
 */
#include "cpython/cpython.h"

#include "../jit/compiler/client.h"
#include "../jit/pool.h"
#include "../jit/recorder/recorder.h"
#include "../jit/stress.h"
#include "arguments.h"
#include "evaluator/testing.h"
#include "hook.h"
#include "log.h"
#include "options.h"
#include "report.h"

#include <stdlib.h>
#include <unistd.h>

static pid_t main_process; /* the summary is printed by the process that loaded the module, not by its forked children */

/* --- on and off --- */

static PyObject *module_enable(PyObject *module, PyObject *unused)
{
    const char *reason;
    if (!hl_options.executor && hl_compiler_dead(&reason))
        hl_warn_once(reason);
    hl_report_start();
    if (!hl_hook_installed())
        hl_hook_install();
    hl_options.jit = 1;
    Py_RETURN_NONE;
}

static PyObject *module_disable(PyObject *module, PyObject *unused)
{
    if (hl_hook_installed())
        hl_hook_remove();
    hl_options.jit = 0;
    Py_RETURN_NONE;
}

static PyObject *module_is_enabled(PyObject *module, PyObject *unused)
{
    return PyBool_FromLong(hl_hook_installed());
}

/* --- options --- */

static PyObject *option_value(const HlOptionInfo *info)
{
    const void *value = (const char *)&hl_options + info->offset;
    switch (info->type) {
    case HL_OPTION_BOOL: return PyBool_FromLong(*(const int *)value);
    case HL_OPTION_INT: return PyLong_FromLongLong(*(const int64_t *)value);
    case HL_OPTION_REAL: return PyFloat_FromDouble(*(const double *)value);
    case HL_OPTION_TEXT:
    case HL_OPTION_PARTS: return Py_BuildValue("z", *(const char *const *)value);
    }
    Py_RETURN_NONE;
}

static PyObject *option_default(const HlOptionInfo *info)
{
    switch (info->type) {
    case HL_OPTION_BOOL: return PyBool_FromLong(info->initial != 0);
    case HL_OPTION_INT: return PyLong_FromDouble(info->initial);
    case HL_OPTION_REAL: return PyFloat_FromDouble(info->initial);
    case HL_OPTION_TEXT:
    case HL_OPTION_PARTS: break;
    }
    Py_RETURN_NONE;
}

/* The table with the values in force: a list of dictionaries. */
static PyObject *module_options(PyObject *module, PyObject *unused)
{
    PyObject *list = PyList_New(0);
    for (int i = 0; list != NULL && i < hl_option_count; i++) {
        const HlOptionInfo *info = &hl_option_info[i];
        PyObject *row = Py_BuildValue("{ss ss ss sN sN ss ss}", "name", info->field, "option", info->option, "environment", info->environment, "default",
                                      option_default(info), "value", option_value(info), "metavar", info->metavar, "help", info->help);
        if (row == NULL || PyList_Append(list, row) < 0)
            Py_CLEAR(list);
        Py_XDECREF(row);
    }
    return list;
}

static bool set_option(const char *name, const char *text)
{
    char error[256];
    const HlOptionInfo *info = hl_option_find(name, strlen(name));
    if (info == NULL) {
        PyErr_Format(PyExc_ValueError, "hotloop has no option '%s'", name);
        return false;
    }
    if (!hl_option_set(info, text, error, sizeof error)) {
        PyErr_Format(PyExc_ValueError, "%s: %s", info->option, error);
        return false;
    }
    return true;
}

/* The text of the stress switches takes effect. */
static bool apply_stress(void)
{
    char error[256];
    bool done = hl_stress_set(hl_options.stress, error, sizeof error);
    if (!done)
        PyErr_SetString(PyExc_ValueError, error);
    return done;
}

/* Numbers, bools and None as well as texts. */
static bool set_option_object(const char *name, PyObject *value)
{
    if (value == Py_None)
        return set_option(name, "");
    PyObject *text = PyBool_Check(value) ? PyUnicode_FromString(value == Py_True ? "on" : "off") : PyObject_Str(value);
    const char *bytes = text == NULL ? NULL : PyUnicode_AsUTF8(text);
    bool done = bytes != NULL && set_option(name, bytes);
    Py_XDECREF(text);
    return done;
}

static PyObject *module_set_options(PyObject *module, PyObject *options)
{
    PyObject *key, *value;
    Py_ssize_t position = 0;
    if (!PyDict_Check(options)) {
        PyErr_SetString(PyExc_TypeError, "set_options needs a dictionary");
        return NULL;
    }
    while (PyDict_Next(options, &position, &key, &value)) {
        const char *name = PyUnicode_AsUTF8(key);
        if (name == NULL || !set_option_object(name, value))
            return NULL;
        if (strcmp(name, "stress") == 0 && !apply_stress())
            return NULL;
    }
    Py_RETURN_NONE;
}

/* The table of stress switches: a list of (name, value that the name alone gives, sentence). */
static PyObject *module_stress_switches(PyObject *module, PyObject *unused)
{
    PyObject *list = PyList_New(0);
    for (int i = 0; list != NULL && i < hl_stress_count; i++) {
        const HlStressInfo *info = &hl_stress_info[i];
        PyObject *row = Py_BuildValue("(sLs)", info->name, (long long)info->given, info->doc);
        if (row == NULL || PyList_Append(list, row) < 0)
            Py_CLEAR(list);
        Py_XDECREF(row);
    }
    return list;
}

/* Takes the lines "name=value" that the launcher made from its command line, and does what they and the environment say. */
static PyObject *module_start(PyObject *module, PyObject *lines)
{
    const char *line = PyBytes_AsString(lines);
    while (line != NULL && *line != '\0') {
        size_t length = strcspn(line, "\n"), name_length = strcspn(line, "=");
        char *text = strndup(line, length);
        if (text == NULL)
            return PyErr_NoMemory();
        if (name_length < length)
            text[name_length] = '\0';
        bool done = set_option(text, name_length < length ? text + name_length + 1 : "");
        free(text);
        if (!done)
            return NULL;
        line += length + (line[length] == '\n');
    }
    if (line == NULL || !apply_stress())
        return NULL;
    return hl_options.jit ? module_enable(module, NULL) : module_disable(module, NULL);
}

/* --- reports --- */

static PyObject *module_nests(PyObject *module, PyObject *compile)
{
    int wanted = PyObject_IsTrue(compile);
    return wanted < 0 ? NULL : hl_report_nests(wanted != 0);
}

static PyObject *module_loops(PyObject *module, PyObject *unused)
{
    return hl_report_loops();
}

static PyObject *module_statistics(PyObject *module, PyObject *unused)
{
    return hl_report_statistics();
}

/* --- process --- */

static PyObject *module_set_compiler(PyObject *module, PyObject *path)
{
    PyObject *bytes;
    if (!PyUnicode_FSConverter(path, &bytes))
        return NULL;
    hl_compiler_set_path(PyBytes_AS_STRING(bytes));
    Py_DECREF(bytes);
    Py_RETURN_NONE;
}

static PyObject *module_shutdown(PyObject *module, PyObject *unused)
{
    if (hl_hook_installed())
        hl_hook_remove();
    hl_compiler_shutdown();
    Py_RETURN_NONE;
}

static PyObject *module_after_fork(PyObject *module, PyObject *unused)
{
    hl_compiler_after_fork_child();
    hl_nests_after_fork_child();
    hl_recorder_after_fork_child(PyThreadState_Get());
    hl_hook_after_fork_child();
    Py_RETURN_NONE;
}

/* The last of the program's exit functions, since the module is imported before the program starts. */
static PyObject *module_at_exit(PyObject *module, PyObject *unused)
{
    if (hl_options.stats && getpid() == main_process)
        hl_report_summary();
    return module_shutdown(module, unused);
}

static PyMethodDef methods[] = {
    {"enable", module_enable, METH_NOARGS, PyDoc_STR("Switch the JIT on.")},
    {"disable", module_disable, METH_NOARGS, PyDoc_STR("Switch the JIT off; compiled code is kept.")},
    {"is_enabled", module_is_enabled, METH_NOARGS, PyDoc_STR("True while the JIT is on.")},
    {"options", module_options, METH_NOARGS, PyDoc_STR("The table of options, with the values in force.")},
    {"set_options", module_set_options, METH_O, PyDoc_STR("Set options from a dictionary.")},
    {"stress_switches", module_stress_switches, METH_NOARGS, PyDoc_STR("The table of switches for --stress.")},
    {"start", module_start, METH_O, PyDoc_STR("Apply the launcher's options and switch the JIT on if they say so.")},
    {"nests", module_nests, METH_O, PyDoc_STR("A dictionary per nest; with True, with the texts of the compiler.")},
    {"loops", module_loops, METH_NOARGS, PyDoc_STR("A dictionary per loop that was seen.")},
    {"statistics", module_statistics, METH_NOARGS, PyDoc_STR("Totals of the run so far.")},
    {"set_compiler", module_set_compiler, METH_O, PyDoc_STR("Set the path of the compiler process's program.")},
    {"shutdown", module_shutdown, METH_NOARGS, PyDoc_STR("Switch the JIT off and end the compiler process.")},
    {"_test", (PyCFunction)(void (*)(void))hl_test, METH_VARARGS | METH_KEYWORDS, PyDoc_STR("Set the switches for tests of the eval loop.")},
    {"_after_fork", module_after_fork, METH_NOARGS, PyDoc_STR("Called in a forked child.")},
    {"_at_exit", module_at_exit, METH_NOARGS, PyDoc_STR("Called when the program ends.")},
    {NULL, NULL, 0, NULL},
};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT,
    .m_name = "hotloop._hotloop",
    .m_doc = PyDoc_STR("The tracing JIT. Use it through the package hotloop."),
    .m_size = -1, /* one JIT per process */
    .m_methods = methods,
};

/* The structures that hotloop reads are those of this Python, or importing is refused. */
static bool check_python(void)
{
    const char *version = Py_GetVersion();
    if (strncmp(version, "3.11.", 5) != 0) {
        PyErr_Format(PyExc_ImportError, "hotloop was built for CPython 3.11 and this is %.20s", version);
        return false;
    }
#ifdef Py_DEBUG
    bool built_for_debug = true;
#else
    bool built_for_debug = false;
#endif
    if ((PySys_GetObject("gettotalrefcount") != NULL) != built_for_debug) {
        PyErr_Format(PyExc_ImportError, "hotloop was built for a %s Python and this is the other kind", built_for_debug ? "debug" : "release");
        return false;
    }
    if (PyInterpreterState_Get() != PyInterpreterState_Main()) {
        PyErr_SetString(PyExc_ImportError, "hotloop works in the main interpreter only");
        return false;
    }
    return true;
}

/* Calls `module_name.function(our function)`. */
static bool give_function(PyObject *module, const char *own, const char *module_name, const char *function, const char *keyword)
{
    PyObject *callback = PyObject_GetAttrString(module, own), *other = PyImport_ImportModule(module_name);
    PyObject *target = other == NULL ? NULL : PyObject_GetAttrString(other, function);
    PyObject *arguments = callback == NULL || keyword != NULL ? PyTuple_New(0) : PyTuple_Pack(1, callback);
    PyObject *keywords = callback == NULL || keyword == NULL ? NULL : Py_BuildValue("{sO}", keyword, callback);
    PyObject *result = target == NULL || arguments == NULL || PyErr_Occurred() ? NULL : PyObject_Call(target, arguments, keywords);
    Py_XDECREF(callback);
    Py_XDECREF(other);
    Py_XDECREF(target);
    Py_XDECREF(arguments);
    Py_XDECREF(keywords);
    Py_XDECREF(result);
    return result != NULL;
}

PyMODINIT_FUNC PyInit__hotloop(void)
{
    if (!check_python())
        return NULL;
    PyObject *module = PyModule_Create(&definition);
    if (module == NULL)
        return NULL;
    if (!hl_pool_prepare() || !give_function(module, "_after_fork", "posix", "register_at_fork", "after_in_child") ||
        !give_function(module, "_at_exit", "atexit", "register", NULL) || PyModule_AddStringConstant(module, "version", HL_VERSION) < 0) {
        Py_DECREF(module);
        return NULL;
    }
    main_process = getpid();
    hl_recorder_prepare();
    hl_move_arguments_prepare();
    hl_options_from_environment(hl_warn_once);
    char error[256];
    if (!hl_stress_set(hl_options.stress, error, sizeof error))
        hl_warn_once(error);
    return module;
}
