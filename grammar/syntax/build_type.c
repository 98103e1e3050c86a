// Types as the grammar's actions make them.
#include <string.h>

#include "grammar/base/nearest.h"
#include "grammar/syntax/build.h"
#include "grammar/syntax/literal.h"

struct type_expr *build_type_of(struct parser *p, enum type_kind kind, struct span at, const struct decls *members) {
    struct type_expr *t = ARENA_NEW(p->arena, struct type_expr);
    t->kind = kind;
    t->at = at;
    t->members = members ? members->items : NULL;
    t->member_count = members ? members->count : 0;
    return t;
}

struct type_expr *build_type_named(struct parser *p, enum type_kind kind, struct span at, symbol name,
                                   struct span name_at) {
    struct type_expr *t = build_type_of(p, kind, at, NULL);
    t->same_as = name;
    t->same_as_at = name_at;
    return t;
}

// 数量人 for 数量 人.
static bool hint_counter(struct parser *p, struct diag *d, const char *word) {
    for (size_t i = 0; i < TYPE_WORD_COUNT; i++) {
        const char *en = written_types[i].text[LANG_EN], *zh = written_types[i].text[LANG_ZH];
        const char *type = strncmp(word, en, strlen(en)) ? zh : en;
        size_t length = strlen(type);
        if (written_types[i].kind != TYPE_COUNT || strncmp(word, type, length) != 0) continue;
        if (!counter_find(word + length, strlen(word + length))) continue;
        const char *counter = arena_copy(p->arena, word + length, strlen(word + length));
        diag_hint(p->diags, d, DIAG_HINT_PARTED, A(type), A(counter));
        struct text parted = {0};
        text_format(&parted, "%s %s", type, counter);
        diag_set_fix(p->diags, d, d->at, (struct diag_arg)A(text_keep(&parted, p->arena)));
        return true;
    }
    return false;
}

static void unknown_type(struct parser *p, struct span at, const char *word) {
    struct nearest nearest = nearest_to(word);
    for (size_t i = 0; i < TYPE_WORD_COUNT; i++) {
        if (written_types[i].kind == TYPE_PERIOD) continue;
        nearest_offer(&nearest, written_types[i].text[LANG_EN]);
        nearest_offer(&nearest, written_types[i].text[LANG_ZH]);
    }
    struct diag *d = diag(p->diags, DIAG_UNKNOWN_TYPE, at, A(word));
    if (hint_counter(p, d, word)) return;
    if (nearest_is_plain(&nearest)) diag_meant(p->diags, d, at, (struct diag_arg)A(nearest.best));
    else if (nearest.best) diag_hint(p->diags, d, DIAG_HINT_DID_YOU_MEAN, A(nearest.best));
    else diag_hint(p->diags, d, DIAG_HINT_TYPES, A(""));
}

struct type_expr *build_type(struct parser *p, struct span at, struct span word, struct span counter) {
    struct type_expr *t = build_type_of(p, TYPE_NONE, at, NULL);
    const char *text = arena_copy(p->arena, p->bytes + word.offset, word.length);
    const struct type_word *known = type_word_find(text, false);
    if (known) t->kind = known->kind;
    else unknown_type(p, word, text);
    if (!counter.length) return t;
    t->counter = build_word(p, counter);
    t->counter_at = counter;
    return t;
}

// `number 2 decimals`
struct type_expr *build_number_type(struct parser *p, struct span at, struct span word, struct span decimals) {
    struct type_expr *t = build_type(p, at, word, (struct span){0});
    struct literal written;
    bool known = !literal_number(p->bytes + decimals.offset, decimals.length, p->names, &written);
    bool form = known && !written.type.kind && written.value >= 0 && written.value <= NUMBER_DECIMALS;
    if (form && t->kind == TYPE_NUMBER) t->decimals = (uint8_t)written.value;
    else if (t->kind != TYPE_NONE)
        diag_hint(p->diags, diag_record(p->diags, DIAG_DECIMALS_FORM, decimals, NULL, 0), DIAG_HINT_DECIMALS, A(""));
    return t;
}

struct type_expr *build_period(struct parser *p, struct span at, struct span word) {
    struct type_expr *t = build_type_of(p, TYPE_PERIOD, at, NULL);
    const char *text = arena_copy(p->arena, p->bytes + word.offset, word.length);
    const struct type_word *known = type_word_find(text, true);
    if (known) t->unit = known->unit;
    if (known) return t;
    t->kind = TYPE_NONE;
    diag_hint(p->diags, diag(p->diags, DIAG_UNKNOWN_TYPE, word, A(text)), DIAG_HINT_DID_YOU_MEAN,
              A2("months' or 'days", "月”或“天"));
    return t;
}

// The one field of the items of such a list. Nobody wrote its name, which stands nowhere.
static struct decl *build_only_item(struct parser *p, struct type_expr *type) {
    const char *en = plain_item_words[LANG_EN], *zh = plain_item_words[LANG_ZH];
    struct decl *item = decl_new(p->arena, DECL_FIELD, type->at);
    item->name.en = intern_text(p->names, en, strlen(en));
    item->name.zh = intern_text(p->names, zh, strlen(zh));
    item->type = type;
    return item;
}

struct type_expr *build_plain_list(struct parser *p, struct span at, struct type_expr *type) {
    struct type_expr *t = build_type_of(p, TYPE_LIST, at, decls_add(p, NULL, build_only_item(p, type)));
    t->plain = true;
    return t;
}

struct type_expr *build_list_of(struct parser *p, struct span at, symbol name, struct span name_at) {
    const char *word = intern_name(p->names, name);
    if (!type_word_find(word, false)) return build_type_named(p, TYPE_LIST, at, name, name_at);
    return build_plain_list(p, at, build_type(p, name_at, name_at, (struct span){0}));
}
