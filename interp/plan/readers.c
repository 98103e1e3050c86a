#include "interp/plan/readers.h"

#include <stdlib.h>
#include <string.h>

#define SHOWN_PARTS 3u

struct reading {
    const struct plan *plan;
    const struct field *field;
    enum lang lang;
    uint8_t *reads;  // by node id
    struct text *out;
    struct text parts;  // of the scheme at hand, each between commas
    uint32_t count;
};

static bool reads_itself(const struct node *n, const struct field *f) {
    return n->space ? n->space == f : n->field == f;
}

// Kids come before their parents.
static void mark_nodes(struct reading *r) {
    for (uint32_t i = 0; i < r->plan->node_count; i++) {
        const struct node *n = r->plan->nodes[i];
        bool reads = reads_itself(n, r->field);
        for (uint32_t k = 0; k < n->count; k++) reads |= r->reads[n->kids[k]->id];
        r->reads[n->id] = reads;
    }
}

static bool is_told(const struct reading *r, const char *name) {
    struct text word = {0};
    text_format(&word, ",%s,", name);
    bool told = strstr(text_string(&r->parts), text_string(&word)) != NULL;
    r->out->failed |= word.failed;
    text_free(&word);
    return told;
}

static void take_part(struct reading *r, const struct planned_offer *o, uint32_t place) {
    struct planned_part part = planned_part(o, place);
    bool reads = (part.node && r->reads[part.node->id]) || (part.waiver && r->reads[part.waiver->id]);
    const struct name *name = part.name ? part.name : &o->offer->def.name;
    const char *word = reads ? name_text(r->plan->policy, name, r->lang) : "";
    if (reads && !is_told(r, word)) r->count++, text_format(&r->parts, "%s%s,", r->parts.length ? "" : ",", word);
}

static void put_parts(struct reading *r, struct text *out) {
    const char *comma = r->lang == LANG_ZH ? "、" : ", ", *at = text_string(&r->parts);
    for (uint32_t i = 0; *at && i < r->count && i < SHOWN_PARTS; i++) {  // nothing where memory ran out
        size_t length = strcspn(++at, ",");
        if (i) text_put(out, comma);
        text_add(out, at, length);
        at += length;
    }
    if (r->count > SHOWN_PARTS) text_put(out, r->lang == LANG_ZH ? "等" : ", …");
}

static void put_scheme(struct reading *r, const struct planned_scheme *s, struct text *out) {
    text_put(out, name_text(r->plan->policy, &s->scheme->def.name, r->lang));
    text_put(out, r->lang == LANG_ZH ? "（" : " (");
    put_parts(r, out);
    text_put(out, r->lang == LANG_ZH ? "）" : ")");
}

// Once, in however many versions and worlds the scheme reads it alike.
static void take_scheme(struct reading *r, const struct planned_scheme *s, size_t before) {
    struct text told = {0};
    text_clear(&r->parts);
    r->count = 0;
    for (uint32_t o = 0; o < s->offer_count; o++)
        for (uint32_t i = 0; i < planned_part_count(&s->offers[o]); i++) take_part(r, &s->offers[o], i);
    if (r->count) put_scheme(r, s, &told);
    if (told.length && !strstr(text_string(r->out) + before, text_string(&told))) {
        if (r->out->length > before) text_put(r->out, r->lang == LANG_ZH ? "，" : ", ");
        text_add(r->out, told.bytes, told.length);
    }
    r->out->failed |= told.failed;
    text_free(&told);
}

void plan_put_readers(const struct plan *plan, const struct field *field, enum lang lang, struct text *out) {
    struct reading r = {.plan = plan, .field = field, .lang = lang, .out = out};
    size_t before = out->length;
    r.reads = calloc(plan->node_count + 1, 1);
    out->failed |= !r.reads;
    if (r.reads) mark_nodes(&r);
    for (uint32_t i = 0; r.reads && i < plan->scheme_count; i++) take_scheme(&r, &plan->schemes[i], before);
    out->failed |= r.parts.failed;
    text_free(&r.parts);
    free(r.reads);
}
