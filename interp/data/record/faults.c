#include "interp/data/record/faults.h"

#include <stdlib.h>
#include <string.h>

#include "grammar/base/utf8.h"

#define PAGE_SIZE 4096
#define ARG_LIMIT 96  // bytes of a cell that a message repeats

// Arguments live in pages that never move, so that faults may point into them.
struct fault_page {
    struct fault_page *older;
    size_t used;
    char bytes[PAGE_SIZE];
};

static void drop_pages(struct record_faults *faults) {
    while (faults->pages) {
        struct fault_page *older = faults->pages->older;
        free(faults->pages);
        faults->pages = older;
    }
}

void record_faults_free(struct record_faults *faults) {
    drop_pages(faults);
    free(faults->items);
    *faults = (struct record_faults){0};
}

void record_faults_clear(struct record_faults *faults) {
    drop_pages(faults);
    faults->count = 0;
    faults->failed = false;
}

static char *page_room(struct record_faults *faults, size_t size) {
    struct fault_page *page = faults->pages;
    if (!page || size > PAGE_SIZE - page->used) {
        page = malloc(sizeof *page);
        if (!page) return NULL;
        page->older = faults->pages;
        page->used = 0;
        faults->pages = page;
    }
    char *room = page->bytes + page->used;
    page->used += size;
    return room;
}

static size_t cut(const char *text, size_t length) {
    return length <= ARG_LIMIT ? length : utf8_floor(text, ARG_LIMIT);
}

// A message is a line: what would break it, or steer the terminal that shows it, becomes a '?'.
static size_t copy_visible(char *to, const char *text, size_t length) {
    size_t made = 0;
    uint32_t c;
    for (size_t at = 0; at < length;) {
        size_t taken = utf8_decode(text + at, length - at, &c);
        bool shown = taken && diag_may_show(c);
        if (shown) memcpy(to + made, text + at, taken);
        else to[made] = '?';
        made += shown ? taken : 1;
        at += taken ? taken : 1;
    }
    return made;
}

static const char *keep(struct record_faults *faults, struct slice s) {
    size_t length = cut(s.text, s.length);
    bool shortened = length < s.length;
    char *room = page_room(faults, length + 4);
    if (!room) return NULL;
    size_t made = length ? copy_visible(room, s.text, length) : 0;
    if (shortened) memcpy(room + made, "…", 3);
    room[made + (shortened ? 3 : 0)] = '\0';
    return room;
}

static bool grow(struct record_faults *faults) {
    if (faults->count < faults->capacity) return true;
    uint32_t capacity = faults->capacity ? faults->capacity * 2 : 16;
    struct record_fault *items = realloc(faults->items, capacity * sizeof *items);
    if (!items) return false;
    faults->items = items;
    faults->capacity = capacity;
    return true;
}

struct record_fault *record_fault_add(struct record_faults *faults, enum diag_id id, const struct slice *args,
                                      size_t count) {
    if (!grow(faults)) {
        faults->failed = true;
        return NULL;
    }
    struct record_fault fault = {.id = id};
    for (size_t i = 0; i < count && i < DIAG_MAX_ARGS; i++) {
        fault.args[i].en = keep(faults, args[i]);
        if (!fault.args[i].en) faults->failed = true;
    }
    if (faults->failed) return NULL;
    struct record_fault *at = &faults->items[faults->count++];
    *at = fault;
    return at;
}

void record_faults_own(struct record_faults *faults, uint32_t from, struct slice key) {
    for (uint32_t i = from; i < faults->count; i++) faults->items[i].key = key;
}

void record_fault_hint_slice(struct record_faults *faults, struct record_fault *fault, enum diag_id hint,
                             struct slice arg) {
    if (!fault) return;
    fault->hint_arg = keep(faults, arg);
    if (fault->hint_arg) fault->hint = hint;
    else faults->failed = true;
}

void record_fault_hint(struct record_faults *faults, struct record_fault *fault, enum diag_id hint, const char *arg) {
    record_fault_hint_slice(faults, fault, hint, slice_of(arg));
}

struct slice record_fault_number(char room[RECORD_FAULT_DIGITS], uint64_t number) {
    const struct number_text digits = number_text(number);
    memcpy(room, digits.text, sizeof digits.text);
    return slice_of(room);
}

enum severity record_fault_severity(const struct record_fault *fault) { return diag_info(fault->id)->severity; }

static const char *severity_word(enum severity severity, enum lang lang) {
    static const char *const words[][2] = {{"error", "错误"}, {"warning", "警告"}, {"note", "说明"}};
    return words[severity][lang];
}

// As a spreadsheet has it: 28 is AB.
static void put_letters(struct text *out, uint32_t column) {
    if (column > 26) put_letters(out, (column - 1) / 26);
    text_char(out, (char)('A' + (column - 1) % 26));
}

static void put_cell(struct text *out, enum lang lang, const struct record_fault *fault) {
    text_put(out, lang == LANG_ZH ? ": 单元格 " : ": cell ");
    put_letters(out, fault->column);
    text_format(out, "%lld", (long long)fault->line);
}

static void put_place(struct text *out, enum lang lang, const struct record_fault *fault) {
    text_put(out, fault->path ? fault->path : "");
    if (fault->place == PLACE_ROWID) text_format(out, ": rowid %lld", (long long)fault->line);
    else if (fault->place == PLACE_CELL && fault->column) put_cell(out, lang, fault);
    else if (fault->place == PLACE_ROW || fault->place == PLACE_CELL)
        text_format(out, lang == LANG_ZH ? ": 第 %lld 行" : ": row %lld", (long long)fault->line);
    else if (fault->line) text_format(out, ":%llu", (unsigned long long)fault->line);
    if (fault->place == PLACE_LINE && fault->line && fault->column) text_format(out, ":%u", fault->column);
}

void record_fault_render(struct text *out, enum lang lang, const struct record_fault *fault) {
    const struct diag_info *info = diag_info(fault->id);
    put_place(out, lang, fault);
    text_format(out, ": %s[%s]: ", severity_word(info->severity, lang), info->code);
    diag_message(out, lang, fault->id, fault->args);
    text_char(out, '\n');
    if (!fault->hint) return;
    text_put(out, "  ");
    diag_message(out, lang, fault->hint, &(struct diag_arg){fault->hint_arg, NULL});
    text_char(out, '\n');
}
