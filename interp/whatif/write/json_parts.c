// What a report needs for nothing but that those of the parts of some data can be made one.
#include <stdio.h>

#include "interp/whatif/write/json_put.h"

void put_fen(struct json *j, const char *name, whatif_fen fen) {
    char digits[48], *at = digits + sizeof digits;
    unsigned __int128 rest = fen < 0 ? -(unsigned __int128)fen : (unsigned __int128)fen;
    *--at = '\0';
    do *--at = (char)('0' + (int)(rest % 10));
    while (rest /= 10);
    if (fen < 0) *--at = '-';
    json_put_string(&j->j, name, at);
}

void put_exact_share(struct json *j, const struct whatif_fraction *f) {
    if (!j->joins || !f->of) return;
    json_open_object(&j->j, "share_exact");
    put_fen(j, "eligible", f->eligible);
    put_fen(j, "refer", f->refer);
    put_fen(j, "limit", f->granted);
    json_put_int(&j->j, "of", f->of);
    json_close_object(&j->j);
}

void put_limit_counts(struct json *j, const struct whatif_limits *l) {
    if (!j->joins) return;
    json_open_object(&j->j, "limit_counts");
    if (l->rounded) json_put_bool(&j->j, "rounded", true);
    json_open_array(&j->j, "values");
    for (uint32_t i = 0; i < l->count; i++) {
        json_open_object(&j->j, NULL);
        put_fen(j, "limit", l->items[i].limit);
        put_count(j, "before", l->items[i].before);
        put_count(j, "after", l->items[i].after);
        json_close_object(&j->j);
    }
    json_close_array(&j->j);
    json_close_object(&j->j);
}

void put_hash(struct json *j, uint64_t hash) {
    char digits[17];
    if (!j->joins) return;
    snprintf(digits, sizeof digits, "%016llx", (unsigned long long)hash);
    json_put_string(&j->j, "hash", digits);
}

void put_tried(struct json *j) {
    json_open_array(&j->j, "robustness");
    for (uint32_t i = 0; i < j->r->shift_count; i++) {
        json_open_object(&j->j, NULL);
        json_put_string(&j->j, "param", j->r->shifts[i].label);
        json_put_string(&j->j, "low", j->r->shifts[i].low);
        json_put_string(&j->j, "high", j->r->shifts[i].high);
        json_close_object(&j->j);
    }
    json_close_array(&j->j);
}

static void put_words(struct json *j, const char *name, const struct whatif_words *words) {
    json_open_array(&j->j, name);
    for (uint32_t i = 0; i < words->count; i++) json_put_string(&j->j, NULL, words->items[i]);
    json_close_array(&j->j);
}

void put_asked(struct json *j, const struct whatif_asked *a) {
    json_open_object(&j->j, "asked");
    json_put_string(&j->j, "lang", j->lang == LANG_ZH ? "zh" : "en");
    put_words(j, "reforms", &a->reforms);
    put_words(j, "set", &a->set);
    put_words(j, "base_set", &a->base_set);
    json_put_string(&j->j, "scheme", a->scheme);
    json_put_string(&j->j, "where", a->where);
    put_words(j, "by", &a->by);
    put_words(j, "sweep", &a->sweeps);
    json_put_string(&j->j, "robustness", a->robustness);
    json_put_string(&j->j, "near", a->near);
    put_count(j, "sample", a->sample);
    put_count(j, "min_cell", a->min_cell);
    json_close_object(&j->j);
}
