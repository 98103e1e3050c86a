#include "interp/data/write/reason_words.h"

#include <stdlib.h>
#include <string.h>

static struct reason_word word_of(const struct name *name, const struct name *item) {
    struct reason_word w = {.en = name->en, .zh = name->zh};
    if (item) w.item_en = item->en, w.item_zh = item->zh;
    return w;
}

static uint32_t hash_word(const struct reason_word *w) {
    uint64_t h = (uint64_t)w->en << 32 | w->zh;
    h = h * UINT64_C(0x9E3779B97F4A7C15) ^ ((uint64_t)w->item_en << 32 | w->item_zh);
    return (uint32_t)(h * UINT64_C(0xD6E8FEB86659FD93) >> 32);
}

static bool is_same(const struct reason_word *a, const struct reason_word *b) {
    return a->en == b->en && a->zh == b->zh && a->item_en == b->item_en && a->item_zh == b->item_zh;
}

static uint32_t find(const struct reason_words *words, const struct reason_word *w) {
    for (uint32_t i = hash_word(w) & words->mask; words->slots[i]; i = (i + 1) & words->mask)
        if (is_same(&words->items[words->slots[i] - 1], w)) return words->slots[i] - 1;
    return UINT32_MAX;
}

uint32_t reason_word_find(const struct reason_words *words, const struct name *name, const struct name *item) {
    struct reason_word w = word_of(name, item);
    return find(words, &w);
}

static void add_word(struct reason_words *words, struct slice text, const struct name *name, const struct name *item) {
    struct reason_word *w = &words->items[words->count++];
    *w = word_of(name, item);
    w->text = text;
}

static void add_name(struct reason_words *words, const struct policy *p, const struct name *name, enum lang lang) {
    add_word(words, slice_of(name_text(p, name, lang)), name, NULL);
}

static uint32_t count_words(const struct plan *plan) {
    uint32_t count = plan->policy->field_count;
    for (uint32_t i = 0; i < plan->policy->field_count; i++) count += plan->policy->fields[i].item_count;
    for (uint32_t s = 0; s < plan->scheme_count; s++)
        for (uint32_t o = 0; o < plan->schemes[s].offer_count; o++)
            count += plan->schemes[s].offers[o].rule_count + plan->schemes[s].offers[o].grant_count;
    return count;
}

// Where all of them are put together, in memory that doesn't move while they are.
static bool reserve_items(struct text *joined, const struct policy *p, enum lang lang) {
    size_t length = 1;
    for (uint32_t i = 0; i < p->field_count; i++)
        for (uint32_t j = 0; j < p->fields[i].item_count; j++)
            length += strlen(name_text(p, &p->fields[i].def.name, lang)) + 1 +
                      strlen(name_text(p, &p->fields[i].items[j].def.name, lang));
    return text_reserve(joined, length);
}

static void add_item(struct reason_words *words, const struct policy *p, const struct field *f,
                     const struct field *item, enum lang lang) {
    struct text *joined = &words->joined;
    size_t start = joined->length;
    text_put(joined, name_text(p, &f->def.name, lang));
    text_char(joined, '.');
    text_put(joined, name_text(p, &item->def.name, lang));
    struct slice text = {joined->bytes + start, (uint32_t)(joined->length - start)};
    add_word(words, text, &f->def.name, &item->def.name);
}

static void add_fields(struct reason_words *words, const struct policy *p, enum lang lang) {
    for (uint32_t i = 0; i < p->field_count; i++) {
        const struct field *f = &p->fields[i];
        add_name(words, p, &f->def.name, lang);
        for (uint32_t j = 0; j < f->item_count; j++) add_item(words, p, f, &f->items[j], lang);
    }
}

static void add_offer(struct reason_words *words, const struct policy *p, const struct planned_offer *o,
                      enum lang lang) {
    for (uint32_t i = 0; i < o->rule_count; i++) add_name(words, p, &o->rules[i].rule->def.name, lang);
    for (uint32_t i = 0; i < o->grant_count; i++) add_name(words, p, &o->grants[i].grant->def.name, lang);
}

static int by_text(const void *a, const void *b) {
    const struct reason_word *x = a, *y = b;
    int order = slice_order(x->text, y->text);  // UTF-8 sorts as its code points do
    if (order) return order;
    if (x->en != y->en) return x->en < y->en ? -1 : 1;
    return x->zh < y->zh ? -1 : x->zh > y->zh;
}

static bool index_words(struct reason_words *words) {
    uint32_t size = 16;
    while (size < words->count * 2 + 1) size *= 2;
    words->slots = calloc(size, sizeof *words->slots);
    words->mask = size - 1;
    if (!words->slots) return false;
    for (uint32_t w = 0; w < words->count; w++) {
        if (find(words, &words->items[w]) != UINT32_MAX) continue;
        uint32_t i = hash_word(&words->items[w]) & words->mask;
        while (words->slots[i]) i = (i + 1) & words->mask;
        words->slots[i] = w + 1;
    }
    return true;
}

bool reason_words_init(struct reason_words *words, const struct plan *plan, enum lang lang) {
    *words = (struct reason_words){0};
    words->items = calloc(count_words(plan) + 1, sizeof *words->items);
    if (!words->items || !reserve_items(&words->joined, plan->policy, lang)) return false;
    add_fields(words, plan->policy, lang);
    for (uint32_t s = 0; s < plan->scheme_count; s++)
        for (uint32_t o = 0; o < plan->schemes[s].offer_count; o++)
            add_offer(words, plan->policy, &plan->schemes[s].offers[o], lang);
    qsort(words->items, words->count, sizeof *words->items, by_text);
    for (int i = 0; i < REASONS; i++) {
        words->noted[i] = calloc(words->count / 64 + 1, sizeof *words->noted[i]);
        if (!words->noted[i]) return false;
    }
    return index_words(words);
}

void reason_words_free(struct reason_words *words) {
    text_free(&words->joined);
    free(words->items);
    free(words->slots);
    for (int i = 0; i < REASONS; i++) free(words->noted[i]);
    *words = (struct reason_words){0};
}

void reason_word_note(struct reason_words *words, enum reason reason, uint32_t word) {
    if (word < words->count) words->noted[reason][word / 64] |= UINT64_C(1) << word % 64;
}

static void join_word(struct slice word, bool json, struct text *out) {
    if (out->length) text_char(out, json ? ',' : ';');
    if (json) text_json(out, word.text, word.length);
    else text_add(out, word.text, word.length);
}

void reason_words_join(struct reason_words *words, enum reason reason, bool json, struct text *out) {
    text_clear(out);
    for (uint32_t i = 0; i <= words->count / 64; i++) {
        for (uint64_t bits = words->noted[reason][i]; bits; bits &= bits - 1)
            join_word(words->items[i * 64 + (uint32_t)__builtin_ctzll(bits)].text, json, out);
        words->noted[reason][i] = 0;
    }
}
