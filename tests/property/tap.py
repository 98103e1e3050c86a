"""What tests in Python share: results in TAP, and the program in a folder of its own."""
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
