// Choices: the values of fields, whether they stand at a field or bear a name, and what is said to have them as a
// result.
#include <string.h>

#include "grammar/check/typing.h"

#define MAX_CHOICE_VALUES 254
#define MAX_SET_VALUES 64

const struct value *value_named(const struct choices *among, symbol name) {
    for (uint32_t i = 0; among && i < among->value_count; i++)
        if (name_has(&among->values[i].def.name, name)) return &among->values[i];
    return NULL;
}

void offer_values(struct checker *c, struct nearest *n, const struct choices *among) {
    for (uint32_t i = 0; among && i < among->value_count; i++) name_offer(&among->values[i].def.name, c->names, n);
}

#define VALUES_SHOWN 6

// Those that there are, the first of many.
void hint_values(struct checker *c, struct diag *d, const struct choices *among) {
    struct text en = {0}, zh = {0};
    uint32_t shown = among->value_count <= VALUES_SHOWN + 1 ? among->value_count : VALUES_SHOWN;
    for (uint32_t i = 0; i < shown; i++) {
        struct diag_arg name = name_words(c, &among->values[i].def.name);
        text_format(&en, "%s%s", i ? ", " : "", name.en);
        text_format(&zh, "%s%s", i ? "、" : "", name.zh ? name.zh : name.en);
    }
    struct diag_arg words = {text_keep(&en, c->arena), NULL};
    words.zh = text_keep(&zh, c->arena);
    if (shown == among->value_count) diag_hint(c->diags, d, DIAG_HINT_VALUES, words);
    else diag_hint(c->diags, d, DIAG_HINT_VALUES_MORE, words, number_words(c, among->value_count - shown));
}

// "977" or 977, without its quotes.
static struct diag_arg code_written(struct checker *c, const struct expr *e) {
    if (e->kind == NODE_STRING) return (struct diag_arg){e->text, NULL};
    const char *text = c->sources->items[e->at.source]->bytes + e->at.offset;
    return (struct diag_arg){arena_copy(c->arena, text, e->at.length), NULL};
}

// Whether a value of the choices is called so in the language itself, and not in data alone.
static bool is_name_of(struct diag_arg name, const char *word) {
    return strcmp(name.en, word) == 0 || (name.zh && strcmp(name.zh, word) == 0);
}

void hint_code(struct checker *c, struct diag *d, const struct type *wanted, const struct expr *e) {
    const struct choices *among = e->kind == NODE_STRING || e->kind == NODE_NUMBER ? wanted->choices : NULL;
    for (uint32_t i = 0; among && i < among->value_count; i++) {
        const struct value *v = &among->values[i];
        const char *code = code_written(c, e).en;
        if (!value_is_called(c->policy, v, code, strlen(code))) continue;
        struct diag_arg name = name_words(c, &v->def.name);
        report_hint(c, d, is_name_of(name, code) ? DIAG_HINT_NO_QUOTES : DIAG_HINT_DID_YOU_MEAN, name);
        diag_set_fix(c->diags, d, e->at, name);
        return;
    }
}

// What a comparison without `not` holds against values of choices; NULL: it does not.
static const struct expr *subject_of(const struct expr *whole) {
    bool equals = whole && ((whole->kind == NODE_COMPARE && whole->op == OP_EQ) || whole->kind == NODE_HAS);
    return equals ? whole->kids[0] : NULL;
}

bool hint_half(struct context *x, struct diag *d, const struct expr *e) {
    static const struct diag_arg is = {"is", "为"}, has = {"has", "包含"};
    const struct expr *subject = e == x->half && e->kind == NODE_NAME ? subject_of(x->whole) : NULL;
    if (!subject || !value_named(subject->type.choices, e->name)) return false;
    struct text words = {0};
    put_source(x->c, &words, subject->at);
    report_hint(x->c, d, DIAG_HINT_HALF, text_words(x->c, &words), subject->type.kind == TYPE_SET ? has : is,
                symbol_words(x->c, e->name));
    return true;
}

// ---- declarations

#define CODE_BLANKS " \t;,|"
static const char *const code_signs[] = {"；", "，", "、", "|", "　"};

// What parts the values of a set in data, or stands around a cell, could not be part of a code there.
static bool is_code(const char *text) {
    for (size_t i = 0; i < sizeof code_signs / sizeof *code_signs; i++)
        if (strstr(text, code_signs[i])) return false;
    return *text && !strpbrk(text, CODE_BLANKS);
}

// Another value that data would call so.
static const struct value *also_called(struct checker *c, const struct choices *among, uint32_t index) {
    const char *code = among->values[index].code;
    for (uint32_t i = 0; i < among->value_count; i++) {
        const struct value *v = &among->values[i];
        bool before = i < index && v->code && !strcmp(v->code, code);
        if (before || (i != index && name_has(&v->def.name, intern_find(c->names, code, strlen(code))))) return v;
    }
    return NULL;
}

static void check_code(struct checker *c, const struct choices *among, uint32_t index, const struct decl *decl) {
    if (!is_code(decl->text)) report(c, DIAG_CODE_FORM, decl->text_at, A(decl->text));
    const struct value *other = is_code(decl->text) ? also_called(c, among, index) : NULL;
    if (!other) return;
    struct diag *d = report(c, DIAG_CODE_TWICE, decl->text_at, A(decl->text), name_words(c, &other->def.name));
    report_label(c, d, DIAG_LABEL_THE_OTHER, other->def.name.at, A(""));
}

static struct choices *declare_values(struct checker *c, const struct name *name, struct decl *const *values,
                                      uint32_t count) {
    struct choices *among = ARENA_NEW(c->arena, struct choices);
    struct scope *own = scope_new(c->trial, NULL);
    *among = (struct choices){{DEF_CHOICES, *name}, ARENA_ARRAY(c->arena, struct value, count), count};
    for (uint32_t i = 0; i < count; i++) {
        among->values[i] = (struct value){{DEF_VALUE, values[i]->name}, i, values[i]->text};
        scope_add(c, own, &among->values[i].def);
    }
    for (uint32_t i = 0; i < count; i++)
        if (values[i]->text) check_code(c, among, i, values[i]);
    return among;
}

static void declare_named(struct checker *c, const struct decl *decl) {
    struct choices *among = declare_values(c, &decl->name, decl->members, decl->member_count);
    scope_add(c, c->choices, &among->def);
    ARENA_PUSH(c->arena, c->choices_declared, c->choices_count, among);
}

void declare_choices(struct checker *c) {
    for (uint32_t i = 0; i < c->shared_count; i++) {
        const struct decl *d = c->shared[i];
        if (d->kind == DECL_CHOICES) declare_named(c, d);
        for (uint32_t k = 0; d->kind == DECL_VOCABULARY && k < d->member_count; k++)
            if (d->members[k]->kind == DECL_CHOICES) declare_named(c, d->members[k]);
    }
}

static bool is_choice_field(const struct definition *d) {
    return d && d->kind == DEF_FIELD && ((const struct field *)d)->type.choices;
}

static const struct choices *find_choices(struct checker *c, const struct type_expr *t) {
    const struct definition *d = scope_find_here(c->choices, t->same_as);
    if (d) return (const struct choices *)d;
    struct diag *said = report(c, DIAG_UNKNOWN_CHOICES, t->same_as_at, symbol_words(c, t->same_as));
    struct nearest n = nearest_to(intern_name(c->names, t->same_as));
    offer_scope(c, &n, c->choices, NULL);
    if (is_choice_field(scope_find_here(c->fields, t->same_as)))
        report_hint(c, said, DIAG_HINT_NAME_CHOICES, symbol_words(c, t->same_as));
    else if (n.best) hint_nearest(c, said, &n);
    else report_hint(c, said, DIAG_HINT_CHOICES, A(""));
    return NULL;
}

void declare_field_choices(struct checker *c, struct field *f, const struct type_expr *t) {
    uint32_t most = t->kind == TYPE_SET ? MAX_SET_VALUES : MAX_CHOICE_VALUES;
    if (t->same_as) f->type.choices = find_choices(c, t);
    else f->type.choices = declare_values(c, &f->def.name, t->members, t->member_count);
    if (!f->type.choices) f->type = (struct type){0};
    else if (f->type.choices->value_count > most)
        report(c, DIAG_TOO_MANY_VALUES, t->at, name_words(c, &f->def.name),
               number_words(c, f->type.choices->value_count), number_words(c, most));
}

// ---- values, and what has them as its result

static const struct choices *next_with(const struct checker *c, uint32_t *at, symbol name) {
    while (*at < c->choices_count) {
        const struct choices *among = c->choices_declared[(*at)++];
        if (value_named(among, name)) return among;
    }
    return NULL;
}

bool is_value_name(const struct checker *c, symbol name) {
    uint32_t at = 0;
    return next_with(c, &at, name) != NULL;
}

bool resolve_value(struct context *x, struct expr *e, const struct choices **among) {
    struct checker *c = x->c;
    uint32_t at = 0;
    const struct choices *first = next_with(c, &at, e->name), *other = next_with(c, &at, e->name);
    if (first) *among = first, e->ref = &value_named(first, e->name)->def;
    if (!other) return true;
    e->ref = NULL;
    if (x->lenient) return false;
    struct diag *d = report(c, DIAG_VALUE_OF_SEVERAL, e->at, symbol_words(c, e->name), name_words(c, &first->def.name),
                            name_words(c, &other->def.name));
    report_hint(c, d, DIAG_HINT_STATE_RESULT, name_words(c, &first->def.name));
    return false;
}

struct type stated_type(struct checker *c, const struct type_expr *t) {
    struct type stated = {0};
    if (t && t->same_as) stated.choices = find_choices(c, t);
    if (stated.choices) stated.kind = TYPE_CHOICE;
    return stated;
}

bool stated_is_unknown(const struct type_expr *t, const struct type *stated) {
    return t && t->same_as && stated->kind == TYPE_NONE;
}

void check_stated(struct checker *c, const struct name *name, const struct type_expr *t, const struct type *stated,
                  struct expr *e) {
    if (e && stated_is_unknown(t, stated)) e->type = (struct type){0};
    if (!e || stated->kind == TYPE_NONE) return;
    adopt_type(e, stated);
    if (type_join(stated, &e->type, NULL)) return;
    report(c, DIAG_RESULT_MISFIT, e->at, name_words(c, name), type_words(c, stated), type_words(c, &e->type));
    e->type = (struct type){0};
}
