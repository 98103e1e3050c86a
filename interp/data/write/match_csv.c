// A CSV row per applicant and offer that applies, the best first.
#include "interp/data/write/match.h"

static void put_head(const struct writer *w, struct text *out) {
    text_put(out, w->lang == LANG_ZH
                      ? "编号,基准日,名次,并列,方案,产品,决定,额度,利率,期限,未满足,转人工,缺失"
                      : "id,as_of,rank,tied,scheme,offer,decision,limit,rate,tenor,failed,refer,missing");
    if (w->advised) text_put(out, w->lang == LANG_ZH ? ",怎样可以符合条件" : ",what_would_help");
    put_head_end(w, out);
}

static void put_rank(const struct row_out *r, const struct ranked_offer *o) {
    char room[PRINTED_DIGITS];
    const char *words[2][2] = {{"no", "yes"}, {"否", "是"}};
    if (!o->rank) {
        put_literal(r->out, ",,");
        return;
    }
    put_literal(r->out, ",");
    put_fragment(r->out, room, (size_t)(print_whole(room, (int64_t)o->rank) - room));
    put_literal(r->out, ",");
    text_put(r->out, words[r->w->lang][o->tied]);
}

static void put_advice(const struct row_out *r, const struct match_offer *o) {
    struct text line = {0};
    match_put_advice(r, o, &line);
    put_literal(r->out, ",");
    put_text_cell(r, text_string(&line), line.length);
    r->out->failed |= line.failed;
    text_free(&line);
}

static void put_offer(const struct row_out *r, const struct match_offer *o, bool last) {
    struct slice key = row_key(r);
    (void)last;
    put_text_cell(r, key.text, key.length);
    put_literal(r->out, ",");
    put_as_of(r);
    put_rank(r, o->ranked);
    put_fragment(r->out, cell_bytes(o->said), o->said->head);
    for (int by = 0; by < RANK_COUNT; by++) {
        if (by) put_literal(r->out, ",");
        match_put_value(r, o, (enum rank_by)by, "");
    }
    put_fragment(r->out, cell_bytes(o->said) + o->said->head, o->said->length - o->said->head);
    if (r->w->advised) put_advice(r, o);
    put_text(r->out, &r->w->row_end);
}

static void put_row(const struct row_out *r) { match_offers(r, put_offer); }

const struct writer_format writer_match_csv = {
    .prepare = match_prepare, .head = put_head, .row = put_row, .cell = put_offer_cell, .endings = csv_endings};
