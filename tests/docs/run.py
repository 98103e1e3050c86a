#!/usr/bin/env python3
"""Runs the examples of the documentation.

    run.py POL PRELUDE PAGE…

PRELUDE is a policy file; it and the notice beside it stand in the example's folder.

A fenced block whose first word is `pol` is an example. Words behind it say what it is:
    pol            a file; `use "prelude.pol"` stands before it unless it has a vocabulary of its own
    pol scheme     what stands inside a scheme
    pol offer      what stands inside an offer
    pol expr       an expression a line
    … error CODE   checking must give the diagnostic CODE; without it checking must find nothing at all, and the
                   example's tests must pass
Whatever checks must also be formatted to a fixed point, and come back from the other language unchanged.
"""
import os
import re
import shutil
import subprocess
import sys
import tempfile


def blocks(page):
    """Yields (line number, words, text) of every example."""
    words, start, lines = None, 0, []
    for number, line in enumerate(open(page, encoding="utf-8"), 1):
        fence = re.match(r"```\s*(.*)", line)
        if not fence:
            lines.append(line)
        elif words is None:
            words, start, lines = fence.group(1).split(), number, []
        else:
            if words[:1] == ["pol"]:
                yield start, words[1:], "".join(lines)
            words = None


def wrap(kind, text):
    if kind == "expr":
        rows = [line for line in text.splitlines() if line.strip()]
        return "".join("define example_%d = %s\n" % (i, row) for i, row in enumerate(rows))
    if kind == "offer":
        text = "offer example {\n%s}\n" % text
    if kind in ("scheme", "offer"):
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
    code, out, err = run(pol, folder, "test", "example.pol")
    return "its tests fail:\n%s%s" % (out, err) if code else None


def judge(pol, prelude, words, text):
    """What is wrong with an example, or None."""
    wanted = words[words.index("error") + 1] if "error" in words else None
    source = wrap(words[0] if words and words[0] != "error" else "", text)
    if not re.search(r"^\s*(vocabulary|词汇)", source, re.M):
        source = 'use "prelude.pol"\n' + source
    with tempfile.TemporaryDirectory() as folder:
        open(os.path.join(folder, ".pol-root"), "w").close()
        shutil.copy(prelude, os.path.join(folder, "prelude.pol"))
        shutil.copy(os.path.join(os.path.dirname(prelude), "notice.txt"), folder)
        with open(os.path.join(folder, "example.pol"), "w", encoding="utf-8") as file:
            file.write(source)
        code, out, err = run(pol, folder, "check", "example.pol")
        said = re.findall(r"\[([A-Z]\d{4})\]", out + err)
        if wanted:
            return None if wanted in said else "%s was to be said, but it was:\n%s%s" % (wanted, out, err)
        if code or said:
            return "it does not check cleanly:\n%s%s" % (out, err)
        return tests(pol, folder, source) or formats(pol, folder, source)


def main():
    pol, prelude, pages = os.path.abspath(sys.argv[1]), sys.argv[2], sys.argv[3:]
    examples = [(page, *block) for page in pages for block in blocks(page)]
    print("1..%d" % len(examples))
    failed = 0
    for number, (page, line, words, text) in enumerate(examples, 1):
        problem = judge(pol, prelude, words, text)
        failed += problem is not None
        print("%s %d - %s:%d" % ("not ok" if problem else "ok", number, os.path.basename(page), line))
        if problem:
            print("".join("# %s\n" % row for row in problem.splitlines()), end="")
    return failed > 0


sys.exit(main())
