#include "interp/data/jsonl/key.h"

#include <stdlib.h>

#include "interp/value/field_names.h"

#define WARNED_LIMIT ((size_t)64 << 10)

bool jsonl_keys_init(struct jsonl_keys *keys, const struct dictionary *words, const struct field *fields,
                     uint32_t count) {
    *keys = (struct jsonl_keys){.words = words, .fields = fields, .count = count};
    keys->seen = calloc((size_t)count + 1, sizeof *keys->seen);
    keys->guesses = calloc((size_t)count + 1, sizeof *keys->guesses);
    return keys->seen && keys->guesses;
}

void jsonl_keys_free(struct jsonl_keys *keys) {
    free(keys->seen);
    free(keys->guesses);
}

void jsonl_keys_forget(struct jsonl_keys *keys) {
    if (keys->guesses) memset(keys->guesses, 0, ((size_t)keys->count + 1) * sizeof *keys->guesses);
}

// Each key once per thread; the run sees to it that it is once in all.
static void warn_unknown(struct jsonl_parser *p, struct slice key, const char *at, const struct jsonl_keys *keys) {
    struct text line = {0};
    text_format(&line, "\n%.*s\n", (int)key.length, key.text);
    bool old = p->warned.length > WARNED_LIMIT || strstr(text_string(&p->warned), text_string(&line));
    if (!old) text_add(&p->warned, text_string(&line), line.length);
    text_free(&line);
    if (old) return;
    struct record_fault *fault = record_fault_add(p->faults, DIAG_JSON_UNKNOWN, &key, 1);
    jsonl_place(p, fault, at);
    if (!fault) return;
    fault->once = true;
    const char *near = field_nearest_of(p->table->policy, keys->fields, keys->count, fault->args[0].en);
    if (near) record_fault_hint(p->faults, fault, DIAG_HINT_DID_YOU_MEAN, near);
}

// A key of no field: its value is passed over, but it must not come twice either.
static bool pass_over(struct jsonl_parser *p, struct slice key, const char *at, const struct jsonl_keys *keys) {
    for (uint32_t i = p->unknown_from; i < p->unknown_count; i++)
        if (p->unknown[i].length == key.length && !memcmp(p->unknown[i].text, key.text, key.length)) {
            jsonl_fault(p, DIAG_JSON_DUPLICATE, at, &key, 1);
            return json_skip(&p->json, 1);
        }
    if (p->unknown_count == JSONL_MAX_UNKNOWN) return json_fail(&p->json, DIAG_JSON_MANY_KEYS, at);
    p->unknown[p->unknown_count++] = key;
    warn_unknown(p, key, at, keys);
    return json_skip(&p->json, 1);
}

bool jsonl_any_key(struct jsonl_parser *p, struct jsonl_keys *keys, struct slice *key, uint32_t *field) {
    struct json_reader *j = &p->json;
    json_blank(j);
    const char *at = j->at;
    if (!json_string(j, key) || !json_expect(j, ':')) return false;
    struct jsonl_guess guess = {at, (uint32_t)(j->at - at), key->length,
                                dictionary_find(keys->words, key->text, key->length)};
    *field = guess.field;
    json_blank(j);
    if (guess.field == DICTIONARY_NONE) return pass_over(p, *key, at, keys);
    if (keys->seen[guess.field] == keys->stamp) jsonl_fault(p, DIAG_JSON_DUPLICATE, at, key, 1);
    keys->seen[guess.field] = keys->stamp;
    if (key->text == at + 1) keys->guesses[keys->last] = guess;  // no escapes in it
    keys->last = guess.field + 1;
    return true;
}
