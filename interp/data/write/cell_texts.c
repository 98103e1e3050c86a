// A text is found by what it says, and made where it was not said before.
#include "interp/data/write/cell_texts.h"

#include <stdlib.h>

#include "interp/data/write/row.h"
#include "interp/value/vectorised.h"

#define TEXTS_LEAST 4096u
#define TEXTS_PER_OFFER 256u
#define TEXTS_MOST 60000u  // an index is two bytes
#define BITS_LEAST 10u     // a run of few records says few things
#define ITEMS_LEAST 16u

static uint32_t slot_count(const struct cell_texts *texts) { return UINT32_C(1) << texts->bits; }

static void drop_text(struct cell_text *said) {
    if (is_long(said->length)) free(said->longer);
    said->head = said->length = 0;
}

// Each item begins where the memory's lines do.
static bool reserve_items(struct cell_texts *texts, uint32_t room) {
    struct cell_text *items = aligned_alloc(64, (room * sizeof *items + 63) / 64 * 64);
    if (!items) return false;
    memset(items, 0, sizeof *items);
    if (texts->count) memcpy(items, texts->items, texts->count * sizeof *items);
    free(texts->items);
    texts->items = items;
    texts->room = room;
    return true;
}

bool cell_texts_init(struct cell_texts *texts, uint32_t offer_count) {
    bool few = offer_count < (TEXTS_MOST - TEXTS_LEAST) / TEXTS_PER_OFFER;
    texts->most = few ? TEXTS_LEAST + offer_count * TEXTS_PER_OFFER : TEXTS_MOST;
    texts->bits = BITS_LEAST;
    texts->slots = calloc(slot_count(texts), sizeof *texts->slots);
    if (!texts->slots || !reserve_items(texts, ITEMS_LEAST)) return false;
    texts->count = 1;
    return true;
}

void cell_texts_free(struct cell_texts *texts) {
    for (uint32_t i = 0; i < texts->count; i++) drop_text(&texts->items[i]);
    free(texts->items);
    free(texts->slots);
    text_free(&texts->text);
}

void cell_texts_make_room(struct cell_texts *texts) {
    if (texts->count < texts->most) return;
    for (uint32_t i = 1; i < texts->count; i++) drop_text(&texts->items[i]);
    memset(texts->slots, 0, slot_count(texts) * sizeof *texts->slots);
    texts->count = 1;
}

// False: out of memory; then it says nothing.
static bool keep_text(struct cell_text *said, const struct text *text, uint32_t head) {
    char *room = said->text;
    said->head = said->length = 0;
    if (text->failed || text->length > UINT32_MAX) return false;
    if (is_long(text->length)) room = said->longer = malloc(text->length + SHORT_COPY);
    if (!room) return false;
    memcpy(room, text->bytes, text->length);
    memset(room + text->length, 0, SHORT_COPY);
    said->head = head;
    said->length = (uint32_t)text->length;
    return true;
}

// The text of the words that are noted. False: out of memory.
static bool make_text(struct writer *w, struct cell_text *said) {
    const struct offer_words *words = &w->offers[said->number / DECISION_COUNT];
    struct text *text = &w->texts.text;
    bool good = true;
    for (int i = 0; i < REASONS; i++) {
        reason_words_join(&w->reasons, (enum reason)i, w->how->is_json, &w->joined[i]);
        good &= !w->joined[i].failed;
    }
    text_clear(text);
    uint32_t head = w->how->cell(w, words, (uint8_t)(said->number % DECISION_COUNT), text);
    good &= keep_text(said, text, head);
    w->no_memory |= !good;
    return good;
}

static void note_mask(struct writer *w, enum reason reason, uint64_t mask, const uint32_t *words) {
    for (; mask; mask &= mask - 1) reason_word_note(&w->reasons, reason, words[__builtin_ctzll(mask)]);
}

static void note_masks(struct writer *w, const struct cell_text *said) {
    const struct offer_words *words = &w->offers[said->number / DECISION_COUNT];
    note_mask(w, REASON_FAILED, said->masks[REASON_FAILED], words->rule_words);
    note_mask(w, REASON_REFER, said->masks[REASON_REFER], words->rule_words);
    note_mask(w, REASON_MISSING, said->masks[REASON_MISSING], words->missing_words);
}

// The cell of row i, said for the first time. IN_FULL: there is no more room, or no memory.
static __attribute__((noinline)) uint16_t add_text(struct writer *w, const struct strip *s, uint32_t i, uint32_t slot) {
    struct cell_texts *texts = &w->texts;
    if (texts->count == texts->most || w->no_memory ||
        (texts->count == texts->room && !reserve_items(texts, texts->room * 2)))
        return IN_FULL;
    struct cell_text *item = &texts->items[texts->count];
    for (int k = 0; k < REASONS; k++) item->masks[k] = s->masks[k][i];
    item->number = s->number[i];
    note_masks(w, item);
    if (!make_text(w, item)) return IN_FULL;
    texts->slots[slot] = (uint16_t)texts->count;
    return (uint16_t)texts->count++;
}

// Odd factors, so that each bit of what is said moves bits above it; the highest make the slot.
static inline uint32_t slot_of(uint64_t failed, uint64_t refer, uint64_t missing, uint32_t number, uint32_t bits) {
    uint64_t mixed = failed ^ (refer << 21 | refer >> 43) ^ (missing << 42 | missing >> 22);
    uint32_t low = (uint32_t)mixed * UINT32_C(0x9E3779B1), high = (uint32_t)(mixed >> 32) * UINT32_C(0x85EBCA77);
    uint32_t all = (low ^ low >> 15 ^ high) + number * UINT32_C(0xC2B2AE3D);
    return all * UINT32_C(0x27D4EB2F) >> (32 - bits);
}

VECTORISED static void find_slots(uint32_t *restrict slot, const uint64_t *restrict failed,
                                  const uint64_t *restrict refer, const uint64_t *restrict missing,
                                  const uint32_t *restrict number, uint32_t bits, uint32_t n) {
    for (uint32_t i = 0; i < n; i++) slot[i] = slot_of(failed[i], refer[i], missing[i], number[i], bits);
}

static uint32_t next_slot(const struct cell_texts *texts, uint32_t at) { return (at + 1) & (slot_count(texts) - 1); }

static void put_slot(struct cell_texts *texts, uint32_t index) {
    const struct cell_text *item = &texts->items[index];
    uint32_t at = slot_of(item->masks[REASON_FAILED], item->masks[REASON_REFER], item->masks[REASON_MISSING],
                          item->number, texts->bits);
    while (texts->slots[at]) at = next_slot(texts, at);
    texts->slots[at] = (uint16_t)index;
}

// So that half of the slots stay empty whatever a strip says. False: out of memory.
static bool reserve_slots(struct cell_texts *texts) {
    uint32_t wanted = texts->count + WRITE_STRIP, bits = texts->bits;
    if (wanted > texts->most) wanted = texts->most;
    while (UINT32_C(1) << bits < 2 * wanted) bits++;
    if (bits == texts->bits) return true;
    uint16_t *slots = calloc(UINT32_C(1) << bits, sizeof *slots);
    if (!slots) return false;
    free(texts->slots);
    texts->slots = slots;
    texts->bits = bits;
    for (uint32_t i = 1; i < texts->count; i++) put_slot(texts, i);
    return true;
}

static inline bool is_said(const struct cell_text *item, const struct strip *s, uint32_t i) {
    uint64_t differ = item->number ^ s->number[i];
    for (int k = 0; k < REASONS; k++) differ |= item->masks[k] ^ s->masks[k][i];
    return !differ;
}

static __attribute__((noinline)) uint16_t find_text(struct writer *w, const struct strip *s, uint32_t i) {
    const struct cell_texts *texts = &w->texts;
    uint32_t at = s->slot[i];
    for (; texts->slots[at]; at = next_slot(texts, at))
        if (is_said(&texts->items[texts->slots[at]], s, i)) return texts->slots[at];
    return add_text(w, s, i, at);
}

// The item that each row finds first, which is nearly always the one it looks for, is fetched before it is wanted.
static void fetch_items(const struct cell_texts *texts, const struct strip *s, uint16_t *cells, uint32_t count) {
    for (uint32_t i = 0; i < count; i++) {
        cells[i] = texts->slots[s->slot[i]];
        __builtin_prefetch(&texts->items[cells[i]]);
        __builtin_prefetch(&texts->items[cells[i]].text[SHORT_COPY]);
    }
}

void word_cells(struct writer *w, struct strip *s, uint16_t *cells, uint32_t count) {
    const uint64_t *failed = s->masks[REASON_FAILED], *refer = s->masks[REASON_REFER],
                   *missing = s->masks[REASON_MISSING];
    w->no_memory |= !reserve_slots(&w->texts);
    find_slots(s->slot, failed, refer, missing, s->number, w->texts.bits, count);
    fetch_items(&w->texts, s, cells, count);
    for (uint32_t i = 0; i < count; i++) {
        bool found = cells[i] != IN_FULL && is_said(&w->texts.items[cells[i]], s, i);
        if (s->in_full[i]) cells[i] = IN_FULL;
        else if (!found) cells[i] = find_text(w, s, i);
    }
}

static void note_reason(void *context, enum reason reason, const struct name *name, const struct name *item) {
    struct writer *w = context;
    reason_word_note(&w->reasons, reason, reason_word_find(&w->reasons, name, item));
}

const struct cell_text *cell_in_full(const struct row_out *r, const struct offer_words *words, uint8_t decision) {
    struct cell_text *said = &r->w->texts.items[IN_FULL];
    drop_text(said);
    said->number = cell_number((uint32_t)(words - r->w->offers), decision);
    if (words->planned)
        decision_reasons(r->decisions, r->work, words->version, words->offer, r->row, note_reason, r->w);
    make_text(r->w, said);
    return said;
}
