#!/usr/bin/env python3
"""Holds the floors of the house, as the table of HACKING.md draws them. In TAP.

    floors.py ROOT BUILD

ROOT is the source tree, BUILD a folder that it was built in. Four things are held:
- a room includes its own files and rooms on lower floors;
- a room's own headers, named in the table, are included by no other room;
- no function is called upwards, as the objects' symbols tell, and files that call each other in a circle are those that
  HACKING.md lists;
- outside the face `interp/cli` no object prints, exits, or asks the clock or the environment.
"""
import os
import re
import subprocess
import sys
from collections import defaultdict

FACE = "interp/cli"
FORBIDDEN = re.compile(
    r"^(_*(v?f?d?printf|printf)(_chk)?|puts|fputs|fputc|putc|putchar|_IO_putc|perror|fwrite|std(in|out|err)"
    r"|exit|_exit|_Exit|quick_exit|abort|(secure_)?getenv|environ|setlocale"
    r"|__assert_fail|time|clock|clock_gettime|gettimeofday|timespec_get|localtime(_r)?|isatty|syslog|warnx?|errx?)$")
GENERATED = {"parser", "scanner"}  # by bison and flex, in grammar/syntax
# flex names them as where it would read and write if nobody said what else; it is always said.
HARMLESS = {("grammar/syntax/scanner", "stdin"), ("grammar/syntax/scanner", "stdout")}


def table(text):
    """The floors: {room: floor}, {room: its own headers}."""
    floors, own = {}, {}
    for floor, room, headers in re.findall(r"^\| (\d+) \| `([\w/]+)` \|[^|]*\|([^|]*)\|$", text, re.M):
        floors[room] = int(floor)
        own[room] = set(re.findall(r"`([\w.]+)`", headers))
    return floors, own


def circles_allowed(text):
    """The circles that HACKING.md lists: sets of files without their ending."""
    return [set(re.findall(r"`([\w/]+)`", item)) for item in re.findall(r"^- circle: (.*(?:\n  .*)*)", text, re.M)]


def sources(root):
    for top in ("grammar", "interp"):
        for folder, _, names in os.walk(os.path.join(root, top)):
            for name in names:
                if name.endswith((".c", ".h", ".y", ".l", ".def")):
                    yield os.path.relpath(os.path.join(folder, name), root)


def may_include(a, b, floors):
    return a == b or floors[b] < floors[a]


def include_faults(root, floors, own):
    for path in sorted(sources(root)):
        room = os.path.dirname(path)
        if room not in floors:
            yield "%s stands in no room of the table" % path
            continue
        with open(os.path.join(root, path), encoding="utf-8") as file:
            included = re.findall(r'^\s*#\s*include\s+"([^"]+)"', file.read(), re.M)
        for name in included:
            other = os.path.dirname(name)
            if other not in floors:
                yield "%s includes %s, which stands in no room" % (path, name)
            elif not may_include(room, other, floors):
                yield "%s (floor %d) includes %s (floor %d)" % (path, floors[room], name, floors[other])
            elif room != other and os.path.basename(name) in own[other]:
                yield "%s includes %s, which is its room's own" % (path, name)


def objects(root, build):
    """Yields (object, source without ending) of what was compiled of grammar/ and interp/."""
    stems = {}
    for path in sources(root):
        if path.endswith(".c"):
            top, rest = path.split("/", 1)
            for skipped in range(rest.count("/") + 1):  # meson names an object by its path below its meson.build
                parts = rest.split("/")
                key = (os.path.join(top, *parts[:skipped]), "_".join(parts[skipped:]) + ".o")
                stems[key] = path[:-2]
    for folder, _, names in os.walk(build):
        place = os.path.relpath(os.path.join(folder, ".."), build)
        if not folder.endswith(".p") or not place.startswith(("grammar", "interp")):
            continue
        for name in names:
            generated = re.match(r"meson-generated_\.?\.?_?(?:.*_)?(\w+)\.c\.o$", name)
            if (place, name) in stems:
                yield os.path.join(folder, name), stems[place, name]
            elif generated and generated[1] in GENERATED:
                yield os.path.join(folder, name), "grammar/syntax/" + generated[1]


def symbols(path):
    """(defined, undefined) global names of an object."""
    said = subprocess.run(["nm", "-P", "-g", path], capture_output=True, text=True, check=True).stdout
    defined, undefined = set(), set()
    for line in said.splitlines():
        name, kind = line.split()[:2]
        (undefined if kind in "Uwv" else defined).add(name)
    return defined, undefined


def calls(known):
    """{file: {file: a symbol}} of what calls what, by symbols."""
    home = {name: stem for stem, (defined, _) in known.items() for name in defined}
    arrows = defaultdict(dict)
    for stem, (_, undefined) in known.items():
        for name in undefined:
            if home.get(name, stem) != stem:
                arrows[stem].setdefault(home[name], name)
    return arrows


def call_faults(arrows, floors):
    for stem in sorted(arrows):
        for other, name in sorted(arrows[stem].items()):
            a, b = os.path.dirname(stem), os.path.dirname(other)
            if a in floors and b in floors and not may_include(a, b, floors):
                yield "%s calls %s of %s, upwards" % (stem, name, other)


def reach(arrows, start):
    seen, todo = set(), [start]
    while todo:
        for other in arrows.get(todo.pop(), ()):
            if other not in seen:
                seen.add(other)
                todo.append(other)
    return seen


def circle_faults(arrows, allowed):
    reached = {stem: reach(arrows, stem) for stem in arrows}
    told = set()
    for stem in sorted(arrows):
        circle = frozenset(other for other in reached[stem] if stem in reached.get(other, ())) | {stem}
        if len(circle) == 1 or circle in told:
            continue
        told.add(circle)
        if not any(circle <= files for files in allowed):
            yield "these call each other in a circle: %s" % ", ".join(sorted(circle))


def stale_circles(arrows, allowed):
    """What HACKING.md lists as a circle and is none any more."""
    for files in allowed:
        missing = [stem for stem in files if stem not in reach(arrows, stem)]
        if missing:
            yield "no circle any more, but listed: %s" % ", ".join(sorted(missing))


def symbol_faults(known):
    for stem in sorted(known):
        if not stem.startswith(FACE + "/"):
            for name in sorted(known[stem][1]):
                if FORBIDDEN.match(name) and (stem, name) not in HARMLESS:
                    yield "%s uses %s" % (stem, name)


def main():
    root, build = sys.argv[1:3]
    with open(os.path.join(root, "HACKING.md"), encoding="utf-8") as file:
        text = file.read()
    floors, own = table(text)
    known = {stem: symbols(path) for path, stem in objects(root, build)}
    compiled = {path[:-2] for path in sources(root) if path.endswith(".c")}
    unseen = (compiled | {"grammar/syntax/" + name for name in GENERATED}) - set(known)
    arrows, allowed = calls(known), circles_allowed(text)
    checks = [
        ("rooms include lower rooms only, and no other room's own headers", include_faults(root, floors, own)),
        ("every file of grammar/ and interp/ was looked at", ("%s has no object" % stem for stem in sorted(unseen))),
        ("calls run downwards", call_faults(arrows, floors)),
        ("files call each other in no circle but those listed", circle_faults(arrows, allowed)),
        ("the circles listed are there", stale_circles(arrows, allowed)),
        ("outside %s nothing prints, exits, or asks the clock or the environment" % FACE, symbol_faults(known)),
    ]
    print("1..%d" % len(checks))
    failed = 0
    for number, (name, faults) in enumerate(checks, 1):
        faults = list(faults)
        failed += bool(faults)
        print("%s %d - %s" % ("not ok" if faults else "ok", number, name))
        for fault in faults:
            print("# " + fault)
    return failed > 0


sys.exit(main())
