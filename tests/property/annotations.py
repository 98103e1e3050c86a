#!/usr/bin/env python3
"""What `pol check` finds, in the formats of other programs, read back by parsers that are not ours.

    annotations.py POL FOLDER…

Over every policy below the folders, most of which are wrong in some way: SARIF is held to what SARIF 2.1.0 demands,
Checkstyle's and JUnit's XML is read by an XML parser, TAP's blocks as JSON, GitHub's commands are unescaped; and all of
them tell what the JSON tells.
"""
import glob
import json
import os
import re
import subprocess
import sys
import tempfile
import urllib.parse
import xml.etree.ElementTree as xml

from tap import tell_cases

LEVELS = {"error": "error", "warning": "warning", "note": "notice"}


def run(pol, *words, folder=None):
    done = subprocess.run([pol, "check", *words], capture_output=True, cwd=folder)
    return done.returncode, done.stdout.decode("utf-8")


def demand(holds, what):
    if not holds:
        raise AssertionError(what)


def keys(thing, needed, allowed):
    demand(isinstance(thing, dict) and set(needed) <= set(thing) <= set(needed) | set(allowed), "members: %r" % thing)


def text(thing):
    keys(thing, ["text"], [])
    demand(isinstance(thing["text"], str) and thing["text"], "a text is empty")


def physical(place):
    keys(place, ["artifactLocation", "region"], [])
    keys(place["artifactLocation"], ["uri"], [])
    uri = place["artifactLocation"]["uri"]
    demand(re.fullmatch(r"(file://)?[A-Za-z0-9/\-._~%]+", uri), "no URI: %s" % uri)
    return (urllib.parse.unquote(uri), *region_of(place["region"]))


def region_of(region):
    keys(region, ["startLine", "startColumn", "endLine", "endColumn"], [])
    demand(all(isinstance(n, int) and n >= 1 for n in region.values()), "places begin with 1: %r" % region)
    start, end = ((region[k + "Line"], region[k + "Column"]) for k in ("start", "end"))
    demand(start <= end, "a region ends before it begins: %r" % region)
    return start, end


def fixes(result):
    """(file, start, end, text) of each replacement."""
    for fix in result.get("fixes", []):
        keys(fix, ["description", "artifactChanges"], [])
        text(fix["description"])
        for change in fix["artifactChanges"]:
            keys(change, ["artifactLocation", "replacements"], [])
            for new in change["replacements"]:
                keys(new, ["deletedRegion"], ["insertedContent"])
                if "insertedContent" in new:
                    text(new["insertedContent"])
                uri = urllib.parse.unquote(change["artifactLocation"]["uri"])
                yield (uri, *region_of(new["deletedRegion"]), new.get("insertedContent", {"text": ""})["text"])


def sarif_results(log):
    """The results of a log, which is held to the standard's demands on all that pol writes."""
    keys(log, ["$schema", "version", "runs"], [])
    demand(log["version"] == "2.1.0" and len(log["runs"]) == 1, "version and runs")
    run_ = log["runs"][0]
    keys(run_, ["tool", "invocations", "columnKind", "results"], [])
    demand(run_["columnKind"] in ("utf16CodeUnits", "unicodeCodePoints"), "columnKind")
    keys(run_["tool"], ["driver"], [])
    keys(run_["tool"]["driver"], ["name", "version", "rules"], [])
    rules = run_["tool"]["driver"]["rules"]
    for rule in rules:
        keys(rule, ["id", "shortDescription", "defaultConfiguration"], [])
        text(rule["shortDescription"])
        demand(rule["defaultConfiguration"]["level"] in LEVELS, "level of a rule")
    demand(len({rule["id"] for rule in rules}) == len(rules), "a rule stands there twice")
    keys(run_["invocations"][0], ["executionSuccessful"], [])
    prints = set()
    for result in run_["results"]:
        keys(result, ["ruleId", "ruleIndex", "level", "message", "locations", "partialFingerprints", "suppressions"],
             ["relatedLocations", "fixes"])
        demand(rules[result["ruleIndex"]]["id"] == result["ruleId"], "ruleIndex")
        demand(result["level"] in LEVELS, "level")
        text(result["message"])
        for place in result["locations"]:
            physical(place["physicalLocation"])
        for place in result.get("relatedLocations", []):
            keys(place, ["id", "physicalLocation", "message"], [])
            physical(place["physicalLocation"])
            text(place["message"])
        for why in result["suppressions"]:
            keys(why, ["kind", "justification", "location"], [])
            demand(why["kind"] == "inSource", "kind of suppression")
            physical(why["location"]["physicalLocation"])
        print_, = result["partialFingerprints"].values()
        demand(print_ not in prints, "two findings have one fingerprint")
        prints.add(print_)
    return run_["results"]


def from_sarif(out):
    found = []
    for result in sarif_results(json.loads(out)):
        where = physical(result["locations"][0]["physicalLocation"]) if result["locations"] else (None, None, None)
        found.append((result["ruleId"], result["level"], *where, result["message"]["text"]))
        accepted.append(bool(result["suppressions"]))
    return found


accepted = []


def from_json(out):
    """(code, level, file, start, end, message and hint, accepted) of each."""
    for d in json.loads(out)["diagnostics"]:
        where = (None,) * 3
        if "line" in d:
            where = d["file"], (d["line"], d["column"]), (d["end_line"], d["end_column"])
        message = d["message"] + ("\n" + d["hint"] if d["hint"] else "")
        yield (d["code"], d["severity"], *where, message), d["accepted"]


def fixes_in_json(out):
    for d in json.loads(out)["diagnostics"]:
        fix = None if d["accepted"] else d["fix"]
        if fix:
            yield (fix["file"], (fix["line"], fix["column"]), (fix["end_line"], fix["end_column"]), fix["text"])


def unescaped(words):
    return re.sub("%([0-9A-F]{2})", lambda m: bytes.fromhex(m.group(1)).decode(), words)


def from_github(out):
    found = []
    for line in out.splitlines():
        level, properties, message = re.fullmatch(r"::(\w+) (.*?)::(.*)", line).groups()
        at = dict(p.split("=", 1) for p in properties.split(","))
        demand("endColumn" not in at or at["line"] == at["endLine"], "columns of several lines")
        found.append((unescaped(at["title"]), level, unescaped(at["file"]) if "file" in at else None,
                      (int(at["line"]), int(at["col"])) if "line" in at else None, unescaped(message)))
    return found


def from_checkstyle(out):
    root = xml.fromstring(out)
    demand(root.tag == "checkstyle" and root.get("version"), "the root")
    levels = {"error": "error", "warning": "warning", "info": "notice"}
    for file in root:
        for e in file:
            place = (int(e.get("line")), int(e.get("column"))) if e.get("line") else None
            yield e.get("source")[4:], levels[e.get("severity")], file.get("name") or None, place, e.get("message")


def from_junit(out):
    """(code, whether it fails, file, line, message) of each case that does not pass; the files of those that do."""
    root = xml.fromstring(out)
    demand(root.tag == "testsuites", "the root")
    found, clean = [], []
    for suite in root:
        counts = {tag: len(suite.findall("testcase/" + tag)) for tag in ("failure", "skipped")}
        demand(int(suite.get("tests")) == len(suite), "how many there are")
        demand((int(suite.get("failures")), int(suite.get("skipped"))) == tuple(counts.values()), "how many fail")
        for case in suite:
            demand(case.get("file") == suite.get("name") == case.get("classname"), "the file")
            if len(case) == 0:
                clean.append(case.get("file"))
                continue
            line = int(case.get("line")) if case.get("line") else None
            code, message = case.get("name").split(" ", 1)
            demand(case[0].get("message") == case.get("name"), "the message")
            demand(case[0].tag == "skipped" or case[0].get("type") == code, "the sort")
            found.append((code, case[0].tag == "failure", case.get("file"), line, message))
    return found, clean


def from_tap(out):
    """The same."""
    lines = out.split("\n")
    demand(lines[0] == "TAP version 13", "the version")
    found, clean, block = [], [], None
    for line in lines[1:]:
        test = re.fullmatch(r"(not )?ok (\d+) - (.*?)( # TODO)?", line)
        if test:
            demand(int(test.group(2)) == len(found) + len(clean) + 1, "the number")
            if not test.group(1):
                clean.append(re.sub(r"\\(.)", r"\1", test.group(3)))
            fails = not test.group(4)
        elif line == "  ---":
            block = {}
        elif line == "  ...":
            found.append((block["code"], fails, block["file"], block.get("line"), block["message"]))
            block = None
        elif block is not None:
            key, value = line.strip().split(": ", 1)
            block[key] = json.loads(value)
    demand(lines[1] == "1..%d" % (len(found) + len(clean)), "the plan")
    return found, clean


def as_cases(pol, folder, name, words, wrong):
    """Findings told as the cases of a test: errors fail, and with --strict warnings too."""
    for strict in ([], ["--strict"]):
        failing = ["error", "warning"] if strict else ["error"]
        wanted = [(c, s in failing, f or "pol", at[0] if at else None, m) for c, s, f, at, m in wrong]
        tap, clean = from_tap(run(pol, "--format", "tap", *strict, *words, name, folder=folder)[1])
        demand(tap == wanted, "TAP tells something else")
        junit = from_junit(run(pol, "--format", "junit", *strict, *words, name, folder=folder)[1])
        demand(junit == ([(c, s, f, at, m.split("\n")[0]) for c, s, f, at, m in wanted], clean), "JUnit likewise")
        demand(not set(clean) & {f for _, _, f, _, _ in wanted}, "a file with findings passes")


def check_file(pol, path, *words):
    folder, name = os.path.split(path)
    told = {f: run(pol, "--format", f, *words, name, folder=folder) for f in ("json", "sarif", "github", "checkstyle")}
    demand(len({code for code, _ in told.values()}) == 1, "exit codes differ")
    whole = list(from_json(told["json"][1]))
    accepted.clear()
    demand(from_sarif(told["sarif"][1]) == [d for d, _ in whole], "SARIF tells something else")
    demand(accepted == [why is not None for _, why in whole], "SARIF suppresses something else")
    results = json.loads(told["sarif"][1])["runs"][0]["results"]
    demand([f for r in results for f in fixes(r)] == list(fixes_in_json(told["json"][1])), "SARIF fixes something else")
    wrong = [(c, LEVELS[s], f, at, m) for (c, s, f, at, _, m), why in whole if why is None]
    demand(from_github(told["github"][1]) == wrong, "GitHub is told something else")
    demand(list(from_checkstyle(told["checkstyle"][1])) == wrong, "Checkstyle is told something else")
    as_cases(pol, folder, name, words, wrong)
    return len(whole)


def prints_of(pol, folder, name):
    _, out = run(pol, "--format", "sarif", name, folder=folder)
    return [r["partialFingerprints"] for r in json.loads(out)["runs"][0]["results"]]


def put(folder, name, words):
    with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
        file.write(words)


POLICY = """vocabulary {
    field id(编号): text key
}
param a(甲) = 3
param b(乙) = nothing
param b(乙) = nothing
"""


def prints_stay(pol):
    with tempfile.TemporaryDirectory() as folder:
        put(folder, "p.pol", POLICY)
        before = prints_of(pol, folder, "p.pol")
        put(folder, "p.pol", "# one more line\n\n" + POLICY.replace("param b", "    param  b"))
        demand(before and prints_of(pol, folder, "p.pol") == before, "fingerprints change as lines move")


def names_are_escaped(pol):
    with tempfile.TemporaryDirectory() as folder:
        for name in ["100%,a:b.pol", "一 份.pol", "a&<b>\"'.pol"]:
            put(folder, name, POLICY)
            demand(check_file(pol, os.path.join(folder, name)) > 0, "nothing is wrong")


def unread(pol):
    code, out = run(pol, "--format", "sarif", "/nowhere/at-all.pol")
    demand(code == 6 and sarif_results(json.loads(out)) == [], "a file that can't be read")
    demand(json.loads(out)["runs"][0]["invocations"] == [{"executionSuccessful": False}], "nothing was read")


def main():
    pol = os.path.realpath(sys.argv[1])
    paths = sorted(p for folder in sys.argv[2:] for p in glob.glob(os.path.join(folder, "**/*.pol"), recursive=True))
    cases = [("fingerprints stay", lambda: prints_stay(pol)), ("names are escaped", lambda: names_are_escaped(pol)),
             ("a log of what can't be read", lambda: unread(pol))]
    cases += [(p, lambda p=p: check_file(pol, p, "--lang", "zh" if len(p) % 2 else "en")) for p in paths]
    return tell_cases(cases, 301, "enough was wrong: %d findings")


sys.exit(main())
