#include "grammar/notice/document.h"

#include "grammar/base/text.h"
#include "grammar/base/utf8.h"
#include "grammar/notice/place.h"

#define HEADING_CHARACTERS 30
#define LONGEST_HEADING 20  // of a clause within others

uint32_t notice_strip(const char *bytes, size_t size, char *out) {
    uint32_t length = 0;
    for (size_t at = 0; at < size;) {
        uint32_t ch;
        size_t step = utf8_decode(bytes + at, size - at, &ch);
        if (!step) step = 1;
        if (!utf8_is_blank(ch)) {
            memcpy(out + length, bytes + at, step);
            length += (uint32_t)step;
        }
        at += step;
    }
    return length;
}

void notice_places(const char *bytes, size_t size, uint32_t *places) {
    uint32_t c, count = 0;
    for (size_t at = 0, step; at < size; at += step) {
        step = utf8_decode(bytes + at, size - at, &c);
        if (!step) step = 1;
        for (size_t i = 0; i < step && !utf8_is_blank(c); i++) places[count++] = (uint32_t)(at + i);
    }
}

bool line_is_heading(struct slice line) {
    static const char *const ends[] = {"。", "；", "，", "、", "：", "）", "》", ";", ",", ".", ":", ")"};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (slice_ends(line, ends[i])) return false;
    return utf8_characters(line.text, line.length) <= HEADING_CHARACTERS;
}

bool lines_need_blank(const char *before, size_t length, struct slice after) {
    return length && !utf8_continues(before[length - 1]) && !utf8_continues(after.text[0]) &&
           (unsigned char)after.text[0] < 0x80;
}

struct reading {
    struct arena *arena;
    struct notice_document *to;
    char *words;  // the room that the document's are written into
    struct text sentence;
    uint32_t from;   // where the sentence begins
    uint32_t depth;  // of brackets and quotation marks that are open
};

#define STOPS "。 ！ ？ ； ;"
#define OPENING "（ 〔 “ 《 ‘ 【 ("
#define CLOSING "） 〕 ” 》 ’ 】 )"

static struct notice_clause *last_clause(const struct reading *r) { return &r->to->clauses[r->to->clause_count - 1]; }

static void put_words(struct reading *r, struct slice text) {
    r->to->size += notice_strip(text.text, text.length, r->words + r->to->size);
    last_clause(r)->to = r->to->size;
}

static void end_sentence(struct reading *r) {
    const struct notice_sentence sentence = {r->to->clause_count - 1, r->from, r->to->size,
                                             text_keep(&r->sentence, r->arena)};
    r->sentence = (struct text){0};
    r->depth = 0;
    if (sentence.from < sentence.to) {
        ARENA_PUSH(r->arena, r->to->sentences, r->to->sentence_count, sentence);
        last_clause(r)->count++;
    }
    r->from = r->to->size;
}

static uint32_t character(struct slice text) {
    uint32_t c;
    size_t step = utf8_decode(text.text, text.length, &c);
    return step ? (uint32_t)step : 1;
}

// A sentence ends behind its stop and what that closes.
static void put_line(struct reading *r, struct slice line) {
    bool stopped = false;
    if (lines_need_blank(r->sentence.bytes, r->sentence.length, line)) text_char(&r->sentence, ' ');
    while (line.length) {
        uint32_t step = character(line), closes = slice_sign(line, CLOSING);
        if (stopped && !closes && *line.text != ' ') end_sentence(r), stopped = false;
        r->depth += slice_sign(line, OPENING) > 0;
        r->depth -= closes && r->depth;
        stopped = stopped || (slice_sign(line, STOPS) && !r->depth);
        text_add(&r->sentence, line.text, step);
        put_words(r, (struct slice){line.text, step});
        line = slice_from(line, step);
    }
    if (stopped) end_sentence(r);
}

static bool has_stop(struct slice line) {
    for (; line.length; line = slice_from(line, character(line)))
        if (slice_sign(line, STOPS)) return true;
    return false;
}

static void set_heading(struct reading *r, struct slice line) {
    put_words(r, line);
    last_clause(r)->heading = arena_copy(r->arena, line.text, line.length);
    r->from = r->to->size;
}

// Titles, numbers and dates stand on lines of their own among sentences that may be broken.
static void put_unnumbered(struct reading *r, struct slice line) {
    bool carries_on = r->sentence.length > 0;
    if (carries_on || has_stop(line)) {
        put_line(r, line);
        return;
    }
    put_words(r, line);
    r->from = r->to->size;
}

// What is broken where a line was full: 1.信用良好，无逾期记 / 录。 A heading is hardly ever as long as a line.
static bool carries_on(const struct clause *c) {
    struct slice line = c->text[0], next = c->text[1];
    bool counts = c->rank >= CLAUSE_DIGIT && memmem(line.text, line.length, "，", strlen("，"));
    bool full = utf8_characters(line.text, line.length) > LONGEST_HEADING && c->rank >= CLAUSE_HAN_ROUND;
    return counts || (full && has_stop(next));
}

// A first line that is no sentence is a heading where something stands below it.
static bool is_heading(const struct outline *o, uint32_t clause) {
    const struct clause *c = &o->items[clause], *next = clause + 1 < o->count ? c + 1 : NULL;
    if (!c->place || !c->count || has_stop(c->text[0])) return false;
    if (c->count > 1 && carries_on(c)) return false;
    if (c->count > 1) return line_is_heading(c->text[0]) || slice_ends(c->text[0], "）");
    return !next || (next->place && place_covers(c->place, next->place)) || slice_begins(slice_of(c->place), "附件");
}

static void begin_clause(struct reading *r, const char *place) {
    const struct notice_clause c = {place, "", r->to->size, r->to->size, r->to->sentence_count, 0};
    ARENA_PUSH(r->arena, r->to->clauses, r->to->clause_count, c);
    r->from = r->to->size;
}

// The sign of its number goes before the text.
static void put_first(struct reading *r, const struct outline *o, uint32_t clause, struct slice line) {
    const struct clause *c = &o->items[clause];
    struct slice text = c->count ? c->text[0] : slice_from(line, line.length);
    bool within = text.text >= line.text && text.text < line.text + line.length;  // or it is the next line
    if (!within) text = slice_from(line, line.length);
    put_words(r, (struct slice){line.text, (uint32_t)(text.text - line.text)});
    r->from = r->to->size;
    if (text.length && is_heading(o, clause)) set_heading(r, text);
    else if (text.length) put_line(r, text);
}

// （此件公开发布）, （试行）: said of the whole by itself.
static bool is_remark(struct slice line) {
    return slice_sign(line, "（ (") && (slice_ends(line, "）") || slice_ends(line, ")")) && !has_stop(line);
}

// What ends in a colon at its line's end leads on to what stands below.
static void put_owned(struct reading *r, struct slice line) {
    const struct notice_clause *c = last_clause(r);
    if (r->sentence.length && (slice_ends(slice_of(text_string(&r->sentence)), "："))) end_sentence(r);
    bool alone = c->from + 30 > c->to && !*c->heading && !c->count && !r->sentence.length;
    if (alone && !has_stop(line) && line_is_heading(line)) set_heading(r, line);
    else if (is_remark(line)) put_unnumbered(r, line);
    else put_line(r, line);
}

static void take_line(struct reading *r, const struct outline *o, uint32_t owner, uint32_t before, struct slice line) {
    if (owner != before) {
        if (r->to->clause_count) end_sentence(r);
        begin_clause(r, owner == OUTLINE_NONE ? NULL : o->items[owner].place);
        if (owner != OUTLINE_NONE) put_first(r, o, owner, line);
        else put_unnumbered(r, line);
    } else if (owner == OUTLINE_NONE) put_unnumbered(r, line);
    else put_owned(r, line);
}

struct notice_document notice_document(struct arena *a, const char *bytes, size_t size) {
    struct notice_document d = {0};
    const struct lines lines = notice_lines(a, bytes, size);
    const struct outline outline = notice_outline(a, &lines);
    struct reading r = {.arena = a, .to = &d, .words = arena_alloc(a, size + 1)};
    d.words = r.words;
    for (uint32_t i = 0, before = OUTLINE_NONE - 1; i < lines.count; before = outline.owner[i], i++)
        take_line(&r, &outline, outline.owner[i], before, lines.items[i]);
    if (d.clause_count) end_sentence(&r);
    return d;
}
