#!/usr/bin/env python3
"""The shape of whatif's JSON, member by member, and its figures for 200,000 made-up merchants.

    whatif_known.py POL ROOT

The merchants are those of tests/bench/merchants.c, the change is the shipped reform of the revenue threshold; the
figures are those of two runs joined by hand when whatif was designed. In TAP.
"""
import json
import os
import shutil
import subprocess
import sys
import tempfile

DECISIONS = {"eligible", "refer", "incomplete", "ineligible", "not_applicable", "not_in_force"}
MEASURE = {"eligible", "refer", "incomplete", "ineligible", "limit"}
PARAM = "ccb.min_revenue_growth"
COUNT = 200000


def lacks(where, value, members):
    missing = [m for m in members if m not in value]
    return ["%s lacks %s" % (where, ", ".join(missing))] if missing else []


def shape_of_subject(where, s):
    faults = lacks(where, s, ["decisions", "matrix", "limit", "edits", "flips", "groups", "funnel", "near", "sweeps"]
                   if where.startswith("schemes") else ["decisions", "matrix", "limit", "edits", "flips", "groups"])
    for side in ("before", "after"):
        faults += lacks(where + " decisions", s["decisions"][side], DECISIONS)
        faults += lacks(where + " limit", s["limit"][side], ["granted", "refer"])
        if not all(isinstance(s["limit"][side][k], str) for k in ("granted", "refer")):
            faults.append(where + ": fen are strings")
    for d in DECISIONS:
        faults += lacks(where + " matrix " + d, s["matrix"][d], DECISIONS)
    for e in s["edits"]:
        for how in ("alone", "last", "share"):
            faults += lacks(where + " edits " + how, e[how], ["eligible", "limit"])
    for row in s["groups"]["type"]:
        told = ["value"] if row.get("few") or row.get("withheld") else ["value", "before", "after", "better", "worse"]
        faults += lacks(where + " groups", row, told)
    return faults


def shape(told):
    faults = lacks("all", told, ["population", "schemes", "stamp"])
    faults += lacks("population", told["population"], ["records", "rejected"])
    scheme = told["schemes"]["ccb"]
    faults += shape_of_subject("schemes", scheme)
    for point in scheme["sweeps"][PARAM]:
        faults += lacks("sweeps", point, MEASURE | {"value"})
    for rule in scheme["funnel"]["growth"]:
        faults += lacks("funnel", rule, ["rule", "reached", "stopped", "unknown", "fails", "only"])
    for name, offer in scheme["offers"].items():
        faults += shape_of_subject("offer " + name, offer)
    return faults + lacks("stamp", told["stamp"], ["version", "command", "inputs", "as_of", "seed"])


def figures(told):
    s = told["schemes"]["ccb"]
    changed = s["matrix"]["ineligible"]
    edits = {e["edit"]: (e["alone"]["eligible"], int(e["alone"]["limit"])) for e in s["edits"]}
    growth = s["funnel"]["growth"]
    near = next(n for n in s["near"] if (n["offer"], n["rule"]) == ("growth", "revenue"))["upper"]
    found = {"reached": growth[0]["reached"], "applies": s["applies"]["growth"],
             "stopped": {rule["rule"]: rule["stopped"] for rule in growth},
             "left": growth[-1]["reached"] - growth[-1]["stopped"],
             "only": (growth[-1]["only"], growth[-1]["only_upper"]),
             "near": [near[k] for k in ("misses", "within_5", "within_10", "within_20")],
             "records": told["population"]["records"], "better": changed["eligible"],
             "unsettled": changed["incomplete"], "before": int(s["limit"]["before"]["granted"]),
             "after": int(s["limit"]["after"]["granted"]), "growth": edits[PARAM],
             "development": edits["ccb.min_revenue_development"]}
    # 5,516 fail the threshold of revenue with no other rule that fails or is unknown, 5,696 with none that fails.
    wanted = {"reached": 80104, "applies": {"yes": 79491, "unknown": 613}, "left": 50078,
              "stopped": {"licence": 10260, "trading": 2038, "age": 5176, "citizen": 1262, "capacity": 624,
                          "credit": 1175, "purpose": 3795, "revenue": 5696},
              "only": (5516, 5696), "near": [5696, 308, 598, 1209], "records": COUNT,
              "better": 3750, "unsettled": 114, "before": 1886270000000, "after": 1979760000000,
              "growth": (1901, 38020000000), "development": (1849, 55470000000)}
    return ["%s: %s, not %s" % (k, found[k], wanted[k]) for k in wanted if found[k] != wanted[k]]


def run(pol, root, maker):
    subprocess.run([maker, "-O1", "-o", "merchants", os.path.join(root, "tests/bench/merchants.c")], check=True)
    for kind in ("csv", "overdue", "spouse_overdue"):
        with open(kind + ".csv", "wb") as file:
            subprocess.run(["./merchants", str(COUNT), kind], stdout=file, check=True)
    said = subprocess.run(
        [pol, "whatif", os.path.join(root, "policies"), os.path.join(root, "examples/reforms"), "--reform",
         "建行降低收入门槛", "--data", "csv.csv", "--list", "overdue=overdue.csv", "--list",
         "spouse_overdue=spouse_overdue.csv", "--as-of", "2024-07-01", "--scheme", "ccb", "--by", "type", "--sweep",
         PARAM + "=20万元..30万元/5万元", "--format", "json"], capture_output=True, check=True)
    return json.loads(said.stdout)


def main():
    pol, root, maker = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2]), shutil.which("cc")
    if not maker:
        print("1..0 # SKIP there is no compiler to make the merchants")
        return
    with tempfile.TemporaryDirectory() as room:
        os.chdir(room)
        told = run(pol, root, maker)
        os.chdir(root)
    print("1..2")
    for number, (name, faults) in enumerate((("members", shape(told)), ("figures", figures(told))), 1):
        print("%sok %d - %s" % ("not " if faults else "", number, name))
        for fault in faults:
            print("# " + fault)


main()
