#!/usr/bin/env python3
"""What `pol sample` prints is what the evaluator makes of it.

    samples.py POL ROOT

Tests it prints pass, in both languages; records it prints as JSON Lines and as CSV with list files are decided as the
tests say; and each shows what its number says: it is eligible, fails by that rule alone, asks a person for that, is
incomplete for want of that field. In TAP.
"""
import csv
import json
import os
import re
import subprocess
import sys
import tempfile

from tap import Report

POL, ROOT = sys.argv[1:3]
POLICIES = os.path.join(ROOT, "policies")
DATE = ["--as-of", "2024-07-01"]
report = Report()


def pol(*args):
    run = subprocess.run([POL, *args], capture_output=True, text=True)
    return run.returncode, run.stdout, run.stderr


def evaluate(data, *more):
    code, out, err = pol("eval", POLICIES, "--data", data, *more, *DATE, "--format", "jsonl", "--lang", "en")
    return {r["id"]: r["schemes"] for r in map(json.loads, out.splitlines())} if code == 0 else err


def is_shown(number, schemes):
    scheme, offer, what = re.match(r"S\d+ (\w+)\.(\w+): (.*)", number).groups()
    told = schemes[scheme]["offers"][offer]
    if m := re.fullmatch(r"ineligible by (\S+) alone", what):
        return told["decision"] == "ineligible" and told["failed"] == [m[1]]
    if m := re.fullmatch(r"a person decides, for (\S+)", what):
        return told["decision"] == "refer" and m[1] in told["refer"]
    if m := re.fullmatch(r"incomplete without (\S+)", what):
        return told["decision"] == "incomplete" and any(f.split(".")[0] == m[1] for f in told["missing"])
    return told["decision"] == "eligible" and (what == "eligible" or what.startswith("just passes "))


with tempfile.TemporaryDirectory() as home:
    def place(name):
        return os.path.join(home, name)

    texts = {}
    for lang in ("en", "zh"):
        code, texts[lang], err = pol("sample", POLICIES, *DATE, "--lang", lang)
        report(f"records are found ({lang})", code == 0 and texts[lang].count("\n}\n") > 150, err)
        report(f"and the same ones again ({lang})", pol("sample", POLICIES, *DATE, "--lang", lang)[1] == texts[lang])
        with open(place(f"{lang}.pol"), "w", encoding="utf-8") as f:
            f.write(texts[lang])
        code, out, err = pol("test", POLICIES, place(f"{lang}.pol"), "--lang", "en")
        report(f"tests that are printed pass ({lang})", code == 0 and "all passed" in out, out + err)

    code, lines, err = pol("sample", POLICIES, *DATE, "--format", "jsonl", "--lang", "en")
    with open(place("records.jsonl"), "w", encoding="utf-8") as f:
        f.write(lines)
    decided = evaluate(place("records.jsonl"))
    report("every record of JSON Lines is decided", isinstance(decided, dict) and len(decided) == lines.count("\n"),
           decided)
    wrong = [n for n, schemes in decided.items() if not is_shown(n, schemes)]
    report("and shows what its number says", not wrong, wrong)
    tests = len(re.findall(r'^test "', texts["en"], re.M))
    report("as many as there are tests", len(decided) == tests, (len(decided), tests))

    code, _, err = pol("sample", POLICIES, *DATE, "--format", "csv", "-o", place("shown"), "--lang", "en")
    lists = [x for n in sorted(os.listdir(place("shown"))) if n != "records.csv"
             for x in ("--list", f"{n[:-4]}={place('shown')}/{n}")]
    told = evaluate(place("shown/records.csv"), *lists)
    report("CSV with its list files is decided", code == 0 and isinstance(told, dict) and len(told) > 100, err or told)
    with open(place("shown/records.csv"), encoding="utf-8") as f:
        numbers = [row["applicant_id"] for row in csv.DictReader(f)]
    wrong = [n for n in numbers if not is_shown(n, told[n])]
    report("and shows what its numbers say", not wrong, wrong)

    few = pol("sample", POLICIES, *DATE, "--format", "jsonl", "--lang", "en", "--count", "20")[1].splitlines()
    report("--count keeps so many of them, as they are", len(few) == 20 and set(few) <= set(lines.splitlines()), few)
    one = pol("sample", POLICIES, *DATE, "--format", "jsonl", "--lang", "en", "--scheme", "jsb")[1]
    report("--scheme asks of one alone", one and all(re.search(r'"S\d+ jsb\.', x) for x in one.splitlines()), one)

sys.exit(report.end())
