#!/usr/bin/env python3
"""The jobs of examples/ci, the hooks for pre-commit and what examples/quickstart.sh shows do what they say with the
policies that come with pol.

    ci.py POL ROOT

Every command of pol in them is run as it stands there, beside the policies: it must succeed, and what it writes must be
read by a parser that is not ours. Then something is wrong with a policy: those that check it must fail. Where
python3-yaml is installed, it must find the same commands in the files. In TAP.
"""
import glob
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as xml


def commands(path):
    """The command lines of a file of jobs or hooks."""
    with open(path, encoding="utf-8") as file:
        return re.findall(r"(?:run: |entry: |^ +- )(pol .*)$", file.read(), re.M)


def in_yaml(path):
    """The same as a parser of YAML finds them; None: there is no such parser."""
    try:
        import yaml
    except ImportError:
        return None

    def below(thing, key=None):
        if isinstance(thing, str):
            return [thing] if key in ("run", "entry", "script") else []
        pairs = thing.items() if isinstance(thing, dict) else [(key, one) for one in thing]
        return [text for name, one in pairs for text in below(one, name)]
    with open(path, encoding="utf-8") as file:
        return [text for text in below(yaml.load(file, yaml.BaseLoader)) if text.startswith("pol ")]


def shown(path):
    """What examples/quickstart.sh runs and shows of pol."""
    with open(path, encoding="utf-8") as file:
        text = file.read()
    lists = re.search(r"^lists=.*$", text, re.M)[0]
    return ["%s; pol %s" % (lists, words) for words in re.findall(r"^ *\$pol (.*)$", text, re.M)]


def as_run(line, hook):
    """A hook is given the names of files, but where it names a folder itself."""
    return line + " policies/*.pol" if hook and not line.endswith(" .") else line


class Place:
    """A folder with the policies in it, or more rooms of the project, and pol on the path."""

    def __init__(self, pol, root, *rooms):
        self.room = tempfile.TemporaryDirectory()
        self.folder = os.path.join(self.room.name, "here")
        tools = os.path.join(self.room.name, "bin")
        os.mkdir(tools)
        os.mkdir(self.folder)
        os.symlink(pol, os.path.join(tools, "pol"))
        open(os.path.join(self.folder, ".pol-root"), "w").close()
        for room in rooms:
            shutil.copytree(os.path.join(root, room), os.path.join(self.folder, room))
        self.env = {"PATH": tools + ":" + os.environ["PATH"], "LC_ALL": "C.UTF-8"}

    def run(self, line):
        done = subprocess.run(["sh", "-c", line], cwd=self.folder, env=self.env, capture_output=True, text=True)
        return done.returncode, done.stdout + done.stderr

    def spoil(self):
        path = os.path.join(self.folder, "policies", "ccb.pol")
        with open(path, encoding="utf-8") as file:
            text = file.read()
        with open(path, "w", encoding="utf-8") as file:
            file.write(text.replace("≥ 生存型最低收入", "≥ 生存型最低收人"))

    def read_all(self):
        """How many files were written, each read."""
        paths = glob.glob(os.path.join(self.folder, "*.xml")) + glob.glob(os.path.join(self.folder, "*.sarif"))
        for path in paths:
            with open(path, "rb") as file:
                xml.fromstring(file.read()) if path.endswith(".xml") else json.load(file)
        return len(paths)


def main():
    pol, root = (os.path.abspath(word) for word in sys.argv[1:3])
    files = [("examples/ci/github.yml", False), ("examples/ci/gitlab.yml", False), (".pre-commit-hooks.yaml", True)]
    cases, place = [], Place(pol, root, "policies")
    for path, hook in files:
        lines = commands(os.path.join(root, path))
        parsed = in_yaml(os.path.join(root, path))
        cases.append(("%s has commands" % path, len(lines) >= 3 and parsed in (None, lines), str(parsed)))
        for line in lines:
            code, said = place.run(as_run(line, hook))
            cases.append(("%s: %s" % (path, line), code == 0, said))
    cases.append(("what they write is read", place.read_all() == 6, ""))
    beside = Place(pol, root, "policies", "examples")
    for line in shown(os.path.join(root, "examples", "quickstart.sh")):
        code, said = beside.run(line)
        cases.append(("quickstart.sh: %s" % line.split("; ")[-1], code == 0 and said, said))
    place.spoil()
    for path, hook in files:
        for line in commands(os.path.join(root, path)):
            code, said = place.run(as_run(line, hook))
            cases.append(("%s, with a slip: %s" % (path, line), code in (1, 3), said))
    print("1..%d" % len(cases))
    for number, (title, good, said) in enumerate(cases, 1):
        print("%s %d - %s" % ("ok" if good else "not ok", number, title))
        if not good:
            print("".join("# %s\n" % row for row in said.splitlines()[:20]), end="")
    return not all(good for _, good, _ in cases)


sys.exit(main())
