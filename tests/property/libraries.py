#!/usr/bin/env python3
"""Libraries that few formats take: a run that wants none loads none, and one that can't be loaded is named.

    libraries.py POL

A library is spoilt by a file of its name that is none, where the loader looks first. In TAP.
"""
import os
import re
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from tap import Tap  # noqa: E402

FILES = {
    "p.pol": b"vocabulary { field id: text key field n: count }\n"
             b"scheme s { in force from 2024-01-01 offer o { require r: n > 1 } }\n",
    "d.csv": b"id,n\na,2\n",
    "d.db": b"SQLite format 3\0",
    "d.xlsx": b"PK\3\4",
}
# What is done with which file takes which libraries.
TAKES = [("D0400", ["--data", "d.db"], ["sqlite3"]), ("D0400", ["--data", "d.xlsx"], ["zip", "expat"]),
         ("U0400", ["--data", "d.csv", "-o", "o.db"], ["sqlite3"]),
         ("U0400", ["--data", "d.csv", "-o", "o.xlsx"], ["xlsxwriter", "zip"])]
CODES = {"D0400": 6, "U0400": 2}


def write(name, content):
    with open(name, "wb") as file:
        file.write(content)


def names_of(program):
    """{zip: libzip.so.4} of those that the program may load."""
    with open(program, "rb") as file:
        found = re.findall(rb"\0(lib(sqlite3|zip|expat|xlsxwriter)\.so[.\d]*)(?=\0)", file.read())
    return {short.decode(): name.decode() for name, short in found}


def evaluate(tap, spoilt, *args):
    """pol eval where these files are no libraries."""
    os.makedirs("spoilt", exist_ok=True)
    for name in spoilt:
        write("spoilt/" + name, b"This is no library.\n" * 100)
    path = "spoilt:" + os.environ.get("LD_LIBRARY_PATH", "")
    found = tap.run("eval", "p.pol", "--as-of", "2024-07-01", *args, env=dict(os.environ, LD_LIBRARY_PATH=path))
    for name in spoilt:
        os.remove("spoilt/" + name)
    return found


def refuses(tap, names, message, args, library):
    if library not in names:
        return tap.skip("%s without %s" % (" ".join(args), library), "built without it")
    for lang in "en", "zh":
        code, out, said = evaluate(tap, [names[library]], *args, "--lang", lang)
        tap.check("%s without %s: %s" % (" ".join(args), library, lang),
                  (code, out, "[%s]" % message in said, names[library] in said, os.path.exists(args[-1])),
                  (CODES[message], "", True, True, args[-1].startswith("d")))


def main():
    tap = Tap(sys.argv[1])
    for name, content in FILES.items():
        write(name, content)
    names = names_of(tap.program)
    code, out, _ = evaluate(tap, names.values(), "--data", "d.csv", "--format", "csv")
    tap.check("what is text takes none of them", (code, out.count("\n")), (0, 2))
    for message, args, libraries in TAKES:
        for library in libraries:
            refuses(tap, names, message, args, library)
    tap.end()


main()
