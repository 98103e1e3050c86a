// Results as an Excel workbook: a sheet for each table of rows, its header frozen and with filters. A number stands as
// a number where Excel shows it exactly, which takes 15 digits at most; else, as a date before 1900, it is a text.
#include "interp/data/write/rows.h"

static const char *const endings[] = {".xlsx", NULL};

#ifdef POL_XLSX
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <xlsxwriter.h>

#include "grammar/base/calendar.h"
#include "grammar/base/library.h"
#include "interp/data/write/xlsx_check.h"
#include "interp/data/xlsx/library.h"

#define EXACT_DIGITS INT64_C(1000000000000000)  // whole numbers below it, and their decimals, come out as they went in
#define FIRST_YEAR 1900
#define TEXT_WIDTH 16.0
#define VALUE_WIDTH 14.0

#define XLSXWRITER_FUNCTIONS(F) \
    F(format_set_bold)          \
    F(format_set_num_format)    \
    F(lxw_workbook_free)        \
    F(workbook_add_format)      \
    F(workbook_add_worksheet)   \
    F(workbook_close)           \
    F(workbook_new_opt)         \
    F(workbook_set_properties)  \
    F(worksheet_autofilter)     \
    F(worksheet_freeze_panes)   \
    F(worksheet_set_column)     \
    F(worksheet_write_datetime) \
    F(worksheet_write_number)   \
    F(worksheet_write_string)

struct xlsxwriter_library {
    XLSXWRITER_FUNCTIONS(LIBRARY_FUNCTION)
};

struct xlsx_page {
    lxw_worksheet *sheet;
    uint32_t row;    // the next
    uint64_t rows;   // of all sheets of the table, their headers too
    uint32_t parts;  // sheets
    char *name;      // of the table
    char **heads;    // of its columns; NULL behind the last
    enum row_kind *kinds;
};

struct xlsx_sink {
    struct xlsxwriter_library lib;
    int fd;
    lxw_workbook *book;
    lxw_format *head, *formats[ROW_DATE + 1];
    struct xlsx_page pages[ROW_TABLES];
    struct text text;  // a cell's, with a NUL behind it
};

static bool load(struct xlsxwriter_library *lib) {
    static const char *const names[] = {XLSXWRITER_FUNCTIONS(LIBRARY_NAME) NULL};
    return library_load(POL_XLSXWRITER, names, lib);
}

static const char *missing(void) {
    struct xlsxwriter_library lib;
    return load(&lib) ? zip_missing() : POL_XLSXWRITER;
}

static int error_of(lxw_error code) {
    if (code == LXW_NO_ERROR) return 0;
    return code == LXW_ERROR_MEMORY_MALLOC_FAILED ? ENOMEM : code == LXW_ERROR_MAX_STRING_LENGTH_EXCEEDED ? EFBIG : EIO;
}

static void free_page(struct xlsx_page *p) {
    for (uint32_t i = 0; p->heads && p->heads[i]; i++) free(p->heads[i]);
    free(p->heads);
    free(p->kinds);
    free(p->name);
}

static void close_sink(void *sink) {
    struct xlsx_sink *s = sink;
    for (uint32_t i = 0; i < ROW_TABLES; i++) free_page(&s->pages[i]);
    if (s->book) s->lib.lxw_workbook_free(s->book);
    text_free(&s->text);
    free(s);
}

static lxw_format *format_of(struct xlsx_sink *s, const char *picture) {
    lxw_format *f = s->lib.workbook_add_format(s->book);
    if (f && picture) s->lib.format_set_num_format(f, picture);
    return f;
}

static bool make_formats(struct xlsx_sink *s) {
    static const char *const pictures[] = {
        [ROW_WHOLE] = "0", [ROW_MONEY] = "#,##0.00", [ROW_PERCENT] = "0.00##%", [ROW_DATE] = "yyyy-mm-dd"};
    bool good = (s->head = format_of(s, NULL)) != NULL;
    if (good) s->lib.format_set_bold(s->head);
    for (size_t i = 0; good && i < sizeof pictures / sizeof *pictures; i++)
        if (pictures[i]) good = (s->formats[i] = format_of(s, pictures[i])) != NULL;
    return good;
}

// The file has no name as yet. When it was made is not said: the same results are the same bytes.
static bool open_book(struct xlsx_sink *s) {
    lxw_workbook_options options = {.constant_memory = LXW_TRUE, .use_zip64 = LXW_TRUE};
    lxw_doc_properties properties = {.created = 946684800};
    char path[32];
    snprintf(path, sizeof path, "/proc/self/fd/%d", s->fd);
    s->book = s->lib.workbook_new_opt(path, &options);
    return s->book && s->lib.workbook_set_properties(s->book, &properties) == LXW_NO_ERROR && make_formats(s);
}

static void *open_sink(int fd, enum lang lang) {
    struct xlsx_sink *s = calloc(1, sizeof *s);
    if (!s) return NULL;
    s->fd = fd;
    if (load(&s->lib) && open_book(s)) return s;
    close_sink(s);
    return NULL;
}

static const char *string_of(struct xlsx_sink *s, struct slice text) {
    text_clear(&s->text);
    text_add(&s->text, text.text, text.length);
    return text_string(&s->text);
}

static int put_heads(const struct xlsx_sink *s, const struct xlsx_page *p) {
    int error = 0;
    for (lxw_col_t c = 0; !error && p->heads[c]; c++) {
        bool is_text = p->kinds[c] == ROW_TEXT;
        error = error_of(s->lib.worksheet_set_column(p->sheet, c, c, is_text ? TEXT_WIDTH : VALUE_WIDTH, NULL));
        if (!error) error = error_of(s->lib.worksheet_write_string(p->sheet, 0, c, p->heads[c], s->head));
    }
    s->lib.worksheet_freeze_panes(p->sheet, 1, 0);
    return error;
}

// A table that has more rows than a sheet goes on in another one: "reasons", "reasons 2".
static int add_sheet(struct xlsx_sink *s, struct xlsx_page *p) {
    char name[LXW_SHEETNAME_MAX + 1];
    snprintf(name, sizeof name, p->parts ? "%s %u" : "%s", p->name, p->parts + 1);
    p->sheet = s->lib.workbook_add_worksheet(s->book, name);
    if (!p->sheet) return ENOMEM;
    p->parts++;
    p->row = 1;
    p->rows++;
    return put_heads(s, p);
}

static char *copy(struct slice text) {
    char *to = malloc((size_t)text.length + 1);
    if (!to) return NULL;
    memcpy(to, text.text, text.length);
    to[text.length] = '\0';
    return to;
}

static int make_table(void *sink, uint32_t table, const struct row_table *t) {
    struct xlsx_sink *s = sink;
    struct xlsx_page *p = &s->pages[table];
    p->name = copy(t->name);
    p->heads = calloc(t->count + 1, sizeof *p->heads);
    p->kinds = calloc(t->count + 1, sizeof *p->kinds);
    if (!p->name || !p->heads || !p->kinds) return ENOMEM;
    for (uint32_t i = 0; i < t->count; i++) {
        p->kinds[i] = t->columns[i].kind;
        p->heads[i] = copy(t->columns[i].name);
        if (!p->heads[i]) return ENOMEM;
    }
    return add_sheet(s, p);
}

static int put_string(struct xlsx_sink *s, const struct xlsx_page *p, lxw_col_t column, struct slice text) {
    const char *string = string_of(s, text);
    return s->text.failed ? ENOMEM : error_of(s->lib.worksheet_write_string(p->sheet, p->row, column, string, NULL));
}

static int put_number(struct xlsx_sink *s, const struct xlsx_page *p, lxw_col_t column, const struct row_cell *cell) {
    static const int64_t parts[] = {
        [ROW_WHOLE] = 1, [ROW_MONEY] = 100, [ROW_PERCENT] = 1000000, [ROW_NUMBER] = 1000000};
    double number = (double)cell->value / (double)parts[cell->kind];  // the nearest there is, as for what is typed
    return error_of(s->lib.worksheet_write_number(p->sheet, p->row, column, number, s->formats[cell->kind]));
}

static char *print(char room[PRINTED_DIGITS], const struct row_cell *cell) {
    switch (cell->kind) {
    case ROW_MONEY: return print_money(room, cell->value);
    case ROW_PERCENT: return print_percent(room, cell->value);
    case ROW_NUMBER: return print_number(room, cell->value);
    case ROW_DATE: date_format((int32_t)cell->value, room); return room + 10;
    default: return print_whole(room, cell->value);
    }
}

static int put_date(struct xlsx_sink *s, const struct xlsx_page *p, lxw_col_t column, int32_t date) {
    lxw_datetime day = {.year = date_year(date), .month = date_month(date) % 12 + 1, .day = date_day(date)};
    return error_of(s->lib.worksheet_write_datetime(p->sheet, p->row, column, &day, s->formats[ROW_DATE]));
}

static bool is_exact(const struct row_cell *cell) {
    if (cell->kind == ROW_DATE) return date_year((int32_t)cell->value) >= FIRST_YEAR;
    return cell->value > -EXACT_DIGITS && cell->value < EXACT_DIGITS;
}

static int put_cell(struct xlsx_sink *s, const struct xlsx_page *p, lxw_col_t column, const struct row_cell *cell) {
    char room[PRINTED_DIGITS];
    if (cell->kind == ROW_NOTHING) return 0;
    if (cell->kind == ROW_TEXT) return put_string(s, p, column, cell->text);
    if (!is_exact(cell)) return put_string(s, p, column, (struct slice){room, (uint32_t)(print(room, cell) - room)});
    return cell->kind == ROW_DATE ? put_date(s, p, column, (int32_t)cell->value) : put_number(s, p, column, cell);
}

static void end_sheet(const struct xlsx_sink *s, const struct xlsx_page *p) {
    lxw_col_t columns = 0;
    while (p->heads && p->heads[columns]) columns++;
    if (columns) s->lib.worksheet_autofilter(p->sheet, 0, 0, p->row - 1, (lxw_col_t)(columns - 1));
}

static int put_row(void *sink, uint32_t table, const struct row_cell *cells, uint32_t count) {
    struct xlsx_sink *s = sink;
    struct xlsx_page *p = &s->pages[table];
    int error = 0;
    if (p->row == LXW_ROW_MAX) end_sheet(s, p), error = add_sheet(s, p);
    for (uint32_t i = 0; i < count && !error; i++) error = put_cell(s, p, (lxw_col_t)i, &cells[i]);
    p->row++;
    p->rows++;
    return error;
}

static int finish(void *sink) {
    struct xlsx_sink *s = sink;
    uint64_t rows = 0;
    for (uint32_t i = 0; i < ROW_TABLES; i++) {
        if (s->pages[i].sheet) end_sheet(s, &s->pages[i]);
        rows += s->pages[i].rows;
    }
    errno = 0;
    int error = error_of(s->lib.workbook_close(s->book)), why = errno;
    s->book = NULL;
    if (error) return error == ENOMEM || !why ? error : why;
    return xlsx_check(s->fd, rows);
}
#endif

static const struct row_sink_format sink = {
    .endings = endings,
#ifdef POL_XLSX
    .missing = missing,
    .open = open_sink,
    .table = make_table,
    .row = put_row,
    .finish = finish,
    .close = close_sink,
#endif
};

const struct writer_format writer_xlsx = ROWS_WRITER(sink);
