// Records as CSV, a file for each list beside them.
#include "interp/data/record/csv_cell.h"
#include "interp/sampling/internal.h"
#include "interp/sampling/number.h"
#include "interp/sampling/write.h"
#include "interp/value/value_text.h"

struct csv_table {
    struct text *out;
    const struct sampling *s;
    enum lang lang;
    bool in_row;
};

static void put_cell(struct csv_table *t, const char *text, size_t length) {
    if (t->in_row) text_char(t->out, ',');
    t->in_row = true;
    if (!csv_needs_quotes(text, length, ',')) text_add(t->out, text, length);
    else put_csv_quoted(t->out, text, length);
}

static void put_name(struct csv_table *t, const struct name *name) {
    const char *text = name_text(t->s->policy, name, t->lang);
    put_cell(t, text, strlen(text));
}

static void put_value(struct csv_table *t, const struct vector *column, const struct field *f, uint32_t at) {
    struct node_value v = vector_value(column, column_lane(f), at);
    struct text cell = {0};
    if (v.state == STATE_KNOWN) value_put_plain(&cell, t->s->policy, &f->type, v.value, v.text, t->lang);
    put_cell(t, text_string(&cell), cell.length);
    t->out->failed |= cell.failed;
    text_free(&cell);
}

static void end_row(struct csv_table *t) {
    text_char(t->out, '\n');
    t->in_row = false;
}

static bool is_list(const struct field *f) { return f->type.kind == TYPE_LIST; }
static bool has_list(const struct sampling *s, uint32_t record, const struct field *f) {
    return s->records[record].block->lists[f->index].state[0] == STATE_KNOWN;
}

static bool is_told(const struct sampling *s, const struct sampling_choice *c, const struct field *f) {
    for (uint32_t i = 0; i < s->count; i++) {
        const struct block *b = s->records[i].block;
        if (!c->chosen[i]) continue;
        if (is_list(f) ? has_list(s, i, f)
                       : vector_value(&b->columns[f->index], column_lane(f), 0).state == STATE_KNOWN)
            return true;
    }
    return false;
}

static void put_records(struct csv_table *t, const struct sampling_choice *c, const bool *told) {
    const struct policy *p = t->s->policy;
    for (uint32_t k = 0; k < p->field_count; k++)
        if (told[k] && !is_list(&p->fields[k])) put_name(t, &p->fields[k].def.name);
    end_row(t);
    for (uint32_t i = 0; i < t->s->count; i++) {
        const struct block *b = t->s->records[i].block;
        for (uint32_t k = 0; c->chosen[i] && k < p->field_count; k++)
            if (told[k] && !is_list(&p->fields[k])) put_value(t, &b->columns[k], &p->fields[k], 0);
        if (c->chosen[i]) end_row(t);
    }
}

static void put_items(struct csv_table *t, const struct block *b, const struct field *list) {
    const struct list_column *l = &b->lists[list->index];
    for (uint32_t item = l->offsets[0]; item < l->offsets[1]; item++) {
        put_value(t, &b->columns[t->s->policy->key->index], t->s->policy->key, 0);
        for (uint32_t k = 0; k < list->item_count; k++) put_value(t, &l->items[k], &list->items[k], item);
        end_row(t);
    }
}

static void put_list(struct csv_table *t, const struct sampling_choice *c, const struct field *list) {
    put_name(t, &t->s->policy->key->def.name);
    for (uint32_t k = 0; k < list->item_count; k++) put_name(t, &list->items[k].def.name);
    end_row(t);
    for (uint32_t i = 0; i < t->s->count; i++)
        if (c->chosen[i]) put_items(t, t->s->records[i].block, list);
}

// Every offer's decision, one behind the other.
static uint8_t *decisions_of(struct sampling *s, const struct block *b) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < s->plan->scheme_count; i++) count += s->plan->schemes[i].offer_count;
    uint8_t *all = ARENA_ARRAY(s->arena, uint8_t, count + 1);
    if (!sampling_decide(s, b)) return all;
    for (uint32_t i = 0, at = 0; i < s->plan->scheme_count; i++)
        for (uint32_t k = 0; k < s->plan->schemes[i].offer_count; k++)
            all[at++] = (uint8_t)(s->decisions->schemes[i].offers[k].decision[0] + 1);
    return all;
}

// Whether its lists that are missing may as well be empty.
static bool may_be_empty(struct sampling *s, uint32_t record, const bool *told) {
    struct block *b = copy_without(s, s->records[record].block, NULL);
    if (!b) return false;
    for (uint32_t k = 0; k < s->policy->field_count; k++)
        if (told[k] && is_list(&s->policy->fields[k])) block_set_list_known(b, 0, &s->policy->fields[k]);
    block_seal(b);
    uint8_t *as_it_is = decisions_of(s, s->records[record].block), *as_told = decisions_of(s, b);
    bool same = !strcmp((const char *)as_it_is, (const char *)as_told);
    block_free(b);
    return same;
}

static uint32_t leave_out(struct sampling *s, const struct sampling_choice *c, const bool *told) {
    uint32_t left_out = 0;
    for (uint32_t i = 0; i < s->count; i++) {
        if (!c->chosen[i] || may_be_empty(s, i, told)) continue;
        c->chosen[i] = false;
        left_out++;
    }
    return left_out;
}

static const char *file_name(struct sampling *s, const struct field *list, enum lang lang) {
    struct text name = {0};
    text_format(&name, "%s.csv", list ? name_text(s->policy, &list->def.name, lang) : "records");
    return text_keep(&name, s->arena);
}

uint32_t sampling_write_csv(struct sampling *s, const struct sampling_choice *c, enum lang lang,
                            struct sampling_file **files, uint32_t *count) {
    const struct policy *p = s->policy;
    bool *told = ARENA_ARRAY(s->arena, bool, p->field_count + 1);
    *files = ARENA_ARRAY(s->arena, struct sampling_file, p->field_count + 1);
    for (uint32_t i = 0; i < s->count; i++) set_number(s, i, true, lang);
    for (uint32_t k = 0; k < p->field_count; k++) told[k] = is_told(s, c, &p->fields[k]);
    uint32_t left_out = leave_out(s, c, told);
    struct csv_table t = {&(*files)[0].bytes, s, lang, false};
    (*files)[0].name = file_name(s, NULL, lang);
    put_records(&t, c, told);
    *count = 1;
    for (uint32_t k = 0; k < p->field_count; k++) {
        if (!told[k] || !is_list(&p->fields[k])) continue;
        t.out = &(*files)[*count].bytes;
        (*files)[(*count)++].name = file_name(s, &p->fields[k], lang);
        put_list(&t, c, &p->fields[k]);
    }
    return left_out;
}
