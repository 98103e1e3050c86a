// What a name in an expression stands for, and its type.
#include <string.h>

#include "grammar/check/typing.h"
#include "grammar/syntax/notation.h"

static bool stands_alone(const struct definition *d) {
    if (d->kind == DEF_BUILTIN) return ((const struct builtin_def *)d)->id == BUILTIN_AS_OF;
    if (d->kind == DEF_DEFINE) return ((const struct define *)d)->param_count == 0;
    return true;
}

static const struct definition *resolve(const struct context *x, symbol name, const struct choices *among) {
    const struct value *value = value_named(among, name);
    if (value) return &value->def;
    const struct field *item = item_named(x->list, name);
    return item ? &item->def : scope_find(x->scope, name);
}

// What joins a name to a value or a range in one word, and what the language has for it; NULL: nothing.
struct joint {
    const char *word, *value, *range;
};

// Longer ones before those that they end in or begin with.
static const struct joint joints[] = {
    {"不等于", "不为", NULL}, {"不属于", "不为", "不属于"}, {"不为", "不为", NULL}, {"不是", "不为", NULL},
    {"等于", "为", NULL},     {"属于", "为", "属于"},       {"包含", "包含", NULL}, {"介于", NULL, "属于"},
    {"在", NULL, "属于"},     {"为", "为", "属于"},         {"是", "为", "属于"},   {"", NULL, "属于"},
};

static const struct type *field_type(const struct definition *d) {
    bool field = d->kind == DEF_FIELD || d->kind == DEF_ITEM_FIELD;
    return field ? &((const struct field *)d)->type : NULL;
}

static bool may_be_measured(const struct type *t) { return !t || type_has_amount(t->kind) || t->kind == TYPE_NONE; }

static struct diag_arg joined(struct context *x, const char *joint, const char *rest) {
    struct text t = {0};
    text_format(&t, "%s %s", joint, rest);
    return text_words(x->c, &t);
}

// What of the type is said by the joint and the rest behind it, apart; without words where that is nothing.
static struct diag_arg parted(struct context *x, const struct type *t, const struct joint *j, const char *rest) {
    symbol name = intern_find(x->c->names, rest, strlen(rest));
    bool contains = j->value && !strcmp(j->value, "包含"), set = t && t->kind == TYPE_SET;
    if (t && name && value_named(t->choices, name))
        return j->value && contains == set ? joined(x, j->value, rest) : (struct diag_arg){0};
    struct notation n = may_be_measured(t) ? notation_read(x->c->arena, rest, strlen(rest)) : (struct notation){0};
    if (n.kind == NOTATION_BOUND && j->range && strcmp(j->range, "不属于") != 0) return n.written;
    if (n.kind == NOTATION_RANGE && j->range) return joined(x, j->range, n.written.zh);
    bool value = n.kind == NOTATION_VALUE && j->value && !contains;
    return value ? joined(x, j->value, n.written.zh) : (struct diag_arg){0};
}

static struct diag_arg parted_from(struct context *x, const struct definition *def, const char *rest) {
    struct diag_arg said = {0};
    for (size_t i = 0; i < sizeof joints / sizeof *joints && !said.en; i++) {
        size_t length = strlen(joints[i].word);
        if (!strncmp(rest, joints[i].word, length)) said = parted(x, field_type(def), &joints[i], rest + length);
    }
    return said;
}

static void hint_parted(struct checker *c, struct diag *d, const char *name, struct diag_arg said) {
    struct text en = {0}, zh = {0};
    text_format(&en, "%s %s", name, said.en);
    text_format(&zh, "%s %s", name, said.zh ? said.zh : said.en);
    diag_hint(c->diags, d, DIAG_HINT_PARTED, A(name), said);
    struct diag_arg apart = text_words(c, &en);
    apart.zh = text_words(c, &zh).en;
    diag_set_fix(c->diags, d, d->at, apart);
}

// 收入不低于20万元, 年龄18至65岁, 类型为生存型: a name and what is said of it, with no blank between them.
static bool hint_blank(struct context *x, struct diag *d, const char *word) {
    struct checker *c = x->c;
    for (size_t end = strlen(word); end-- > 1;) {
        symbol name = (word[end] & 0xC0) == 0x80 ? 0 : intern_find(c->names, word, end);
        const struct definition *def = name ? resolve(x, name, NULL) : NULL;
        struct diag_arg said = {0};
        if (def && stands_alone(def)) said = parted_from(x, def, word + end);
        if (!said.en) continue;
        hint_parted(c, d, arena_copy(c->arena, word, end), said);
        return true;
    }
    return false;
}

static void report_unknown(struct context *x, const struct expr *e, const struct choices *among) {
    struct checker *c = x->c;
    if (x->lenient) return;
    struct diag *d;
    if (among) d = report(c, DIAG_UNKNOWN_VALUE, e->at, symbol_words(c, e->name), name_words(c, &among->def.name));
    else d = report(c, DIAG_UNKNOWN_NAME, e->at, symbol_words(c, e->name));
    if (hint_half(x, d, e)) return;
    if (!c->policy->field_count) {  // the file with the vocabulary was forgotten: all names will be unknown
        report_hint(c, d, DIAG_HINT_NO_VOCABULARY, A(""));
        c->lost_file = true;
        return;
    }
    struct nearest n = nearest_to(intern_name(c->names, e->name));
    offer_values(c, &n, among);
    offer_items(c, &n, x->list);
    offer_scope(c, &n, x->scope, stands_alone);
    struct notation written = notation_read(c->arena, n.word, strlen(n.word));
    bool writable = written.kind == NOTATION_VALUE || (written.kind && x->cell);
    if (writable) diag_meant(c->diags, d, e->at, written.written);
    else if (hint_blank(x, d, n.word)) return;
    else if (n.best || !among) hint_nearest(c, d, &n);
    else hint_values(c, d, among);
}

static struct type report_no_value(struct context *x, const struct expr *e, const char *en, const char *zh) {
    struct diag *d = report(x->c, DIAG_NOT_A_VALUE, e->at, symbol_words(x->c, e->name), A2(en, zh));
    if (e->ref->kind == DEF_DEFINE || e->ref->kind == DEF_BUILTIN)
        report_hint(x->c, d, DIAG_HINT_CALL, symbol_words(x->c, e->name));
    return (struct type){0};
}

static struct type define_type(struct context *x, const struct expr *e) {
    struct define_build *d = (struct define_build *)e->ref;
    if (d->define.param_count) return report_no_value(x, e, "a definition with parameters", "带参数的定义");
    type_define(x->c, d);
    bool sound = d->progress == PROGRESS_DONE && d->define.expr;
    return sound ? d->define.expr->type : (struct type){0};
}

static struct type table_type(struct context *x, const struct expr *e) {
    struct table_build *t = (struct table_build *)e->ref;
    type_table(x->c, t);
    if (t->table.result_count == 1) return t->table.results[0].type;
    bool unread = line_is_unread(x->c, t->table.decl->head) || part_is_unread(x->c, t->table.decl->at);
    if (t->table.result_count == 0 || unread) return (struct type){0};
    struct diag *d = report(x->c, DIAG_NOT_A_VALUE, e->at, symbol_words(x->c, e->name),
                            A2("a table with several results", "有多个结果的表"));
    report_hint(x->c, d, DIAG_HINT_RESULT, symbol_words(x->c, e->name),
                name_words(x->c, &t->table.results[0].def.name));
    return (struct type){0};
}

static struct type param_type(struct context *x, const struct expr *e) {
    struct param_build *p = (struct param_build *)e->ref;
    p->used = true;
    type_param(x->c, p);
    return p->param.type;
}

static struct type builtin_type(struct context *x, const struct expr *e) {
    if (stands_alone(e->ref)) return (struct type){.kind = TYPE_DATE};
    return report_no_value(x, e, "a function", "函数");
}

static struct type grant_type(const struct expr *e) {
    const struct expr *granted = ((const struct grant *)e->ref)->decl->expr;
    return granted ? granted->type : (struct type){0};
}

struct type named_type(struct context *x, const struct expr *e) {
    switch (e->ref->kind) {
    case DEF_FIELD:
    case DEF_ITEM_FIELD: return ((const struct field *)e->ref)->type;
    case DEF_DEFINE: return define_type(x, e);
    case DEF_DEFINE_PARAM: return ((const struct define_param *)e->ref)->type;
    case DEF_PARAM: return param_type(x, e);
    case DEF_TABLE: return table_type(x, e);
    case DEF_BUILTIN: return builtin_type(x, e);
    case DEF_GRANT: return grant_type(e);
    case DEF_VALUE:
    case DEF_CHOICES:
    case DEF_TABLE_RESULT:
    case DEF_SCHEME:
    case DEF_OFFER:
    case DEF_RULE:
    case DEF_SAMPLE:
    case DEF_STANDARD: break;  // of no scope that expressions look into
    }
    return (struct type){0};
}

void type_name(struct context *x, struct expr *e, const struct type *wanted) {
    const struct choices *among = wanted ? wanted->choices : NULL;
    e->type = (struct type){0};
    e->ref = resolve(x, e->name, among);
    if (!e->ref && !among && !resolve_value(x, e, &among)) return;
    if (!e->ref) report_unknown(x, e, among);
    else if (e->ref->kind == DEF_VALUE) e->type = (struct type){.kind = TYPE_CHOICE, .choices = among};
    else e->type = named_type(x, e);
}

static void report_no_member(struct context *x, const struct expr *e, const struct table *t, const struct field *list) {
    struct checker *c = x->c;
    struct diag *d = report(c, DIAG_UNKNOWN_MEMBER, expr_name_at(e), symbol_words(c, e->kids[0]->name),
                            symbol_words(c, e->name));
    struct nearest n = nearest_to(intern_name(c->names, e->name));
    for (uint32_t i = 0; t && i < t->result_count; i++) name_offer(&t->results[i].def.name, c->names, &n);
    offer_items(c, &n, list);
    hint_nearest(c, d, &n);
}

static void type_result(struct context *x, struct expr *e) {
    struct table_build *t = (struct table_build *)e->kids[0]->ref;
    type_table(x->c, t);
    for (uint32_t i = 0; i < t->table.result_count; i++)
        if (name_has(&t->table.results[i].def.name, e->name)) {
            e->ref = &t->table.results[i].def;
            e->type = t->table.results[i].type;
            return;
        }
    report_no_member(x, e, &t->table, NULL);
}

static void check_walked(struct context *x, const struct expr *e) {
    struct checker *c = x->c;
    const struct definition *list = e->kids[0]->ref;
    if (!x->list_ref) report(c, DIAG_ITEM_OUTSIDE, e->at, symbol_words(c, e->name));
    else if (x->list_ref != list)
        report(c, DIAG_OTHER_LIST, e->at, name_words(c, &x->list_ref->name), symbol_words(c, e->kids[0]->name));
}

const struct field *list_meant(const struct definition *d) {
    if (d->kind == DEF_FIELD && ((const struct field *)d)->type.kind == TYPE_LIST) return (const struct field *)d;
    if (d->kind != DEF_DEFINE_PARAM) return NULL;
    const struct type *t = &((const struct define_param *)d)->type;
    return t->kind == TYPE_LIST ? t->domain : NULL;
}

// The list before the point, or NULL. Whether its items may be looked at here is for the caller to say.
const struct field *resolve_item(struct context *x, struct expr *e) {
    struct expr *base = e->kids[0];
    const struct field *list = list_meant(base->ref), *item = item_named(list, e->name);
    e->type = (struct type){0};
    if (list) base->type = (struct type){.kind = TYPE_LIST, .domain = list->type.domain};
    if (list && !item) report_no_member(x, e, NULL, list);
    if (!item) return list;
    e->ref = &item->def;
    e->type = item->type;
    return list;
}

static bool unknown_param(const struct definition *d) {
    return d->kind == DEF_DEFINE_PARAM && ((const struct define_param *)d)->type.kind == TYPE_NONE;
}

// `miit.size`: told what to write.
static bool names_standard(struct context *x, const struct expr *e) {
    struct checker *c = x->c;
    if (!scope_find_here(c->standards, e->kids[0]->name)) return false;
    struct diag *d = report(c, DIAG_UNKNOWN_NAME, e->kids[0]->at, symbol_words(c, e->kids[0]->name));
    report_hint(c, d, DIAG_HINT_STANDARD, symbol_words(c, e->name));
    return true;
}

bool resolve_base(struct context *x, struct expr *e) {
    struct expr *base = e->kids[0];
    e->type = (struct type){0};
    if (!base || base->kind == NODE_ERROR) return false;
    if (base->kind != NODE_NAME) report(x->c, DIAG_OUT_OF_PLACE, base->at, A2("This", "该表达式"));
    if (base->kind != NODE_NAME) return false;
    base->ref = scope_find(x->scope, base->name);
    if (!base->ref && names_standard(x, e)) return false;
    if (!base->ref) report_unknown(x, base, NULL);
    return base->ref && !unknown_param(base->ref);
}

void type_member(struct context *x, struct expr *e, const struct type *wanted) {
    (void)wanted;
    if (x->asked && type_of_scheme(x, e)) return;
    if (!resolve_base(x, e)) return;
    if (e->kids[0]->ref->kind == DEF_TABLE) type_result(x, e);
    else if (!list_meant(e->kids[0]->ref)) report_no_member(x, e, NULL, NULL);
    else if (resolve_item(x, e) && e->ref) check_walked(x, e);
}

const struct scope *offers_of(const struct checker *c, uint32_t group, symbol offer) {
    const struct scope *offers = NULL;
    for (uint32_t i = 0; i < c->scheme_count; i++) {
        if (c->schemes_built[i]->scheme.group != group) continue;
        offers = c->schemes_built[i]->offers;
        if (scope_find_here(offers, offer)) break;
    }
    return offers;
}

// `boc.hsd`: of whichever of the scheme's versions have it.
static void type_meets_elsewhere(struct context *x, struct expr *e) {
    struct checker *c = x->c;
    struct expr *name = e->kids[0];
    name->ref = scope_named(c, c->schemes, name->name, name->at, DIAG_UNKNOWN_SCHEME);
    if (!name->ref) return;
    const struct scope *offers = offers_of(c, ((const struct scheme *)name->ref)->group, e->name);
    e->ref = scope_named(c, offers, e->name, e->op_at, DIAG_UNKNOWN_OFFER);
}

void type_meets(struct context *x, struct expr *e, const struct type *wanted) {
    (void)wanted;
    struct checker *c = x->c;
    e->type = (struct type){.kind = TYPE_TRUTH};
    if (e->count) {
        type_meets_elsewhere(x, e);
        return;
    }
    if (!x->scope->scheme) {
        report(c, DIAG_MEETS_OUTSIDE, e->at, A(""));
        return;
    }
    e->ref = scope_named(c, x->scope->scheme->offers, e->name, e->at, DIAG_UNKNOWN_OFFER);
}
