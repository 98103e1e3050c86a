#!/usr/bin/env python3
"""Holds the registry of messages to the tests and to the program.

    messages.py ROOT

Every row of grammar/diag/diags.def must be used by the program, and some test must look for it: by its code, by its
name, or by its words, as the golden cases do for hints and labels.
"""
import os
import re
import sys

SKIPPED = {"args", "corpus", "bench"}


def files(*rooms):
    for room in rooms:
        for folder, folders, names in os.walk(room):
            folders[:] = [name for name in folders if name not in SKIPPED]
            for name in names:
                if name not in SKIPPED:
                    yield os.path.join(folder, name)


def text_of(paths):
    parts = []
    for path in paths:
        with open(path, encoding="utf-8", errors="replace") as file:
            parts.append(file.read())
    return "\n".join(parts)


def value_of(literals):
    """What C makes of literals that stand behind one another."""
    return re.sub(r'(?<!\\)"\s*"', "", literals)[1:-1].replace('\\"', '"')


def rows(path):
    """Yields (name, code, English, Chinese) of every row."""
    string = r'\s*("(?:[^"\\]|\\.)*"(?:\s*"(?:[^"\\]|\\.)*")*)'
    row = re.compile(r'^DIAG\((\w+), "(\w+)", \w+,%s,%s\)$' % (string, string), re.M)
    with open(path, encoding="utf-8") as file:
        for name, code, en, zh in row.findall(file.read()):
            yield name, code, value_of(en), value_of(zh)


def occurs(template, text):
    """Whether the longest run of the template's own words stands in the text."""
    return max(re.split(r"\{\d\}", template), key=len) in text


def main():
    os.chdir(sys.argv[1])
    registry = list(rows("grammar/diag/diags.def"))
    program = text_of(p for p in files("grammar", "interp") if p.endswith((".c", ".h", ".y", ".l")))
    tests = text_of([*(p for p in files("tests") if p != "tests/messages.py"), "grammar/README.md"])
    said, sought = set(re.findall(r"DIAG_\w+", program)), set(re.findall(r"DIAG_\w+|[A-Z]\d{4}", tests))
    print("1..%d" % len(registry))
    failed = 0
    for number, (name, code, en, zh) in enumerate(registry, 1):
        used = "DIAG_" + name in said
        tested = "DIAG_" + name in sought or code in sought or occurs(en, tests) or occurs(zh, tests)
        good = used and tested
        failed += not good
        print("%s %d - %s %s" % ("ok" if good else "not ok", number, code, name))
        if not good:
            print("# no test looks for it" if used else "# the program never says it")
    return failed > 0


sys.exit(main())
