"""Makes the report of a benchmark run: a Markdown text with tables, and a plot when matplotlib is installed.

Works on the document that run.py writes as JSON. A measurement with an error takes no part in any mean.
"""
import math
import sys

CATEGORIES = {"int": "scalar int", "float": "scalar float", "list": "lists", "arrays": "arrays", "calls": "calls", "objects": "objects", "generators": "generators",
              "dicts": "dictionaries", "mixed": "mixed"}
SLOWER_MARGIN = 1.03
SLOWER_LEAST_SECONDS = 1.0


def best(document, program, engine, kind):
    """The minimum over the rounds, or None when the engine did not run the program or failed."""
    measurement = document["results"][program].get(engine)
    if not measurement or measurement["error"] or not measurement[kind]:
        return None
    return min(measurement[kind])


def ratio(document, program, engine, base, kind):
    """The engine's time divided by the base's, or None."""
    one, other = best(document, program, engine, kind), best(document, program, base, kind)
    return one / other if one is not None and other else None


def geometric_mean(values):
    values = [v for v in values if v]
    return math.exp(sum(math.log(v) for v in values) / len(values)) if values else None


def mean_ratio(document, category, engine, base, kind):
    """(geometric mean, number of programs) over a category's programs that both engines ran."""
    ratios = [ratio(document, name, engine, base, kind) for name, row in document["programs"].items()
              if category in (None, row["category"])]
    ratios = [r for r in ratios if r]
    return geometric_mean(ratios), len(ratios)


def failures(document):
    """(program, engine, what happened) for each measurement that failed."""
    return [(name, engine, measurement["error"]) for name, engines in document["results"].items()
            for engine, measurement in engines.items() if measurement["error"]]


def row(cells):
    return "| " + " | ".join(cells) + " |"


def table(header, rows):
    lines = [row(header), row(["---"] + ["---:"] * (len(header) - 1))]
    return "\n".join(lines + [row(cells) for cells in rows]) + "\n"


def seconds_text(document, program, engine, kind):
    measurement = document["results"][program].get(engine)
    if measurement is None:
        return ""
    if measurement["error"]:
        return "failed"
    return f"{best(document, program, engine, kind):.4f}"


def ratio_text(value):
    return "" if value is None else f"{value:.2f}"


def ratio_pairs(document):
    """The ratios that the tables show: (engine, base, heading), as far as both were run."""
    pairs = [("hotloop", "c-O2", "hotloop / C -O2"), ("hotloop", "c-O3", "hotloop / C -O3"),
             ("hotloop", "pypy", "hotloop / PyPy"), ("hotloop", "numba", "hotloop / Numba"),
             ("cpython", "hotloop", "CPython / hotloop"), ("pypy", "c-O2", "PyPy / C -O2"),
             ("numba", "c-O2", "Numba / C -O2"), ("cpython", "c-O2", "CPython / C -O2")]
    return [pair for pair in pairs if pair[0] in document["engines"] and pair[1] in document["engines"]]


def times_table(document, kind):
    engines = list(document["engines"])
    pairs = ratio_pairs(document)[:5]
    rows = []
    for name, info in document["programs"].items():
        cells = [f"{name} ({info['category']}, {info['size']})"]
        cells += [seconds_text(document, name, engine, kind) for engine in engines]
        cells += [ratio_text(ratio(document, name, engine, base, kind)) for engine, base, _ in pairs]
        rows.append(cells)
    return table(["program (category, size)", *engines, *[heading for _, _, heading in pairs]], rows)


def means_table(document, kind):
    used = [c for c in CATEGORIES if any(row["category"] == c for row in document["programs"].values())]
    rows = []
    for category in [*used, None]:
        cells = [CATEGORIES[category] if category else "all"]
        for engine, base, _ in ratio_pairs(document):
            mean, count = mean_ratio(document, category, engine, base, kind)
            cells.append(f"{mean:.2f} ({count})" if mean else "")
        rows.append(cells)
    return table(["category", *[heading for _, _, heading in ratio_pairs(document)]], rows)


def slower_programs(document):
    """Programs that take a second or more under CPython and longer under hotloop, by more than the margin."""
    found = []
    for name in document["programs"]:
        base = best(document, name, "cpython", "whole")
        relation = ratio(document, name, "hotloop", "cpython", "whole")
        if base and base >= SLOWER_LEAST_SECONDS and relation and relation > SLOWER_MARGIN:
            found.append(f"{name} ({relation:.2f})")
    return found


def goal_line(document, text, category, base, limit):
    mean, count = mean_ratio(document, category, "hotloop", base, "steady")
    if mean is None:
        return f"* {text}: not measured\n"
    return f"* {text}: {mean:.2f} over {count} programs, {'met' if mean <= limit else 'missed'}\n"


def goals(document):
    """What hotloop is meant to reach, and what this run shows of it."""
    if "hotloop" not in document["engines"]:
        return ""
    slower = slower_programs(document)
    text = "## Goals\n\n"
    text += goal_line(document, "scalar int, at most 1.3 times C -O2", "int", "c-O2", 1.3)
    text += goal_line(document, "scalar float, at most 1.3 times C -O2", "float", "c-O2", 1.3)
    text += goal_line(document, "lists, at most 3 times C -O2", "list", "c-O2", 3.0)
    text += goal_line(document, "lists, ahead of PyPy", "list", "pypy", 1.0)
    text += "* whole process more than 3 % slower than CPython, where that takes a second or more: "
    text += (", ".join(slower) if slower else "none") + "\n\n"
    return text


def failures_section(document):
    failed = failures(document)
    if not failed:
        return "All engines printed the same results.\n\n"
    return "## Failures\n\n" + "".join(f"* {name} under {engine}: {error}\n" for name, engine, error in failed) + "\n"


def to_markdown(document):
    machine = document["machine"]
    text = "# Benchmark results\n\n"
    text += f"{document['date']}, {machine['processor']}, {machine['cores']} cores, {machine['system']}. "
    text += f"{document['rounds']} rounds, size {document['size']}, load average {document['load_before']:.1f} before "
    text += f"and {document['load_after']:.1f} after. Times in seconds, minimum over the rounds. "
    text += "Whole processes by the clock on the wall; first runs and the steady state by "
    text += ("the clock on the wall" if document["clock"] == "wall" else "the processor time of the process") + ".\n\n"
    text += "".join(f"* {name}: {version}\n" for name, version in document["engines"].items())
    text += "".join(f"* {name}={value}\n" for name, value in document["settings"].items()) + "\n"
    text += failures_section(document) + goals(document)
    headings = {"steady": "Steady state", "first": "First run in a process", "whole": "Whole process"}
    for kind, heading in headings.items():
        text += f"## {heading}: geometric means (number of programs)\n\n{means_table(document, kind)}\n"
    for kind, heading in headings.items():
        text += f"## {heading}\n\n{times_table(document, kind)}\n"
    return text


def plot(document, prefix):
    """Steady-state time of each program relative to C -O2, one mark per engine."""
    if "c-O2" not in document["engines"]:
        return
    try:
        import matplotlib
        matplotlib.use("Agg")
        from matplotlib import pyplot
    except ImportError:
        print("no plot: matplotlib is not installed", file=sys.stderr)
        return
    names = [name for name in document["programs"] if best(document, name, "c-O2", "steady")]
    if not names:
        return
    figure, axes = pyplot.subplots(figsize=(9, 1.5 + 0.22 * len(names)))
    for engine, mark in zip(document["engines"], "ox^sDv*"):
        points = [(ratio(document, name, engine, "c-O2", "steady"), y) for y, name in enumerate(names)]
        points = [point for point in points if point[0]]
        axes.plot([x for x, _ in points], [y for _, y in points], mark, label=engine, markersize=5)
    axes.set_xscale("log")
    axes.set_yticks(range(len(names)), names, fontsize=8)
    axes.invert_yaxis()
    axes.grid(True, which="major", alpha=0.4)
    axes.set_xlabel("steady-state time relative to C -O2 (left is faster)")
    axes.legend(loc="upper center", bbox_to_anchor=(0.5, 1.0), ncol=7, fontsize=8, frameon=True)
    figure.tight_layout()
    figure.savefig(prefix + ".svg")
    figure.savefig(prefix + ".png", dpi=120)
