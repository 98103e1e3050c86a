#!/usr/bin/env python3
"""The page of all messages, grammar/diagnostics.md, made of what the program says of their codes.

    diagnostics.py POL PAGE [--update]

It must be up to date; --update writes it anew. Its examples are run by run.py. Every error and warning about policies
has a page with an example of its own, wrong and right, but for those that are named here, of which none can be shown
on a page.
"""
import json
import subprocess
import sys

# What a page can't show: bytes that are no text, files that are not there, sizes.
UNSHOWN = set("""
P0101 P0102 P0107 P0109 P0110 P0111 P0112 P0113 P0118 P0122 P0202 P0203 P0204 P0205 P0206 P0207 P0208 P0209
P0312 P0313 P0317 P0318 P0320 P0321 P0410 P0413 P0422 P0425 P0426 P0428 P0430 P0434 P0435 P0510 P0527 P0528
P0529 P0543 P0544 P0551 P0560 P0561 P0562 P0563 P0564 P0567 P0575 P0576 P0577 P0578 P0580 P0585 P0586 P0588
P0589 P0594 P0595 P0596 P0597 P0598 P0599 P0614 P0618 P0619 P0620 P0622 P0623 P0624 P0625 P0626 P0627 P0628
P0629 P0630 P0632 P0633 P0634 P0636 P0637 P0638 P0641 P0642 P0643 P0644 P0645 P0650 P0651 P0652 P0653 P0654
P0655 P0656 P0657 P0658 P0659 P0663 P0664 P0665 P0666 P0667 P0668 P0669 P0673 P0674 P0677 P0678 P0690 P0691
P0692 P0700 P0701 P0710 P0711 P0712 P0713 P0714
""".split())

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
        if letter == "P":
            for en, zh in ours:
                yield from section(en, zh)
        else:
            yield "\n".join(["| code | | | |", "|---|---|---|---|"] + [row(*pair) for pair in ours]) + "\n"


def missing(pages):
    """Codes of policies that no example shows, and those that one shows after all."""
    shown = {en["code"] for en, _ in pages if en["wrong"]}
    wanted = {en["code"] for en, _ in pages if en["code"].startswith("P") and en["severity"] != "note"}
    return sorted(wanted - shown - UNSHOWN) + sorted(UNSHOWN & shown)


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
