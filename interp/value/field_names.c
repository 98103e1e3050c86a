#include "interp/value/field_names.h"

#include "grammar/base/nearest.h"

const struct field *field_find(const struct policy *p, const char *name, size_t length) {
    for (uint32_t i = 0; i < p->field_count; i++)
        if (name_has_text(p, &p->fields[i].def.name, name, length)) return &p->fields[i];
    return NULL;
}

const char *field_nearest_of(const struct policy *p, const struct field *fields, uint32_t count, const char *name) {
    struct nearest near = nearest_to(name);
    for (uint32_t i = 0; i < count; i++) name_offer(&fields[i].def.name, p->names, &near);
    return near.best;
}

const char *field_nearest(const struct policy *p, const char *name) {
    return field_nearest_of(p, p->fields, p->field_count, name);
}
