#!/usr/bin/env python3
"""Holds that no compiler's choice is in what is found. In TAP.

    order.py ROOT

C leaves open which argument of a call, which value of a braced list and which operand of an operator is evaluated
first; forms and nodes are numbered as they are made, and from the numbers follow boxes, witnesses and ties. So:

- no two of them call functions that are handed a solver or a builder, or what holds one, and answer forms or nodes.
"""
import glob
import os
import re
import sys

MAKERS = {"solver", "builder"}
HEADS = {"if", "while", "for", "switch"}
WORDS = HEADS | {"return", "sizeof", "case", "else", "do"}
SKIPPED = re.compile(r"//[^\n]*|/\*.*?\*/|\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*'|^[ \t]*#(?:[^\\\n]|\\.|\\\n)*",
                     re.M | re.S)
FUNCTION = re.compile(r"^(static )?(?:inline )?((?:const |struct |enum |unsigned )*\w+ \**)(\w+)\(([^,()]*)[,)]", re.M)
TOKEN = re.compile(r"\w+|&&|\|\||->|[^\w\s]")
BEFORE_OR_AFTER = {",", ";", "?", ":", "&&", "||"}  # what stands between them is evaluated one after the other
CLOSING = {"(": ")", "[": "]", "{": "}"}


def texts_of(root):
    """The code of each file; what is no code is blank."""
    for path in sorted(glob.glob(os.path.join(root, "interp/**/*.[ch]"), recursive=True)):
        with open(path, encoding="utf-8") as file:
            text = file.read()
        yield os.path.relpath(path, root), SKIPPED.sub(lambda m: re.sub(r"[^\n]", " ", m.group()), text)


def members(texts):
    """What the members of each struct are."""
    found = {}
    for text in texts.values():
        for name, body in re.findall(r"^struct (\w+) \{\n(.*?)^\}", text, re.M | re.S):
            found.setdefault(name, set()).update(re.findall(r"^\s*(?:struct )?(\w+)", body, re.M))
    return found


def holders(inside, what):
    """The structs in which that is, or through which it is reached."""
    found = set(what)
    while True:
        more = {name for name, inner in inside.items() if inner & found} - found
        if not more:
            return found
        found |= more


def makers(texts):
    """The names of the functions, for each file: those all files know, less what it calls so itself, and its own."""
    inside, known, own, others = members(texts), set(), {}, {}
    held = holders(inside, MAKERS)
    made = {name for name, inner in inside.items() if inner == {"form"}} | {"form", "node"}
    for path, text in texts.items():
        for static, answer, name, first in FUNCTION.findall(text):
            handed = re.match(r"(const )?struct (\w+) ", first)
            reads = handed and handed.group(1) and handed.group(2) in MAKERS
            makes = handed and handed.group(2) in held and not reads and set(re.findall(r"\w+", answer)) & made
            if static:
                (own if makes else others).setdefault(path, set()).add(name)
            elif makes:
                known.add(name)
    return {path: known - others.get(path, set()) | own.get(path, set()) for path in texts}


class Reader:
    """Reads a file's expressions; `faults` are the lines where two make something in no order."""

    def __init__(self, text, names):
        self.text, self.names, self.faults = text, names, []
        self.tokens = [(m.group(), m.start()) for m in TOKEN.finditer(text)]
        self.at = 0

    def is_list(self, inside):
        """A brace opens a list, not a block: after `=`, after a type in parentheses, in a list or a call."""
        before = self.tokens[self.at - 1]
        touches = before[1] + 1 == self.tokens[self.at][1]
        return inside in ("call", "list") or before[0] == "=" or (before[0] == ")" and touches)

    def opened(self, inside):
        token = self.tokens[self.at][0]
        name = self.tokens[self.at - 1][0] if self.at else ""
        if token == "(" and name in HEADS:
            return "head", False
        if token == "{":
            return "list" if self.is_list(inside) else "block", False
        called = token == "(" and re.match(r"[A-Za-z_]", name) and name not in WORDS
        return "call" if called else "group", bool(called) and name in self.names

    def note(self, count, at):
        if count >= 2:
            self.faults.append(self.text.count("\n", 0, at) + 1)

    def read(self, inside, start):
        """Up to what closes it; whether anything is made in it."""
        parts, here, any_made = 0, 0, False  # values that make something; operands of this one that do
        value_makes = False
        while self.at < len(self.tokens):
            token, position = self.tokens[self.at]
            if token in CLOSING:
                kind, makes = self.opened(inside)
                self.at += 1
                makes = self.read(kind, position) or makes
                here += makes
                if kind in ("block", "head"):
                    here = 0
                value_makes |= makes
            elif token in CLOSING.values() or token in BEFORE_OR_AFTER:
                self.note(here, position)
                here = 0
                if token not in BEFORE_OR_AFTER or token == ",":
                    parts += value_makes
                    any_made |= value_makes
                    value_makes = False
                if token not in BEFORE_OR_AFTER:
                    break
            self.at += 1
        if inside in ("call", "list"):
            self.note(parts, start)
        return any_made


def faults_of(texts):
    names = makers(texts)
    for path, text in texts.items():
        reader = Reader(text, names[path])
        reader.read("block", 0)
        for line in sorted(set(reader.faults)):
            yield "%s:%d makes two things in no order: the first goes into a variable" % (path, line)


def main():
    faults = list(faults_of(dict(texts_of(sys.argv[1]))))
    print("1..1")
    print("%s 1 - what is made is made in one order" % ("not ok" if faults else "ok"))
    for fault in faults:
        print("# " + fault)
    return bool(faults)


sys.exit(main())
