// What the parts of the JSON share.
#ifndef POL_WRITE_JSON_PUT_H
#define POL_WRITE_JSON_PUT_H
#include "grammar/base/json.h"
#include "interp/whatif/result.h"

struct json {
    struct json_writer j;
    const struct whatif_result *r;
    enum lang lang;
};

static inline void put_count(struct json *j, const char *name, uint64_t count) {
    json_put_int(&j->j, name, (int64_t)count);
}
static inline const char *name_of(const struct json *j, const struct name *n) {
    return name_text(j->r->policy, n, j->lang);
}
// Of a scheme and its offers, in both worlds.
void put_clauses(struct json *j, const struct whatif_subject *scheme);
#endif
