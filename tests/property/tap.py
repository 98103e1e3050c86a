"""What tests in Python share: results in TAP, and the program in a folder of its own."""
import itertools
import os
import subprocess
import sys
import tempfile


class Tap:
    """Runs PROGRAM in a folder of its own and tells what became of it."""

    def __init__(self, program):
        self.program = os.path.abspath(program)
        self.folder = tempfile.TemporaryDirectory()
        self.count = self.failed = 0
        os.chdir(self.folder.name)
        os.environ.update(LC_ALL="C.UTF-8", TZ="UTC")

    def check(self, name, found, wanted):
        self.count += 1
        good = found == wanted
        self.failed += not good
        print("%sok %d - %s" % ("" if good else "not ", self.count, name))
        if not good:
            print("# wanted %.600r\n# found %.600r" % (wanted, found))

    def skip(self, name, why):
        self.count += 1
        print("ok %d - %s # SKIP %s" % (self.count, name, why))

    def run(self, *args, **more):
        """The exit code, what was printed, and what was said."""
        done = subprocess.run([self.program, *args], capture_output=True, check=False, **more)
        return done.returncode, done.stdout.decode(), done.stderr.decode("utf-8", "replace")

    def end(self):
        print("1..%d" % self.count)
        sys.exit(self.failed > 0)


class Report:
    """Tells one result after the other, and a note of each that is not as it should be."""

    def __init__(self):
        self.results = []

    def __call__(self, name, done, note=""):
        self.results.append(bool(done))
        print("%s %d - %s" % ("ok" if done else "not ok", len(self.results), name))
        if not done:
            print("# " + str(note).replace("\n", "\n# "))

    def faults(self, name, found):
        """Of what is found, which should be nothing, the first few."""
        first = list(itertools.islice(found, 5))
        self(name, not first, "\n".join(fault[:500] for fault in first))

    def end(self):
        print("1..%d" % len(self.results))
        return 0 if all(self.results) else 1


def tell_cases(cases, least, enough):
    """Runs cases, each a title and a function, which raises what is wrong, or counts something: at least so much."""
    report, counted = Report(), 0
    for title, case in cases:
        try:
            counted += case() or 0
            report(title.replace("#", ""), True)
        except (AssertionError, ValueError, AttributeError, KeyError, TypeError) as wrong:
            report(title.replace("#", ""), False, wrong)
    report(enough % counted, counted >= least)
    return report.end()
