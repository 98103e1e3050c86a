// Ownership: records, their arguments' texts and the array are the arena's.
#include "grammar/diag/diag.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "grammar/base/order.h"
#include "grammar/base/utf8.h"

// One behind the other, and where each begins: a table of addresses would be written to whenever a program starts.
static const struct {
    char none[1];
#define DIAG(id, code, severity, en, zh) char id##_en[sizeof en], id##_zh[sizeof zh];
#include "grammar/diag/diags.def"
#undef DIAG
} texts = {
    "",
#define DIAG(id, code, severity, en, zh) en, zh,
#include "grammar/diag/diags.def"
#undef DIAG
};
#define TEXT_AT(member) ((uint32_t)offsetof(__typeof__(texts), member))

static const struct diag_info infos[DIAG_COUNT] = {
    {"", SEVERITY_NOTE, {TEXT_AT(none), TEXT_AT(none)}},
#define DIAG(id, code, severity, en, zh) {code, severity, {TEXT_AT(id##_en), TEXT_AT(id##_zh)}},
#include "grammar/diag/diags.def"
#undef DIAG
};

const struct diag_info *diag_info(enum diag_id id) { return &infos[id]; }

const char *diag_text(enum diag_id id, enum lang lang) { return (const char *)&texts + infos[id].text[lang]; }

static const char *copy_or_null(struct arena *a, const char *text) {
    return text ? arena_copy(a, text, strlen(text)) : NULL;
}

static void copy_args(struct arena *a, struct diag_arg *to, const struct diag_arg *from, size_t count) {
    for (size_t i = 0; i < count && i < DIAG_MAX_ARGS; i++)
        to[i] = (struct diag_arg){copy_or_null(a, from[i].en), copy_or_null(a, from[i].zh)};
}

// A run can meet millions of faults: what is beyond the cap is counted and takes no memory.
static bool counted_only(struct diags *ds, enum diag_id id) {
    if (infos[id].severity == SEVERITY_WARNING) ds->warnings++;
    if (infos[id].severity == SEVERITY_NOTE) ds->notes++;
    if (infos[id].severity != SEVERITY_ERROR) return false;
    if (++ds->errors <= DIAG_MAX_ERRORS) return false;
    ds->dropped++;
    return true;
}

struct diag *diag_record(struct diags *ds, enum diag_id id, struct span at, const struct diag_arg *args, size_t count) {
    if (counted_only(ds, id)) return &ds->scratch;
    struct diag *d = ARENA_NEW(ds->arena, struct diag);
    d->id = id;
    d->at = at;
    copy_args(ds->arena, d->args, args, count);
    ARENA_PUSH(ds->arena, ds->items, ds->count, d);
    return d;
}

void diags_take(struct diags *ds, struct diag *d) {
    if (!counted_only(ds, d->id)) ARENA_PUSH(ds->arena, ds->items, ds->count, d);
}

enum diag_id diag_find(const char *code, size_t length) {
    for (int id = DIAG_NONE + 1; id < DIAG_COUNT; id++)
        if (strlen(infos[id].code) == length && memcmp(infos[id].code, code, length) == 0) return (enum diag_id)id;
    return DIAG_NONE;
}

void diag_accept(struct diags *ds, struct diag *d, struct span at, const char *why) {
    d->accepted = why;
    d->accepted_at = at;
    ds->accepted++;
    if (infos[d->id].severity == SEVERITY_WARNING) ds->warnings--;
    else ds->notes--;
}

bool diag_is_wrong(const struct diag *d) { return !d->accepted && infos[d->id].severity != SEVERITY_NOTE; }

void diags_drop(struct diags *ds, uint32_t count) {
    ds->errors += count;
    ds->dropped += count;
}

void diag_set_label(struct diags *ds, struct diag *d, enum diag_id id, struct span at, const struct diag_arg *args,
                    size_t count) {
    if (d == &ds->scratch) return;
    d->label.id = id;
    d->label.at = at;
    copy_args(ds->arena, d->label.args, args, count);
}

void diag_set_hint(struct diags *ds, struct diag *d, enum diag_id id, const struct diag_arg *args, size_t count) {
    if (d == &ds->scratch) return;
    d->hint = id;
    copy_args(ds->arena, d->hint_args, args, count);
}

struct placed {
    struct diag *diag;
    uint32_t order;
};

static int compare_places(const void *left, const void *right) {
    const struct placed *a = left, *b = right;
    int by_source = compare_numbers(a->diag->at.source, b->diag->at.source);
    if (by_source) return by_source;
    int by_offset = compare_numbers(a->diag->at.offset, b->diag->at.offset);
    return by_offset ? by_offset : compare_numbers(a->order, b->order);
}

void diag_sort(struct diags *ds) {
    if (ds->count < 2) return;
    struct placed *all = ARENA_ARRAY(ds->arena, struct placed, ds->count);
    for (uint32_t i = 0; i < ds->count; i++) all[i] = (struct placed){ds->items[i], i};
    qsort(all, ds->count, sizeof *all, compare_places);
    for (uint32_t i = 0; i < ds->count; i++) ds->items[i] = all[i].diag;
}

#define ARGUMENT_MAX 200  // bytes of an argument that are shown: a cell or a string can be of any length

bool diag_may_show(uint32_t c) {
    bool control = c < 0x20 || (c >= 0x7F && c < 0xA0);
    bool bidirectional = (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0x200E || c == 0x200F ||
                         c == 0x061C || c == 0x2028 || c == 0x2029;
    return !control && !bidirectional;
}

// An argument may quote data: it must not steer the reader's terminal, nor break a JSON text.
void diag_put_clean(struct text *out, const char *bytes, size_t length) {
    size_t at = 0;
    while (at < length) {
        uint32_t c;
        size_t taken = utf8_decode(bytes + at, length - at, &c);
        if (taken && diag_may_show(c)) text_add(out, bytes + at, taken);
        else text_put(out, "\xEF\xBF\xBD");
        at += taken ? taken : 1;
    }
}

// Line by line and between tabs, which are the text's own.
void diag_put_shown(struct text *out, const char *bytes, size_t length) {
    for (size_t at = 0, from = 0; at <= length; at++) {
        if (at < length && bytes[at] != '\n' && bytes[at] != '\t') continue;
        diag_put_clean(out, bytes + from, at - from);
        if (at < length) text_char(out, bytes[at]);
        from = at + 1;
    }
}

static void put_argument(struct text *out, enum lang lang, const struct diag_arg *arg) {
    const char *text = lang == LANG_ZH && arg->zh ? arg->zh : arg->en;
    if (!text) return;
    size_t length = strlen(text), shown = length > ARGUMENT_MAX ? utf8_floor(text, ARGUMENT_MAX) : length;
    diag_put_clean(out, text, shown);
    if (shown < length) text_put(out, "…");
}

// An English template may begin with an argument such as "a period in days", which does not begin with a capital. In
// Chinese there is nothing to do: Latin letters there are a name's or a path's, which stay as they are.
static void capitalise(struct text *out, size_t at) {
    if (out->failed || at >= out->length) return;
    char *first = &out->bytes[at];
    if (*first >= 'a' && *first <= 'z') *first = (char)(*first - 'a' + 'A');
}

void diag_message(struct text *out, enum lang lang, enum diag_id id, const struct diag_arg *args) {
    size_t start = out->length;
    for (const char *p = diag_text(id, lang); *p;) {
        bool placeholder = p[0] == '{' && p[1] >= '1' && p[1] <= '0' + DIAG_MAX_ARGS && p[2] == '}';
        if (placeholder) put_argument(out, lang, &args[p[1] - '1']);
        else text_char(out, *p);
        p += placeholder ? 3 : 1;
    }
    if (lang == LANG_EN) capitalise(out, start);
}
