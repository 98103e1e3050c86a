// A page to print, a sheet an applicant: the offers in order, what each gives and still needs, and the papers to bring.
#include "interp/data/write/match.h"
#include "interp/report/html.h"
#include "interp/report/words.h"
#include "interp/value/value_text.h"

static const char style[] = "section.sheet{break-after:page}\n"
                            "section.sheet:last-of-type{break-after:auto}\n"
                            "section.sheet table{width:100%}\n"
                            "section.sheet td:nth-child(3){white-space:nowrap}\n";

static const char *word(const struct writer *w, enum phrase_id id) { return words_text(w->lang, id); }

static void put_head(const struct writer *w, struct text *out) {
    html_begin(out, w->lang, word(w, WORDS_SHEET_TITLE), style);
    html_element(out, "p", NULL, word(w, WORDS_SHEET_NOTE));
}

// A paragraph a line.
static void put_stamp(const struct stamp *stamp, enum lang lang, struct text *out) {
    struct text lines = {0};
    stamp_put_lines(&lines, stamp, lang);
    char *line = lines.bytes, *end;
    for (; line && (end = strchr(line, '\n')); line = end + 1) {
        *end = '\0';
        html_element(out, "p", "note", line);
    }
    out->failed |= lines.failed;
    text_free(&lines);
}

static void put_tail(const struct writer *w, struct text *out) {
    if (w->stamp) put_stamp(w->stamp, w->lang, out);
    html_end(out);
}

static void put_scratch(const struct row_out *r, const char *tag, const char *kind) {
    html_element(r->out, tag, kind, text_string(&r->w->scratch));
    r->out->failed |= r->w->scratch.failed;
    text_clear(&r->w->scratch);
}

static void put_columns(const struct row_out *r) {
    static const enum phrase_id heads[] = {WORDS_SHEET_RANK, WORDS_SHEET_OFFER, WORDS_SHEET_DECISION, WORDS_SHEET_LIMIT,
                                           WORDS_SHEET_RATE, WORDS_SHEET_TENOR, WORDS_SHEET_NEEDS};
    html_open(r->out, "div", "scroll");
    html_open(r->out, "table", NULL);
    html_open(r->out, "thead", NULL);
    html_open(r->out, "tr", NULL);
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) html_element(r->out, "th", NULL, word(r->w, heads[i]));
    if (r->w->advised) html_element(r->out, "th", NULL, word(r->w, WORDS_SHEET_HELP));
    html_close(r->out, "tr");
    html_close(r->out, "thead");
    html_open(r->out, "tbody", NULL);
}

static void put_rank(const struct row_out *r, const struct ranked_offer *o) {
    text_clear(&r->w->scratch);
    if (o->rank) text_format(&r->w->scratch, "%u", o->rank);
    if (o->tied) text_put(&r->w->scratch, word(r->w, WORDS_SHEET_TIED));
    put_scratch(r, "td", NULL);
}

static void put_value(const struct row_out *r, const struct match_offer *o, enum rank_by by) {
    const struct planned_grant *g = ranking_grant(r->w->ranking, o->ranked->version, o->ranked->offer, by);
    struct ranked_value v = o->ranked->values[by];
    text_clear(&r->w->scratch);
    if (v.known)
        value_put_human(&r->w->scratch, r->w->policy, &g->value->type, v.value, (struct slice){"", 0}, r->w->lang);
    put_scratch(r, "td", "n");
}

static void end_table(const struct row_out *r) {
    html_close(r->out, "tbody");
    html_close(r->out, "table");
    html_close(r->out, "div");
}

static void put_offer(const struct row_out *r, const struct match_offer *o, bool last) {
    struct text *part = &r->w->scratch;
    html_open(r->out, "tr", NULL);
    put_rank(r, o->ranked);
    text_format(part, "%s %s", text_string(&o->words->scheme->name), text_string(&o->words->name));
    put_scratch(r, "td", NULL);
    html_element(r->out, "td", NULL, decision_word(r->w, o->ranked->decision));
    for (int by = 0; by < RANK_COUNT; by++) put_value(r, o, (enum rank_by)by);
    text_add(part, cell_bytes(o->said), o->said->length);
    put_scratch(r, "td", NULL);
    if (r->w->advised) match_put_advice(r, o, part), put_scratch(r, "td", NULL);
    html_close(r->out, "tr");
    if (last) end_table(r);
}

static bool needs_any(const struct row_out *r, const struct planned_note *notes, uint32_t count) {
    for (uint32_t i = 0; i < count; i++)
        if (match_needs_note(r, &notes[i])) return true;
    return false;
}

static void put_notes(const struct row_out *r, enum phrase_id head, const struct planned_note *notes, uint32_t count) {
    if (!needs_any(r, notes, count)) return;
    html_element(r->out, "p", NULL, word(r->w, head));
    html_open(r->out, "ul", NULL);
    for (uint32_t i = 0; i < count; i++)
        if (match_needs_note(r, &notes[i])) html_element(r->out, "li", NULL, notes[i].note->decl->text);
    html_close(r->out, "ul");
}

// What goes with an offer that can be had.
static void put_papers(const struct row_out *r, const struct match_offer *o, bool last) {
    const struct planned_offer *planned = o->words->planned;
    (void)last;
    if (!o->ranked->rank || !(needs_any(r, planned->documents, planned->document_count) ||
                              needs_any(r, planned->manuals, planned->manual_count)))
        return;
    text_format(&r->w->scratch, "%s %s", text_string(&o->words->scheme->name), text_string(&o->words->name));
    put_scratch(r, "h3", NULL);
    put_notes(r, WORDS_SHEET_PAPERS, planned->documents, planned->document_count);
    put_notes(r, WORDS_SHEET_MANUAL, planned->manuals, planned->manual_count);
}

static void put_row(const struct row_out *r) {
    struct text date = {0};
    struct row_out to_date = *r;
    to_date.out = &date;
    put_as_of(&to_date);
    text_put(&date, "");  // ends it
    html_open(r->out, "section", "sheet");
    text_clear(&r->w->scratch);
    text_add(&r->w->scratch, row_key(r).text, row_key(r).length);
    put_scratch(r, "h2", NULL);
    words_put(&r->w->scratch, r->w->lang, WORDS_SHEET_AS_OF, text_string(&date), NULL);
    put_scratch(r, "p", NULL);
    put_columns(r);
    if (!match_offers(r, put_offer)) {
        end_table(r);
        html_element(r->out, "p", NULL, word(r->w, WORDS_NO_OFFER_APPLIES));
    }
    match_offers(r, put_papers);
    html_close(r->out, "section");
    r->out->failed |= date.failed;
    text_free(&date);
}

static const char *const endings[] = {".html", ".htm", NULL};

const struct writer_format writer_match_html = {.endings = endings,
                                                .prepare = match_prepare,
                                                .head = put_head,
                                                .tail = put_tail,
                                                .row = put_row,
                                                .cell = match_put_needs};
