#!/usr/bin/env python3
"""The page of `pol whatif` is one file in which nothing runs and nothing is fetched, and tells the numbers of its JSON.

    whatif_page.py POL ROOT

In TAP; where Chromium is installed it also looks whether anything is wider than a phone.
"""
import html
import html.parser
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

ASKED = ["--reform", "建行降低收入门槛", "--by", "type", "--sweep", "ccb.min_revenue_growth=10万元..40万元/10万元",
         "--robustness", "10%",
         "--as-of", "2024-07-01"]
VOID = {"meta", "br", "hr", "rect", "circle", "line", "img", "link", "input"}


class Reader(html.parser.HTMLParser):
    """Every element is closed; texts, what each chart says of itself, and what might run or fetch."""

    def __init__(self):
        super().__init__()
        self.open, self.bad, self.texts, self.charts, self.data, self.cells = [], [], [], [], "", []

    def handle_starttag(self, tag, attrs):
        if tag not in VOID:
            self.open.append(tag)
        names = dict(attrs)
        if tag in ("link", "img", "iframe", "object", "embed", "base"):
            self.bad.append(tag)
        if tag == "script" and names.get("type") != "application/json":
            self.bad.append("script")
        self.bad += [f"{tag} {name}" for name in names if name.startswith("on") or name == "src"]
        if tag == "a" and not (names.get("href") or "").startswith("#"):
            self.bad.append("a")
        if tag == "svg":
            self.charts.append(set())

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag):
        if tag in VOID:
            return
        if not self.open or self.open.pop() != tag:
            self.bad.append(f"/{tag}")

    def handle_data(self, data):
        if self.open and self.open[-1] == "script":
            self.data += data
        elif self.open and self.open[-1] != "style":
            self.texts.append(data.strip())
            self.cells += [data.strip()] if self.open and self.open[-1] == "td" else []
        if "svg" in self.open and self.open[-1] in ("title", "desc"):
            self.charts[-1].add(self.open[-1])


def whatif(pol, root, *words):
    command = [pol, "whatif", f"{root}/policies", f"{root}/examples/reforms", *ASKED, *words,
               "--data", f"{root}/examples/applicants.csv", "--list", f"overdue={root}/examples/overdue.csv"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode in (0, 4), done.stderr
    return done.stdout


def counts(value):
    """All counts of records below a member of the JSON."""
    if isinstance(value, dict):
        return set().union(*map(counts, value.values()))
    if isinstance(value, list):
        return set().union(*map(counts, value))
    return {value} if isinstance(value, int) else set()


def leaves(value):
    """All whole numbers below a member of the JSON, fen among them."""
    if isinstance(value, (dict, list)):
        below = value.values() if isinstance(value, dict) else value
        return set().union(*map(leaves, below))
    whole = isinstance(value, int) or (isinstance(value, str) and re.fullmatch(r"-?[0-9]+", value))
    return {int(value)} if whole and not isinstance(value, bool) else set()


def changes(value):
    """By how much what stands behind `after` is more than the same of `before`."""
    if not isinstance(value, (dict, list)):
        return set()
    found = set().union(*map(changes, value.values() if isinstance(value, dict) else value))
    for before, after in (("before", "after"), ("limit_before", "limit_after")):
        if isinstance(value, dict) and before in value and after in value:
            found |= between(value[before], value[after])
    return found


def between(before, after):
    if isinstance(before, dict) and isinstance(after, dict):
        return set().union(*(between(before[k], after[k]) for k in before if k in after))
    return {b - a for a in leaves(before) for b in leaves(after)}


def untold(reader, unit):
    """Cells with a number that the page's JSON does not have; points of percentages, with one digit, are worked out."""
    told = json.loads(reader.data)
    have = leaves(told) | changes(told)
    odd = []
    for cell in reader.cells:
        number = re.fullmatch(r"([+-]?[0-9]{1,3}(?:,[0-9]{3})*)(\.[0-9]{2,})?", cell)
        if number and not {int(number.group(1).replace(",", "")), round(float(cell.replace(",", "")) * unit)} & have:
            odd.append(cell)
    return odd


WIDTHS = (390, 500, 1280)


def look(folder, page):
    """How wide the page is at the width of a phone, a tablet and a screen, as Chromium lays it out, and how many of its
    charts' texts reach out of their chart; None: there is no Chromium."""
    chromium = shutil.which("chromium")
    if not chromium:
        return None
    with open(page, encoding="utf-8") as file:
        text = html.escape(file.read())
    probe = os.path.join(folder, "probe.html")
    frames = "".join(f'<iframe style="width:{width}px;height:900px;border:0" srcdoc="{text}"></iframe>'
                     for width in WIDTHS)
    asks = """<script>onload=()=>{document.title=[...document.querySelectorAll("iframe")].map(f=>{
        let d=f.contentDocument,out=0
        d.querySelectorAll("main>section>svg text").forEach(t=>{
            let a=t.getBoundingClientRect(),b=t.ownerSVGElement.getBoundingClientRect()
            out+=a.left<b.left-2||a.right>b.right+2})
        return d.documentElement.scrollWidth+":"+out}).join(" ")}</script>"""
    with open(probe, "w", encoding="utf-8") as file:
        file.write(f'<!DOCTYPE html><meta charset="utf-8"><title></title><body>{frames}{asks}</body>')
    done = subprocess.run([chromium, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder}/profile",
                           "--window-size=1400,900", "--dump-dom", f"file://{probe}"],
                          capture_output=True, text=True, timeout=200, check=False)
    found = re.search(r"<title>([0-9: ]+)</title>", done.stdout)
    return [tuple(map(int, one.split(":"))) for one in found.group(1).split()] if found else []


JOINS = {"share_exact", "limit_counts", "hash", "gaps"}  # what a page does without


def without_joins(value):
    if isinstance(value, list):
        return [without_joins(each) for each in value]
    if isinstance(value, dict):
        return {name: without_joins(each) for name, each in value.items() if name not in JOINS}
    return value


def main(pol, root, folder):
    results = []
    for lang in ("zh", "en"):
        page = os.path.join(folder, f"{lang}.html")
        whatif(pol, root, "--lang", lang, "-o", page)
        with open(page, encoding="utf-8") as file:
            text = file.read()
        reader = Reader()
        reader.feed(text)
        plain = json.loads(whatif(pol, root, "--format", "json", "--lang", lang))
        kept = json.loads(reader.data)
        for one in (plain, kept):
            one.pop("stamp")
        results.append((f"{lang}: nothing runs, nothing is fetched, all is closed", not reader.bad and not reader.open))
        results.append((f"{lang}: no address, no import", not re.search(r"https?:|@import|url\(", text)))
        results.append((f"{lang}: its data are the JSON", without_joins(plain) == kept != plain))
        results.append((f"{lang}: charts say what they show",
                        len(reader.charts) >= 10 and all(c == {"title", "desc"} for c in reader.charts)))
        changed = next(scheme for scheme in plain["schemes"].values() if scheme["flips"])
        wanted = counts(changed["decisions"]) | counts(changed["matrix"])
        told_below = [rule for member in ("funnel", "funnel_after") for rules in changed[member].values()
                      for rule in rules]
        wanted |= counts([{k: n for k, n in rule.items() if k != "only_upper"} for rule in told_below])
        wanted |= counts([changed["applies"], changed["applies_after"]])
        told = {int(t.replace(",", "")) for t in reader.texts if re.fullmatch(r"[0-9]{1,3}(,[0-9]{3})*", t)}
        results.append((f"{lang}: every count of decisions is told", len(wanted) > 5 and wanted <= told))
        odd = untold(reader, 1000000 if lang == "zh" else 100)
        results.append((f"{lang}: every number of its tables is in the JSON {odd[:5]}",
                        len(reader.cells) > 500 and not odd))
        seen = look(folder, page)
        if seen is None:
            results.append((f"{lang}: fits # SKIP no chromium", True))
        else:
            results.append((f"{lang}: fits {WIDTHS}: {seen}",
                            len(seen) == 3 and all(w <= most and not out for (w, out), most in zip(seen, WIDTHS))))
    some = json.loads(whatif(pol, root, "--where", "type is growth", "--format", "json"))
    taken = sum(sum(row.values()) for row in some["schemes"]["ccb"]["matrix"].values())
    some = some["population"]
    results.append(("the population is what --where takes",
                    0 < taken == some["records"] - some["rejected"] < plain["population"]["records"]))
    made = os.path.join(folder, "example.html")
    done = subprocess.run(["sh", f"{root}/examples/whatif.sh", made], env={**os.environ, "POL": pol},
                          stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    reader = Reader()
    with open(made, encoding="utf-8") as file:
        reader.feed(file.read())
    results.append(("examples/whatif.sh makes a page", done.returncode == 0 and not reader.bad and not reader.open))
    print(f"1..{len(results)}")
    for i, (name, good) in enumerate(results, 1):
        print(f"{'ok' if good else 'not ok'} {i} - {name}")
    return 0 if all(good for _, good in results) else 1


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as where:
        sys.exit(main(os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2]), where))
