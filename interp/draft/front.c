#include "interp/draft/front.h"

#include "grammar/base/text.h"
#include "grammar/base/utf8.h"
#include "grammar/notice/marker.h"

#define HEAD_LINES 40u  // further down a number is another notice's
#define NAME_LINES 4u
#define TITLE_LINES 3u
#define NAME_CHARACTERS 60  // what is longer is no issuer's name, and no title

static struct slice next_word(struct slice *rest) {
    uint32_t length = 0;
    while (length < rest->length && rest->text[length] != ' ') length++;
    struct slice word = {rest->text, length};
    *rest = slice_from(*rest, length + (length < rest->length));
    return word;
}

// The offset of what is looked for; the length where it does not occur.
static uint32_t find(struct slice text, const char *what) {
    const char *at = memmem(text.text, text.length, what, strlen(what));
    return at ? (uint32_t)(at - text.text) : text.length;
}

static const char *keep(struct arena *a, struct slice text) { return arena_copy(a, text.text, text.length); }

// What may stand around the year in a notice's number.
static const char *const brackets[][2] = {{"〔", "〕"}, {"﹝", "﹞"}, {"[", "]"},  {"［", "］"},
                                          {"【", "】"}, {"(", ")"},   {"（", "）"}};

static bool passes(struct slice *text, const char *sign) {
    if (!slice_begins(*text, sign)) return false;
    *text = slice_from(*text, (uint32_t)strlen(sign));
    return true;
}

static bool is_number_from(struct slice rest, const char *close) {
    int32_t year, number;
    uint32_t taken = numeral_read(rest, NUMERAL_DIGITS, &year);
    rest = slice_from(rest, taken);
    if (!taken || year < 1900 || !passes(&rest, close)) return false;
    passes(&rest, "第");
    taken = numeral_read(rest, NUMERAL_DIGITS, &number);
    rest = slice_from(rest, taken);
    return taken && passes(&rest, "号") && !rest.length;
}

// Letters, a year in brackets, a number: 晋市监发〔2024〕86号.
static bool is_number(struct slice word) {
    for (size_t i = 0; i < sizeof brackets / sizeof *brackets; i++) {
        uint32_t at = find(word, brackets[i][0]), open = (uint32_t)strlen(brackets[i][0]);
        if (at && at < word.length && is_number_from(slice_from(word, at + open), brackets[i][1])) return true;
    }
    return false;
}

// The line whose last word is the notice's number; `end` where none is.
static uint32_t number_line(const struct lines *lines, uint32_t end, struct slice *number) {
    for (uint32_t i = 0; i < end; i++)
        for (struct slice rest = lines->items[i]; rest.length;) {
            *number = next_word(&rest);
            if (!rest.length && is_number(*number)) return i;
        }
    return end;
}

static bool is_name(struct slice line) {
    struct marker m;
    static const char *const signs[] = {"：", ":", "。", "；", "，", "（", "《", "("};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (find(line, signs[i]) < line.length) return false;
    return !marker_read(line, &m) && utf8_characters(line.text, line.length) <= NAME_CHARACTERS;
}

// The names on some lines, one behind the other.
static const char *names_on(struct arena *a, const struct slice *items, uint32_t count) {
    struct text names = {0};
    for (uint32_t i = 0; i < count; i++)
        for (struct slice rest = items[i]; rest.length;) {
            struct slice name = next_word(&rest);
            if (slice_ends(name, "文件")) name.length -= (uint32_t)strlen("文件");
            if (name.length && names.length) text_put(&names, "、");
            text_add(&names, name.text, name.length);
        }
    const char *kept = text_keep(&names, a);
    return *kept ? kept : NULL;
}

// Whoever issues a notice stands on the lines above its number, and above its date.
static const char *names_above(struct arena *a, const struct lines *lines, uint32_t line) {
    uint32_t first = line;
    while (first && line - first < NAME_LINES && is_name(lines->items[first - 1])) first--;
    return names_on(a, lines->items + first, line - first);
}

static bool is_date_line(struct slice line, int32_t *date) {
    uint32_t taken = notice_date_read(line, date);
    return taken && (taken == line.length || slice_begins(slice_from(line, taken), "印发"));
}

static uint32_t date_line(const struct lines *lines, int32_t *date) {
    uint32_t i = 0;
    while (i < lines->count && !is_date_line(lines->items[i], date)) i++;
    return i;
}

static bool is_stated(struct slice text, int32_t *date) {
    static const char *const words[] = {"起施行", "起实施", "起执行", "起生效", "起正式施行", "起开始施行"};
    uint32_t taken = notice_date_read(text, date);
    for (size_t i = 0; taken && i < sizeof words / sizeof *words; i++)
        if (slice_begins(slice_from(text, taken), words[i])) return true;
    return false;
}

static bool states_date(struct slice line, int32_t *date) {
    for (struct slice rest = line; (rest = slice_from(rest, find(rest, "自"))).length;) {
        rest = slice_from(rest, (uint32_t)strlen("自"));
        if (is_stated(rest, date)) return true;
    }
    return false;
}

static void find_date(const struct lines *lines, uint32_t below, struct front *f) {
    int32_t date;
    f->origin = below < lines->count ? DATE_BELOW : DATE_NOT_FOUND;
    for (uint32_t i = 0; i < lines->count && f->origin != DATE_STATED; i++)
        if (states_date(lines->items[i], &date)) f->date = date, f->origin = DATE_STATED;
}

static bool ends_title(struct slice line) {
    static const char *const words[] = {"通知", "办法", "方案", "意见", "细则", "规定", "公告", "决定", "函"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (slice_ends(line, words[i])) return true;
    return false;
}

// Of “关于印发《…》的通知” what is issued, else all from 关于 on.
static struct slice title_of(struct slice text) {
    struct slice rest = slice_from(text, find(text, "印发《"));
    if (!passes(&rest, "印发《")) return slice_from(text, find(text, "关于"));
    uint32_t end = find(rest, "》的");
    return end < rest.length ? (struct slice){rest.text, end} : rest;
}

// Quotes that stand straight would end the text that the title becomes.
static void add_title_line(struct text *title, struct slice line) {
    for (uint32_t at = 0; at < line.length; at++)
        if (line.text[at] != ' ' && line.text[at] != '"') text_char(title, line.text[at]);
}

// The title that begins on a line, of up to three; NULL where what begins there does not end as titles do.
static const char *read_title(struct arena *a, const struct lines *lines, uint32_t first, uint32_t end) {
    struct text whole = {0};
    bool ended = false;
    for (uint32_t i = first; i < end && i < first + TITLE_LINES && !ended; i++) {
        add_title_line(&whole, lines->items[i]);
        ended = ends_title(lines->items[i]);
    }
    const char *title = keep(a, title_of(slice_of(text_keep(&whole, a))));
    return ended && utf8_characters(title, strlen(title)) <= NAME_CHARACTERS ? title : NULL;
}

static const char *find_title(struct arena *a, const struct lines *lines, uint32_t end) {
    const char *title = NULL;
    for (uint32_t i = 0; i < end && !title; i++)
        if (find(lines->items[i], "关于") < lines->items[i].length) title = read_title(a, lines, i, end);
    return title;
}

struct front notice_front(struct arena *a, const struct lines *lines, uint32_t front) {
    uint32_t head = front < HEAD_LINES ? front : HEAD_LINES;
    struct front f = {0};
    struct slice number;
    uint32_t numbered = number_line(lines, head, &number), dated = date_line(lines, &f.date);
    if (numbered < head) f.number = keep(a, number);
    if (numbered < head) f.issuer = names_above(a, lines, numbered);
    if (!f.issuer && dated < lines->count) f.issuer = names_above(a, lines, dated);
    f.title = find_title(a, lines, head);
    find_date(lines, dated, &f);
    return f;
}
