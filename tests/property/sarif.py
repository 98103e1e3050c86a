#!/usr/bin/env python3
"""SARIF logs of every command that writes them, held to the schema that the standard comes with.

    sarif.py POL ROOT SCHEMA

SCHEMA is the npm package that has it, as `npm pack` fetches it (see tests/deps.sh); it is read by python3-jsonschema.
Where one of them is not installed the test is passed over. In TAP.
"""
import glob
import json
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile

from tap import Report

POL, ROOT, SCHEMA = (os.path.abspath(word) for word in sys.argv[1:4])
IN_PACKAGE = "package/lib/schemas/sarif-2.1.0-rtm.5.json"
GOLDEN = os.path.join(ROOT, "tests", "golden")
# What some log of each command has in its results, lest the schema be held against little.
PARTS = {"check": ["fixes", "relatedLocations", "suppressions"], "test": ["locations"], "coverage": ["locations"],
         "trace": ["locations", "suppressions"], "mutate": ["locations"]}
COMMANDS = {"check": ["check"], "test": ["test"], "coverage": ["test", "--coverage"], "trace": ["trace"],
            "mutate": ["mutate"]}
POLICY = """vocabulary {
    field id(编号): text key
    field age(年龄): count
}
scheme s(方案) {
    in force from 2024-01-01
    offer o(产品) {
        require adult(成年): age >= 18 and age <= 60
        grant limit = 1万元
    }
}
sample a { id: "A", age: 30 }
test "of age" as of 2024-07-01 { given a expect s.o is eligible }
"""
BROKEN = {
    "empty.pol": "",
    "syntax.pol": "scheme {\n",
    "unclosed.pol": POLICY + "test \"open\" {",
    "unknown.pol": POLICY.replace("age >= 18", "aged >= 18"),
    "failing.pol": POLICY.replace("age: 30", "age: 17"),
    "untested.pol": POLICY[:POLICY.index("test ")],
    "utf16.pol": "\ufeff" + POLICY,
    "names, 100% <&>.pol": POLICY.replace("age >= 18", "aged >= 18"),
}


def schema():
    """A validator, or why there is none."""
    try:
        import jsonschema
    except ImportError:
        return None, "python3-jsonschema is not installed"
    if not os.path.exists(SCHEMA):
        return None, "the schema is not there: %s" % SCHEMA
    with tarfile.open(SCHEMA) as package:
        told = json.load(package.extractfile(IN_PACKAGE))
    kind = jsonschema.validators.validator_for(told)
    kind.check_schema(told)
    return kind(told), None


def copy_of(folder, home):
    """A case's folder with the project's rooms that its command line names."""
    place = os.path.join(home, os.path.relpath(folder, ROOT).replace("/", "_"))
    shutil.copytree(folder, place)
    open(os.path.join(place, ".pol-root"), "w").close()
    return place


def log_of(command, *operands, folder, lang):
    done = subprocess.run([POL, *COMMANDS[command], "--format", "sarif", "--lang", lang, *operands], cwd=folder,
                          capture_output=True, check=False)
    return done.returncode, done.stdout, done.stderr.decode("utf-8", "replace")


def faults(validator, text):
    """What is wrong with a log; it is one for each run, whatever came of it."""
    try:
        log = json.loads(text.decode("utf-8"))
    except ValueError as wrong:
        return ["no JSON: %s: %.200r" % (wrong, text)]
    return ["%s: %s" % ("/".join(map(str, e.absolute_path)), e.message[:200]) for e in validator.iter_errors(log)]


def parts_of(text):
    """The members of the results that hold anything."""
    return {key for result in json.loads(text)["runs"][0]["results"] for key, value in result.items() if value}


def tell(report, validator, title, runs, wanted=()):
    """Runs (command, operands, folder), in both languages."""
    wrong, parts, count = [], set(), 0
    for command, operands, folder in runs:
        for lang in ("en", "zh"):
            code, out, err = log_of(command, *operands, folder=folder, lang=lang)
            found = faults(validator, out) + (["exit code %d: %s" % (code, err)] if code > 6 or code < 0 else [])
            wrong += ["%s %s (%s): %s" % (command, " ".join(operands), lang, fault) for fault in found]
            parts |= set() if found else parts_of(out)
            count += 1
    report("%s: %d logs" % (title, count), count and not wrong, "\n".join(wrong[:5]))
    for part in wanted:
        report("%s: a log with %s" % (title, part), part in parts, sorted(parts))


def over_the_golden_cases(report, validator, home):
    """What check, test, trace and mutate are tried on elsewhere, most of it wrong in some way."""
    for command, wanted in PARTS.items():
        room = "test" if command == "coverage" else command
        folders = sorted({os.path.dirname(p) for p in glob.glob(os.path.join(GOLDEN, room, "*", "*.pol"))})
        places = [copy_of(folder, os.path.join(home, command)) for folder in folders]
        runs = [(command, [n], p) for p in places for n in sorted(os.listdir(p)) if n.endswith(".pol")]
        tell(report, validator, command, runs, wanted)


def main():
    validator, why = schema()
    if not validator:
        print("1..0 # SKIP " + why)
        return 0
    report = Report()
    empty = json.dumps({"version": "2.1.0", "runs": [{"results": []}]}).encode()
    report("the schema refuses what is no log", faults(validator, empty) and faults(validator, b"{}"))
    with tempfile.TemporaryDirectory() as home:
        over_the_golden_cases(report, validator, home)
        for name, text in BROKEN.items():
            with open(os.path.join(home, name), "w", encoding="utf-16" if "utf16" in name else "utf-8") as file:
                file.write(text)
        os.mkdir(os.path.join(home, "none"))
        for name in [*BROKEN, "nowhere.pol", "none"]:
            tell(report, validator, name, [(command, [name], home) for command in COMMANDS])
        runs = [(command, [os.path.join(ROOT, "policies")], home) for command in PARTS if command != "mutate"]
        tell(report, validator, "the policies", runs)
    return report.end()


sys.exit(main())
