"""Runs the benchmark programs side by side under several engines and writes a report.

    python3.11 benchmarks/run.py                         every program, every engine that is installed
    python3.11 benchmarks/run.py --only nbody,lu --rounds 1
    python3.11 benchmarks/run.py --against cpython,c-O2 --size small

In each round each engine runs each program twice: once in a process of its own (the whole-process time, start and
compiling included), and repeatedly in one process (the first run and the steady state). Rounds are interleaved, so
that a disturbance of the machine meets all engines, and the minimum over the rounds counts. All engines must print
what CPython prints; an engine that fails or prints something else is reported and left out of the means.
"""
import argparse
import datetime
import json
import os
import platform
import subprocess
import sys
import tomllib
from dataclasses import asdict, dataclass, field
from pathlib import Path

import report
from engines import HERE, Failure, all_engines


@dataclass
class Program:
    name: str
    category: str
    size: int
    small: int
    twins: list
    script: bool = False
    modules: list = field(default_factory=list)

    @property
    def path(self):
        return HERE / "programs" / f"{self.name}.py"


@dataclass
class Measurement:
    """What is known of one program under one engine: seconds, one item per round."""
    whole: list = field(default_factory=list)
    first: list = field(default_factory=list)
    steady: list = field(default_factory=list)
    result: str = None
    error: str = None


def load_programs():
    with open(HERE / "programs.toml", "rb") as file:
        table = tomllib.load(file)
    return [Program(name, category, **row) for category, rows in table.items() for name, row in rows.items()]


def parse_arguments():
    root = HERE.parent
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", metavar="NAMES", help="programs or categories, separated by commas")
    parser.add_argument("--against", metavar="ENGINES", help="engines, separated by commas: cpython, hotloop, "
                        "hotloop-off, pypy, numba, c-O2, c-O3 (default: all that are installed but hotloop-off)")
    parser.add_argument("--rounds", type=int, default=3, help="rounds (default 3)")
    parser.add_argument("--size", default="default", help="default, small, or a number")
    parser.add_argument("--budget", type=float, default=4.0, metavar="SECONDS",
                        help="after which the repeated runs in one process end (default 4)")
    parser.add_argument("--clock", choices=("wall", "cpu"), default="wall", help="what first runs and the steady state are measured "
                        "by; cpu is for machines that are busy with other work (default wall)")
    parser.add_argument("--timeout", type=float, default=120.0, metavar="SECONDS", help="per process (default 120)")
    parser.add_argument("--hotloop", default=str(root / "build" / "hotloop"), metavar="PATH")
    parser.add_argument("--python", metavar="PATH", help="CPython (default: the one hotloop was built for)")
    parser.add_argument("--pypy", default="pypy3", metavar="PATH")
    parser.add_argument("--numba", metavar="PATH", help="a Python with Numba")
    parser.add_argument("--install-numba", action="store_true",
                        help="make a virtual environment with Numba in the build directory")
    parser.add_argument("--cc", default="gcc", metavar="PATH", help="C compiler of the twins (default gcc)")
    parser.add_argument("--build", default=str(root / "build" / "benchmarks"), metavar="DIRECTORY")
    parser.add_argument("--output", default=str(HERE / "results" / "latest"), metavar="PREFIX",
                        help="where the report goes: PREFIX.json, .md, .svg, .png")
    parser.add_argument("--from", dest="source", metavar="FILE", help="only write the report of an earlier .json")
    return parser.parse_args()


def interpreter_of_hotloop(hotloop):
    """The Python that the launcher runs, so that CPython is measured with the same build of it."""
    try:
        answer = subprocess.run([hotloop, "--jit=off", "-c", "import sys; print(sys.executable)"], text=True,
                                capture_output=True, timeout=60, check=True).stdout.strip()
    except (OSError, subprocess.SubprocessError):
        return None
    return answer if os.access(answer, os.X_OK) and Path(answer).name != "hotloop" else None


def prepare(options):
    if options.install_numba:
        environment = Path(options.build) / "numba"
        subprocess.run([sys.executable, "-m", "venv", environment], check=True)
        subprocess.run([environment / "bin" / "pip", "install", "--quiet", "numba"], check=True)
        options.numba = str(environment / "bin" / "python")
    if not options.numba:
        made_before = Path(options.build) / "numba" / "bin" / "python"
        options.numba = str(made_before) if made_before.exists() else sys.executable
    if not options.python:
        options.python = interpreter_of_hotloop(options.hotloop) or sys.executable


def choose_engines(options):
    engines = all_engines(options)
    names = options.against.split(",") if options.against else [name for name in engines if name != "hotloop-off"]
    unknown = [name for name in names if name not in engines]
    if unknown:
        sys.exit(f"run.py: unknown engine: {', '.join(unknown)} (known: {', '.join(engines)})")
    chosen = [engines[name] for name in engines if name in names]
    missing = [engine.name for engine in chosen if not engine.available()]
    if missing:
        print(f"not installed, left out: {', '.join(missing)}", file=sys.stderr)
        if options.against:
            sys.exit("run.py: an engine that was asked for is missing")
    return [engine for engine in chosen if engine.name not in missing]


def choose_programs(options):
    programs = load_programs()
    if not options.only:
        return programs
    wanted = options.only.split(",")
    unknown = [name for name in wanted if name not in {p.name for p in programs} | {p.category for p in programs}]
    if unknown:
        sys.exit(f"run.py: unknown program or category: {', '.join(unknown)}")
    return [p for p in programs if p.name in wanted or p.category in wanted]


def size_of(program, options):
    if options.size == "default":
        return program.size
    if options.size == "small":
        return program.small
    return int(options.size)


def measure_once(engine, program, size, measurement):
    """One round of one program under one engine. A failure is kept, and ends further rounds of the pair."""
    try:
        result, seconds = engine.whole(program, size)
        measurement.whole.append(seconds)
        measurement.result = measurement.result or result
        repeated_result, runs = engine.repeated(program, size)
        measurement.first.append(runs[0])
        measurement.steady.append(min(runs))
        for text in (result, repeated_result):
            if text != measurement.result:
                raise Failure(f"results differ from run to run: {measurement.result} and {text}")
    except Failure as failure:
        measurement.error = str(failure)


def check_results(measurements):
    """Compares each engine's result with CPython's, or with the first engine's that has one."""
    reference = next((m.result for m in measurements.values() if m.result and not m.error), None)
    for measurement in measurements.values():
        if measurement.error is None and measurement.result != reference:
            measurement.error = f"wrong result: {measurement.result} instead of {reference}"


def describe_machine():
    model = platform.processor() or platform.machine()
    if os.path.exists("/proc/cpuinfo"):
        with open("/proc/cpuinfo") as file:
            model = next((line.split(":", 1)[1].strip() for line in file if line.startswith("model name")), model)
    return {"processor": model, "cores": os.cpu_count(), "system": platform.platform()}


def run_all(options, programs, engines):
    results = {p.name: {e.name: Measurement() for e in engines if e.has(p)} for p in programs}
    document = {
        "date": datetime.datetime.now().isoformat(timespec="seconds"),
        "machine": describe_machine(),
        "engines": {engine.name: engine.versions() for engine in engines},
        "settings": {name: value for name, value in os.environ.items() if name.startswith("HOTLOOP")},
        "size": options.size,
        "clock": options.clock,
        "rounds": 0,
        "load_before": os.getloadavg()[0],
        "programs": {p.name: {"category": p.category, "size": size_of(p, options)} for p in programs},
    }
    for round_number in range(1, options.rounds + 1):
        for position, program in enumerate(programs, 1):
            print(f"round {round_number}/{options.rounds}, {position}/{len(programs)} {program.name}:",
                  end="", file=sys.stderr, flush=True)
            for engine in engines:
                measurement = results[program.name].get(engine.name)
                if measurement is None or measurement.error:
                    continue
                measure_once(engine, program, size_of(program, options), measurement)
                shown = measurement.error or f"{measurement.steady[-1]:.4g}"
                print(f" {engine.name} {shown}", end="", file=sys.stderr, flush=True)
            print(file=sys.stderr)
        document["rounds"] = round_number
        finish_round(options, document, results)
    return document


def finish_round(options, document, results):
    """Writes what is known so far, so that an interrupted run leaves its finished rounds."""
    for measurements in results.values():
        check_results(measurements)
    document["load_after"] = os.getloadavg()[0]
    document["results"] = {name: {engine: asdict(m) for engine, m in measurements.items()}
                           for name, measurements in results.items()}
    with open(options.output + ".json", "w") as file:
        json.dump(document, file, indent=1)


def main():
    options = parse_arguments()
    if options.size not in ("default", "small") and not options.size.isdigit():
        sys.exit(f"run.py: unknown size: {options.size}")
    if options.source:
        with open(options.source) as file:
            document = json.load(file)
    else:
        programs = choose_programs(options)
        prepare(options)
        engines = choose_engines(options)
        Path(options.output).parent.mkdir(parents=True, exist_ok=True)
        document = run_all(options, programs, engines)
    text = report.to_markdown(document)
    Path(options.output + ".md").write_text(text)
    print(text)
    report.plot(document, options.output)
    return 1 if report.failures(document) else 0


if __name__ == "__main__":
    sys.exit(main())
