// Keys of objects: which field they name. They mostly come as they came in the object before.
#ifndef POL_JSONL_KEY_H
#define POL_JSONL_KEY_H
#include "interp/data/jsonl/parser.h"

bool jsonl_keys_init(struct jsonl_keys *keys, const struct dictionary *words, const struct field *fields,
                     uint32_t count);
void jsonl_keys_free(struct jsonl_keys *keys);
void jsonl_keys_forget(struct jsonl_keys *keys);  // the guesses
// Another object begins.
static inline void jsonl_keys_start(struct jsonl_keys *keys) {
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
#endif
