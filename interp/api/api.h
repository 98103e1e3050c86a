// The inside of the public API: how its objects are made of the language's and the interpreter's.
// Ownership: everything a pol_policy points to lives in its compilation's arena, which is not allocated from once the
// policy is made, so that threads can share it.
#ifndef POL_API_API_H
#define POL_API_API_H
#include "grammar/syntax/load.h"
#include "grammar/tree/model.h"
#include "interp/decide/decide.h"
#include "interp/plan/plan.h"
#include "interp/pol.h"

struct api_offer {  // one name through all versions of its scheme
    uint32_t group;
    const struct name *name;
};

struct api_grant {
    uint32_t offer;  // in offers
    const struct name *name;
    struct type type;
};

struct pol_policy {
    struct compilation compilation;
    struct policy *model;
    const struct name **groups;  // a scheme's name, by group
    struct api_offer *offers;
    uint32_t offer_count;
    struct api_grant *grants;
    uint32_t grant_count;
    // By version: what index it has there, -1 where that version has none of the name.
    int32_t **offer_places, **grant_places;
    uint32_t **offer_ids;           // by version and its own index: the offer
    const char *(**item_names)[2];  // by list field and item: "overdue.amount"
};

struct pol_report {
    unsigned errors, warnings;
    struct text text[2], json[2];  // by enum pol_lang, which is enum lang
};

struct bound {  // one member
    const struct field *field;
    uint32_t column;  // the field's index, kind and lane, at hand
    enum type_kind kind;
    enum lane lane;
    int64_t least, most;       // of a choice, a set or a number: what lies beyond is no value of the field
    bool dated;                // of a date or a month: its field has a range
    struct pol_member member;  // its strings and items are not the caller's any more
    struct bound *items;
    uint32_t item_count;
};

struct pol_binding {
    const pol_policy *policy;
    struct plan *plan;
    struct bound *members;
    uint32_t count;
    size_t record_size;
    struct setting *settings;
    char **words;  // what the settings were parsed from
    size_t setting_count;
    bool dated;     // the plan has its date
    int32_t as_of;  // which then is this
};

struct pol_evaluator {
    const pol_binding *binding;
    struct block *block;
    struct workspace *work;
    struct decisions *decisions;
    const struct field **bad_field;  // by row: whose member held no value of it, or NULL
    const struct field **bad_list;   // by row: the list that field is an item of, or NULL
    const char **names;              // room to sort reasons in
    uint32_t name_count, name_room;
};

// Room for one more report; NULL: out of memory.
struct pol_report *report_new(void);
// What a compilation has to say; false: out of memory.
bool report_fill(struct pol_report *r, struct compilation *c);
// A single message without a place.
bool report_message(struct pol_report *r, const struct diag *d);

void api_load(struct compilation *c, const struct pol_file *files, size_t count);
// Lays out the policy's tables of names; unwinds through the arena.
void api_index(struct pol_policy *p);

// A packed date (0: no such day) and back.
int32_t api_pack(struct pol_date date);
int64_t api_unpack(enum type_kind kind, int64_t value);  // dates and months in the form of pol_kind; others as they are

// Fills the evaluator's block; false: out of memory. `as_of` is 0 where the plan has its date.
bool api_convert(struct pol_evaluator *e, const char *records, size_t count, int32_t as_of);
#endif
