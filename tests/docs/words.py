#!/usr/bin/env python3
"""Holds the handbook's table of keywords to the language's. In TAP.

    words.py KEYWORDS PAGE

Each row of keywords.def must have one row in the table of PAGE, `| 中文 | english | what it says |`, that names its
aliases too; and the table has no others.
"""
import re
import sys


def keywords(path):
    """{(Chinese, English): aliases}"""
    with open(path, encoding="utf-8") as file:
        text = file.read()
    aliases = {}
    for token, spelling in re.findall(r'^ALIAS\((\w+), "([^"]+)"\)', text, re.M):
        aliases.setdefault(token, []).append(spelling)
    rows = re.findall(r'^KEYWORD\((\w+), "([^"]+)", "([^"]+)", \w+\)', text, re.M)
    return {(zh, en): aliases.get(token, []) for token, en, zh in rows}


def table(path):
    """[((Chinese, English), what it says)]"""
    with open(path, encoding="utf-8") as file:
        return [((zh, en), said) for zh, en, said in
                re.findall(r"^\| `([^`]+)` \| `([a-z/ ]+)` \| (.+) \|$", file.read(), re.M)]


def faults(words, rows):
    """A sentence each."""
    named = [pair for pair, _ in rows]
    for pair in words:
        if named.count(pair) != 1:
            yield "the keyword %s (%s) has %d rows" % (*pair, named.count(pair))
    for pair, said in rows:
        if pair not in words:
            yield "%s (%s) is no keyword" % pair
        for alias in words.get(pair, []):
            if "`%s`" % alias not in said:
                yield "the row of %s does not name %s" % (pair[0], alias)


def main():
    words, rows = keywords(sys.argv[1]), table(sys.argv[2])
    found = list(faults(words, rows))
    print("1..1")
    print("%s 1 - each of %d keywords has a row in the handbook" % ("not ok" if found else "ok", len(words)))
    print("".join("# %s\n" % fault for fault in found), end="")
    return len(found) > 0 or not words


sys.exit(main())
