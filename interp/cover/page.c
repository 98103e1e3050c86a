// The policies as they are written, each place under a line of its colour and form, and what is open below the text.
#include <stdlib.h>
#include <string.h>

#include "interp/cover/told.h"
#include "interp/report/grid.h"
#include "interp/report/html.h"
#include "interp/report/markup.h"

static const char style[] =
    "pre{font:13px/1.7 \"Noto Sans Mono CJK SC\",\"Sarasa Mono "
    "SC\",monospace;white-space:pre-wrap;background:var(--shade);"
    "padding:.6rem}\n"
    "pre i{color:var(--soft);font-style:normal;user-select:none}\n"
    ".all{border-bottom:2px solid var(--good)}.part{border-bottom:3px dashed var(--bad)}"
    ".none{border-bottom:3px dotted var(--open);background:color-mix(in srgb,var(--open) 18%,transparent)}\n"
    "@media print{pre{font-size:8pt}}\n";

struct page {
    struct text *out;
    const struct cover_report *r;
    const struct source *source;
    const struct cover_place **places;  // of the file, by where they begin, longer ones first
    uint32_t count, next;
    const struct cover_place **open;  // those that the text being written stands in
    uint32_t open_count;
    uint32_t line;
};

// ---- one place

static const char *class_of(const struct cover_place *p) {
    struct cover_sum sum = cover_sum_of(p);
    return sum.seen == sum.wanted ? "all" : sum.seen ? "part" : "none";
}

static void add_outcomes(struct text *t, const struct cover_report *r, const struct cover_place *p, uint8_t outcomes,
                         enum phrase_id said) {
    struct text names = {0};
    for (unsigned i = 0; i < outcome_count(p); i++) {
        if (!(outcomes & cover_bit(i))) continue;
        if (names.length) text_put(&names, words_text(r->lang, WORDS_COMMA));
        text_put(&names, outcome_word(p, i, r->lang));
    }
    if (names.length) words_put(t, r->lang, said, text_string(&names), NULL);
    t->failed |= names.failed;
    text_free(&names);
}

static void put_open_tag(struct page *p, const struct cover_place *place) {
    struct text title = {0};
    text_put(&title, place_title(p->r, place));
    add_outcomes(&title, p->r, place, place->wanted & place->seen, WORDS_COVER_TITLE_SEEN);
    add_outcomes(&title, p->r, place, cover_open(place), WORDS_COVER_TITLE_OPEN);
    add_outcomes(&title, p->r, place, place->ruled_out & place->wanted & ~place->seen, WORDS_COVER_TITLE_RULED_OUT);
    text_put(p->out, "<span");
    markup_attribute(p->out, "class", class_of(place));
    markup_attribute(p->out, "title", text_string(&title));
    text_char(p->out, '>');
    p->out->failed |= title.failed;
    text_free(&title);
}

// ---- the text

static void put_number(struct page *p) { text_format(p->out, "<i>%4u  </i>", ++p->line); }

static void close_all(struct page *p) {
    for (uint32_t i = 0; i < p->open_count; i++) text_put(p->out, "</span>");
}

static void new_line(struct page *p) {
    close_all(p);
    text_char(p->out, '\n');
    put_number(p);
    for (uint32_t i = 0; i < p->open_count; i++) put_open_tag(p, p->open[i]);
}

static uint32_t end_of(const struct cover_place *p) { return p->at.offset + p->at.length; }

static void step_out(struct page *p, uint32_t at) {
    while (p->open_count && end_of(p->open[p->open_count - 1]) <= at) {
        text_put(p->out, "</span>");
        p->open_count--;
    }
}

static void step_in(struct page *p, uint32_t at) {
    for (; p->next < p->count && p->places[p->next]->at.offset <= at; p->next++) {
        put_open_tag(p, p->places[p->next]);
        p->open[p->open_count++] = p->places[p->next];
    }
}

// Up to where the next place begins or ends, or the line does.
static uint32_t piece_end(const struct page *p, uint32_t at) {
    uint32_t end = (uint32_t)p->source->size;
    const char *feed = memchr(p->source->bytes + at, '\n', end - at);
    if (feed) end = (uint32_t)(feed - p->source->bytes);
    if (p->next < p->count && p->places[p->next]->at.offset < end) end = p->places[p->next]->at.offset;
    if (p->open_count && end_of(p->open[p->open_count - 1]) < end) end = end_of(p->open[p->open_count - 1]);
    return end;
}

static void put_piece(struct page *p, uint32_t from, uint32_t to) {
    html_text(p->out, arena_copy(p->r->arena, p->source->bytes + from, to - from));
}

static void put_source(struct page *p) {
    text_put(p->out, "<pre>");  // in which every line feed counts
    put_number(p);
    for (uint32_t at = 0; at < p->source->size;) {
        step_out(p, at);
        step_in(p, at);
        uint32_t end = piece_end(p, at);
        put_piece(p, at, end);
        at = end;
        if (at < p->source->size && p->source->bytes[at] == '\n') step_out(p, at++), new_line(p);
    }
    close_all(p);
    html_close(p->out, "pre");
}

// ---- a file

// What stands in a title shows on no paper.
static void put_list(struct page *p) {
    text_put(p->out, "<ul>\n");
    for (uint32_t i = 0; i < p->count; i++) {
        if (!cover_open(p->places[i])) continue;
        struct text said = {0};
        words_put(&said, p->r->lang, WORDS_COVER_LINE, number_text(place_location(p->r, p->places[i]).line).text,
                  open_message(p->r, p->places[i]));
        html_element(p->out, "li", NULL, text_string(&said));
        p->out->failed |= said.failed;
        text_free(&said);
    }
    text_put(p->out, "</ul>\n");
}

static int by_start(const void *a, const void *b) {
    const struct cover_place *x = *(const struct cover_place *const *)a, *y = *(const struct cover_place *const *)b;
    if (x->at.offset != y->at.offset) return x->at.offset < y->at.offset ? -1 : 1;
    if (x->at.length != y->at.length) return x->at.length > y->at.length ? -1 : 1;
    return (x->kind > y->kind) - (x->kind < y->kind);
}

static void put_file(void *context, const struct cover_place *const *places, uint32_t count) {
    struct page *shared = context, p = *shared;
    p.source = p.r->policy->sources->items[places[0]->at.source];
    p.places = ARENA_ARRAY(p.r->arena, const struct cover_place *, count);
    p.open = ARENA_ARRAY(p.r->arena, const struct cover_place *, count);
    memcpy(p.places, places, count * sizeof *places);
    qsort(p.places, count, sizeof *p.places, by_start);
    p.count = count;
    html_section(p.out, 2, p.source->path, p.source->path);
    put_source(&p);
    put_list(&p);
    html_close(p.out, "section");
}

static void put_key(struct text *out, const struct cover_report *r) {
    static const struct {
        const char *kind;
        enum phrase_id words;
    } keys[] = {{"all", WORDS_COVER_KEY_ALL}, {"part", WORDS_COVER_KEY_PART}, {"none", WORDS_COVER_KEY_NONE}};
    html_open(out, "p", "note");
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        html_element(out, "span", keys[i].kind, words_text(r->lang, keys[i].words));
        text_put(out, "&emsp;");
    }
    html_close(out, "p");
}

void cover_write_page(struct text *out, const struct cover_report *r) {
    struct page p = {.out = out, .r = r};
    html_begin(out, r->lang, words_text(r->lang, WORDS_COVER_PAGE), style);
    grid_write_html(out, cover_sums_table(r));
    put_key(out, r);
    each_file(r, put_file, &p);
    html_end(out);
}
