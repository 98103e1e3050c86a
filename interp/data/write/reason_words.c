#include "interp/data/write/reason_words.h"

#include <stdlib.h>
#include <string.h>

static uint32_t hash_name(const struct name *name, const struct name *item) {
    uint64_t h = (uint64_t)name->en << 32 | name->zh;
    if (item) h = h * UINT64_C(0x9E3779B97F4A7C15) ^ ((uint64_t)item->en << 32 | item->zh);
    return (uint32_t)(h * UINT64_C(0xD6E8FEB86659FD93) >> 32);
}

static bool is_word(const struct reason_word *w, const struct name *name, const struct name *item) {
    return name_equal(&w->name, name) && w->has_item == (item != NULL) && (!item || name_equal(&w->item, item));
}

uint32_t reason_word_find(const struct reason_words *words, const struct name *name, const struct name *item) {
    for (uint32_t i = hash_name(name, item) & words->mask; words->slots[i]; i = (i + 1) & words->mask)
        if (is_word(&words->items[words->slots[i] - 1], name, item)) return words->slots[i] - 1;
    return UINT32_MAX;
}

static void add_word(struct reason_words *words, const struct policy *p, const struct name *name,
                     const struct name *item, enum lang lang) {
    struct reason_word *w = &words->items[words->count++];
    *w = (struct reason_word){.name = *name, .has_item = item != NULL};
    if (item) w->item = *item;
    text_put(&w->text, name_text(p, name, lang));
    if (item) text_char(&w->text, '.');
    if (item) text_put(&w->text, name_text(p, item, lang));
}

static uint32_t count_words(const struct plan *plan) {
    uint32_t count = plan->policy->field_count;
    for (uint32_t i = 0; i < plan->policy->field_count; i++) count += plan->policy->fields[i].item_count;
    for (uint32_t s = 0; s < plan->scheme_count; s++)
        for (uint32_t o = 0; o < plan->schemes[s].offer_count; o++)
            count += plan->schemes[s].offers[o].rule_count + plan->schemes[s].offers[o].grant_count;
    return count;
}

static void add_fields(struct reason_words *words, const struct policy *p, enum lang lang) {
    for (uint32_t i = 0; i < p->field_count; i++) {
        const struct field *f = &p->fields[i];
        add_word(words, p, &f->def.name, NULL, lang);
        for (uint32_t j = 0; j < f->item_count; j++) add_word(words, p, &f->def.name, &f->items[j].def.name, lang);
    }
}

static void add_offer(struct reason_words *words, const struct policy *p, const struct planned_offer *o,
                      enum lang lang) {
    for (uint32_t i = 0; i < o->rule_count; i++) add_word(words, p, &o->rules[i].rule->def.name, NULL, lang);
    for (uint32_t i = 0; i < o->grant_count; i++) add_word(words, p, &o->grants[i].grant->def.name, NULL, lang);
}

static int by_text(const void *a, const void *b) {
    const struct reason_word *x = a, *y = b;
    int order = strcmp(text_string(&x->text), text_string(&y->text));  // UTF-8 sorts as its code points do
    if (order) return order;
    if (x->name.en != y->name.en) return x->name.en < y->name.en ? -1 : 1;
    return x->name.zh < y->name.zh ? -1 : x->name.zh > y->name.zh;
}

static bool index_words(struct reason_words *words) {
    uint32_t size = 16;
    while (size < words->count * 2 + 1) size *= 2;
    words->slots = calloc(size, sizeof *words->slots);
    words->mask = size - 1;
    if (!words->slots) return false;
    for (uint32_t w = 0; w < words->count; w++) {
        const struct reason_word *word = &words->items[w];
        const struct name *item = word->has_item ? &word->item : NULL;
        if (word->text.failed) return false;
        if (reason_word_find(words, &word->name, item) != UINT32_MAX) continue;
        uint32_t i = hash_name(&word->name, item) & words->mask;
        while (words->slots[i]) i = (i + 1) & words->mask;
        words->slots[i] = w + 1;
    }
    return true;
}

bool reason_words_init(struct reason_words *words, const struct plan *plan, enum lang lang) {
    *words = (struct reason_words){0};
    words->items = calloc(count_words(plan) + 1, sizeof *words->items);
    if (!words->items) return false;
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
    for (uint32_t i = 0; words->items && i < words->count; i++) text_free(&words->items[i].text);
    free(words->items);
    free(words->slots);
    for (int i = 0; i < REASONS; i++) free(words->noted[i]);
    *words = (struct reason_words){0};
}

void reason_word_note(struct reason_words *words, enum reason reason, uint32_t word) {
    if (word < words->count) words->noted[reason][word / 64] |= UINT64_C(1) << word % 64;
}

static void join_word(const struct text *word, bool json, struct text *out) {
    if (out->length) text_char(out, json ? ',' : ';');
    if (json) text_json(out, word->bytes, word->length);
    else text_add(out, word->bytes, word->length);
}

void reason_words_join(struct reason_words *words, enum reason reason, bool json, struct text *out) {
    text_clear(out);
    for (uint32_t i = 0; i <= words->count / 64; i++) {
        for (uint64_t bits = words->noted[reason][i]; bits; bits &= bits - 1)
            join_word(&words->items[i * 64 + (uint32_t)__builtin_ctzll(bits)].text, json, out);
        words->noted[reason][i] = 0;
    }
}
