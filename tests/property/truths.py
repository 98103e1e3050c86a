"""Conditions over yes/no fields, as trees: what they come to, and which of their operands turn them."""
YES, NO, UNKNOWN = "yes", "no", "unknown"


def grow(rng, fields):
    """A random tree in which the fields stand in this order."""
    if len(fields) == 1:
        leaf = ("field", fields[0])
        return ("not", leaf) if rng.random() < 0.3 else leaf
    cuts = sorted(rng.sample(range(1, len(fields)), min(len(fields) - 1, rng.choice([1, 1, 2]))))
    parts = [fields[a:b] for a, b in zip([0, *cuts], [*cuts, len(fields)])]
    made = (rng.choice(["and", "or"]), *[grow(rng, p) for p in parts])
    return ("not", made) if rng.random() < 0.2 else made


def text(t):
    if t[0] == "field":
        return t[1]
    if t[0] == "not":
        return f"not ({text(t[1])})"
    return "(" + f" {t[0]} ".join(text(k) for k in t[1:]) + ")"


def truth(t, row):
    if t[0] == "forced":
        return t[1]
    if t[0] == "field":
        return row[t[1]]
    if t[0] == "not":
        return {YES: NO, NO: YES, UNKNOWN: UNKNOWN}[truth(t[1], row)]
    kids = [truth(k, row) for k in t[1:]]
    ends, rest = (NO, YES) if t[0] == "and" else (YES, NO)
    return ends if ends in kids else UNKNOWN if UNKNOWN in kids else rest


def leaves(t, path=()):
    """Its operands: the way to each from the root, and its field."""
    if t[0] == "field":
        return [(path, t[1])]
    return [found for i, kid in enumerate(t[1:]) for found in leaves(kid, (*path, i + 1))]


def forced(t, path, value):
    """With that value in the place of one operand."""
    if not path:
        return ("forced", value)
    return tuple(forced(k, path[1:], value) if i == path[0] else k for i, k in enumerate(t))


def turned(t, path, row):
    """Whether the operand is known in that row, and the condition is another with it turned over."""
    own = dict(leaves(t))[path]
    return row[own] != UNKNOWN and {truth(forced(t, path, v), row) for v in (YES, NO)} == {YES, NO}
