#include <stdlib.h>

#include "grammar/base/calendar.h"
#include "interp/eval/causes.h"
#include "interp/eval/ratio.h"
#include "interp/explain/build.h"
#include "interp/value/value_text.h"

static const char *human(struct telling *t, const struct type *type, struct node_value v) {
    value_put_human(&t->line, t->policy, type, v.value, v.text, t->lang);
    return tell_kept(t);
}

static const char *as_json(struct telling *t, const struct type *type, struct node_value v) {
    value_put_json(&t->line, t->policy, type, v.value, v.text, t->lang);
    return tell_kept(t);
}

// A cell can hold anything: it must not steer the reader's terminal.
static const char *cleaned(struct telling *t, struct slice text) {
    diag_put_clean(&t->line, text.text, text.length);
    return tell_kept(t);
}

static const char *shown(struct telling *t, const struct type *type, struct node_value v) {
    return type->kind == TYPE_TEXT ? cleaned(t, v.text) : human(t, type, v);
}

// "1 year 4 months", "20 days"
static const char *length_of_time(struct telling *t, int32_t from, int32_t to) {
    int32_t months = months_passed(from, date_top(to));
    if (months < 1) return tell_counted(t, WORDS_DAYS_ONE, WORDS_DAYS_MANY, date_number(to) - date_number(from));
    const char *years = tell_counted(t, WORDS_YEARS_ONE, WORDS_YEARS_MANY, months / 12);
    const char *rest = tell_counted(t, WORDS_MONTHS_ONE, WORDS_MONTHS_MANY, months % 12);
    if (months < 12) return rest;
    return months % 12 ? tell_phrase(t, WORDS_YEARS_AND_MONTHS, years, rest) : years;
}

static const char *span_text(struct telling *t, int32_t from, int32_t to) {
    const char *start = tell_date(t, from);
    bool until_now = to == t->options->as_of;
    if (to < from && until_now) return tell_phrase(t, WORDS_SPAN_FUTURE, start, NULL);
    const char *between = tell_phrase(t, WORDS_SPAN_BETWEEN, start, tell_date(t, to));
    if (to < from) return between;
    const char *length = length_of_time(t, from, to);
    return tell_phrase(t, until_now ? WORDS_SPAN_SINCE : WORDS_SPAN_LENGTH, until_now ? start : between, length);
}

static void tell_span(struct telling *t, const struct node *n, struct explained_value *v) {
    struct node_value from = node_value_at(t->w, n->kids[0], t->row), to = node_value_at(t->w, n->kids[1], t->row);
    v->text = span_text(t, (int32_t)from.value, (int32_t)to.value);
    v->said = true;
}

static const char *item_text(struct telling *t, const struct field *list, uint32_t item) {
    const char **parts = NULL;
    uint32_t count = 0;
    for (uint32_t i = 0; i < list->item_count; i++) {
        const struct field *f = &list->items[i];
        struct node_value v = vector_value(&t->b->lists[list->index].items[i], column_lane(f), item);
        const char *text = v.state == STATE_KNOWN ? shown(t, &f->type, v) : words_text(t->lang, WORDS_VALUE_MISSING);
        const char *part = list->plain ? text : tell_phrase(t, WORDS_ITEM_PART, tell_own_name(t, &f->def.name), text);
        ARENA_PUSH(t->arena, parts, count, part);
    }
    return tell_joined(t, WORDS_BETWEEN_VALUES, parts, count);
}

static void tell_list(struct telling *t, const struct field *list, struct explained_value *v) {
    const struct list_column *column = &t->b->lists[list->index];
    uint32_t first = column->offsets[t->row], end = column->offsets[t->row + 1];
    v->said = true;
    if (column->state[t->row] == STATE_UNKNOWN) {
        v->state = STATE_UNKNOWN;
        v->text = words_text(t->lang, WORDS_VALUE_MISSING);
        return;
    }
    v->text = first == end ? words_text(t->lang, WORDS_NO_ITEMS)
                           : tell_counted(t, WORDS_ITEMS_ONE, WORDS_ITEMS_MANY, end - first);
    for (uint32_t i = first; i < end; i++) {
        const char *text = item_text(t, list, i);
        ARENA_PUSH(t->arena, v->items, v->item_count, text);
    }
}

static enum phrase_id state_words(const struct explained_value *v) {
    if (v->state == STATE_SILENT) return v->nothing ? WORDS_VALUE_NOTHING : WORDS_VALUE_SILENT;
    if (v->state == STATE_REFERRED) return WORDS_VALUE_REFERRED;
    return v->kind == DEF_FIELD ? WORDS_VALUE_MISSING : WORDS_VALUE_UNKNOWN;
}

// What is compared is not rounded, and so is not shown rounded either; what is granted is.
static bool tell_fraction(struct telling *t, const struct node *n, struct explained_value *v) {
    struct ratio r;
    if (v->kind == DEF_GRANT || !node_ratio(t->w, n, t->row, &r) || r.over % r.under == 0) return false;
    value_put_fraction(&t->line, &n->type, &r, t->lang);
    v->text = tell_kept(t);
    value_put_fraction_digits(&t->line, &n->type, &r);
    v->json = tell_kept(t);
    return true;
}

static void tell_known(struct telling *t, const struct node *n, struct node_value value, struct explained_value *v) {
    if (tell_fraction(t, n, v)) return;
    if (n->type.kind == TYPE_SPAN) tell_span(t, n, v);
    else v->text = shown(t, &n->type, value);
    if (!v->said) v->json = as_json(t, &n->type, value);
}

// A table's row says it of itself.
static const struct decl *decl_of(const struct definition *def) {
    if (def->kind == DEF_DEFINE) return ((const struct define *)def)->decl;
    return def->kind == DEF_PARAM ? ((const struct param *)def)->decl : NULL;
}

static const struct explained_citation *citation_of(struct telling *t, const struct definition *def) {
    const struct decl *decl = decl_of(def);
    if (!decl) return NULL;
    struct explained_citation own = tell_citation(t, decl, &decl->citation), *kept;
    if (!own.clause && !own.quote_count && !own.origin) return NULL;
    kept = ARENA_NEW(t->arena, struct explained_citation);
    *kept = own;
    return kept;
}

struct explained_value tell_value(struct telling *t, const struct definition *def, const struct node *n) {
    struct explained_value v = {.name = tell_name(t, &def->name), .kind = def->kind};
    v.citation = citation_of(t, def);
    const struct field *field = def->kind == DEF_FIELD ? (const struct field *)def : NULL;
    if (field && field->type.kind == TYPE_LIST) {
        tell_list(t, field, &v);
        return v;
    }
    struct node_value value = node_value_at(t->w, n, t->row);
    v.state = value.state;
    v.said = value.state != STATE_KNOWN;
    v.nothing = node_is_nothing(t->w, n, t->row);
    if (v.said) v.text = words_text(t->lang, state_words(&v));
    else tell_known(t, n, value, &v);
    return v;
}

static const char *value_names(struct telling *t, const struct choices *among) {
    const char **names = ARENA_ARRAY(t->arena, const char *, among->value_count);
    for (uint32_t i = 0; i < among->value_count; i++) names[i] = tell_own_name(t, &among->values[i].def.name);
    return tell_joined(t, WORDS_COMMA, names, among->value_count);
}

const char *tell_field_type(struct telling *t, const struct field *f) {
    if (f->type.kind == TYPE_TRUTH) return words_text(t->lang, WORDS_YES_OR_NO);
    bool set = f->type.kind == TYPE_SET;
    if (set || f->type.kind == TYPE_CHOICE)
        return tell_phrase(t, set ? WORDS_ANY_OF : WORDS_ONE_OF, value_names(t, f->type.choices), NULL);
    text_clear(&t->inner);
    const char *type = type_text(t->policy, &f->type, t->lang, &t->inner);
    text_put(&t->line, type);
    return tell_kept(t);
}
