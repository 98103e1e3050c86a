#include "grammar/tree/model.h"

#include <string.h>

const char *const builtin_words[BUILTIN_COUNT_][2] = {
#define BUILTIN(id, en, zh, takes) [BUILTIN_##id] = {en, zh},
#include "grammar/tree/builtins.def"
#undef BUILTIN
};

const char *name_text(const struct policy *p, const struct name *n, enum lang lang) {
    symbol first = lang == LANG_ZH ? n->zh : n->en, other = lang == LANG_ZH ? n->en : n->zh;
    return intern_name(p->names, first ? first : other);
}

bool name_has_text(const struct policy *p, const struct name *n, const char *text, size_t length) {
    return name_has(n, intern_find(p->names, text, length));
}

bool value_is_called(const struct policy *p, const struct value *v, const char *text, size_t length) {
    bool coded = v->code && strlen(v->code) == length && !memcmp(v->code, text, length);
    return coded || name_has_text(p, &v->def.name, text, length);
}

const char *scheme_group_name(const struct policy *p, uint32_t group, enum lang lang) {
    for (uint32_t i = 0; i < p->scheme_count; i++)
        if (p->schemes[i]->group == group) return name_text(p, &p->schemes[i]->def.name, lang);
    return "";
}

const struct offer *scheme_offer_named(const struct scheme *s, symbol name) {
    for (uint32_t i = 0; i < s->offer_count; i++)
        if (name_has(&s->offers[i]->def.name, name)) return s->offers[i];
    return NULL;
}

const struct definition *expr_stands_for(const struct expr *e) {
    while (e && e->ref && (e->kind == NODE_NAME || e->kind == NODE_MEMBER)) {
        if (e->ref->kind != DEF_DEFINE) return e->ref;
        e = ((const struct define *)e->ref)->expr;
    }
    return NULL;
}
