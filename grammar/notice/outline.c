#include "grammar/notice/outline.h"

#include "grammar/notice/place.h"

struct outlining {
    struct arena *arena;
    struct outline *outline;
    struct place place;  // of the present line
    int32_t last_article;
    struct slice annex;  // the title of the only annex, where that was listed
    bool listing;        // the annexes at the notice's end
    bool closed;         // the date below a notice was passed: what follows is no clause's
};

static void add_line(struct outlining *o, struct slice line) {
    struct clause *c = &o->outline->items[o->outline->count - 1];
    if (line.length) ARENA_PUSH(o->arena, c->text, c->count, line);
}

static void begin(struct outlining *o, const char *place, enum clause_rank rank) {
    const struct clause clause = {.place = place, .rank = rank};
    ARENA_PUSH(o->arena, o->outline->items, o->outline->count, clause);
}

static struct slice without_blank(struct slice text) {
    return text.length && *text.text == ' ' ? slice_from(text, 1) : text;
}

static void begin_numbered(struct outlining *o, struct slice line, const struct marker *m) {
    place_enter(&o->place, m);
    if (m->rank == CLAUSE_ARTICLE) o->last_article = m->value;
    o->listing = o->closed = false;
    begin(o, place_words(o->arena, &o->place), m->rank);
    add_line(o, without_blank(slice_from(line, m->length)));
}

// A line that was broken may begin with an article that the text speaks of, and annexes are numbered where they are
// listed, too.
static bool begins_clause(const struct outlining *o, const struct marker *m) {
    if (o->listing && m->rank >= CLAUSE_DIGIT) return false;
    return m->rank != CLAUSE_ARTICLE || m->stands_alone || m->value == o->last_article + 1;
}

static bool is_closing(struct slice line) {
    int32_t date;
    return notice_date_read(line, &date) == line.length;
}

// 附件：标准 is the title of the only annex, 附件：1.标准 of the first of some.
static void list_annexes(struct outlining *o, struct slice line) {
    struct marker m;
    struct slice title = without_blank(slice_from(line, marker_lists_annexes(line)));
    o->listing = true;
    if (!marker_read(title, &m)) o->annex = title;
}

static bool passes_blank(struct slice *text) {
    bool passes = text->length && *text->text == ' ';
    if (passes) *text = slice_from(*text, 1);
    return passes;
}

// Whatever blanks a line has got where it was broken.
static bool reads_alike(struct slice a, struct slice b) {
    while (a.length && b.length) {
        if (passes_blank(&a) || passes_blank(&b)) continue;
        if (*a.text != *b.text) return false;
        a = slice_from(a, 1);
        b = slice_from(b, 1);
    }
    return !a.length && !b.length;
}

// An annex that bears no number begins with its title.
static bool begins_annex(struct outlining *o, struct slice line) {
    if (!o->annex.length || !reads_alike(o->annex, line)) return false;
    const struct marker annex = {.rank = CLAUSE_ANNEX, .number = {line.text, 0}};
    o->annex.length = 0;
    begin_numbered(o, line, &annex);
    return true;
}

// Whether it is some clause's.
static bool take_line(struct outlining *o, struct slice line) {
    struct marker m;
    bool lists = marker_lists_annexes(line) > 0;
    if (lists) list_annexes(o, line);
    else if (begins_annex(o, line)) return true;
    else if (marker_read(line, &m) && begins_clause(o, &m)) return begin_numbered(o, line, &m), true;
    else if (is_closing(line)) o->closed = true;
    else if (o->outline->count && !o->listing && !o->closed) return add_line(o, line), true;
    return false;
}

static void take_paragraphs(struct outlining *o, const struct lines *lines) {
    for (uint32_t i = 0; i < lines->count; i++) {
        begin(o, NULL, CLAUSE_ANNEX);
        add_line(o, lines->items[i]);
        o->outline->owner[i] = i;
    }
}

struct outline notice_outline(struct arena *a, const struct lines *lines) {
    struct outline outline = {.owner = ARENA_ARRAY(a, uint32_t, lines->count)};
    struct outlining o = {.arena = a, .outline = &outline};
    for (uint32_t i = 0; i < lines->count; i++) {
        outline.owner[i] = take_line(&o, lines->items[i]) ? outline.count - 1 : OUTLINE_NONE;
        if (!outline.count) outline.front = i + 1;
    }
    if (!outline.count) take_paragraphs(&o, lines);
    return outline;
}
