#!/usr/bin/env python3
"""What a start costs: pages of memory that the program touches for one record, from its start to its end.

    pages.py POL FOLDER [sanitized]

Minor faults, the least of five runs, with the policies in FOLDER. They hardly depend on the load of the machine, but
on its system and C library: the bounds leave some room. In TAP.
"""
import os
import sys

from tap import Tap

BOUNDS = {
    "it says its version": (130, ["version"]),
    "one record, four policies, their tests passed over": (
        380,
        ["eval", "policies", "--data", "one.csv", "--as-of", "2024-07-01", "--jobs", "2"],
    ),
}


def pages(program, args):
    """Of a run that must come to its end. What the test run asks of malloc, MALLOC_PERTURB_, would touch more."""
    plain = {name: value for name, value in os.environ.items() if not name.startswith("MALLOC_")}
    quiet = [(os.POSIX_SPAWN_OPEN, fd, "/dev/null", os.O_WRONLY, 0) for fd in (1, 2)]
    child = os.posix_spawn(program, [program, *args], plain, file_actions=quiet)
    _, status, use = os.wait4(child, 0)
    return use.ru_minflt if status == 0 else None


def main():
    t = Tap(sys.argv[1])
    os.symlink(os.path.join(sys.argv[2], "policies"), "policies")
    with open(os.path.join(sys.argv[2], "examples", "applicants.csv"), encoding="utf-8") as applicants:
        one = "".join(applicants.readlines()[:2])
    with open("one.csv", "w", encoding="utf-8") as file:
        file.write(one)
    for name, (most, args) in BOUNDS.items():
        found = [pages(t.program, args) for _ in range(5)]
        if None in found:
            t.check(name, "a run failed", "all end well")
        elif len(sys.argv) > 3:
            t.skip(name, "sanitizers touch memory of their own")
        else:
            t.check("%s: at most %d pages" % (name, most), max(min(found), most), most)
    t.end()


main()
