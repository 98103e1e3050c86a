#!/usr/bin/env python3
"""Every boundary of every industry of 工信部联企业〔2011〕300号, as examples/schemes/enterprise-size.pol decides it and
as the sentences of the notice say, in TAP:

    tests/suites/sizes.py POL ROOT

A test an industry: all combinations of one below, at and one above each of its limits.
"""
import itertools
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from decimal import Decimal

POL, ROOT = map(os.path.abspath, sys.argv[1:])
FOLDER = ROOT + "/examples/schemes"
FIELDS = {"从业人员": "staff", "营业收入": "revenue", "资产总额": "assets"}
CODES = """farming manufacturing construction wholesale retail transport storage post lodging catering telecom software
real_estate property leasing other""".split()


def limits(sentence):
    """The field and the number of each limit that a piece of a sentence names, amounts in yuan."""
    found = re.findall("(从业人员|营业收入|资产总额)([0-9]+)(人|万元)", sentence)
    return {FIELDS[field]: int(number) * (10000 if unit == "万元" else 1) for field, number, unit in found}


def industries():
    """Of each industry the limits of its large, medium and small enterprises, as the notice has them."""
    with open(FOLDER + "/sources/miit-2011-300.txt", encoding="utf-8") as notice:
        for line in notice:
            if line.startswith("（"):
                large, rest = line.split("。", 1)[1].split("。", 1)
                medium, small, _ = re.split("企业[，；](?=从业|营业)", rest)
                yield [("large", limits(large)), ("medium", limits(medium)), ("small", limits(small))]


def around(field, sizes):
    step = 1 if field == "staff" else Decimal("0.01")
    return sorted({size[field] + d for _, size in sizes for d in (-step, 0, step)})


def size_of(record, sizes):
    return next((name for name, least in sizes if all(record[f] >= least[f] for f in least)), "micro")


def records(code, sizes):
    fields = list(sizes[0][1])
    for number, values in enumerate(itertools.product(*(around(f, sizes) for f in fields))):
        record = dict(zip(fields, values))
        yield f"{code}-{number}", record, size_of(record, sizes)


ASKED = """use "enterprise-size.pol"
scheme asked {
    in force from 2011-06-18
    offer only {
        grant size = enterprise_size
    }
}
"""


def decided(lines):
    """What pol finds: the size by the record's number."""
    with tempfile.TemporaryDirectory() as work:
        folder = shutil.copytree(FOLDER, work + "/schemes")
        for name, text in (("asked.pol", ASKED), ("data.jsonl", "".join(json.dumps(line) + "\n" for line in lines))):
            with open(f"{folder}/{name}", "w", encoding="utf-8") as file:
                file.write(text)
        command = [POL, "eval", "asked.pol", "--data", "data.jsonl", "--as-of", "2024-07-01", "--format", "jsonl"]
        done = subprocess.run(command + ["--lang", "en"], cwd=folder, capture_output=True, check=True)
    results = map(json.loads, done.stdout.splitlines())
    return {r["id"]: r["schemes"]["asked"]["offers"]["only"]["grants"]["size"] for r in results}


def line_of(key, code, record):
    """A record as JSON has it: people as a number, yuan as text, so that no float comes between."""
    return {"id": key, "industry": code, **{f: v if f == "staff" else str(v) for f, v in record.items()}}


def main():
    failed, count = 0, 0
    for code, sizes in zip(CODES, industries()):
        wanted = list(records(code, sizes))
        found = decided(line_of(key, code, record) for key, record, _ in wanted)
        wrong = [(record, size, found.get(key)) for key, record, size in wanted if found.get(key) != size]
        count += 1
        failed += bool(wrong)
        print(f"{'not ok' if wrong else 'ok'} {count} - {code}: {len(wanted)} enterprises around its limits")
        for case in wrong[:4]:
            print("#", *case)
    print(f"{'ok' if count == 16 else 'not ok'} 17 - the notice lists 16 industries\n1..17")
    return failed or count != 16


if __name__ == "__main__":
    sys.exit(bool(main()))
