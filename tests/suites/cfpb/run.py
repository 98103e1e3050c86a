#!/usr/bin/env python3
"""The checks of the CFPB's small business lending register (github.com/cfpb/regtech-data-validator, CC0) as sbl.pol has
them, over its published records, against the verdicts that the checks' own definitions give. In TAP:

    tests/suites/cfpb/run.py POL CHECKS VERDICTS

A test a check, then how many checks agree on every record and on how many verdicts; both numbers are held.

records/   the published registers, an object a line: what stands in a cell as it stands there, several values in one as
           a list, an empty cell not at all, whole numbers as such, and "record", which is file and row
checks.csv each check; whether a rule asks it, or the reader by the type of a cell as well, or why neither does; the
           fields it reads, its own first
expected.jsonl the checks that are broken, a record a line; "open": those that have no verdict
"""
import csv
import json
import os
import re
import subprocess
import sys
import tempfile
from collections import defaultdict

HERE = os.path.dirname(os.path.abspath(__file__))
POL = os.path.abspath(sys.argv[1])
WANTED = {"checks": int(sys.argv[2]), "verdicts": int(sys.argv[3])}
EXPRESSED = ("rule", "cell")


def lines(path):
    with open(path, encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def evaluate(records, folder):
    """What pol decides, by record, and the fields for which it refuses a record."""
    data, rejects = folder + "/data.jsonl", folder + "/rejects.jsonl"
    with open(data, "w", encoding="utf-8") as file:
        file.writelines(json.dumps(record) + "\n" for record in records)
    ran = subprocess.run([POL, "eval", HERE + "/sbl.pol", "--data", data, "--as-of", "2024-12-31", "--format", "jsonl",
                          "--rejects", rejects], capture_output=True, text=True)
    if ran.returncode not in (0, 4):
        sys.exit("Bail out! " + ran.stderr[:2000])
    decided = {}
    for line in ran.stdout.splitlines():
        result = json.loads(line)
        decided[result["id"]] = result["schemes"]["sbl"]["offers"]["filing"]
    refused = {}
    for reject in lines(rejects) if os.path.exists(rejects) else []:
        fields = re.findall(r" of (\w+)(?:\.\w+)? is ", reject["message"])
        refused[json.loads(reject["record"])["record"]] = set(fields)
    return decided, refused


def mended(record, fields):
    """The record without the cells that were refused."""
    kept = {name: value for name, value in record.items() if name not in fields}
    return {**kept, **{name: [] for name in fields if isinstance(record.get(name), list)}}


def decide(records):
    """Every record's decision: of those that are refused, once they are mended; and the cells that were refused."""
    with tempfile.TemporaryDirectory() as folder:
        decided, refused = evaluate(records, folder)
        again = [mended(record, refused[record["record"]]) for record in records if record["record"] in refused]
    with tempfile.TemporaryDirectory() as folder:
        return {**decided, **evaluate(again, folder)[0]}, refused


def verdict(check, decision, refused):
    """Whether the check holds: None where that is not known, "unasked" where the reader refused a cell it reads."""
    fields = check["fields"].split()
    if check["asked"] == "cell" and fields[0] in refused:
        return False
    if refused.intersection(fields):
        return "unasked"
    if check["asked"] == "rule" and set(decision["missing"]).intersection(fields):
        return None
    return check["check"] not in decision["failed"] + decision["refer"]


def compare(check, expected, decided, refused):
    """What went otherwise, and how many verdicts there are, holding and broken."""
    differ, seen = [], defaultdict(int)
    for record, published in expected.items():
        wanted = check["check"] not in published["broken"]
        found = verdict(check, decided[record], refused.get(record, set()))
        if found == "unasked" or check["check"] in published.get("open", ()):
            seen["unasked"] += 1
        elif found is wanted:
            seen[wanted] += 1
        else:
            differ.append("%s: wanted %s, found %s" % (record, wanted, found))
    return differ, seen


def tell(number, check, differ, seen):
    print("%s %d - %s: %d hold, %d are broken" % ("not ok" if differ else "ok", number, check, seen[True], seen[False]))
    for line in differ[:8]:
        print("# " + line)


def main():
    records = [record for name in sorted(os.listdir(HERE + "/records")) for record in lines(HERE + "/records/" + name)]
    expected = {row["record"]: row for row in lines(HERE + "/expected.jsonl")}
    with open(HERE + "/checks.csv", encoding="utf-8") as file:
        checks = list(csv.DictReader(file))
    decided, refused = decide(records)
    found, number = {"checks": 0, "verdicts": 0}, 0
    for number, check in enumerate(checks, 1):
        if check["asked"] not in EXPRESSED:
            print("ok %d - %s # SKIP %s" % (number, check["check"], check["asked"]))
            continue
        differ, seen = compare(check, expected, decided, refused)
        tell(number, check["check"], differ, seen)
        found["checks"] += not differ
        found["verdicts"] += seen[True] + seen[False]
    good = found == WANTED
    for name in found:
        number += 1
        print("%s %d - %d %s agree" % ("ok" if found[name] == WANTED[name] else "not ok", number, found[name], name))
    print("1..%d" % number)
    sys.exit(0 if good else 1)


main()
