#include "interp/data/write/rejects.h"

#include <stdlib.h>
#include <string.h>

#include "grammar/base/json.h"
#include "interp/data/csv/split.h"
#include "interp/data/record/cell.h"
#include "interp/data/record/csv_cell.h"

struct rejects {
    enum record_format format;
    enum lang lang;
    char separator;
    enum record_place place;
    bool guards;
    struct slice header;
    uint32_t columns;
    // The record that is being told of.
    bool is_open;
    uint64_t line;
    struct text raw, codes, messages;
    struct text room;  // of cells without their quotes
};

static struct slice without_return(struct slice line) {
    if (line.length && line.text[line.length - 1] == '\r') line.length--;
    return line;
}

static void put_cell(const struct rejects *r, struct text *out, bool first, const char *text, size_t length) {
    if (!first) text_char(out, r->separator);
    if (r->guards) put_csv_guarded(out, text, length, r->separator);
    else put_csv_parted(out, text, length, r->separator);
}

// A line as records are read: ended and padded, and what is not text replaced, so that this file can be read again.
static bool make_line(struct rejects *r, struct slice raw) {
    text_clear(&r->raw);
    for (uint32_t at = 0; at < raw.length;) {
        size_t good = scan_utf8(raw.text + at, raw.length - at);
        text_add(&r->raw, raw.text + at, good);
        at += (uint32_t)good;
        if (at++ < raw.length) text_put(&r->raw, "\xEF\xBF\xBD");
    }
    size_t length = r->raw.length;
    text_char(&r->raw, '\n');
    text_repeat(&r->raw, '\0', SCAN_PADDING);
    r->raw.length = length;
    return !r->raw.failed && text_reserve(&r->room, length + 1);
}

// Cells from `from` on that the line has, at most `most`; answers how many it has in all. A line that is no row of
// cells has none.
static uint32_t put_cells(struct rejects *r, uint32_t from, uint32_t most, struct text *out) {
    struct csv_rows rows;
    uint32_t count = 0;
    bool made = csv_rows_init(&rows, 1, 0);
    rows.separator = r->separator;
    if (made && csv_find_rows(&rows, r->raw.bytes, 0, r->raw.length + 1) && rows.count) {
        const struct csv_row *row = &rows.items[0];
        count = row->quality == CSV_GOOD && row->cells <= CSV_MAX_COLUMNS ? row->cells : 0;
        for (uint32_t i = from; i < count && i - from < most; i++) {
            struct slice text = csv_cell_text(csv_raw_cell(&rows, r->raw.bytes, row, i), r->room.bytes);
            cell_refusal(&text);
            put_cell(r, out, i == from, text.text, text.length);
        }
    }
    out->failed |= !made;
    csv_rows_free(&rows);
    return count;
}

struct rejects *rejects_new(enum record_format format, struct slice header, char separator, enum record_place place,
                            enum lang lang) {
    struct rejects *r = calloc(1, sizeof *r);
    if (!r) return NULL;
    r->format = format;
    r->lang = lang;
    r->separator = separator;
    r->place = place;
    r->header = without_return(header);
    return r;
}

void rejects_guard(struct rejects *r) { r->guards = true; }

void rejects_free(struct rejects *r) {
    if (!r) return;
    text_free(&r->raw);
    text_free(&r->codes);
    text_free(&r->messages);
    text_free(&r->room);
    free(r);
}

void rejects_head(struct rejects *r, struct text *out) {
    static const char *const own[][2] = {{"code", "代码"}, {"message", "说明"}, {"rest", "余下内容"}};
    static const char *const places[][2] = {[PLACE_LINE] = {"line", "行号"},
                                            [PLACE_ROWID] = {"rowid", "rowid"},
                                            [PLACE_ROW] = {"row", "行号"},
                                            [PLACE_CELL] = {"row", "行号"}};
    if (r->format != RECORDS_CSV) return;
    if (make_line(r, r->header)) r->columns = put_cells(r, 0, CSV_MAX_COLUMNS, out);
    else out->failed = true;
    put_cell(r, out, false, places[r->place][r->lang], strlen(places[r->place][r->lang]));
    for (size_t i = 0; i < sizeof own / sizeof *own; i++)
        put_cell(r, out, false, own[i][r->lang], strlen(own[i][r->lang]));
    text_char(out, '\n');
}

// What stands under no header.
static void put_rest(struct rejects *r, uint32_t cells, struct text *out) {
    struct text rest = {0};
    if (!cells) text_add(&rest, r->raw.bytes, r->raw.length);
    if (cells > r->columns) put_cells(r, r->columns, CSV_MAX_COLUMNS, &rest);
    put_cell(r, out, false, text_string(&rest), rest.length);
    out->failed |= rest.failed;
    text_free(&rest);
}

static void put_csv(struct rejects *r, struct text *out) {
    uint32_t cells = put_cells(r, 0, r->columns, out);
    for (uint32_t i = cells ? cells : 1; i < r->columns; i++) text_char(out, r->separator);
    text_format(out, "%c%lld%c", r->separator, (long long)r->line, r->separator);
    put_cell(r, out, true, text_string(&r->codes), r->codes.length);
    put_cell(r, out, false, text_string(&r->messages), r->messages.length);
    put_rest(r, cells, out);
    text_char(out, '\n');
}

static void put_json(struct rejects *r, struct text *out) {
    struct json_writer j = {.out = out};
    json_open_object(&j, NULL);
    json_put_int(&j, "line", (int64_t)r->line);
    json_put_bytes(&j, "code", text_string(&r->codes), r->codes.length);
    json_put_bytes(&j, "message", text_string(&r->messages), r->messages.length);
    json_put_bytes(&j, "record", r->raw.bytes, r->raw.length);
    json_close_object(&j);
    text_char(out, '\n');
}

void rejects_finish(struct rejects *r, struct text *out) {
    if (!r->is_open) return;
    r->is_open = false;
    out->failed |= r->raw.failed || r->codes.failed || r->messages.failed || r->room.failed;
    if (out->failed) return;  // there may be no line at all
    if (r->format == RECORDS_CSV) put_csv(r, out);
    else put_json(r, out);
    out->failed |= r->room.failed;
}

static void open_record(struct rejects *r, const struct record_fault *fault, struct text *out) {
    rejects_finish(r, out);
    out->failed |= !make_line(r, without_return(fault->raw));
    text_clear(&r->codes);
    text_clear(&r->messages);
    r->line = fault->line;
    r->is_open = true;
}

void rejects_add(struct rejects *r, const struct record_fault *fault, struct text *out) {
    if (!fault->raw.length) return;
    if (!fault->again || !r->is_open) open_record(r, fault, out);
    if (r->codes.length) text_char(&r->codes, ';');
    text_put(&r->codes, diag_info(fault->id)->code);
    if (r->messages.length && r->lang == LANG_EN) text_char(&r->messages, ' ');
    diag_message(&r->messages, r->lang, fault->id, fault->args);
}
