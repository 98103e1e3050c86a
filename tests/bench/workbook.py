"""The benchmark's records as Excel has them: workbook.py FILE.csv FILE.xlsx. Texts are shared, dates are days."""
import csv
import datetime
import os
import re
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "property"))
import workbook  # noqa: E402

texts = {}


def cell(text):
    if not text:
        return None
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        return workbook.number(str((datetime.date.fromisoformat(text) - datetime.date(1899, 12, 30)).days), 1)
    if re.fullmatch(r"\d+(\.\d+)?", text):
        return workbook.number(text)
    return workbook.raw("s", str(texts.setdefault(text, len(texts))))


with open(sys.argv[1], encoding="utf-8", newline="") as file:
    rows = [[cell(text) for text in row] for row in csv.reader(file)]
workbook.write(sys.argv[2], {"applicants": workbook.sheet(rows)}, shared=list(texts))
