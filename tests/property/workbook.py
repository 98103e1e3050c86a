"""Excel workbooks made by hand and read back, with nothing but zip and XML."""
import re
import zipfile
from xml.etree import ElementTree
from xml.sax.saxutils import escape, quoteattr

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def column_number(reference):
    number = 0
    for letter in re.match("[A-Z]+", reference).group():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def cell_value(cell):
    """A text, or the number as it is written, with what its style makes of it."""
    if cell.get("t") == "inlineStr":
        return "".join(part.text or "" for part in cell.iter(MAIN + "t"))
    return cell.find(MAIN + "v").text, int(cell.get("s", 0))


def sheet_rows(document):
    found = []
    for row in document.iter(MAIN + "row"):
        cells = {}
        for cell in row.iter(MAIN + "c"):
            if len(cell):
                cells[column_number(cell.get("r"))] = cell_value(cell)
        found.append([cells.get(i) for i in range(max(cells) + 1)])
    return found


def pictures(archive):
    """The number format of each style."""
    styles = ElementTree.fromstring(archive.read("xl/styles.xml"))
    own = {item.get("numFmtId"): item.get("formatCode") for item in styles.iter(MAIN + "numFmt")}
    formats = styles.find(MAIN + "cellXfs")
    return [own.get(item.get("numFmtId"), item.get("numFmtId")) for item in formats]


def read(path):
    """{sheet: rows}, {sheet: its document}, number formats. Texts are texts, numbers (digits, style)."""
    with zipfile.ZipFile(path) as archive:
        book = ElementTree.fromstring(archive.read("xl/workbook.xml"))
        links = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
        targets = {link.get("Id"): link.get("Target") for link in links}
        documents = {sheet.get("name"): ElementTree.fromstring(archive.read("xl/" + targets[sheet.get(LINK)]))
                     for sheet in book.iter(MAIN + "sheet")}
        return {name: sheet_rows(document) for name, document in documents.items()}, documents, pictures(archive)


def letters(column):
    text = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(ord("A") + rest) + text
    return text


def number(digits, style=0):
    return '<c r="%%s" s="%d"><v>%s</v></c>' % (style, digits)


def inline(text):
    return '<c r="%%s" t="inlineStr"><is><t xml:space="preserve">%s</t></is></c>' % escape(text).replace("%", "%%")


def raw(kind, value):
    return '<c r="%%s" t="%s"><v>%s</v></c>' % (kind, escape(value).replace("%", "%%"))


def sheet(rows, first=1):
    """Rows of cells, each a text or what number, inline and raw made; None: no cell. A row that is None isn't there."""
    lines = []
    for at, row in enumerate(rows, first):
        cells = [(inline(cell) if not cell.startswith("<c ") else cell) % (letters(i) + str(at))
                 for i, cell in enumerate(row or []) if cell is not None]
        if row is not None:
            lines.append('<row r="%d">%s</row>' % (at, "".join(cells)))
    return ('<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="%s"><sheetData>%s</sheetData></worksheet>'
            % (MAIN[1:-1], "".join(lines)))


# What styles 1 and on are: date, date and time, percent, money, Chinese date, time, a colour and text in quotes.
FORMATS = [0, 14, 22, 10, 4, 164, 20, 165, 166]
CUSTOM = {164: 'yyyy"年"m"月"d"日";@', 165: '[Red]#,##0.00"yuan"', 166: "[$-804]yyyy/mm"}
STYLES = ('<?xml version="1.0"?><styleSheet xmlns="%s"><numFmts>%s</numFmts><cellStyleXfs><xf numFmtId="14"/>'
          '</cellStyleXfs><cellXfs>%s</cellXfs></styleSheet>'
          % (MAIN[1:-1],
             "".join('<numFmt numFmtId="%d" formatCode=%s/>' % (i, quoteattr(c)) for i, c in CUSTOM.items()),
             "".join('<xf numFmtId="%d"/>' % i for i in FORMATS)))


def root_links(target):
    return ('<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
            'officeDocument" Target="%s"/></Relationships>' % target)


def write(path, sheets, shared=None, styles=STYLES, date1904=False, hidden=(), more=(),
          compression=zipfile.ZIP_DEFLATED):
    """`sheets`: {name: document}; `shared`: the texts that cells of kind s name; `more`: other entries, which may take
    the place of those."""
    names = list(sheets)
    entries = {
        "[Content_Types].xml": '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/'
                               'content-types"><Default Extension="xml" ContentType="application/xml"/></Types>',
        "_rels/.rels": root_links("xl/workbook.xml"),
        "xl/workbook.xml": '<?xml version="1.0"?><workbook xmlns="%s" xmlns:r="%s">%s<sheets>%s</sheets></workbook>'
                           % (MAIN[1:-1], LINK[1:-3], '<workbookPr date1904="1"/>' if date1904 else "<workbookPr/>",
                              "".join('<sheet name=%s sheetId="%d" r:id="rId%d"%s/>' % (
                                  quoteattr(name), i + 1, i + 1, ' state="hidden"' if name in hidden else "")
                                  for i, name in enumerate(names))),
        "xl/_rels/workbook.xml.rels":
            '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            "%s</Relationships>" % "".join(
                '<Relationship Id="rId%d" Type="t/worksheet" Target="worksheets/sheet%d.xml"/>' % (i + 1, i + 1)
                for i in range(len(names))),
        "xl/styles.xml": styles,
    }
    if shared is not None:
        entries["xl/sharedStrings.xml"] = '<?xml version="1.0"?><sst xmlns="%s">%s</sst>' % (
            MAIN[1:-1], "".join(text if text.startswith("<si>") else "<si><t>%s</t></si>" % escape(text)
                                for text in shared))
    for i, name in enumerate(names):
        entries["xl/worksheets/sheet%d.xml" % (i + 1)] = sheets[name]
    entries.update(more)
    with zipfile.ZipFile(path, "w", compression) as archive:
        for name, content in entries.items():
            if content is not None:
                archive.writestr(name, content)
