"""The code store: what one run has compiled, the next one finds; and whatever is wrong with the store, the program runs as without it."""

import os
import re

import pytest

LOOP = "t = 0\nfor i in range(5000):\n    t += i * %d\nprint(t)\n"


@pytest.fixture
def store(tmp_path):
    return tmp_path / "store"


@pytest.fixture
def compiled(build, store):
    """compiled(factor=3, *options, **environment) -> for each compile of the run, whether the code store had it."""

    def check(factor=3, *options, **environment):
        text = LOOP % factor
        result = build.run(["--threshold=20", "--sync", "--log", *options, "-c", text], env={"HOTLOOP_CODE_STORE": str(store), **environment})
        assert (result.code, result.out) == (0, "%d\n" % sum(i * factor for i in range(5000)))
        lines = re.findall(r"compiled: .*", result.err)
        assert lines, result.err
        return [line.endswith("from the code store") for line in lines]

    return check


def entries(directory):
    return sorted(directory.glob("*.hlcode"))


def test_second_run_finds_the_code(compiled, store):
    assert not any(compiled())
    assert entries(store)
    assert all(compiled())
    assert not any(compiled(4))


def test_only_the_user_may_read_it(compiled, store):
    compiled()
    assert store.stat().st_mode & 0o777 == 0o700
    assert all(path.stat().st_mode & 0o777 == 0o600 for path in entries(store))


def test_other_options_make_other_code(compiled):
    compiled()
    assert not any(compiled(3, "--optimize=1"))
    assert all(compiled(3, "--optimize=1"))


@pytest.mark.parametrize("keep", [0, 8, 50, 0.5, -1])
def test_shortened_entries_are_ignored(compiled, store, keep):
    compiled()
    for path in entries(store):
        data = path.read_bytes()
        path.write_bytes(data[: int(len(data) * keep) if isinstance(keep, float) else keep])
    assert not any(compiled())
    assert all(compiled())


def test_damaged_entries_are_ignored(compiled, store):
    """A changed bit anywhere: in the sizes, the checksum, the text, the object."""
    compiled()
    (path,) = entries(store)
    data = path.read_bytes()
    for at in [0, 8, 15, 24, 33, 48, 60, len(data) // 2, len(data) - 1]:
        path.write_bytes(data[:at] + bytes([data[at] ^ 0x10]) + data[at + 1 :])
        assert not any(compiled()), at
        assert path.read_bytes() == data


def test_an_entry_under_a_wrong_name_is_ignored(compiled, store):
    compiled(3)
    (first,) = entries(store)
    data = first.read_bytes()
    first.unlink()
    compiled(4)
    (second,) = entries(store)
    second.write_bytes(data)
    assert not any(compiled(4))


def test_a_directory_that_others_may_write_is_not_used(compiled, store):
    compiled()
    store.chmod(0o777)
    assert not any(compiled())
    store.chmod(0o700)
    assert all(compiled())


def test_links_and_other_files_are_ignored(compiled, store, tmp_path):
    compiled()
    (path,) = entries(store)
    moved = tmp_path / "elsewhere"
    path.rename(moved)
    path.symlink_to(moved)
    assert not any(compiled())
    path.unlink()
    os.mkfifo(path)
    assert not any(compiled())
    path.unlink(missing_ok=True)
    path.mkdir()
    assert not any(compiled())


@pytest.mark.parametrize("place", ["file", "/dev/null/x", "relative", "/proc/x", "/" + "long/" * 300])
def test_impossible_places(compiled, store, tmp_path, place):
    store.write_text("not a directory")
    assert not any(compiled(HOTLOOP_CODE_STORE=str(store) if place == "file" else place))
    assert not (tmp_path / "relative").exists()


def test_usual_place(build, tmp_path):
    def run(**environment):
        return build.run(["--threshold=20", "--sync", "--log", "-c", LOOP % 3], env=environment).err

    for variable, directory in ("XDG_CACHE_HOME", tmp_path / "caches"), ("HOME", tmp_path / "home"):
        others = {"XDG_CACHE_HOME": None, "HOME": None}
        assert "from the code store" not in run(**{**others, variable: str(directory)})
        assert "from the code store" in run(**{**others, variable: str(directory)})
    assert entries(tmp_path / "caches" / "hotloop") and entries(tmp_path / "home" / ".cache" / "hotloop")
    assert "compiled" in run(XDG_CACHE_HOME=None, HOME=None)


def test_size_is_limited(build, store):
    """The last entries stay."""
    program = "import sys\nfor k in range(80):\n    space = {}\n    exec('def f(n):\\n    t = 0\\n    for i in range(n):\\n        t += i * %d\\n    return t' % k, space)\n    space['f'](100)\n"
    options = ["--threshold=20", "--sync", "--code-store-size=100000"]
    assert build.run([*options, "-c", program], env={"HOTLOOP_CODE_STORE": str(store)}).code == 0
    sizes = [path.stat().st_blocks * 512 for path in entries(store)]
    assert 0 < len(sizes) < 70
    assert sum(sizes) < 100000 + 32 * max(sizes)


def test_none(compiled, store):
    assert not any(compiled(3, "--code-store-size=0"))
    assert not store.exists()


def test_texts_are_compiled(compiled):
    """A dump of machine code needs the compiler."""
    compiled()
    assert not any(compiled(3, "--dump=m"))
