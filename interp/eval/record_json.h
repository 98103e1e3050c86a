// Values and items of a record as JSON, as `pol eval` reads them. For witnesses and for advice.
//
//     struct record_json w = {.json = &writer, .policy = policy, .lang = lang, .nulls = true};
//     record_json_value(&w, "revenue", field, value); …
//     record_json_end(&w);                            // always
#ifndef POL_EVAL_RECORD_JSON_H
#define POL_EVAL_RECORD_JSON_H
#include "grammar/base/json.h"
#include "interp/eval/workspace.h"

struct record_json {
    struct json_writer *json;
    const struct policy *policy;
    enum lang lang;
    bool nulls;         // what is not known is a null; else its member is left out, but not a value of a list
    struct text value;  // scratch
};
void record_json_value(struct record_json *w, const char *member, const struct field *f, struct node_value v);
// The list of a row; `without`: but for its item of that number, -1: with all. Only one that is known has items.
void record_json_list(struct record_json *w, const char *member, const struct field *list, const struct list_column *l,
                      uint32_t row, int64_t without);
// A field of the row, whichever it is, by its own name.
void record_json_field(struct record_json *w, const struct block *b, uint32_t row, const struct field *f);
void record_json_end(struct record_json *w);
#endif
