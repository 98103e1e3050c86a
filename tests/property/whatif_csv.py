#!/usr/bin/env python3
"""The folder of CSV files that `pol whatif` writes tells what its JSON tells, and is there whole or not at all.

    whatif_csv.py POL ROOT

In TAP.
"""
import collections
import csv
import json
import os
import shutil
import subprocess
import sys
import tempfile

ASKED = ["--reform", "建行降低收入门槛", "--reform", "中行逾期从严、成长型提额", "--as-of", "2024-07-01", "--by",
         "type", "--by", "annual_revenue=10万元,30万元", "--sweep", "ccb.min_revenue_growth=10万元..40万元/10万元",
         "--robustness", "10%"]
DECISIONS = ["eligible", "refer", "incomplete", "ineligible", "not_applicable", "not_in_force"]
MEASURE = DECISIONS[:4]


def yuan(fen):
    """As the CSV has it: '12.34'; of nothing nothing."""
    if fen is None:
        return ""
    fen, sign = abs(int(fen)), "-" if int(fen) < 0 else ""
    return "%s%d.%02d" % (sign, fen // 100, fen % 100)


def number(n):
    return "" if n is None else str(n)


def measure(m):
    return [number(m[d]) for d in MEASURE] + [yuan(m["limit"])]


def worlds(x):
    return ("before", x["before"]), ("after", x["after"])


def decisions(s):
    for d in DECISIONS:
        before, after = (s["decisions"][w][d] for w in ("before", "after"))
        yield [d, number(before), number(after), number(after - before)]


def limits(s):
    def row(name, a, b, form):
        return [name, form(a), form(b), form(int(b) - int(a))]
    before, after = s["limit"]["before"], s["limit"]["after"]
    yield row("granted limits", before["granted"], after["granted"], yuan)
    yield row("limits that a person decides", before["refer"], after["refer"], yuan)
    yield row("records with a limit", before["count"], after["count"], number)
    yield row("records in scope", s["in_scope"]["before"], s["in_scope"]["after"], number)
    if before["p50"] and after["p50"]:
        yield row("limit, mean", before["mean"], after["mean"], yuan)
        yield row("limit, 10th percentile", before["p10"], after["p10"], yuan)
        yield row("limit, median", before["p50"], after["p50"], yuan)
        yield row("limit, 90th percentile", before["p90"], after["p90"], yuan)


def limit_values(s):
    for b in s["limits"]:
        yield [yuan(b.get("limit", b.get("from"))), yuan(b.get("below")), number(b["before"]), number(b["after"])]


def matrix(s):
    for d in DECISIONS:
        for e in DECISIONS:
            yield [d, e, number(s["matrix"][d][e]), yuan(s["matrix_limit"][d][e])]


def bridge(s):
    names = {"entered": "became eligible", "larger": "larger limits", "smaller": "smaller limits",
             "left": "no longer eligible"}
    for part, fen in s["bridge"].items():
        yield [names.get(part, part), yuan(fen)]


def changes(s):
    for kind, count in s["changes"].items():
        yield [kind, number(count)]


def flips(s):
    for i, f in enumerate(s["flips"], 1):
        yield [str(i), f["before"], f["after"], f["kind"], f["cause"], ";".join(f["reasons"]), f["offer_before"] or "",
               f["offer_after"] or "", number(f["records"]), yuan(f["limit"])]


def sample(s):
    for i, f in enumerate(s["flips"], 1):
        for one in f.get("sample", []):
            yield [str(i), one["id"], yuan(one["limit_before"]), yuan(one["limit_after"]), one["why_before"],
                   one["why_after"], "; ".join(one["fields"])]


def effects(s):
    for e in s["edits"]:
        for how in ("alone", "last", "share"):
            yield [e["edit"], how, number(e[how]["eligible"]), number(e[how]["refer"]), yuan(e[how]["limit"])]
    apart = s["interaction"]
    yield ["", "interaction", number(apart["eligible"]), number(apart["refer"]), yuan(apart["limit"])]


def groups(s):
    for field, rows in s["groups"].items():
        for row in rows:
            if row.get("few") or row.get("withheld"):
                yield [field, row["value"], "<5" if row.get("few") else "withheld"] + [""] * 9
                continue
            for world, m in worlds(row):
                yield [field, row["value"], number(row["records"]), world, *measure(m), number(m["in_scope"]),
                       number(row["better"]), number(row["worse"])]


def sweeps(s):
    for param, points in s["sweeps"].items():
        for p in points:
            value = "%d.00" % (int(p["value"].replace("万元", "")) * 10000)
            yield [param, value, *measure(p), *("yes" if p.get(k) else "no" for k in ("baseline", "scenario"))]


def robustness(s):
    for r in s["robustness"]:
        for value, way in ((r["low"], r["down"]), (r["high"], r["up"])):
            yield [r["param"], value, number(way["eligible"]), number(way["refer"]), yuan(way["limit"])]


def bounds(s):
    for world, b in worlds(s["bounds"]):
        for name in ("lower", "upper"):
            yield [world, name, *measure(b[name])]


OF_SUBJECTS = [decisions, limits, limit_values, matrix, bridge, changes, flips, sample, effects, groups, sweeps,
               robustness, bounds]


def funnels(schemes):
    for scheme, s in schemes.items():
        for member, world in (("funnel", "before"), ("funnel_after", "after")):
            for offer, rules in s[member].items():
                for r in rules:
                    yield [scheme, offer.partition(" from ")[0], world, r["rule"],
                           *(number(r[k]) for k in ("reached", "stopped", "unknown", "fails", "only",
                                                         "only_upper", "asks"))]


def applies(schemes):
    for scheme, s in schemes.items():
        for member, world in (("applies", "before"), ("applies_after", "after")):
            for offer, who in s[member].items():
                yield [scheme, offer.partition(" from ")[0], world, number(who["yes"]), number(who["unknown"])]


def near(schemes):
    for scheme, s in schemes.items():
        for member, world in (("near", "before"), ("near_after", "after")):
            for g in s[member]:
                shares = ("misses", "within_5", "within_10", "within_20")
                yield [scheme, g["offer"], world, g["rule"], g["side"], *(number(g[k]) for k in shares),
                       *(number(g["upper"][k]) for k in shares), number(g.get("admitted")), number(g["passes"])]


def once(answer):
    keys = ("edit", "before", "after", "clause", "quote", "asked_by")
    yield "edits", [[e[k] or "" for k in keys] for e in answer["edits"]]
    stamp = answer["stamp"]
    yield "inputs", [[i["role"], i["path"], number(i["bytes"]), i["sha256"]] for i in stamp["inputs"]]
    population = answer["population"]
    yield "stamp", [["version", stamp["version"]], ["as_of", stamp["as_of"]], ["seed", number(stamp["seed"])],
                    ["records", number(population["records"])], ["rejected", number(population["rejected"])],
                    ["method", answer["method"]]]


def expected(answer):
    tables = collections.defaultdict(list)
    for scheme, s in answer["schemes"].items():
        for offer, told in [("", s), *s["offers"].items()]:
            for table in OF_SUBJECTS:
                tables[table.__name__] += [[scheme, offer, *row] for row in table(told)]
    tables["funnel"] = list(funnels(answer["schemes"]))
    tables["applies"] = list(applies(answer["schemes"]))
    tables["near"] = list(near(answer["schemes"]))
    tables.update(once(answer))
    return tables


def read(folder):
    found = {}
    for name in os.listdir(folder):
        with open(os.path.join(folder, name), encoding="utf-8", newline="") as file:
            rows = list(csv.reader(file))
        found[name.removesuffix(".csv")] = rows
    return found


def compared(name, rows):
    """What is told in the JSON in the same words; of changes that move nothing here the JSON has no row."""
    rows = rows[1:]
    if name in ("funnel", "applies"):
        return [row[:2] + row[3:] for row in rows]
    if name == "near":
        return [row[:2] + row[3:6] + row[7:15] + row[17:] for row in rows]
    if name == "stamp":
        return [row for row in rows if row[0] != "command"]
    if name == "effects":
        return [row for row in rows if row[4:] != ["0", "0", "0.00"]]
    return rows


class Run:
    def __init__(self, pol, root):
        self.pol, self.root = pol, root
        self.inputs = [os.path.join(root, "policies"), os.path.join(root, "examples/reforms"), "--data",
                       os.path.join(root, "examples/applicants.csv"), "--list",
                       "overdue=" + os.path.join(root, "examples/overdue.csv")]

    def __call__(self, *options):
        return subprocess.run([self.pol, "whatif", *self.inputs, *ASKED, *options], capture_output=True, text=True)


def table_faults(run):
    answer = json.loads(run("--format", "json").stdout)
    said = run("--format", "csv", "-o", "out")
    if said.returncode or said.stdout:
        return [said.stdout + said.stderr]
    wanted, found, faults = expected(answer), read("out"), []
    if set(wanted) != set(found):
        faults.append("files: %s" % (set(wanted) ^ set(found)))
    for name, rows in wanted.items():
        here = compared(name, found.get(name, [[]]))
        there = compared(name, [[]] + rows) if name == "effects" else rows
        if sorted(here) != sorted(there) or not here:
            odd = [r for r in here if r not in there][:2] + [r for r in there if r not in here][:2]
            faults.append("%s: %d rows and %d: %s" % (name, len(here), len(there), odd))
        if any(len(row) != len(found[name][0]) for row in found[name]):
            faults.append("%s: rows are not as long as their header" % name)
    return faults


def language_faults(run):
    run("-o", "zh/", "--lang", "zh")
    run("-o", "one.csv", "--jobs", "1")
    faults = []
    for name, rows in read("out").items():
        chinese = read("zh")[name]
        if len(chinese) != len(rows) or any(len(a) != len(b) for a, b in zip(chinese, rows)):
            faults.append("%s has other rows in Chinese" % name)
        if any(c.isascii() for c in chinese[0] if c != "SHA-256"):
            faults.append("%s: %s" % (name, chinese[0]))
    one, out = ({k: v for k, v in read(room).items() if k != "stamp"} for room in ("one.csv", "out"))
    if one != out:
        faults.append("threads or the folder's name show")
    return faults


def place_faults(run):
    faults = []
    os.mkdir("full")
    for there in ("full/mine.txt", "file"):
        with open(there, "w", encoding="utf-8") as file:
            file.write("mine")
    os.mkdir("empty")
    for place, code in (("full", 2), ("file", 2), ("none/below", 6), ("empty", 0)):
        said = run("--format", "csv", "-o", place)
        if said.returncode != code:
            faults.append("%s: %d %s" % (place, said.returncode, said.stderr))
    if os.listdir("full") != ["mine.txt"] or open("file", encoding="utf-8").read() != "mine":
        faults.append("what was there is another")
    if not os.listdir("empty") or [name for name in os.listdir() if "part" in name]:
        faults.append("left behind: %s" % os.listdir())
    data = os.path.join("only", "applicants.csv")
    os.mkdir("only")
    shutil.copy(run.inputs[3], data)
    run.inputs[3] = data
    if run("--format", "csv", "-o", data).returncode != 2 or run("--format", "csv", "-o", "only").returncode != 2:
        faults.append("written over an input")
    return faults


def main():
    run = Run(os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2]))
    tests = [("tables are those of the JSON", table_faults), ("Chinese, and threads", language_faults),
             ("a folder of its own", place_faults)]
    print("1..%d" % len(tests))
    with tempfile.TemporaryDirectory() as room:
        os.chdir(room)
        for number_, (name, test) in enumerate(tests, 1):
            faults = test(run)
            print("%sok %d - %s" % ("not " if faults else "", number_, name))
            for fault in faults:
                print("# " + str(fault)[:600])


main()
