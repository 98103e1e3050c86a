#!/usr/bin/env python3
"""Bad input of what officers and CI run is refused with a sentence and the exit code for it, in both languages.

    refused.py POL ROOT

In TAP.
"""
import os
import re
import subprocess
import sys
import tempfile

from tap import Report

POL, ROOT = (os.path.abspath(word) for word in sys.argv[1:3])
USAGE, NO, POLICY, IO = 2, 1, 3, 6
SCHEME = """vocabulary { field id(编号): text key field age(年龄): count }
scheme s(方案) {
    in force from 2024-01-01
    %s
    offer o(产品) { require adult(成年): age >= 18 %s grant limit(额度) = 1万元 }
}
"""
TEST = 'test "a child" as of 2024-07-01 { given { age: 17 } expect s.o is %s }\n'
FILES = {
    "empty.pol": "",
    "comment.pol": "# nothing but a comment\n",
    "scheme.pol": SCHEME % ("", ""),
    "broken.pol": "scheme {\n",
    "unknown_code.pol": SCHEME % ('accept P9999 "it is meant"', ""),
    "message_code.pol": SCHEME % ("", 'accept U0101 "it is meant"'),
    "error_code.pol": SCHEME % ('accept P0302 "it is meant"', ""),
    "no_reason.pol": SCHEME % ('accept P0504 ""', ""),
    "idle_accept.pol": SCHEME % ('accept P0607 "it is meant"', ""),
    "half_tested.pol": SCHEME % ("", "") + TEST % "ineligible",
    "failing.pol": SCHEME % ("", "") + TEST % "eligible",
}
# The command line, the exit code, and the code of the message.
REFUSED = [
    ("check --explain P9999", USAGE, "U0470"),
    ("check --explain P0511 scheme.pol", USAGE, "U0470"),
    ("check --explain", USAGE, "U0103"),
    ("check --explain P0511 --format tap", USAGE, "U0471"),
    ("check", USAGE, "U0109"),
    ("check nowhere.pol", IO, "U0119"),
    ("check broken.pol", NO, "P0101"),
    ("check unknown_code.pol", NO, "P0570"),
    ("check message_code.pol", NO, "P0570"),
    ("check error_code.pol", NO, "P0571"),
    ("check no_reason.pol", NO, "P0573"),
    ("check --strict idle_accept.pol", NO, "P0572"),
    ("test empty.pol", NO, "U0142"),
    ("test comment.pol", NO, "U0142"),
    ("test scheme.pol", NO, "U0142"),
    ("test empty.pol --coverage", NO, "U0142"),
    ("test half_tested.pol --filter 老人", NO, "U0143"),
    ("test half_tested.pol --min 100", NO, "U0450"),
    ("test half_tested.pol --min 101", USAGE, "U0107"),
    ("test half_tested.pol --min x", USAGE, "U0107"),
    ("test half_tested.pol --min 95.5", USAGE, "U0107"),
    ("test half_tested.pol --format lcov", USAGE, None),
    ("test broken.pol", POLICY, "P0101"),
    ("test failing.pol", NO, None),
    ("mutate empty.pol", NO, "U0142"),
    ("mutate failing.pol", NO, "U0441"),
    ("mutate half_tested.pol --min 100", NO, "U0440"),
    ("mutate half_tested.pol --min 101", USAGE, "U0107"),
    ("mutate half_tested.pol --min x", USAGE, "U0107"),
    ("trace scheme.pol", USAGE, "U0390"),
    ("trace broken.pol", POLICY, "P0101"),
    ("sample empty.pol", NO, "U0462"),
    ("sample scheme.pol --count 0", USAGE, "U0107"),
    ("sample scheme.pol --scheme nobody", USAGE, None),
    ("sample scheme.pol --format csv", USAGE, "U0460"),
    ("prove scheme.pol", USAGE, "U0430"),
    ("diff scheme.pol nowhere.pol", IO, "U0119"),
    ("diff scheme.pol", USAGE, None),
] + [(command + " scheme.pol --format wrong", USAGE, "U0106")
     for command in ("check", "test", "trace", "mutate", "sample", "prove")]


# How a message begins, and one of a failed test.
SPOKEN = {"en": re.compile(r"(error|warning)\[|expected .*, got"), "zh": re.compile(r"(错误|警告)\[|预期 ")}


def run(line, lang):
    done = subprocess.run([POL, *line.split(), "--lang", lang], capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def main():
    report = Report()
    with tempfile.TemporaryDirectory() as home:
        os.chdir(home)
        for name, text in {".pol-root": "", **FILES}.items():
            with open(name, "w", encoding="utf-8") as file:
                file.write(text)
        for line, wanted, message in REFUSED:
            for lang in ("en", "zh"):
                code, said = run(line, lang)
                good = code == wanted and (message is None or "[%s]" % message in said) and SPOKEN[lang].search(said)
                report("%s (%s)" % (line, lang), good, "exit code %d: %s" % (code, said))
    return report.end()


sys.exit(main())
