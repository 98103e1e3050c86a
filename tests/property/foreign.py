#!/usr/bin/env python3
"""What commands write for other programs, read by these.

    foreign.py POL ROOT

TAP of every command that writes it is read by Perl's TAP::Parser, which `prove` is made of: it finds no fault in it,
and as many cases, passed, failed and open, as JUnit's XML has, which an XML parser reads. That XML, Checkstyle's and
Cobertura's are well-formed to xmllint. Coverage for lcov has the sums that lcov finds in it. A reader that is not
installed is told of, and passed over. In TAP.
"""
import glob
import os
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as xml

from tap import Report

POL, ROOT = (os.path.abspath(word) for word in sys.argv[1:3])
GOLDEN = os.path.join(ROOT, "tests", "golden")
COMMANDS = {"check": ["check"], "test": ["test"], "coverage": ["test", "--coverage"], "trace": ["trace"],
            "mutate": ["mutate"]}
READ_TAP = """
    use TAP::Parser; local $/; my $text = <STDIN>;
    my $parser = TAP::Parser->new({source => \\$text});
    while ($parser->next) {}
    my @left = ($parser->todo, $parser->skipped); my @good = $parser->passed; my @bad = $parser->failed;
    print join(" ", $parser->tests_planned // -1, @good - @left, scalar @bad, scalar @left), "\\n";
    print "$_\\n" for $parser->parse_errors;
"""


def run(*words, folder=ROOT, given=None):
    done = subprocess.run(words, cwd=folder, input=given, capture_output=True, check=False)
    return done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8", "replace")


def written(command, form, name, folder):
    return run(POL, *COMMANDS[command], "--format", form, name, folder=folder)[1]


def of_junit(text):
    """How many cases there are, passed, failed, and open or not asked."""
    cases = [{child.tag for child in case} for case in xml.fromstring(text).iter("testcase")]
    bad, left = sum("failure" in tags for tags in cases), sum("skipped" in tags for tags in cases)
    return [len(cases), len(cases) - bad - left, bad, left]


def of_tap(text):
    said = run("perl", "-e", READ_TAP, given=text.encode())[1].splitlines()
    return [int(word) for word in said[0].split()], said[1:]


def unread_tap(command, places):
    for folder, name in places:
        tap, junit = (written(command, form, name, folder) for form in ("tap", "junit"))
        counts, wrong = of_tap(tap)
        if wrong or counts != of_junit(junit):
            yield "%s %s: TAP has %s, and JUnit %s; %s" % (command, name, counts, of_junit(junit), wrong)


def unread_xml(command, places, forms):
    for folder, name in places:
        for form in forms:
            text = written(command, form, name, folder)
            if not text and form == "cobertura":  # of a policy that can't be used there is no coverage
                continue
            code, _, said = run("xmllint", "--noout", "-", given=text.encode())
            if code:
                yield "%s %s as %s: %s" % (command, name, form, said)


def golden(command):
    """(folder, file) of the policies on which the command is tried elsewhere, in copies."""
    for path in sorted(glob.glob(os.path.join(GOLDEN, "test" if command == "coverage" else command, "*", "*.pol"))):
        yield os.path.dirname(path), os.path.basename(path)


def summed_by_lcov(path):
    said = run("lcov", "--summary", path, "--rc", "lcov_branch_coverage=1")
    found = re.search(r"branches\.*: .*\((\d+) of (\d+) branches\)", said[1] + said[2])
    return found and [int(found[1]), int(found[2])]


def lcov(report):
    with tempfile.TemporaryDirectory() as home:
        for folder, name in golden("coverage"):
            text = written("coverage", "lcov", name, folder)
            if "BRF:" not in text:
                continue
            path = os.path.join(home, "sums.info")
            with open(path, "w", encoding="utf-8") as file:
                file.write(text)
            sums = [sum(map(int, re.findall(r"^%s:(\d+)" % key, text, re.M))) for key in ("BRH", "BRF")]
            report("lcov of %s" % os.path.join(folder[len(GOLDEN) + 1:], name), summed_by_lcov(path) == sums,
                   (summed_by_lcov(path), sums))


def main():
    report = Report()
    has_tap = run("perl", "-MTAP::Parser", "-e", "1")[0] == 0 if shutil.which("perl") else False
    for command in COMMANDS:
        places = list(golden(command))
        if has_tap:
            report.faults("TAP of %s, %d times" % (command, len(places)), unread_tap(command, places))
        if shutil.which("xmllint"):
            forms = ["junit", "checkstyle"] + (["cobertura"] if command == "coverage" else [])
            report.faults("XML of %s, %d times" % (command, len(places)), unread_xml(command, places, forms))
    if shutil.which("lcov"):
        lcov(report)
    for tool, there in (("TAP::Parser", has_tap), ("xmllint", shutil.which("xmllint")), ("lcov", shutil.which("lcov"))):
        if not there:
            report("%s reads it # SKIP it is not installed" % tool, True)
    return report.end()


sys.exit(main())
