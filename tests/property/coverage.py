#!/usr/bin/env python3
"""What `pol test --coverage` says was seen is what was seen.

    coverage.py POL ROOT

Random conditions over yes/no fields, random tests of them: which operands decided is worked out here by turning each
operand over and looking whether the condition turns too. The same is held of rows, decisions, waivers and `when` of a
policy whose tests are few enough to be read. The forms for other tools are read by their own kind of reader. In TAP.
"""
import itertools
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as tree

from tap import Report
from truths import NO, UNKNOWN, YES, grow, leaves, text, truth, turned

POL, ROOT = sys.argv[1:3]
results = []
report = Report()


def run(*args, codes=(0,)):
    done = subprocess.run([POL, *args], capture_output=True, text=True, env={**os.environ, "LC_ALL": "C.UTF-8"})
    assert done.returncode in codes, done.stdout + done.stderr
    return done.stdout


# ---- random conditions


def policy_of(condition, fields, rows):
    lines = ["vocabulary {", "    field id: text key", *[f"    field {f}: yes/no" for f in fields], "}"]
    lines += ["scheme s “s” {", "    in force from 2024-01-01"]
    lines += ["    offer o {", "        require r:", "            " + text(condition), "    }", "}"]
    words = {YES: "eligible", NO: "ineligible", UNKNOWN: "incomplete"}
    for i, row in enumerate(rows):
        cells = ", ".join(f"{f}: {row[f] if row[f] != UNKNOWN else 'missing'}" for f in fields)
        lines += [f"test “t{i}” as of 2024-07-01 {{", f"    given {{id: \"N\", {cells}}}",
                  f"    expect s.o is {words[truth(condition, row)]}", "}"]
    return "\n".join(lines) + "\n"


def operands_seen(said, source):
    lines = source.split("\n")
    seen = {}
    for p in said["places"]:
        if p["kind"] == "operand":
            line = lines[p["line"] - 1][p["column"] - 1:].lstrip("(")
            seen[line[:2]] = set(p["seen"])
    return seen


def try_random(seed, folder):
    rng = random.Random(seed)
    fields = [f"a{i}" for i in range(rng.randint(2, 7))]
    condition = grow(rng, fields)
    rows = [{f: rng.choice([YES, YES, NO, NO, UNKNOWN]) for f in fields} for _ in range(rng.randint(1, 12))]
    source = policy_of(condition, fields, rows)
    path = os.path.join(folder, "p.pol")
    with open(path, "w", encoding="utf-8") as file:
        file.write(source)
    said = json.loads(run("test", path, "--coverage", "--format", "json"))
    wanted = {f: {row[f] for row in rows if turned(condition, way, row)} for way, f in leaves(condition)}
    rule = next(p for p in said["places"] if p["kind"] == "requirement")
    came_to = {truth(condition, row) for row in rows}
    same = operands_seen(said, source) == wanted and set(rule["seen"]) == came_to
    return same, f"seed {seed}: {wanted} {came_to}\n{json.dumps(said)}\n{source}"


# ---- what cannot be


def try_repeated(seed, folder):
    """Fields stand in the condition more than once: some outcomes cannot be, and these alone are ruled out."""
    rng = random.Random(seed)
    fields = [f"a{i}" for i in range(3)]
    condition = grow(rng, [rng.choice(fields) for _ in range(rng.randint(3, 6))])
    rows = [dict(zip(fields, cells)) for cells in itertools.product((YES, NO, UNKNOWN), repeat=3)]
    path = os.path.join(folder, "p.pol")
    with open(path, "w", encoding="utf-8") as file:
        file.write(policy_of(condition, fields, rows[:1]))
    said = json.loads(run("test", path, "--coverage", "--format", "json"))
    came_to = {truth(condition, row) for row in rows}
    rule = next(p for p in said["places"] if p["kind"] == "requirement")
    wanted = [{row[f] for row in rows if turned(condition, way, row)} for way, f in leaves(condition)]
    got = [{YES, NO} - set(p["ruled_out"]) for p in said["places"] if p["kind"] == "operand"]
    same = set(rule["ruled_out"]) == {YES, NO, UNKNOWN} - came_to and got == wanted
    return same, f"seed {seed}: {wanted} {got} {came_to} {rule}\n{text(condition)}"


# ---- a policy that can be read

READABLE = """vocabulary {
    field id: text key
    field applied: date
    field revenue: money
    field kind: one of {shop, stall, cart}
    field local: yes/no
    field known: yes/no
}
table cap first {
    kind  || cap
    shop  || 20万元
    stall || 10万元
    otherwise || 1万元
}
scheme bank “bank” {
    in force from 2024-01-01
    require revenue: revenue >= 1万元
        waive when known
    veto far when kind is cart: not local
    offer a {
        when kind is not cart
        grant limit = cap
    }
    offer b {
        grant limit = 1万元
    }
}
"""
TESTS = [
    ("shop, 2万元, yes, yes", "2024-07-01", "bank.a is eligible"),
    ("stall, 5000元, yes, yes", "2024-07-01", "bank.a is refer"),
    ("cart, 5000元, no, no", "2024-07-01", "bank.b is ineligible"),
    ("cart, 2万元, yes, no", "2023-07-01", "bank is not_in_force"),
]
# What the four tests show, read off by hand. A waiver is asked for where revenue is too little; `far` only of carts.
SEEN = {
    ("requirement", "revenue"): {YES, NO},
    ("waiver", "revenue"): {YES, NO},
    ("veto", "far"): {YES},
    ("when", "far"): {YES, NO},
    ("when", "a"): {YES},
    ("decision", "a"): {"eligible", "refer", "not_in_force"},
    ("decision", "b"): {"ineligible", "not_in_force"},
}
ROWS = [{"held"}, {"held"}, {"held"}]  # tables count whatever the test expects


def readable(folder):
    source = READABLE
    for i, (cells, date, expected) in enumerate(TESTS):
        kind, revenue, local, known = cells.split(", ")
        source += (f"test “t{i}” as of {date} {{\n    given {{id: \"N\", kind: {kind}, revenue: {revenue}, "
                   f"local: {local}, known: {known}}}\n    expect {expected}\n}}\n")
    path = os.path.join(folder, "readable.pol")
    with open(path, "w", encoding="utf-8") as file:
        file.write(source)
    return path


def check_readable(path):
    said = json.loads(run("test", path, "--coverage", "--format", "json"))
    seen = {(p["kind"], p["name"]): set(p["seen"]) for p in said["places"] if p["kind"] != "row"}
    rows = [set(p["seen"]) for p in said["places"] if p["kind"] == "row"]
    report("each kind of place was seen as its tests show it", (seen, rows) == (SEEN, ROWS), (seen, rows))
    sums = sum(len(p["seen"]) for p in said["places"]), sum(len(p["wanted"]) for p in said["places"])
    report("the sums are those of the places", sums == (said["covered"], said["of"]), sums)
    return said


def check_lcov(path, said):
    lines = run("test", path, "--coverage", "--format", "lcov").split("\n")
    branches = [line.split(",")[3] for line in lines if line.startswith("BRDA:")]
    found = [int(line[4:]) for line in lines if line.startswith("BRF:")]
    hit = [int(line[4:]) for line in lines if line.startswith("BRH:")]
    done = (branches.count("1"), len(branches)) == (said["covered"], said["of"]) == (sum(hit), sum(found))
    report("lcov: a branch for each outcome", done, lines)


def check_cobertura(path, said):
    root = tree.fromstring(run("test", path, "--coverage", "--format", "cobertura"))
    parts = [line.get("condition-coverage").split("(")[1].rstrip(")").split("/") for line in root.iter("line")]
    sums = tuple(sum(int(p[i]) for p in parts) for i in (0, 1))
    whole = int(root.get("branches-covered")), int(root.get("branches-valid"))
    report("Cobertura: the lines' branches are the outcomes", sums == whole == (said["covered"], said["of"]), sums)


def check_junit(path, said):
    root = tree.fromstring(run("test", path, "--coverage", "--format", "junit"))
    failed = [(c.get("file"), int(c.get("line"))) for c in root.iter("testcase") if c.find("failure") is not None]
    wanted = [(p["file"], p["line"]) for p in said["places"] if p["open"]]
    report("JUnit: each open place is a case that fails, beside the tests",
           failed == wanted and int(root.get("tests")) == len(wanted) + said["tests"]["run"], (failed, wanted))


def check_page(path, said):
    page = run("test", path, "--coverage", "--format", "html", "--lang", "en")
    body = page[page.index("<pre>") + 5:page.index("</pre>")]
    rows = body.rstrip("\n").count("\n") + 1
    done = body.count("<span") == body.count("</span>") and rows == READABLE.count("\n") + 4 * len(TESTS) + 1
    open_places = sum(1 for p in said["places"] if p["open"])
    report("the page has the whole text and each open place", done and page.count("<li>") == open_places, rows)
    report("nothing in the page runs or is fetched", not any(w in page for w in ("<script", "http:", "src=")), "")


def main():
    folder = tempfile.mkdtemp()
    wrong = [note for done, note in (try_random(seed, folder) for seed in range(60)) if not done]
    report("operands that decide are those which turn their condition, in 60 random policies", not wrong, wrong[:1])
    wrong = [note for done, note in (try_repeated(seed, folder) for seed in range(60)) if not done]
    report("what cannot be is ruled out, and nothing else, in 60 random policies", not wrong, "\n".join(wrong[:3]))
    path = readable(folder)
    said = check_readable(path)
    check_lcov(path, said)
    check_cobertura(path, said)
    check_junit(path, said)
    check_page(path, said)
    low = run("test", path, "--min", "99", codes=(1,))
    enough = run("test", path, "--min", "40")
    report("--min asks for coverage, and decides the exit code", "C0101" in low and "C0101" in enough, low)
    shipped = os.path.join(ROOT, "policies")
    once, again = (run("test", shipped, "--coverage", "--format", "json") for _ in range(2))
    report("the same bytes each time", once == again)
    whole = run("test", shipped, "--min", "100", codes=(0, 1))
    report("the tests of the shipped policies show all that can be", "[C01" not in whole, whole)
    shutil.rmtree(folder)
    return report.end()


sys.exit(main())
