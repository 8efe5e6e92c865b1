"""except*: whole, partial and no matches, nested groups, plain exceptions, errors in handlers."""
import traceback


def run(error, *handlers):
    seen = []
    try:
        try:
            for i in range(2):
                if i:
                    raise error
        except* handlers[0] as group:
            seen.append(("first", repr(group)))
        except* handlers[1] as group:
            seen.append(("second", repr(group)))
            if len(handlers) > 2:
                raise handlers[2]
    except BaseException:
        seen.append(traceback.format_exc())
    for item in seen:
        print(item if isinstance(item, tuple) else item.replace("  ", " "))


G = ExceptionGroup
for make in (
    lambda: G("all", [ValueError(1), TypeError(2)]),
    lambda: G("some", [ValueError(1), OSError(3), G("in", [KeyError(5), ValueError(6)])]),
    lambda: G("none", [OSError(3)]),
    lambda: ValueError("plain"),
    lambda: OSError("plain other"),
    lambda: BaseExceptionGroup("base", [KeyboardInterrupt(), TypeError(2)]),
):
    run(make(), ValueError, TypeError)
    run(make(), (ValueError, KeyError), TypeError)
    run(make(), ValueError, TypeError, RuntimeError("in handler"))
run(ValueError(1), 5, TypeError)
run(ValueError(1), ExceptionGroup, TypeError)


def fall_through():
    for i in range(3):
        try:
            pass
        except* ValueError:
            print("never")
        else:
            print("else", i)
        finally:
            print("finally", i)


fall_through()
