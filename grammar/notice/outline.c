#include "grammar/notice/outline.h"

#include "grammar/base/text.h"
#include "grammar/notice/marker.h"

struct outlining {
    struct arena *arena;
    struct outline *outline;
    struct marker open[CLAUSE_RANKS];  // the clauses around the present line, by rank
    bool is_open[CLAUSE_RANKS];
    int32_t last_article;
    bool listing;  // the annexes at the notice's end
    bool closed;   // the date below a notice was passed: what follows is no clause's
};

static void put_number(struct text *out, const struct marker *m) {
    bool is_round = m->rank == CLAUSE_HAN_ROUND || m->rank == CLAUSE_DIGIT_ROUND;
    if (m->rank == CLAUSE_ANNEX) text_put(out, "附件");
    if (is_round) text_put(out, "（");
    text_add(out, m->number.text, m->number.length);
    if (is_round) text_put(out, "）");
}

// Articles are counted through, whatever the chapter.
static bool is_named(const struct outlining *o, size_t rank) {
    bool divides = rank == CLAUSE_CHAPTER || rank == CLAUSE_SECTION;
    return o->is_open[rank] && !(divides && o->is_open[CLAUSE_ARTICLE]);
}

static const char *place_of(struct outlining *o) {
    struct text place = {0};
    bool behind_annex = false;
    for (size_t rank = 0; rank < CLAUSE_RANKS; rank++) {
        if (!is_named(o, rank)) continue;
        if (behind_annex) text_char(&place, ' ');
        put_number(&place, &o->open[rank]);
        behind_annex = rank == CLAUSE_ANNEX;
    }
    return text_keep(&place, o->arena);
}

static void add_line(struct outlining *o, struct slice line) {
    struct clause *c = &o->outline->items[o->outline->count - 1];
    if (line.length) ARENA_PUSH(o->arena, c->text, c->count, line);
}

static void begin(struct outlining *o, const char *place) {
    const struct clause clause = {.place = place};
    ARENA_PUSH(o->arena, o->outline->items, o->outline->count, clause);
}

static struct slice without_blank(struct slice text) {
    return text.length && *text.text == ' ' ? slice_from(text, 1) : text;
}

static void begin_numbered(struct outlining *o, struct slice line, const struct marker *m) {
    o->open[m->rank] = *m;
    o->is_open[m->rank] = true;
    for (size_t rank = m->rank + 1u; rank < CLAUSE_RANKS; rank++) o->is_open[rank] = false;
    if (m->rank == CLAUSE_ARTICLE) o->last_article = m->value;
    o->listing = o->closed = false;
    begin(o, place_of(o));
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

static void take_line(struct outlining *o, struct slice line) {
    struct marker m;
    if (marker_lists_annexes(line)) o->listing = true;
    else if (marker_read(line, &m) && begins_clause(o, &m)) begin_numbered(o, line, &m);
    else if (is_closing(line)) o->closed = true;
    else if (o->outline->count && !o->listing && !o->closed) add_line(o, line);
}

static void take_paragraphs(struct outlining *o, const struct lines *lines) {
    for (uint32_t i = 0; i < lines->count; i++) {
        begin(o, NULL);
        add_line(o, lines->items[i]);
    }
}

struct outline notice_outline(struct arena *a, const struct lines *lines) {
    struct outline outline = {0};
    struct outlining o = {.arena = a, .outline = &outline};
    for (uint32_t i = 0; i < lines->count; i++) {
        take_line(&o, lines->items[i]);
        if (!outline.count) outline.front = i + 1;
    }
    if (!outline.count) take_paragraphs(&o, lines);
    return outline;
}
