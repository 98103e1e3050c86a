#!/usr/bin/env python3
"""What is told on a terminal fits it: stories, in full and in brief, and the table of decisions.

  widths.py POL ROOT

Of all sample applicants, at several widths and in both languages. A line may be longer only where it is one word; the
place of a rule is never broken.
"""
import re
import unicodedata
import os
import subprocess
import sys

pol, root = os.path.realpath(sys.argv[1]), sys.argv[2]
os.chdir(root)
DATA = ["policies", "--data", "examples/applicants.csv", "--list", "overdue=examples/overdue.csv", "--list",
        "spouse_overdue=examples/spouse_overdue.csv", "--as-of", "2024-07-01"]
RUNS = {"in full": ["explain", *DATA, "--sample", "1000"],
        "in brief": ["explain", *DATA, "--sample", "1000", "--brief"],
        "as a table": ["eval", *DATA, "--format", "table"]}


def columns(line):
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in line)


def told(arguments, width, lang):
    return subprocess.run([pol, *arguments, "--lang", lang], env={**os.environ, "COLUMNS": str(width)},
                          capture_output=True, text=True).stdout


def check(number, name, text, width):
    lines = text.split("\n")
    wide = [l for l in lines if columns(l) > width and " " in l.strip()]
    broken = [l for l in lines if re.search(r"policies/[a-z]*\.?[a-z]*$|\.pol:?$", l)]
    good = len(lines) > 100 and not wide and not broken
    print(f"{'ok' if good else 'not ok'} {number} - {name}")
    for line in (wide + broken)[:5]:
        print(f"# {columns(line)}: {line}")
    return good


cases = [(what, width, lang) for what in RUNS for width in (40, 47, 64, 80, 120) for lang in ("en", "zh")]
print(f"1..{len(cases)}")
results = [check(i + 1, f"{what} within {width} columns, {lang}", told(RUNS[what], width, lang), width)
           for i, (what, width, lang) in enumerate(cases)]
sys.exit(not all(results))
