// For people: each place of which an outcome was never seen, with its line, then the sums.
#include "interp/cover/told.h"
#include "interp/report/grid.h"

// ---- places

static const char *outcomes_text(const struct cover_report *r, const struct cover_place *p) {
    struct text t = {0};
    for (unsigned i = 0; i < outcome_count(p); i++) {
        if (!(cover_open(p) & cover_bit(i))) continue;
        if (t.length) text_put(&t, words_text(r->lang, WORDS_COMMA));
        text_put(&t, outcome_word(p, i, r->lang));
    }
    return text_keep(&t, r->arena);
}

static enum diag_id message_of(enum cover_kind kind) {
    switch (kind) {
    case COVER_ROW: return DIAG_COVER_ROW;
    case COVER_DECISION: return DIAG_COVER_DECISION;
    case COVER_AMENDMENT: return DIAG_COVER_AMENDMENT;
    case COVER_OPERAND: return DIAG_COVER_OPERAND;
    default: return DIAG_COVER_CONDITION;
    }
}

static void put_open(struct text *out, const struct cover_report *r, const struct cover_place *p) {
    struct diag d = {.id = message_of(p->kind), .at = p->at};
    d.args[0] = (struct diag_arg){place_title(r, p), NULL};
    d.args[1] = (struct diag_arg){outcomes_text(r, p), NULL};
    diag_render(out, r->lang, r->policy->sources, &d);
}

static void put_places(struct text *out, const struct cover_report *r) {
    uint32_t count;
    const struct cover_place **places = places_sorted(r, &count);
    for (uint32_t i = 0; i < count; i++)
        if (cover_open(places[i])) put_open(out, r, places[i]);
}

// ---- sums

static void add_sum(struct grid *t, enum grid_row_kind kind, const char *title, struct cover_sum sum) {
    struct figure *cells = grid_add_row(t, kind);
    struct text percent = {0};
    cover_put_percent(&percent, sum);
    text_char(&percent, '%');
    *cells++ = figure_text(title);
    *cells++ = figure_of(FIGURE_COUNT, sum.seen);
    *cells++ = figure_of(FIGURE_COUNT, sum.wanted);
    *cells++ = figure_text(text_keep(&percent, t->arena));
    *cells = sum.ruled_out ? figure_of(FIGURE_COUNT, sum.ruled_out) : (struct figure){.kind = FIGURE_NONE};
}

struct grid *cover_sums_table(const struct cover_report *r) {
    static const enum phrase_id numbers[] = {WORDS_COVER_SEEN, WORDS_COVER_OF, WORDS_COVER_PERCENT,
                                             WORDS_COVER_RULED_OUT};
    struct grid *t = grid_new(r->arena, r->lang, NULL);
    grid_words_column(t, words_text(r->lang, WORDS_COVER_KIND));
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        grid_number_column(t, words_text(r->lang, numbers[i]));
    for (enum cover_kind kind = 0; kind < COVER_KIND_COUNT; kind++) {
        struct cover_sum sum = cover_sums(r->coverage, kind);
        if (sum.wanted + sum.ruled_out) add_sum(t, ROW_PLAIN, kind_title(kind, r->lang), sum);
    }
    add_sum(t, ROW_SUM, words_text(r->lang, WORDS_COVER_ALL), cover_sums(r->coverage, COVER_KIND_COUNT));
    return t;
}

void cover_write_text(struct text *out, const struct cover_report *r) {
    put_places(out, r);
    grid_write_text(out, cover_sums_table(r), r->width);
}
