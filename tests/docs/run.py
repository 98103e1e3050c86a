#!/usr/bin/env python3
"""Runs the examples of the documentation.

    run.py POL PRELUDE [--update] PAGE…

PRELUDE is a policy file; it and the notices beside it stand in the example's folder.

A fenced block whose first word is `pol` is an example. Words behind it say what it is:
    pol            a file; `use "prelude.pol"` stands before it unless it has a vocabulary of its own
    pol scheme     what stands inside a scheme
    pol offer      what stands inside an offer
    pol trace      what stands inside a scheme, of which `pol trace` finds something; without `error` nothing at all
    pol expr       an expression a line
    pol csv, jsonl records of the prelude's fields, which `pol eval` reads; without `error` it finds nothing wrong
    … error CODE   checking must give the diagnostic CODE; without it checking must find nothing at all, and the
                   example's tests must pass
Whatever checks must also be formatted to a fixed point, and come back from the other language unchanged.

Other blocks that are held to what the program does:
    text said      what `pol check --lang zh` says of the example before it, whose lines are counted from its own first
    text file F    a file F of the page's project; of policies `pol file F`, with nothing put before them
    console        lines that begin with `$ ` are run in the page's project, to which the files so far belong; behind
                   each stands what it prints. A line of … stands for any lines
With --update the texts behind `said` and `$ ` are written anew where they do not hold, but for those with a line of ….
"""
import glob
import os
import re
import shutil
import subprocess
import sys
import tempfile


NAME = "例.pol"


class Block:
    """A fenced block: its words, and its text, which stands on lines[first:end] of its page."""

    def __init__(self, page, words, first, end, lines):
        self.page, self.words, self.first, self.end = page, words, first, end
        self.text = "".join(lines[first:end])

    def is_test(self):
        return self.words[:1] in (["pol"], ["console"]) or self.words[:2] in (["text", "said"], ["text", "file"])


def blocks(page):
    """All blocks of a page that the program is held to."""
    with open(page, encoding="utf-8") as file:
        lines = file.readlines()
    found, words, first = [], None, 0
    for number, line in enumerate(lines):
        fence = re.match(r"```\s*(.*)", line)
        if fence and words is None:
            words, first = fence.group(1).split(), number + 1
        elif fence:
            found.append(Block(page, words, first, number, lines))
            words = None
    return [block for block in found if block.is_test()]


def wrap(kind, text):
    if kind == "expr":
        rows = [line for line in text.splitlines() if line.strip()]
        return "".join("define example_%d = %s\n" % (i, row) for i, row in enumerate(rows))
    if kind == "offer":
        text = "offer example {\n%s}\n" % text
    if kind in ("scheme", "offer", "trace"):
        text = "scheme example {\nin force from 2024-01-01\n%s}\n" % text
    return text


def run(pol, folder, *words, stdin=None):
    done = subprocess.run([pol, *words], cwd=folder, input=stdin, capture_output=True, text=True,
                          env={"LC_ALL": "C.UTF-8", "PATH": os.environ.get("PATH", "")})
    return done.returncode, done.stdout, done.stderr


def formats(pol, folder, text):
    """What is wrong with formatting `text`, or None."""
    def fmt(lang, source):
        code, out, err = run(pol, folder, "fmt", *(["--lang", lang] if lang else []), "-", stdin=source)
        if code:
            raise ValueError("fmt %s refuses it (%d):\n%s" % (lang, code, err))
        return out
    try:
        kept, zh, en = fmt(None, text), fmt("zh", text), fmt("en", text)
        for name, before, lang in (("formatting", kept, None), ("zh", zh, "zh"), ("en", en, "en")):
            if fmt(lang, before) != before:
                return "%s is no fixed point:\n%s" % (name, before)
        if fmt("zh", en) != zh or fmt("en", zh) != en:
            return "it does not come back from the other language:\n%s\n%s" % (zh, fmt("zh", en))
    except ValueError as problem:
        return str(problem)
    return None


def tests(pol, folder, source):
    """What the example's own tests say against it, or None."""
    if not re.search(r"^(test|测试) ", source, re.M):
        return None
    code, out, err = run(pol, folder, "test", NAME)
    return "its tests fail:\n%s%s" % (out, err) if code else None


def source_of(words, text):
    """An example as a file, and how many lines stand before it there."""
    source = wrap(words[0] if words and words[0] not in ("error", "file") else "", text)
    if not re.search(r"^\s*(vocabulary|词汇)", source, re.M):
        source = 'use "prelude.pol"\n' + source
    return source, source[:source.index(text)].count("\n") if text in source else 0


def put_file(folder, name, text):
    path = os.path.join(folder, name)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


def put_project(folder, prelude):
    put_file(folder, ".pol-root", "")
    for name in (prelude, *glob.glob(os.path.join(os.path.dirname(prelude), "*.txt"))):
        shutil.copy(name, folder)


# A policy that decides any record.
ANYBODY = 'use "%s"\nscheme example { in force from 2024-01-01 offer only { grant limit = 1万元 } }\n'


def judge_records(pol, prelude, kind, wanted, text):
    """What is wrong with an example of records, or None."""
    with tempfile.TemporaryDirectory() as folder:
        put_project(folder, prelude)
        put_file(folder, NAME, ANYBODY % os.path.basename(prelude))
        put_file(folder, "data." + kind, text)
        code, _, err = run(pol, folder, "eval", NAME, "--data", "data." + kind, "--as-of", "2024-07-01")
        said = re.findall(r"\[([A-Z]\d{4})\]", err)
        if wanted:
            return None if wanted in said else "%s was to be said, but it was:\n%s" % (wanted, err)
        return "it is not read cleanly:\n%s" % err if code or said else None


def judge(pol, prelude, words, text):
    """What is wrong with an example, or None."""
    wanted = words[words.index("error") + 1] if "error" in words else None
    if words[:1] in (["csv"], ["jsonl"]):
        return judge_records(pol, prelude, words[0], wanted, text)
    source, _ = source_of(words, text)
    with tempfile.TemporaryDirectory() as folder:
        put_project(folder, prelude)
        put_file(folder, NAME, source)
        code, out, err = run(pol, folder, "check", *(["--notes"] if wanted else []), NAME)
        said = re.findall(r"(?<!accepted)\[([A-Z]\d{4})\]", out + err)
        if words[:1] == ["trace"]:
            _, found, _ = run(pol, folder, "trace", "--format", "github", NAME)
            said += re.findall(r"title=([A-Z]\d{4})", found)
        if wanted:
            return None if wanted in said else "%s was to be said, but it was:\n%s%s" % (wanted, out, err)
        if code or said:
            return "it does not check cleanly:\n%s%s" % (out, err)
        return tests(pol, folder, source) or formats(pol, folder, source)


def said_of(pol, prelude, example):
    """What the program says of an example, in Chinese, its lines counted from the example's own first."""
    source, before = source_of(example.words[1:], example.text)
    with tempfile.TemporaryDirectory() as folder:
        put_project(folder, prelude)
        put_file(folder, NAME, source)
        _, out, _ = run(pol, folder, "check", "--lang", "zh", NAME)

    def anew(match):
        return match.group(1) + str(int(match.group(2)) - before).rjust(len(match.group(2)))
    out = re.sub(r"^(%s:)(\d+)(?=:)" % re.escape(NAME), lambda m: anew(m).replace(" ", ""), out, flags=re.M)
    return re.sub(r"^( *)(\d+)(?= \|)", anew, out, flags=re.M)


class Project:
    """The folder in which a page's sessions run; with the policies and examples that lie beside the page."""

    def __init__(self, pol, page):
        self.folder = tempfile.TemporaryDirectory()
        self.tools = tempfile.TemporaryDirectory()
        os.symlink(pol, os.path.join(self.tools.name, "pol"))
        put_file(self.folder.name, ".pol-root", "")
        for room in ("policies", "examples"):
            if os.path.isdir(os.path.join(os.path.dirname(page), room)):
                shutil.copytree(os.path.join(os.path.dirname(page), room), os.path.join(self.folder.name, room))

    def put(self, block):
        put_file(self.folder.name, block.words[block.words.index("file") + 1], block.text)

    def print_of(self, line):
        done = subprocess.run(["sh", "-c", line], cwd=self.folder.name, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, text=True,
                              env={"LC_ALL": "zh_CN.UTF-8",
                                   "PATH": self.tools.name + ":" + os.environ.get("PATH", "")})
        return done.stdout

    def close(self):
        self.folder.cleanup()
        self.tools.cleanup()


def agrees(wanted, printed):
    pattern = "".join("(?:.*\n)*" if row == "…\n" else re.escape(row) for row in wanted.splitlines(keepends=True))
    return re.fullmatch(pattern, printed) is not None


def session(project, block):
    """The session as it goes, lines of … kept where they hold."""
    text = ""
    for command, wanted in re.findall(r"^(\$ .*\n)((?:(?!\$ ).*\n)*)", block.text, re.M):
        printed = project.print_of(command[2:])
        text += command + (wanted if agrees(wanted, printed) else printed)
    return text


def differs(wanted, found):
    return None if wanted == found else "it says something else:\n%s" % found


class Runner:
    def __init__(self, pol, prelude):
        self.pol, self.prelude = pol, prelude
        self.project, self.example, self.page = None, None, None

    def text_of(self, block):
        """What the block should be."""
        if block.words[0] == "console":
            return session(self.project, block)
        if block.words[1:2] == ["said"]:
            return said_of(self.pol, self.prelude, self.example)
        return block.text

    def enter(self, page):
        if page == self.page:
            return
        if self.project:
            self.project.close()
        self.page, self.project = page, Project(self.pol, page)

    def problem(self, block):
        """(What is wrong with a block, or None; what its text should be.)"""
        self.enter(block.page)
        if "file" in block.words:
            self.project.put(block)
        if block.words[0] != "pol":
            text = self.text_of(block)
            return differs(block.text, text), text
        self.example = block
        found = None if "file" in block.words else judge(self.pol, self.prelude, block.words[1:], block.text)
        return found, block.text


def update(page, texts):
    """Writes a page's blocks anew, the last first."""
    with open(page, encoding="utf-8") as file:
        lines = file.readlines()
    for block, text in reversed(texts):
        lines[block.first:block.end] = text.splitlines(keepends=True)
    with open(page, "w", encoding="utf-8") as file:
        file.writelines(lines)


def main():
    words = [word for word in sys.argv[1:] if word != "--update"]
    pol, prelude, pages = os.path.abspath(words[0]), words[1], words[2:]
    all_blocks = [block for page in pages for block in blocks(page)]
    runner, texts, failed = Runner(pol, prelude), [], 0
    print("1..%d" % len(all_blocks))
    for number, block in enumerate(all_blocks, 1):
        problem, text = runner.problem(block)
        texts.append((block, text))
        failed += problem is not None
        print("%s %d - %s:%d" % ("not ok" if problem else "ok", number, os.path.basename(block.page), block.first))
        if problem:
            print("".join("# %s\n" % row for row in problem.splitlines()), end="")
    if "--update" in sys.argv:
        for page in pages:
            update(page, [(block, text) for block, text in texts if block.page == page])
    return failed > 0


sys.exit(main())
