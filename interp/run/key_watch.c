#include "interp/run/key_watch.h"

#include <stdlib.h>

#define AHEAD 12u  // keys whose place is fetched before it is wanted

void key_notes_free(struct key_notes *notes) {
    free(notes->items);
    text_free(&notes->copies);
}

void key_notes_clear(struct key_notes *notes) {
    notes->count = 0;
    text_clear(&notes->copies);
}

static int by_value(const void *a, const void *b) {
    const uint64_t *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

void key_watch_open(struct key_watch *w, struct hash_seed seed, uint32_t column) {
    *w = (struct key_watch){.column = column};
    key_set_open(&w->set, seed, true, true);
}

// What a blind set could not tell may be any key; else there are suspects, and room for all of them.
void key_watch_open_second(struct key_watch *w, struct key_watch *first) {
    bool blind = first->set.blind;
    *w = (struct key_watch){.column = first->column, .only = blind ? NULL : first};
    w->hashed = true;
    key_set_open(&w->set, first->set.seed, blind, false);
    if (!blind) qsort(first->suspects, first->suspect_count, sizeof *first->suspects, by_value);
}

void key_watch_close(struct key_watch *w) {
    key_set_close(&w->set);
    text_free(&w->example);
    free(w->suspects);
}

static bool make_room(struct key_notes *notes, uint32_t more) {
    if (notes->count + more <= notes->capacity) return true;
    uint32_t capacity = 2 * notes->capacity + more;
    struct key_note *items = realloc(notes->items, capacity * sizeof *items);
    if (!items) return false;
    notes->items = items;
    notes->capacity = capacity;
    return true;
}

static struct slice key_of(const struct key_notes *notes, const struct chunk *chunk, const struct key_note *note) {
    return (struct slice){(note->is_copied ? notes->copies.bytes : chunk->buffer) + note->at, note->length};
}

// The text of a key was read just now and is near; whoever takes it comes later, maybe on another core.
static uint64_t hash_of(const struct key_watch *w, struct slice key, bool wanted) {
    return wanted ? list_hash(w->set.seed, key) : 0;
}

bool key_watch_note(const struct key_watch *w, struct key_notes *notes, const struct record_parser *parser,
                    const struct chunk *chunk, const struct block *b) {
    const struct slice *keys = b->columns[w->column].data;
    bool hashed = atomic_load_explicit(&w->hashed, memory_order_relaxed);
    if (!make_room(notes, b->rows)) return false;
    for (uint32_t r = 0; r < b->rows; r++) {
        struct slice key = keys[r];
        bool here = key.text >= chunk->buffer && key.text < chunk->buffer + chunk->end;
        uint32_t at = here ? (uint32_t)(key.text - chunk->buffer) : (uint32_t)notes->copies.length;
        uint32_t row = here ? at : (uint32_t)(record_parser_raw(parser, r).text - chunk->buffer);
        notes->items[notes->count++] = (struct key_note){hash_of(w, key, hashed), at, row, key.length, !here};
        if (!here) text_add(&notes->copies, key.text, key.length);
    }
    return !notes->copies.failed;
}

static bool keep_suspect(struct key_watch *w, uint64_t hash) {
    if (w->suspect_count == KEY_WATCH_SUSPECTS) return true;
    if (!w->suspects) w->suspects = malloc(KEY_WATCH_SUSPECTS * sizeof *w->suspects);
    if (!w->suspects) return false;
    w->suspects[w->suspect_count++] = hash;
    return true;
}

static bool take_again(struct key_watch *w, const struct key_note *note, struct slice key, bool seems,
                       struct chunk *chunk) {
    w->seem += seems;
    if (!w->again++) {
        text_add(&w->example, key.text, key.length);
        w->line = chunk_line_at(chunk, note->row);
    }
    return keep_suspect(w, list_hash(w->set.seed, key)) && !w->example.failed;
}

static bool is_suspect(const struct key_watch *w, uint64_t hash) {
    return bsearch(&hash, w->suspects, w->suspect_count, sizeof hash, by_value) != NULL;
}

static bool take(struct key_watch *w, const struct key_note *note, struct slice key, struct chunk *chunk) {
    enum key_answer answer = key_set_add(&w->set, key, note->hash);
    w->looked_at += !w->set.full && !w->set.blind;
    return answer == KEY_NEW || take_again(w, note, key, answer == KEY_SEEMS_AGAIN, chunk);
}

// All that adding the key will touch, for it is far: with 200,000 shuffled keys that saves a half of the time.
static void fetch(const struct key_watch *w, uint64_t hash, struct slice key) {
    __builtin_prefetch(key.text);
    key_set_prefetch(&w->set, hash);
}

bool key_watch_take(struct key_watch *w, struct key_notes *notes, struct chunk *chunk) {
    bool good = true;
    for (uint32_t i = 0; i < notes->count && good; i++) {
        const struct key_note *note = &notes->items[i];
        if (i + AHEAD < notes->count) fetch(w, note[AHEAD].hash, key_of(notes, chunk, &note[AHEAD]));
        if (!w->only || is_suspect(w->only, note->hash)) good = take(w, note, key_of(notes, chunk, note), chunk);
    }
    if (!w->set.rises) atomic_store_explicit(&w->hashed, true, memory_order_relaxed);
    return good && !w->set.failed;
}

static void warn(const struct records *records, enum diag_id id, const struct slice args[3], uint64_t line,
                 enum diag_id hint, struct record_faults *faults) {
    struct record_fault *fault = record_fault_add(faults, id, args, 3);
    if (!fault) return;
    fault->path = records_path(records);
    fault->line = line;
    if (line) fault->place = records_place(records);
    if (hint) record_fault_hint(faults, fault, hint, args[0].text);
}

void run_warn_again(const struct key_watch *w, const struct records *records, const struct policy *policy,
                    enum lang lang, struct record_faults *faults) {
    char again[RECORD_FAULT_DIGITS], looked_at[RECORD_FAULT_DIGITS];
    struct slice name = slice_of(name_text(policy, &policy->key->def.name, lang));
    struct slice example = {text_string(&w->example), (uint32_t)w->example.length};
    const struct slice found[3] = {name, record_fault_number(again, w->again), example};
    const struct slice seen[3] = {name, record_fault_number(looked_at, w->looked_at), {"", 0}};
    if (w->again && w->seem) warn(records, DIAG_KEYS_SEEM_AGAIN, found, w->line, DIAG_HINT_SEEKABLE, faults);
    else if (w->again) warn(records, DIAG_KEYS_AGAIN, found, w->line, DIAG_HINT_DUPLICATES, faults);
    if (w->set.full || w->set.blind) warn(records, DIAG_KEYS_TOO_MANY, seen, 0, DIAG_NONE, faults);
}
