#!/usr/bin/env python3
"""Tells how well the core's conditions are tested, from what llvm-cov has measured.

    mcdc.py ROOT EXCUSES < the JSON of llvm-cov export

A condition of a decision (`a && b`, `a || b`) is covered where two runs differ in it and in the decision, and in
nothing else that was asked: modified condition/decision coverage. Each that is not must stand in EXCUSES with the
reason, as a paragraph; what is indented belongs to the line before:

    file: …
    decision: …
    condition: …
    why: …

A paragraph whose condition is covered has to go.
"""
import json
import os
import re
import sys

LEAST = 95  # percent
OF_A_CONDITION = 6  # llvm-cov's number for it among the branches
EXCUSE = re.compile(r"file: (.+)\ndecision: (.+)\ncondition: (.+)\nwhy: (.+)$")
SHOWN = "%s: %s\n    condition: %s\n    why: %s"


def words(lines, span):
    """What stands from (line, column) to (line, column), on one line."""
    first, from_column, last, to_column = span
    taken = lines[first - 1:last]
    taken[-1] = taken[-1][:to_column - 1]
    taken[0] = taken[0][from_column - 1:]
    return b" ".join(line.rstrip(b"\\").strip() for line in taken).decode()


def is_within(inner, outer):
    return outer[:2] <= inner[:2] and inner[2:4] <= outer[2:4]


def decisions(file):
    """The decisions by their place, each with whether its conditions are covered, in any of its copies: what a header
    defines is measured wherever it is inlined."""
    found = {}
    for record in file["mcdc_records"]:
        place, covered = tuple(record[:4]), record[6]
        found[place] = [a or b for a, b in zip(found.get(place, covered), covered)]
    return sorted(found.items())


def conditions(lines, file):
    """Yields (decision, condition, whether it is covered), in the words of the source."""
    leaves = sorted({tuple(b[:4]) for b in file["branches"] if b[8] == OF_A_CONDITION})
    for place, covered in decisions(file):
        parts = [leaf for leaf in leaves if is_within(leaf, place)]
        for part, is_covered in zip(parts, covered):
            yield words(lines, place), words(lines, part), is_covered


def measured(root):
    """Yields (file, its conditions) of each file that has some."""
    for file in json.load(sys.stdin)["data"][0]["files"]:
        path = os.path.normpath(file["filename"])
        with open(path, "rb") as source:
            found = list(conditions(source.read().split(b"\n"), file))
        if found:
            yield os.path.relpath(path, root), found


def excuses(path):
    """Yields ((file, decision, condition), why)."""
    with open(path, encoding="utf-8") as file:
        text = re.sub(r"^#.*\n", "", file.read(), flags=re.M)
    for paragraph in re.split(r"\n{2,}", text.strip()):
        match = EXCUSE.match(re.sub(r"\n +", " ", paragraph))
        if not match:
            sys.exit("%s: this is no file, decision, condition and why:\n%s" % (path, paragraph))
        yield match.group(1, 2, 3), match.group(4)


def show(files):
    """Prints each file's share and the total; returns (covered, all)."""
    covered = [(path, sum(found[2] for found in these), len(these)) for path, these in files]
    covered.append(("all", sum(part[1] for part in covered), sum(part[2] for part in covered)))
    for path, good, count in covered:
        print("%6.1f %% %4d of %4d  %s" % (100 * good / count, good, count, path))
    return covered[-1][1:]


def main():
    root, excused = sys.argv[1], dict(excuses(sys.argv[2]))
    files = sorted(measured(root))
    good, count = show(files)
    missed = {(path, d, c) for path, found in files for d, c, is_covered in found if not is_covered}
    stale = set(excused) - missed
    for place in sorted(missed):
        print(SHOWN % (*place, excused.get(place, "NO REASON IS GIVEN")))
    for place in sorted(stale):
        print(SHOWN % (*place, "COVERED, OR GONE: the list has to forget it"))
    if good * 100 < count * LEAST:
        print("less than %d %%" % LEAST)
    return bool(stale or missed - set(excused) or good * 100 < count * LEAST)


if __name__ == "__main__":
    sys.exit(main())
