#include <string.h>

#include "grammar/check/checker.h"

#define uthash_malloc(size) arena_alloc(c->trial, (size))
#define uthash_free(room, size) ((void)(room))
#include "grammar/base/hash.h"

struct reported_key {
    enum diag_id id;
    uint32_t source, offset;
};
struct reported_entry {
    struct reported_key key;
    UT_hash_handle hh;
};

static bool reported_before(struct checker *c, enum diag_id id, struct span at) {
    struct reported_key key = {id, at.source, at.offset};
    struct reported_entry *entry = NULL;
    HASH_FIND(hh, c->reported, &key, sizeof key, entry);
    if (entry) return true;
    entry = ARENA_NEW(c->trial, struct reported_entry);
    entry->key = key;
    HASH_ADD(hh, c->reported, key, sizeof key, entry);
    return false;
}

bool report_is_new(struct checker *c, enum diag_id id, struct span at) { return !reported_before(c, id, at); }

static bool is_unknown(enum diag_id id) {
    return id == DIAG_UNKNOWN_NAME || id == DIAG_UNKNOWN_FUNCTION || id == DIAG_UNKNOWN_OFFER ||
           id == DIAG_UNKNOWN_SCHEME || id == DIAG_REFORM_SCHEME_ABSENT || id == DIAG_UNKNOWN_SAMPLE ||
           id == DIAG_UNKNOWN_FIELD || id == DIAG_UNKNOWN_LIST || id == DIAG_UNKNOWN_CHOICES ||
           id == DIAG_REPLACES_NOTHING;
}

void know_losses(struct checker *c) {
    c->faulty = ARENA_ARRAY(c->arena, bool, c->sources->count);
    for (uint32_t i = 0; i < c->diags->count; i++) {
        enum diag_id id = c->diags->items[i]->id;
        uint32_t source = c->diags->items[i]->at.source;
        if (source < c->sources->count) c->faulty[source] = true;
        c->lost_file |= id >= DIAG_FILE_NOT_FOUND && id <= DIAG_FILE_ENCODING;
    }
    c->unread_count = c->diags->count;
    c->name_count = c->names->count;
    c->lost_names = ARENA_ARRAY(c->arena, bool, c->name_count + 1);
    for (size_t t = 0; t < c->tree_count; t++) c->lost_file |= c->trees[t]->lost_use;
    for (size_t t = 0; t < c->tree_count; t++)
        for (uint32_t i = 0; i < c->trees[t]->lost_count; i++) c->lost_names[c->trees[t]->lost[i]] = true;
}

bool source_is_whole(const struct checker *c, struct span at) { return !c->faulty[at.source]; }

// A name that is unknown because what defined it could not be read: that was said where it happened.
static bool is_lost(const struct checker *c, enum diag_id id, const struct diag_arg *name) {
    if (!is_unknown(id)) return false;
    symbol s = intern_find(c->names, name->en, strlen(name->en));
    return c->lost_file || (s && s < c->name_count && c->lost_names[s]);
}

static bool on_one_line(const struct checker *c, struct span a, struct span b) {
    uint32_t from = a.offset < b.offset ? a.offset : b.offset, to = a.offset < b.offset ? b.offset : a.offset;
    return a.source == b.source && !memchr(c->sources->items[a.source]->bytes + from, '\n', to - from);
}

// As opposed to what is read as it stands and has no such value, or is no such type.
static bool is_misread(enum diag_id id) {
    bool value = id >= DIAG_NUMBER_TOO_LONG && id <= DIAG_UNKNOWN_TYPE;
    return id >= DIAG_EXPECTED_AFTER && id <= DIAG_RUN_TOGETHER && !value;
}

bool line_is_unread(const struct checker *c, struct span at) {
    for (uint32_t i = 0; i < c->unread_count; i++) {
        const struct diag *d = c->diags->items[i];
        if (is_misread(d->id) && on_one_line(c, at, d->at)) return true;
    }
    return false;
}

bool part_is_unread(const struct checker *c, struct span part) {
    for (uint32_t i = 0; i < c->unread_count; i++) {
        const struct diag *d = c->diags->items[i];
        bool inside = d->at.offset >= part.offset && d->at.offset <= part.offset + part.length;
        if (is_misread(d->id) && d->at.source == part.source && inside) return true;
    }
    return false;
}

static bool lies_in(struct span at, struct span part) {
    return at.source == part.source && at.offset >= part.offset && at.offset < part.offset + part.length;
}

void hint_reform(struct checker *c, struct diag *d, const struct scheme_build *s) {
    bool amends = s->reform->kind == DECL_AMENDMENT;
    const char *title = s->reform->text ? s->reform->text : "";
    report_hint(c, d, amends ? DIAG_HINT_WITH_AMENDMENT : DIAG_HINT_WITH_REFORM, A(title));
}

// What a reform writes is its own fault; what stands elsewhere was none without it.
static bool is_reforms_fault(const struct scheme_build *s, struct span at) {
    if (!s || !s->compared || lies_in(at, s->reform->at)) return false;
    for (uint32_t i = 0; i < s->scheme.amendment_count; i++)
        if (lies_in(at, s->scheme.amendments[i]->at)) return false;
    return true;
}

struct diag *report_record(struct checker *c, enum diag_id id, struct span at, const struct diag_arg *args,
                           size_t count) {
    if (line_is_unread(c, at)) return &c->diags->scratch;
    if (count && is_lost(c, id, &args[0])) return &c->diags->scratch;
    if (reported_before(c, id, at)) return &c->diags->scratch;
    struct diag *d = diag_record(c->diags, id, at, args, count);
    if (is_reforms_fault(c->typing, at)) hint_reform(c, d, c->typing);
    return d;
}

void report_twice(struct checker *c, const struct decl *again, const struct decl *first, struct diag_arg what) {
    struct diag *d = report(c, DIAG_SAID_TWICE, again->head, what);
    report_label(c, d, DIAG_LABEL_FIRST_HERE, first->head, A(""));
}

struct diag_arg sort_words(enum decl_kind kind) {
    switch ((int)kind) {
    case DECL_PARAM: return (struct diag_arg){"param", "参数"};
    case DECL_GRANT: return (struct diag_arg){"grant", "授予"};
    case DECL_DEFINE: return (struct diag_arg){"definition", "定义"};
    case DECL_TABLE: return (struct diag_arg){"table", "表"};
    }
    return (struct diag_arg){"rule", "规则"};
}

struct diag_arg symbol_words(struct checker *c, symbol s) {
    return (struct diag_arg){intern_name(c->names, s), NULL};
}

struct diag_arg name_words(struct checker *c, const struct name *n) {
    symbol en = n->en ? n->en : n->zh, zh = n->zh ? n->zh : n->en;
    return (struct diag_arg){intern_name(c->names, en), intern_name(c->names, zh)};
}

struct diag_arg text_words(struct checker *c, struct text *t) {
    return (struct diag_arg){text_keep(t, c->arena), NULL};
}

struct diag_arg number_words(struct checker *c, uint64_t n) {
    const struct number_text digits = number_text(n);
    return (struct diag_arg){arena_copy(c->arena, digits.text, strlen(digits.text)), NULL};
}

static const char *joined(struct checker *c, const char *before, const char *middle, const char *after) {
    size_t a = strlen(before), b = strlen(middle), d = strlen(after);
    char *out = arena_alloc(c->arena, a + b + d + 1);
    memcpy(out, before, a);
    memcpy(out + a, middle, b);
    memcpy(out + a + b, after, d);
    return out;
}

static struct diag_arg count_words(struct checker *c, const struct type *t) {
    if (!t->counter) return (struct diag_arg){"a count", "数量"};
    const char *counter = intern_name(c->names, t->counter);
    return (struct diag_arg){joined(c, "a count of ", counter, ""), joined(c, "以“", counter, "”计的数量")};
}

static struct diag_arg domain_words(struct checker *c, const struct type *t, const char *en, const char *zh) {
    const struct definition *d = t->choices ? &t->choices->def : t->domain ? &t->domain->def : NULL;
    if (!d) return (struct diag_arg){en, zh};
    struct diag_arg name = name_words(c, &d->name);
    return (struct diag_arg){joined(c, en, " ", name.en), joined(c, zh, name.zh, "")};
}

static struct diag_arg list_words(struct checker *c, const struct type *t) {
    if (!t->domain || !t->domain->plain) return domain_words(c, t, "a list of", "列表");
    struct diag_arg value = type_words(c, &t->domain->items[0].type);
    return (struct diag_arg){joined(c, "a list, each item of which is ", value.en, ""),
                             joined(c, "每项均为", value.zh, "的列表")};
}

struct diag_arg type_words(struct checker *c, const struct type *t) {
    switch (t->kind) {
    case TYPE_NONE: return (struct diag_arg){"silent", "文件未规定"};
    case TYPE_TRUTH: return (struct diag_arg){"yes/no", "是否类型"};
    case TYPE_COUNT: return count_words(c, t);
    case TYPE_MONEY: return (struct diag_arg){"money", "金额"};
    case TYPE_PERCENT: return (struct diag_arg){"a percentage", "百分比"};
    case TYPE_NUMBER: return (struct diag_arg){"a number", "数值"};
    case TYPE_DATE: return (struct diag_arg){"a date", "日期"};
    case TYPE_MONTH: return (struct diag_arg){"a month", "月份"};
    case TYPE_PERIOD:
        return t->unit == UNIT_DAYS ? (struct diag_arg){"a period in days", "按天计的期限"}
                                    : (struct diag_arg){"a period in months", "按月计的期限"};
    case TYPE_SPAN: return (struct diag_arg){"the time between two dates", "两个日期之间的时长"};
    case TYPE_CHOICE: return domain_words(c, t, "a choice of", "单选");
    case TYPE_SET: return domain_words(c, t, "a set of", "多选");
    case TYPE_TEXT: return (struct diag_arg){"text", "文本"};
    case TYPE_LIST: return list_words(c, t);
    }
    return (struct diag_arg){"", NULL};
}
