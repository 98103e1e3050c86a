#include "interp/value/field_names.h"

#include "grammar/base/nearest.h"

bool name_has_text(const struct policy *p, const struct name *n, const char *text, size_t length) {
    symbol s = intern_find(p->names, text, length);
    return s != SYMBOL_NONE && (n->en == s || n->zh == s);
}

const struct field *field_find(const struct policy *p, const char *name, size_t length) {
    for (uint32_t i = 0; i < p->field_count; i++)
        if (name_has_text(p, &p->fields[i].def.name, name, length)) return &p->fields[i];
    return NULL;
}

const char *field_nearest(const struct policy *p, const char *name) {
    struct nearest near = nearest_to(name);
    for (uint32_t i = 0; i < p->field_count; i++) {
        nearest_offer(&near, name_text(p, &p->fields[i].def.name, LANG_EN));
        nearest_offer(&near, name_text(p, &p->fields[i].def.name, LANG_ZH));
    }
    return near.best;
}
