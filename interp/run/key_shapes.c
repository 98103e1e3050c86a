#include "interp/run/key_shapes.h"

#include <string.h>

#include "grammar/base/utf8.h"

#define KEPT_DIGITS 15u  // by a spreadsheet
#define LEAST_LOST 3u    // zeros: fewer come by chance once in a hundred times

// Whether the bytes are digits: their first half is 3, and stays 3 with 6 more in the second.
static inline bool are_digits(const char *bytes) {
    const uint64_t halves = UINT64_C(0xF0F0F0F0F0F0F0F0), three = UINT64_C(0x3030303030303030);
    uint64_t word = load_word(bytes), more = word + UINT64_C(0x0606060606060606);
    return (word & halves) == three && (more & halves) == three;
}

static bool is_number(struct slice key) {
    uint32_t at = 0;
    for (; at + 8 <= key.length; at += 8)
        if (!are_digits(key.text + at)) return false;
    if (at == key.length || key.length > 8) return at == key.length || are_digits(key.text + key.length - 8);
    for (; at < key.length; at++)
        if (!is_digit(key.text[at])) return false;
    return true;
}

static bool is_rounded(struct slice key) {
    for (uint32_t i = KEPT_DIGITS; i < key.length; i++)
        if (key.text[i] != '0') return false;
    return true;
}

static void keep(struct key_example *e, struct slice key, uint64_t chunk, uint64_t record) {
    *e = (struct key_example){.chunk = chunk, .record = record};
    memcpy(e->text, key.text, key.length);
}

static void note_longer(struct key_shapes *s, struct slice key, uint64_t chunk, uint64_t record) {
    s->longer++;
    if (!is_rounded(key)) return;
    if (!s->rounded++) keep(&s->rounded_first, key, chunk, record);
    s->lost += key.length - KEPT_DIGITS;
}

static void note(struct key_shapes *s, struct slice key, uint64_t chunk, uint64_t record) {
    struct key_shape *shape = &s->lengths[key.length];
    if (!shape->count++) keep(&shape->first, key, chunk, record);
    shape->zeros += key.text[0] == '0';
    if (key.length > KEPT_DIGITS) note_longer(s, key, chunk, record);
}

void key_shapes_note(struct key_shapes *s, const struct slice *keys, const struct block *b, uint64_t chunk) {
    for (uint32_t r = 0; r < b->rows; r++)
        if (keys[r].length <= KEY_SHAPE_DIGITS && keys[r].length && is_digit(keys[r].text[0]) && is_number(keys[r]))
            note(s, keys[r], chunk, b->record[r]);
}

static bool is_before(const struct key_example *a, const struct key_example *b) {
    return a->chunk != b->chunk ? a->chunk < b->chunk : a->record < b->record;
}

static void take_example(struct key_example *e, const struct key_example *other) {
    if (*other->text && (!*e->text || is_before(other, e))) *e = *other;
}

void key_shapes_merge(struct key_shapes *s, struct key_shapes *more) {
    for (uint32_t i = 0; i <= KEY_SHAPE_DIGITS; i++) {
        if (!more->lengths[i].count) continue;
        s->lengths[i].count += more->lengths[i].count;
        s->lengths[i].zeros += more->lengths[i].zeros;
        take_example(&s->lengths[i].first, &more->lengths[i].first);
    }
    s->longer += more->longer;
    s->rounded += more->rounded;
    s->lost += more->lost;
    take_example(&s->rounded_first, &more->rounded_first);
    *more = (struct key_shapes){0};
}

static void warn(const struct records *records, enum diag_id id, const struct slice args[4],
                 struct record_faults *faults) {
    struct record_fault *fault = record_fault_add(faults, id, args, 4);
    if (!fault) return;
    fault->path = records_path(records);
    record_fault_hint(faults, fault, DIAG_HINT_FULL_NUMBER, "");
}

// Of numbers that long hardly one in ten ends so by itself.
static bool seem_rounded(const struct key_shapes *s) { return s->lost >= LEAST_LOST && 2 * s->rounded > s->longer; }

// The length that nine in ten of the numbers have; 0: there is none.
static uint32_t usual_length(const struct key_shapes *s) {
    uint64_t all = 0;
    for (uint32_t i = 0; i <= KEY_SHAPE_DIGITS; i++) all += s->lengths[i].count;
    for (uint32_t i = 1; i <= KEY_SHAPE_DIGITS; i++)
        if (s->lengths[i].count >= all - all / 10 && all) return i;
    return 0;
}

// Numbers that are counted up have fewer digits at first, too. But where some of the usual length begin with a zero
// they are filled up with zeros, and then none is shorter; one that is, and begins with a zero, is another sort.
static uint64_t count_shorter(const struct key_shapes *s, uint32_t usual, uint32_t *longest) {
    uint64_t count = 0;
    for (uint32_t i = 1; i < usual; i++) {
        if (s->lengths[i].zeros) return 0;
        if (s->lengths[i].count) *longest = i;
        count += s->lengths[i].count;
    }
    return s->lengths[usual].zeros ? count : 0;
}

void run_warn_shapes(const struct key_shapes *s, const struct records *records, const struct policy *policy,
                     enum lang lang, struct record_faults *faults) {
    struct slice name = slice_of(name_text(policy, &policy->key->def.name, lang));
    char count[RECORD_FAULT_DIGITS], digits[RECORD_FAULT_DIGITS];
    uint32_t usual = usual_length(s), longest = 0;
    uint64_t shorter = count_shorter(s, usual, &longest);
    if (seem_rounded(s))
        warn(records, DIAG_KEYS_ROUNDED,
             (struct slice[]){name, record_fault_number(count, s->rounded), slice_of(s->rounded_first.text), {"", 0}},
             faults);
    if (shorter)
        warn(records, DIAG_KEYS_SHORT,
             (struct slice[]){name, record_fault_number(count, shorter), slice_of(s->lengths[longest].first.text),
                              record_fault_number(digits, usual)},
             faults);
}
