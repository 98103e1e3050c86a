#!/usr/bin/env python3
"""What --stats counts is what explanations say, one applicant after the other.

    stats.py POL ROOT

Records are made of cells of the example's, some left out. Each is explained, and the funnel of every offer of the
shipped schemes worked out again from the rules' outcomes; near misses of revenue, and of the time since trading began,
from the cells. The same bytes come for any number of threads and any order of records. In TAP.
"""
import csv
import datetime
import json
import os
import random
import subprocess
import sys
import tempfile
from decimal import Decimal

from tap import Report

POL, ROOT = sys.argv[1:3]
DATE = "2024-07-01"
RECORDS = 150
report = Report()


def run(*args):
    done = subprocess.run([POL, *args], capture_output=True, env={**os.environ, "LC_ALL": "C.UTF-8"})
    assert done.returncode in (0, 4), done.stderr.decode()
    return done.stdout


def make(head, rows, rng):
    made = []
    for i in range(RECORDS):
        row = list(rng.choice(rows))
        for k in range(1, len(row)):
            if rng.random() < 0.15:
                row[k] = rng.choice(rows)[k]
            if rng.random() < 0.005:
                row[k] = ""
        row[0] = f"R{i}"
        if rng.random() < 0.5:
            row[head.index("年营业收入")] = str(rng.choice([299999.99, 300000, 290000, 330000, 280000, 250000, 95000]))
        if rng.random() < 0.3:
            row[head.index("连续经营起始日")] = rng.choice(["2022-07-01", "2022-07-02", "2022-08-20", "2022-05-30"])
        made.append(row)
    return made


def write(path, head, rows):
    with open(path, "w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([head, *rows])


def explained(path, key):
    """By scheme and offer: the decision, `when`, and the rules' outcomes."""
    told = json.loads(run("explain", POLICIES, "--data", path, "--id", key, "--as-of", DATE, "--format", "json"))
    offers = {}
    for scheme in told["schemes"]:
        shared = scheme["rules"]
        for offer in scheme["offers"]:
            outcomes = {rule["name"]: rule["outcome"] for rule in shared + offer["rules"]}
            when = offer["when"]["result"] if offer["when"] else "yes"
            offers[scheme["name"], offer["name"]] = offer["decision"], when, outcomes
    return offers


def funnel(rules, stories):
    members = ["reached", "stopped", "unknown", "fails", "only", "only_upper", "asks"]
    counts = {rule: dict.fromkeys(members, 0) for rule in rules}
    for outcomes in stories:
        failed = [rule for rule in rules if outcomes[rule] == "failed"]
        unknown = [rule for rule in rules if outcomes[rule] == "unknown"]
        for rule in rules:
            counts[rule]["reached"] += 1
            counts[rule]["unknown"] += rule in unknown
            if rule in failed:
                counts[rule]["stopped"] += 1
                break
        for rule in rules:
            counts[rule]["fails"] += rule in failed
            counts[rule]["only"] += failed == [rule] and not unknown
            counts[rule]["only_upper"] += failed == [rule]
            counts[rule]["asks"] += outcomes[rule] == "asks"
    return counts


def check_offer(offer, told):
    key = offer["scheme"], offer["offer"]
    name = ".".join(key)
    mine = [story[key] for story in told]
    asked = [story for story in mine if story[1] != "no" and story[0] != "not_in_force"]
    applies = sum(story[1] == "yes" for story in asked)
    rules = [rule["rule"] for rule in offer["funnel"]]
    wanted = funnel(rules, [story[2] for story in asked])
    got = {rule["rule"]: {k: rule[k] for k in wanted[rule["rule"]]} for rule in offer["funnel"]}
    report(f"{name}: the funnel", got == wanted, (got, wanted))
    decided = {d: sum(story[0] == d for story in asked) for d in ("eligible", "refer", "incomplete", "ineligible")}
    report(f"{name}: what is left", decided == {d: offer[d] for d in decided})
    report(f"{name}: who is asked", (offer["applies"], offer["when_unknown"]) == (applies, len(asked) - applies))
    left = [rule["reached"] - rule["stopped"] for rule in offer["funnel"]]
    then = [rule["reached"] for rule in offer["funnel"]][1:] + [len(asked) - offer["ineligible"]]
    report(f"{name}: who does not stop goes on", left == then, (left, then))
    near = {rule: sum(g["misses"] for g in offer["near"] if g["rule"] == rule) for rule in rules}
    parts = all(near[rule["rule"]] + rule["without"] == rule["only"] for rule in offer["funnel"])
    report(f"{name}: near misses and those that are none are the only reasons", parts)


def gaps(told, key, rule, by_key, gap_of):
    """Of those whom the rule alone excludes: the gap, and whether nothing is unknown of them."""
    found = []
    for record, story in told:
        decision, when, outcomes = story[key]
        failed = [r for r, o in outcomes.items() if o == "failed"]
        if when != "no" and failed == [rule]:
            found.append((gap_of(by_key[record]), when == "yes" and "unknown" not in outcomes.values()))
    return found


def check_gaps(name, threshold, found, size):
    def counts(gaps):
        return [len(gaps), *(sum(gap * 100 <= size * share for gap in gaps) for share in (5, 10, 20))]

    def told(of):
        return [of["misses"], *(of[f"within_{n}"] for n in (5, 10, 20))]

    known = [gap for gap, certain in found if certain]
    got = [threshold["nearest"], *told(threshold), *told(threshold["upper"])]
    wanted = [min(known, default=None), *counts(known), *counts([gap for gap, _ in found])]
    report(f"{name}: how far they are off", got == wanted and len(known) > 0, (got, wanted))


POLICIES = os.path.join(ROOT, "policies")
with open(os.path.join(ROOT, "examples", "applicants.csv"), encoding="utf-8-sig", newline="") as file:
    head, *rows = csv.reader(file)
rng = random.Random(7)
made = make(head, rows, rng)
with tempfile.TemporaryDirectory() as folder:
    data, stats = os.path.join(folder, "data.csv"), os.path.join(folder, "stats.json")

    def stats_of(rows, jobs, name=stats):
        write(data, head, rows)
        run("eval", POLICIES, "--data", data, "--as-of", DATE, "-o", os.devnull, "-j", str(jobs), "--stats", name)
        with open(name, "rb") as written:
            return written.read()

    plain = stats_of(made, 1)
    stories = [(row[0], explained(data, row[0])) for row in made]
    counts = json.loads(plain)
    told = [story for _, story in stories]
    report("all schemes are counted", len({offer["scheme"] for offer in counts["offers"]}) == 4)
    report("all records are", counts["records"] == RECORDS)
    for offer in counts["offers"]:
        check_offer(offer, told)
    cells = {row[0]: dict(zip(head, row)) for row in made}
    growth = next(o for o in counts["offers"] if (o["scheme"], o["offer"]) == ("ccb", "growth"))
    of = {threshold["rule"]: threshold for threshold in growth["near"] if threshold["rule"] != "age"}
    fen = gaps(stories, ("ccb", "growth"), "revenue", cells, lambda c: 30000000 - int(Decimal(c["年营业收入"]) * 100))
    check_gaps("ccb.growth revenue", of["revenue"], fen, 30000000)
    start = datetime.date(2022, 7, 1)
    days = gaps(stories, ("ccb", "growth"), "trading", cells,
                lambda c: (datetime.date.fromisoformat(c["连续经营起始日"]) - start).days)
    check_gaps("ccb.growth trading", of["trading"], days, (datetime.date(2024, 7, 1) - start).days)
    many = [[f"{row[0]}-{i}", *row[1:]] for i in range(40) for row in made]
    whole = stats_of(many, 1)
    report("the same bytes for several threads", stats_of(many, 4) == whole)
    rng.shuffle(many)
    report("and for another order", stats_of(many, 2) == whole)
    report("forty times as many are forty times the counts",
           all(a["reached"] * 40 == b["reached"] and a["only"] * 40 == b["only"]
               for x, y in zip(counts["offers"], json.loads(whole)["offers"])
               for a, b in zip(x["funnel"], y["funnel"])))
    text = stats_of(made, 1, os.path.join(folder, "stats.txt")).decode()
    report("a table of a line a rule", all(rule["rule"] in text for o in counts["offers"] for rule in o["funnel"]))
sys.exit(report.end())
