#!/usr/bin/env python3
"""What `pol test --coverage` says of conditions on items, and of definitions with parameters, is what is so.

    cover_items.py POL

Random conditions over yes/no fields of items, and one of the applicant's own; random tests of them, and conditions in
which fields stand more than once. Which operands decide is worked out here by turning each over and looking whether the
condition turns too, for each item that is asked. In TAP.
"""
import itertools
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile

from tap import Report
from truths import NO, UNKNOWN, YES, grow, leaves, text, turned

POL = sys.argv[1]
report = Report()
unsettled = []  # of each policy with the tests that were written for it: outcomes that are open, out of all

# Where the condition {c} is asked: what stands outside the scheme, the requirement, and the lists whose items each of
# the places where it is written is asked of. {g} is {c} with p for a: over parameters that are called so.
SETTINGS = {
    "a filter": ("", "any(l where\n{c}\n) or any(m where\n{c}\n)", ["l", "m"]),
    "a count": ("", "count(l where\n{c}\n) >= 2", ["l"]),
    "all of them": ("", "all(l,\n{c}\n) or all(m where e,\n{c}\n)", ["l", "m that pass"]),
    "one that passes": ("", "any(m where e,\n{c}\n)", ["m that pass"]),
    "a list handed in": ("define some(: records) = count(records where\n{c}\n) >= 1",
                         "some(l) and not some(m)", ["lm"]),
    "fields handed in": ("define such(: {params}) =\n{g}",
                         "any(l where such({fields})) or all(m where e, such({fields}))", ["l", "m that pass"]),
    "both": ("define such(: {params}) =\n{g}\n"
             "define some(: records) = any(records where such({fields}))", "some(l) or some(m)", ["lm"]),
    "the applicant's own": ("define such(: {params}) =\n{g}", "such({own})", ["the applicant"]),
}
# Such as write the condition down once, whatever it is asked of.
ONCE = {"fields handed in"}


def written(setting, condition, fields):
    outside, rule, _ = SETTINGS[setting]
    condition = text(condition)
    for word, now in (("{c}", condition), ("{g}", condition.replace("a", "p").replace("pnd", "and")),
                      ("{params}", ", ".join(f.replace("a", "p") for f in fields)), ("{fields}", ", ".join(fields)),
                      ("{own}", ", ".join(f.replace("a", "o") for f in fields))):
        outside, rule = outside.replace(word, now), rule.replace(word, now)
    return outside, rule


def record(row):
    return "{" + ", ".join(f"{f}: {'missing' if v == UNKNOWN else v}" for f, v in row.items()) + "}"


def policy_of(setting, condition, fields, tests):
    outside, rule = written(setting, condition, fields)
    items = ", ".join(f"{f}: yes/no" for f in [*fields, "e"])
    own = "".join(f"    field {f.replace('a', 'o')}: yes/no\n" for f in fields)
    source = (f"vocabulary {{\n    field id: text key\n    field b: yes/no\n{own}    field l: list of {{ {items} }}\n"
              f"    field m: list of l\n}}\n{outside}\nscheme s “s” {{\n    in force from 2024-01-01\n    offer o {{\n"
              f"        require r: {rule}\n    }}\n}}\n")
    for i, (applicant, l, m) in enumerate(tests):
        cells = record(applicant)[1:-1]
        lists = ", ".join(f"{name}: [{', '.join(map(record, rows))}]" for name, rows in (("l", l), ("m", m)))
        source += (f"test “t{i}” as of 2024-07-01 {{\n    given {{id: \"N\", {cells}, {lists}}}\n"
                   f"    expect s.o is eligible\n}}\n")
    return source


def cover(path, *more):
    args = [POL, "test", path, "--coverage", "--format", "json", *more]
    done = subprocess.run(args, capture_output=True, text=True, env={**os.environ, "LC_ALL": "C.UTF-8"})
    assert done.returncode in (0, 1), done.stdout + done.stderr
    return json.loads(done.stdout)


def places_told(said, source):
    """Of each line that holds nothing but the condition, what is said of its operands, in order."""
    lines = source.split("\n")
    alone = [i + 1 for i, line in enumerate(lines) if line.startswith(("(", "not (", "a", "b", "p"))]
    return [[p for p in said["places"] if p["kind"] == "operand" and p["line"] == line] for line in alone]


def asked_of(where, test):
    """The rows that the condition is asked of: each item with the applicant's own field beside it."""
    applicant, l, m = test
    if where == "the applicant":
        return [{"a" + f[1:] if f != "b" else f: v for f, v in applicant.items()}]
    items = (l if "l" in where.split()[0] else []) + (m if "m" in where.split()[0] else [])
    return [{**item, "b": applicant["b"]} for item in items if "pass" not in where or item["e"] == YES]


def random_row(rng, names):
    return {f: rng.choice([YES, YES, NO, NO, UNKNOWN]) for f in names}


def random_test(rng, fields):
    lists = [[random_row(rng, [*fields, "e"]) for _ in range(rng.randint(0, 2))] for _ in "lm"]
    return random_row(rng, ["b", *[f.replace("a", "o") for f in fields]]), *lists


def kept(folder, source):
    path = os.path.join(folder, "p.pol")
    with open(path, "w", encoding="utf-8") as file:
        file.write(source)
    return path


def wanted_places(setting, of_list):
    _, _, lists = SETTINGS[setting]
    found = [of_list(where) for where in lists]
    return [[a | b for a, b in zip(*found)]] if setting in ONCE else found


def try_seen(setting, seed, folder):
    rng = random.Random(seed)
    fields = [f"a{i}" for i in range(rng.randint(1, 4))]
    condition = grow(rng, [*fields, "b"] if rng.random() < 0.6 else fields)
    tests = [random_test(rng, fields) for _ in range(rng.randint(1, 5))]
    source = policy_of(setting, condition, fields, tests)
    said = cover(kept(folder, source))
    rows = lambda where: [row for test in tests for row in asked_of(where, test)]
    wanted = wanted_places(setting, lambda where: [
        {row[field] for row in rows(where) if turned(condition, path, row)} for path, field in leaves(condition)])
    got = [[set(p["seen"]) - {UNKNOWN} for p in line] for line in places_told(said, source)]
    return got == wanted, f"{setting}, seed {seed}: wanted {wanted}, got {got}\n{source}"


def try_impossible(setting, seed, folder):
    """Fields stand in the condition more than once: these outcomes cannot be, and these alone are ruled out."""
    rng = random.Random(seed)
    fields = ["a0", "a1"]
    condition = grow(rng, [rng.choice([*fields, "b"]) for _ in range(rng.randint(2, 5))])
    source = policy_of(setting, condition, fields, [({"b": YES, "o0": YES, "o1": YES}, [], [])])
    path = kept(folder, source)
    said = cover(path)
    rows = [dict(zip([*fields, "b"], cells)) for cells in itertools.product((YES, NO, UNKNOWN), repeat=3)]
    wanted = wanted_places(setting, lambda where: [
        {row[field] for row in rows if turned(condition, way, row)} for way, field in leaves(condition)])
    got = [[{YES, NO} - set(p["ruled_out"]) for p in line] for line in places_told(said, source)]
    missing = os.path.join(folder, "missing.pol")
    cover(path, "--write-tests", missing)
    again = cover(missing) if os.path.exists(missing) else said
    left = [p for line in places_told(again, source) for p in line if p["open"]]
    unsettled.append((sum(len(p["open"]) for p in again["places"]), again["of"]))
    if os.path.exists(missing):
        os.remove(missing)
    return got == wanted and not left, f"{setting}, seed {seed}: wanted {wanted}, got {got}, left {left}\n{source}"


def main():
    folder = tempfile.mkdtemp()
    for setting in SETTINGS:
        wrong = [note for done, note in (try_seen(setting, seed, folder) for seed in range(12)) if not done]
        report(f"{setting}: operands that decide are those which turn their condition for some item", not wrong,
               "\n".join(wrong[:1]))
        wrong = [note for done, note in (try_impossible(setting, seed, folder) for seed in range(8)) if not done]
        report(f"{setting}: what no item can show is ruled out, and tests are written for all else", not wrong,
               "\n".join(wrong[:1]))
    left, of = (sum(x) for x in zip(*unsettled))
    report("of a thousand outcomes at most three are not settled", left * 1000 <= of * 3, (left, of))
    shutil.rmtree(folder)
    return report.end()


sys.exit(main())
