#include "interp/solve/witness.h"

#include <string.h>

#include "interp/value/value_text.h"

static struct node_value cell(const struct block *b, uint32_t row, const struct field *f) {
    return vector_value(&b->columns[f->index], column_lane(f), row);
}

static struct node_value item_cell(const struct list_column *l, uint32_t item, const struct field *f) {
    return vector_value(&l->items[f->index], column_lane(f), item);
}

static bool is_known(const struct block *b, uint32_t row, const struct field *f) {
    if (f->type.kind == TYPE_LIST) return b->lists[f->index].state[row] == STATE_KNOWN;
    return cell(b, row, f).state == STATE_KNOWN;
}

// ---- a copy

static bool copy_list(struct block *to, const struct field *list, const struct block *from) {
    const struct list_column *l = &from->lists[list->index];
    if (l->state[0] != STATE_KNOWN) return true;
    block_set_list_known(to, 0, list);
    for (uint32_t i = l->offsets[0]; i < l->offsets[1]; i++) {
        int64_t item = block_add_item(to, list);
        if (item < 0) return false;
        for (uint32_t k = 0; k < list->item_count; k++) {
            const struct field *f = &list->items[k];
            struct node_value v = item_cell(l, i, f);
            if (v.state != STATE_KNOWN) continue;
            if (f->type.kind == TYPE_TEXT) block_set_item_text(to, list, item, f, v.text);
            else block_set_item(to, list, item, f, v.value);
        }
    }
    return true;
}

bool witness_copy(struct block *to, const struct field *f, const struct block *from) {
    if (f->type.kind == TYPE_LIST) return copy_list(to, f, from);
    struct node_value v = cell(from, 0, f);
    if (v.state != STATE_KNOWN) return true;
    if (f->type.kind == TYPE_TEXT) block_set_text(to, 0, f, v.text);
    else block_set(to, 0, f, v.value);
    return true;
}

static bool keep_texts(struct block *b, const struct field *f, const struct vector *column, uint32_t count) {
    for (uint32_t i = 0; f->type.kind == TYPE_TEXT && i < count; i++)
        if (column->state[i] == STATE_KNOWN && !kept_text_add(&b->kept, &((struct slice *)column->data)[i]))
            return false;
    return true;
}

static bool keep_all_texts(struct block *b) {
    for (uint32_t i = 0; i < b->policy->field_count; i++) {
        const struct field *f = &b->policy->fields[i];
        if (!keep_texts(b, f, &b->columns[i], 1)) return false;
        for (uint32_t k = 0; f->type.kind == TYPE_LIST && k < f->item_count; k++)
            if (!keep_texts(b, &f->items[k], &b->lists[i].items[k], b->lists[i].offsets[1])) return false;
    }
    return true;
}

struct block *witness_block(const struct block *from, const struct field *left_out) {
    const struct policy *p = from->policy;
    struct block *copy = block_new(p, 1, true);
    if (!copy) return NULL;
    bool made = true;
    block_add_row(copy);
    copy->as_of[0] = from->as_of[0];
    for (uint32_t i = 0; made && i < p->field_count; i++)
        if (&p->fields[i] != left_out) made = witness_copy(copy, &p->fields[i], from);
    if (made && keep_all_texts(copy)) return block_seal(copy), copy;
    block_free(copy);
    return NULL;
}

// ---- the same in two rows

static bool are_equal(const struct field *f, struct node_value a, struct node_value b) {
    if (a.state != STATE_KNOWN || a.state != b.state) return a.state == b.state;
    if (f->type.kind != TYPE_TEXT) return a.value == b.value;
    return a.text.length == b.text.length && (!a.text.length || !memcmp(a.text.text, b.text.text, a.text.length));
}

static bool are_equal_lists(const struct field *f, const struct list_column *a, uint32_t row,
                            const struct list_column *b, uint32_t other) {
    uint32_t first = a->offsets[row], second = b->offsets[other], count = a->offsets[row + 1] - first;
    if (a->state[row] != b->state[other] || count != b->offsets[other + 1] - second) return false;
    for (uint32_t i = 0; i < count; i++)
        for (uint32_t k = 0; k < f->item_count; k++)
            if (!are_equal(&f->items[k], item_cell(a, first + i, &f->items[k]), item_cell(b, second + i, &f->items[k])))
                return false;
    return true;
}

bool witness_is_same(const struct field *f, const struct block *a, uint32_t row, const struct block *b,
                     uint32_t other) {
    if (f->type.kind == TYPE_LIST) return are_equal_lists(f, &a->lists[f->index], row, &b->lists[f->index], other);
    return are_equal(f, cell(a, row, f), cell(b, other, f));
}

// ---- a sample's lines

struct writing {
    struct text *out;
    const struct policy *p;
    enum lang lang;
};

static const char *in(const struct writing *w, const char *en, const char *zh) { return w->lang == LANG_ZH ? zh : en; }

// Money is written the Chinese way in either spelling, and a count without its counter.
static void put_literal(const struct writing *w, const struct type *type, struct node_value v) {
    enum type_kind kind = type->kind;
    if (v.state != STATE_KNOWN) text_put(w->out, in(w, "missing", "缺失"));
    else if (kind == TYPE_TEXT) text_put(w->out, in(w, "\"", "“"));
    if (v.state != STATE_KNOWN) return;
    bool is_empty = kind == TYPE_SET && !v.value;
    if (kind == TYPE_SET) text_char(w->out, '{');
    if (kind == TYPE_COUNT) value_put_plain(w->out, w->p, type, v.value, v.text, w->lang);
    else if (!is_empty) value_put_human(w->out, w->p, type, v.value, v.text, kind == TYPE_MONEY ? LANG_ZH : w->lang);
    if (kind == TYPE_SET) text_char(w->out, '}');
    if (kind == TYPE_TEXT) text_put(w->out, in(w, "\"", "”"));
}

void witness_put_value(struct text *out, const struct policy *p, const struct type *type, struct node_value v,
                       enum lang lang) {
    put_literal(&(struct writing){out, p, lang}, type, v);
}

static void put_item(const struct writing *w, const struct field *list, const struct list_column *l, uint32_t item) {
    if (list->plain) {
        put_literal(w, &list->items->type, item_cell(l, item, list->items));
        return;
    }
    text_char(w->out, '{');
    for (uint32_t k = 0; k < list->item_count; k++) {
        text_format(w->out, "%s%s%s", k ? in(w, ", ", "，") : "", name_text(w->p, &list->items[k].def.name, w->lang),
                    in(w, ": ", "："));
        put_literal(w, &list->items[k].type, item_cell(l, item, &list->items[k]));
    }
    text_char(w->out, '}');
}

static void put_list(const struct writing *w, const struct field *f, const struct list_column *l, uint32_t row) {
    text_char(w->out, '[');
    for (uint32_t i = l->offsets[row]; i < l->offsets[row + 1]; i++) {
        if (i > l->offsets[row]) text_put(w->out, in(w, ", ", "，"));
        put_item(w, f, l, i);
    }
    text_char(w->out, ']');
}

void witness_put_lines(struct text *out, const struct block *b, uint32_t row, const struct block *plain,
                       enum lang lang) {
    const struct writing w = {out, b->policy, lang};
    for (uint32_t i = 0; i < b->policy->field_count; i++) {
        const struct field *f = &b->policy->fields[i];
        if (plain ? witness_is_same(f, b, row, plain, 0) : !is_known(b, row, f)) continue;
        text_format(out, "  %s%s", name_text(w.p, &f->def.name, lang), in(&w, ": ", "："));
        if (f->type.kind == TYPE_LIST && is_known(b, row, f)) put_list(&w, f, &b->lists[i], row);
        else
            put_literal(&w, &f->type,
                        f->type.kind == TYPE_LIST ? (struct node_value){.state = STATE_UNKNOWN} : cell(b, row, f));
        text_char(out, '\n');
    }
}

void witness_put_given(struct text *out, const struct block *b, const struct witness_base *base, enum lang lang) {
    const struct writing w = {out, b->policy, lang};
    struct text lines = {0};
    witness_put_lines(&lines, b, 0, base->name ? base->block : NULL, lang);
    text_format(out, "%s%s", in(&w, "given ", "假设 "), base->name ? base->name : "");
    if (base->name && lines.length) text_put(out, in(&w, " with ", " 并且设 "));
    if (!base->name || lines.length) text_format(out, "{\n%s}", text_string(&lines));
    text_char(out, '\n');
    out->failed |= lines.failed;
    text_free(&lines);
}
