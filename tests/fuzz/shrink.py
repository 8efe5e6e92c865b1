"""Smaller programs: what the fuzzer tries when it shrinks a program that differs."""
import ast


def smaller(source):
    """Candidates with one statement less, or a compound statement replaced by its body; large statements first."""
    tree = ast.parse(source)
    places = []
    for node in ast.walk(tree):
        for field in ("body", "orelse", "finalbody", "handlers"):
            body = getattr(node, field, None)
            if isinstance(body, list):
                for k, statement in enumerate(body):
                    places.append((node, field, k, statement))
    places.sort(key=lambda place: -(place[3].end_lineno - place[3].lineno))
    bodies = [(node, field) for node, field, k, _ in places if k == 0]
    for parts in (2, 4):
        for node, field in bodies:
            body = getattr(node, field)
            size = (len(body) + parts - 1) // parts
            for start in range(0, len(body) if len(body) > 3 else 0, size):
                yield from changed_text(tree, node, field, body[:start] + body[start + size:])
    for node, field, k, statement in places:
        body = getattr(node, field)
        fillers = [[]]
        if isinstance(getattr(statement, "body", None), list) and not isinstance(statement, (ast.FunctionDef, ast.ClassDef, ast.ExceptHandler)):
            fillers.append(statement.body)
        for filler in fillers:
            changed = body[:k] + filler + body[k + 1:]
            if not changed and field == "body" and not isinstance(node, ast.Module):
                changed = [ast.Pass()]
                if isinstance(statement, ast.Pass):
                    continue
            yield from changed_text(tree, node, field, changed)


def changed_text(tree, node, field, body):
    """The text of the tree with another body in one place, if that is a program."""
    kept = getattr(node, field)
    setattr(node, field, body)
    try:
        text = ast.unparse(ast.fix_missing_locations(tree))
        compile(text, "", "exec")
        yield text
    except (SyntaxError, ValueError, AttributeError):
        pass
    finally:
        setattr(node, field, kept)
