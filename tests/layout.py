#!/usr/bin/env python3
"""Holds the layout of the code. In TAP.

    layout.py ROOT

- .clang-format is what the C code looks like, where the clang-format of that version is installed;
- no line of code takes more than 120 columns on a screen;
- a header's guard is its room and its name;
- no file of C has more than 400 lines.
"""
import os
import re
import shutil
import subprocess
import sys
import unicodedata

COLUMNS = 120
LINES = 400
VERSION = 14  # another clang-format breaks lines elsewhere
CODE = (".c", ".h", ".y", ".l", ".def", ".py", ".sh", "meson.build", "meson_options.txt")
SKIPPED = re.compile(r"^(\.|build)|^(args|corpus|node_modules)$")


def code(root):
    for folder, folders, names in os.walk(root):
        folders[:] = [name for name in folders if not SKIPPED.search(name)]
        for name in names:
            if name.endswith(CODE):
                yield os.path.relpath(os.path.join(folder, name), root)


def text_of(root, path):
    with open(os.path.join(root, path), encoding="utf-8") as file:
        return file.read()


def columns(line):
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in line)


def long_lines(root, paths):
    for path in paths:
        for number, line in enumerate(text_of(root, path).split("\n"), 1):
            if columns(line) > COLUMNS:
                yield "%s:%d takes %d columns" % (path, number, columns(line))


def long_files(root, paths):
    for path in paths:
        lines = text_of(root, path).count("\n") if path.endswith((".c", ".h")) else 0
        if lines > LINES:
            yield "%s has %d lines" % (path, lines)


def wrong_guards(root, paths):
    for path in paths:
        if not path.endswith(".h") or not path.startswith(("grammar/", "interp/")):
            continue
        folder, name = path.split("/")[-2:]
        room = [] if folder == "interp" else [folder]
        guard = "_".join(["POL", *room, re.sub(r"\W", "_", name)]).upper()
        if not re.search(r"^#ifndef %s\n#define %s\n" % (guard, guard), text_of(root, path), re.M):
            yield "%s has no guard %s" % (path, guard)


def formatter():
    """clang-format of the version, or why there is none."""
    for name in ("clang-format-%d" % VERSION, "clang-format"):
        path = shutil.which(name)
        if path:
            said = subprocess.run([path, "--version"], capture_output=True, text=True).stdout
            if re.search(r"version %d\." % VERSION, said):
                return path, None
    return None, "clang-format %d is not installed" % VERSION


def laid_out_otherwise(root, path, paths):
    if not path:
        return
    said = subprocess.run([path, "--dry-run", "--ferror-limit=1", *(p for p in paths if p.endswith((".c", ".h")))],
                          cwd=root, capture_output=True, text=True).stderr
    for place in re.findall(r"^(\S+:\d+):\d+: (?:warning|error)", said, re.M):
        yield place + " is laid out otherwise: clang-format -i"


def main():
    root = sys.argv[1]
    paths = sorted(code(root))
    path, missing = formatter()
    checks = [
        ("no line takes more than %d columns" % COLUMNS, long_lines(root, paths), None),
        ("no file has more than %d lines" % LINES, long_files(root, paths), None),
        ("a header's guard is its room and its name", wrong_guards(root, paths), None),
        (".clang-format is what the code looks like", laid_out_otherwise(root, path, paths), missing),
    ]
    print("1..%d" % len(checks))
    failed = 0
    for number, (name, faults, skipped) in enumerate(checks, 1):
        faults = list(faults)
        failed += bool(faults)
        print("%s %d - %s%s" % ("not ok" if faults else "ok", number, name, " # SKIP " + skipped if skipped else ""))
        for fault in faults:
            print("# " + fault)
    return failed > 0


sys.exit(main())
