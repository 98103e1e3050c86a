// What the parts of the JSON share.
#ifndef POL_WRITE_JSON_PUT_H
#define POL_WRITE_JSON_PUT_H
#include "grammar/base/json.h"
#include "interp/whatif/result.h"

struct json {
    struct json_writer j;
    const struct whatif_result *r;
    enum lang lang;
    bool joins;  // what is read by no one but whoever makes one report out of several is wanted too
};

static inline void put_count(struct json *j, const char *name, uint64_t count) {
    json_put_int(&j->j, name, (int64_t)count);
}
static inline const char *name_of(const struct json *j, const struct name *n) {
    return name_text(j->r->policy, n, j->lang);
}
// json_parts.c: what the whole is made of that nobody reads
void put_fen(struct json *j, const char *name, whatif_fen fen);
void put_exact_share(struct json *j, const struct whatif_fraction *f);
void put_limit_counts(struct json *j, const struct whatif_limits *l);
void put_hash(struct json *j, uint64_t hash);
void put_tried(struct json *j);
void put_asked(struct json *j, const struct whatif_asked *a);
// Of a scheme and its offers, in both worlds.
void put_clauses(struct json *j, const struct whatif_subject *scheme);
#endif
