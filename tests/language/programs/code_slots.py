"""A program's own slot in code objects: its release function is called for the code objects that the program has put something into, and for no others."""
import ctypes

api = ctypes.pythonapi
free_function = ctypes.CFUNCTYPE(None, ctypes.c_voidp)
api._PyEval_RequestCodeExtraIndex.argtypes = (free_function,)
api._PyEval_RequestCodeExtraIndex.restype = ctypes.c_ssize_t
api._PyCode_SetExtra.argtypes = (ctypes.py_object, ctypes.c_ssize_t, ctypes.c_voidp)
api._PyCode_GetExtra.argtypes = (ctypes.py_object, ctypes.c_ssize_t, ctypes.POINTER(ctypes.c_voidp))

released = []


def release(pointer):
    released.append(pointer)


callback = free_function(release)
index = api._PyEval_RequestCodeExtraIndex(callback)


def make():
    names = {}
    exec("def f(n):\n    s = 0\n    for i in range(n):\n        s += g(i)\n    return s\ndef g(k):\n    return k + 1\n", names)
    return names


def content(code):
    pointer = ctypes.c_voidp(7)
    api._PyCode_GetExtra(code, index, pointer)
    return pointer.value


def run(before, after):
    """Sets the slot of f's code before its loop is hot, and of g's code after."""
    names = make()
    if before:
        api._PyCode_SetExtra(names["f"].__code__, index, 100)
    total = names["f"](3000)
    print(content(names["f"].__code__), content(names["g"].__code__))
    if after:
        api._PyCode_SetExtra(names["g"].__code__, index, 200)
    total += names["f"](2000)
    print(content(names["f"].__code__), content(names["g"].__code__))
    names.clear()
    return total


import gc

for before in (False, True):
    for after in (False, True):
        print(run(before, after))
        gc.collect()
        print(sorted(pointer or 0 for pointer in released))
