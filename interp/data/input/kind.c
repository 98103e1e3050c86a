// Files that are no text of records: what they are, and what to do with them.
#include <string.h>

#include "interp/data/input/internal.h"

struct kind {
    struct diag_arg name;  // as it stands in "The file … is {2}."
    enum diag_id hint;
    size_t length;
    const char *bytes;  // that such files begin with; NULL: it takes a closer look
};
static const struct kind kinds[] = {
    {A2("an Excel workbook (xlsx) or another zip archive", "Excel 工作簿（xlsx）或其他 zip 压缩包"), DIAG_HINT_SAVE_CSV,
     4, "PK\3\4"},
    {A2("an Excel workbook of the old kind (xls), or one with a password",
        "旧版 Excel 工作簿（xls），或设有密码的工作簿"),
     DIAG_HINT_SAVE_CSV, 4, "\xD0\xCF\x11\xE0"},
    {A2("compressed (gzip)", "压缩文件（gzip）"), DIAG_HINT_UNPACK, 2, "\x1F\x8B"},
    {A2("compressed (zstd)", "压缩文件（zstd）"), DIAG_HINT_UNPACK, 4, "\x28\xB5\x2F\xFD"},
    {A2("compressed (xz)", "压缩文件（xz）"), DIAG_HINT_UNPACK, 5, "\xFD\x37zXZ"},
    {A2("compressed (bzip2)", "压缩文件（bzip2）"), DIAG_HINT_UNPACK, 3, "BZh"},
    {A2("compressed (7z)", "压缩文件（7z）"), DIAG_HINT_UNPACK, 6, "7z\xBC\xAF\x27\x1C"},
    {A2("compressed (rar)", "压缩文件（rar）"), DIAG_HINT_UNPACK, 6, "Rar!\x1A\x07"},
    {A2("an SQLite database", "SQLite 数据库"), DIAG_HINT_EXPORT_CSV, 16, "SQLite format 3\0"},
    {A2("a Parquet file", "Parquet 文件"), DIAG_HINT_EXPORT_CSV, 4, "PAR1"},
    {A2("a PDF document", "PDF 文档"), DIAG_HINT_EXPORT_CSV, 5, "%PDF-"},
    {A2("UTF-32 text", "UTF-32 编码的文本"), DIAG_HINT_UTF8, 4, "\xFF\xFE\0\0"},
    {A2("UTF-32 text", "UTF-32 编码的文本"), DIAG_HINT_UTF8, 4, "\0\0\xFE\xFF"},
};
static const struct kind html = {A2("HTML or XML, whatever its name says", "HTML 或 XML（无论文件名如何）"),
                                 DIAG_HINT_SAVE_CSV, 0, NULL};
static const struct kind array = {A2("one JSON array, not JSON Lines", "一个 JSON 数组，不是 JSON Lines"),
                                  DIAG_HINT_JSON_LINES, 0, NULL};
static const struct kind spread = {
    A2("JSON with objects on several lines, not JSON Lines", "对象跨行书写的 JSON，不是 JSON Lines"),
    DIAG_HINT_JSON_LINES, 0, NULL};
static const struct kind objects = {A2("JSON Lines, not CSV", "JSON Lines，不是 CSV"), DIAG_HINT_INPUT_FORMAT, 0, NULL};
static const struct kind old_lines = {
    A2("text whose lines end in carriage returns alone, as on old Macs", "只用回车符换行的文本（旧式 Mac 格式）"),
    DIAG_HINT_LINE_FEEDS, 0, NULL};

static const struct kind *kind_of_bytes(const struct input_head *h) {
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (h->length >= kinds[i].length && !memcmp(h->bytes, kinds[i].bytes, kinds[i].length)) return &kinds[i];
    return NULL;
}

bool input_is_foreign(const struct input_head *head) { return kind_of_bytes(head) != NULL; }

// The first characters that are no white space, on whatever line.
static struct slice start_of(struct slice text) {
    while (text.length && strchr(" \t\r\n", *text.text) && *text.text) text.text++, text.length--;
    return text;
}

static struct slice behind(struct slice text) { return start_of((struct slice){text.text + 1, text.length - 1}); }

// [ alone is how arrays begin; a column may be called [1].
static const struct kind *kind_of_json(struct slice text, bool whole, enum record_format format) {
    struct slice rest = behind(text);
    const char *newline = memchr(text.text, '\n', text.length), *second = rest.text;
    if (!rest.length) return whole || *text.text == '{' ? NULL : &array;
    if (*text.text == '[') return *second == '{' || *second == '[' ? &array : NULL;
    if (*second != '"' && *second != '}') return NULL;
    if (format != RECORDS_JSONL) return &objects;
    return newline && newline < second ? &spread : NULL;
}

static const struct kind *kind_of_text(const struct input *in, enum record_format format) {
    struct slice text = start_of(in->head.line);
    if (!text.length) return NULL;
    if (*text.text == '<') return &html;
    if (*text.text == '{' || *text.text == '[') return kind_of_json(text, in->head.ended, format);
    bool lines = memchr(text.text, '\n', text.length) != NULL;
    return !lines && memchr(text.text, '\r', text.length - 1) ? &old_lines : NULL;
}

bool input_is_text(const struct input *in, enum record_format format, struct record_faults *faults) {
    const struct kind *kind = kind_of_bytes(&in->head);
    if (!kind) kind = kind_of_text(in, format);
    if (!kind) return true;
    input_fault(in, faults, DIAG_INPUT_KIND, "");
    struct record_fault *fault = faults->count ? &faults->items[faults->count - 1] : NULL;
    if (!fault || faults->failed) return false;
    fault->args[1] = kind->name;
    record_fault_hint(faults, fault, kind->hint, "");
    return false;
}
