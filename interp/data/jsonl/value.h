// What jsonl.c, jsonl_key.c and jsonl_value.c share: a parser's state, keys, and the values of fields.
#ifndef POL_JSONL_VALUE_H
#define POL_JSONL_VALUE_H
#include "interp/data/csv/csv.h"
#include "interp/data/jsonl/jsonl.h"
#include "interp/data/jsonl/scan.h"

#define JSONL_MAX_UNKNOWN 256u

// A key of a field as it stood when it was last met: from its quote to behind its colon. No text: length 0.
struct jsonl_guess {
    const char *text;
    uint32_t length, key_length, field;
};

// The keys of records, or of the items of a list. Objects mostly have the same keys in the same order.
struct jsonl_keys {
    const struct dictionary *words;
    const struct field *fields;
    uint32_t count;               // of the fields
    uint32_t last;                // one more than the last field met in the object at hand; 0: none yet
    uint32_t stamp, *seen;        // by field index: the stamp of the object that had it last
    struct jsonl_guess *guesses;  // by `last`: what came next in other objects; they last as long as the chunk
};

struct jsonl_parser {
    const struct jsonl_table *table;
    struct block *block;
    struct slice *raw;  // by row
    struct chunk *chunk;
    struct record_faults *faults;
    struct json json;
    struct slice line;  // the record at hand
    char *spill;
    size_t spill_capacity;
    struct list_reader **lists;  // by field index, NULL where there is none
    const struct field **list_fields;
    uint32_t list_count;
    struct jsonl_keys keys, *item_keys;       // of records; by field index, of the items of lists
    struct slice unknown[JSONL_MAX_UNKNOWN];  // keys of the object at hand that no field bears
    uint32_t unknown_from, unknown_count;
    struct text last_key, warned;
    uint32_t fault_count;  // of the record at hand
    bool bad, quiet, damaged, no_memory;
};

// Where a value goes, in a field's column or in one of a list's items, and the key before it.
struct jsonl_target {
    const struct cell_type *type;
    struct vector *column;
    uint32_t row;
    const struct slice *key;
};
// At the value. False after a fault of syntax, which ends the record; a value that does not fit is a fault that does
// not.
bool jsonl_value(struct jsonl_parser *p, const struct jsonl_target *to);
bool jsonl_list(struct jsonl_parser *p, const struct field *list, const struct slice *key);

bool jsonl_keys_init(struct jsonl_keys *keys, const struct dictionary *words, const struct field *fields,
                     uint32_t count);
void jsonl_keys_free(struct jsonl_keys *keys);
void jsonl_keys_forget(struct jsonl_keys *keys);                // the guesses
static inline void jsonl_keys_start(struct jsonl_keys *keys) {  // another object
    keys->last = 0;
    keys->stamp++;
}
// Before a key; at its value then. A key of no field is passed over with its value: `field` is DICTIONARY_NONE. False
// as above.
bool jsonl_any_key(struct jsonl_parser *p, struct jsonl_keys *keys, struct slice *key, uint32_t *field);

// Both are padded. What is the same is of the input, for no guess has the character at the input's end in it.
static inline bool jsonl_is_guess(const char *at, const struct jsonl_guess *g) {
    const char *text = g->text;
    uint32_t left = g->length;
    for (; left > 8; left -= 8, at += 8, text += 8)
        if (load_word(at) != load_word(text)) return false;
    return left && !((load_word(at) ^ load_word(text)) << (64 - 8 * left));
}

// The same, where the key comes as it mostly does.
static inline bool jsonl_key(struct jsonl_parser *p, struct jsonl_keys *keys, struct slice *key, uint32_t *field) {
    const struct jsonl_guess *guess = &keys->guesses[keys->last];
    const char *at = p->json.at;
    uint32_t *seen = &keys->seen[guess->field];
    if (*seen == keys->stamp || !jsonl_is_guess(at, guess)) return jsonl_any_key(p, keys, key, field);
    *key = (struct slice){at + 1, guess->key_length};
    *field = guess->field;
    *seen = keys->stamp;
    keys->last = guess->field + 1;
    p->json.at = at + guess->length;
    json_blank(&p->json);
    return true;
}
// Marks the record as bad. False: enough was said of it, or nothing is to be said.
bool jsonl_refuse(struct jsonl_parser *p);
void jsonl_fault(struct jsonl_parser *p, enum diag_id id, const char *at, const struct slice *args, size_t count);
void jsonl_place(struct jsonl_parser *p, struct record_fault *fault, const char *at);

static inline struct slice text_of_name(const struct jsonl_parser *p, const struct field *f) {
    const char *name = name_text(p->table->policy, &f->def.name, LANG_EN);
    return (struct slice){name, (uint32_t)strlen(name)};
}
#endif
