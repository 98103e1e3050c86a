#!/usr/bin/env python3
"""The page of all messages, grammar/diagnostics.md, made of what the program says of their codes.

    diagnostics.py POL PAGE [--update]

It must be up to date; --update writes it anew. Its examples are run by run.py. Every error and warning about policies
is told with what it means and what to do, and with an example of its own, wrong and right, but for those that are
named here with the reason why none can be shown on a page.
"""
import json
import subprocess
import sys

# What a page can't show, and why.
UNSHOWN = {
    "bytes that no reader of the page would see, or that are no text":
        "P0110 P0111 P0112 P0113 P0585 P0586 P0588",
    "files that are not there, can't be read, or are none": "P0202 P0203 P0205",
    "it takes hundreds of lines, files or megabytes":
        "P0107 P0204 P0207 P0317 P0318 P0320 P0543 P0563 P0596 P0658",
    "of the command line, or of data, not of a policy": "P0122 P0561 P0580 P0654",
    "of what 'pol new' is asked to write": "P0690 P0691 P0692",
    "it takes two editions of a policy": "P0700 P0701",
    "it takes a notice and its amended text": "P0713 P0714",
    "it takes definitions that the solver does not see through, which may be fewer with each version": "P0594",
}

HEAD = """# What pol says, and what it means · 消息代码一览

<!-- Made by tests/docs/diagnostics.py of grammar/diag; don't edit. -->

`pol check --explain P0511` tells one of them. Every example is run by the tests: what is wrong gives its code, what is
right is found clean. The fields are those of [the reference's examples](../tests/docs/prelude.pol).

用 `pol check --explain P0511` 可查看其中一条。例子都由测试逐一运行：错误写法必报该代码，正确写法检查无误。
"""
SORTS = [("P", "Policies · 政策文件"), ("U", "Commands · 命令"), ("D", "Records · 申请人资料"),
         ("C", "Coverage · 测试覆盖"), ("M", "Slips · 试改规则")]
LEVELS = {"error": "错误", "warning": "警告", "note": "说明"}


def told(pol, lang):
    done = subprocess.run([pol, "check", "--explain", "all", "--format", "json", "--lang", lang], capture_output=True,
                          text=True, check=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


def example(code, page, other):
    words = "pol " + page["kind"] if page["kind"] else "pol"
    shown = [page] if page["wrong"] == other["wrong"] else [page, other]
    for one in shown:
        yield "```%s error %s\n%s```\n" % (words, code, one["wrong"])
        yield "```%s\n%s```\n" % (words, one["right"])


def section(en, zh):
    yield "### %s\n" % en["code"]
    yield "**%s** · %s\n" % (en["severity"], en["message"])
    if en["means"]:
        yield "%s %s\n" % (en["means"], en["remedy"])
    yield "**%s** · %s\n" % (LEVELS[zh["severity"]], zh["message"])
    if zh["means"]:
        yield "%s%s\n" % (zh["means"], zh["remedy"])
    if en["wrong"]:
        yield from example(en["code"], en, zh)


def row(en, zh):
    cells = [en["code"], en["severity"], en["message"], zh["message"]]
    return "| %s |" % " | ".join(cell.replace("|", "\\|") for cell in cells)


def page(pages):
    yield HEAD
    for letter, title in SORTS:
        ours = [pair for pair in pages if pair[0]["code"].startswith(letter)]
        yield "## %s\n" % title
        told = [pair for pair in ours if letter == "P" or pair[0]["means"]]
        for en, zh in told:
            yield from section(en, zh)
        rest = [pair for pair in ours if pair not in told]
        if rest:
            yield "\n".join(["| code | | | |", "|---|---|---|---|"] + [row(*pair) for pair in rest]) + "\n"


def missing(pages):
    """Codes of policies of which too little is told, or that no example shows, and those that one shows after all."""
    unshown = {code for codes in UNSHOWN.values() for code in codes.split()}
    shown = {en["code"] for en, _ in pages if en["wrong"]}
    wanted = {en["code"]: en for en, _ in pages if en["code"].startswith("P") and en["severity"] != "note"}
    silent = [code for code in wanted if not wanted[code]["means"]]
    return sorted(set(wanted) - shown - unshown) + sorted(unshown & shown) + silent + sorted(unshown - set(wanted))


def halves(pages):
    """Codes whose page lacks something in one of the languages."""
    return [en["code"] for en, zh in pages for key in ("means", "remedy", "wrong", "right")
            if (en[key] is None) != (zh[key] is None) or (en["means"] is None) != (en["remedy"] is None)]


def main():
    pol, path = sys.argv[1:3]
    pages = sorted(zip(told(pol, "en"), told(pol, "zh")), key=lambda pair: pair[0]["code"])
    text = "\n".join(page(pages))
    if "--update" in sys.argv:
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
    with open(path, encoding="utf-8") as file:
        new = file.read() == text
    print("1..3")
    failed = 0
    for number, (title, wrong) in enumerate([("the page is up to date", [] if new else ["diagnostics.py --update"]),
                                             ("every code has an example", missing(pages)),
                                             ("both languages say as much", halves(pages))], 1):
        failed += bool(wrong)
        print("%s %d - %s%s" % ("not ok" if wrong else "ok", number, title,
                                "".join("\n# " + line for line in wrong)))
    return failed > 0


sys.exit(main())
