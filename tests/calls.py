#!/usr/bin/env python3
"""Holds the library to its promise: whatever happens, it hands back an answer and leaves the program running.

    calls.py NM ARCHIVE...

No object may need a function that ends the program, prints, or reads the clock or the environment. Looking at what
the compiler made finds also what stands in macros and generated code: uthash and flex call exit() until told otherwise.
"""
import re
import subprocess
import sys

FORBIDDEN = {
    "end the program": ["exit", "_exit", "_Exit", "quick_exit", "abort", "__assert_fail"],
    "print": ["printf", "vprintf", "fprintf", "vfprintf", "puts", "putchar", "perror", "__printf_chk", "__fprintf_chk"],
    "read the clock": ["time", "clock", "clock_gettime", "gettimeofday"],
    "read the environment": ["getenv", "secure_getenv", "setlocale"],
}


def needs(nm, archives):
    """Yields (object, function) of every function that an object needs from elsewhere."""
    for archive in archives:
        out = subprocess.run([nm, "-A", "-u", archive], capture_output=True, text=True, check=True).stdout
        for line in out.splitlines():
            place, name = re.match(r"(.*?):\s+[Uuw] (\w+)", line).groups()
            yield place, name


def main():
    needed = list(needs(sys.argv[1], sys.argv[2:]))
    print("1..%d" % (len(FORBIDDEN) + 1))
    print("%s 1 - the objects were read" % ("ok" if any(name == "malloc" for _, name in needed) else "not ok"))
    failed = 0
    for number, (what, names) in enumerate(FORBIDDEN.items(), 2):
        found = ["%s: %s" % (place, name) for place, name in needed if name in names]
        failed += bool(found)
        print("%s %d - nothing in the library can %s" % ("not ok" if found else "ok", number, what))
        print("".join("# %s\n" % line for line in found), end="")
    sys.exit(failed != 0)


main()
