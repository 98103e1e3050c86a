#include "interp/cover/report.h"

#include "interp/cover/told.h"

void cover_write(struct text *out, enum cover_format format, const struct cover_report *r) {
    static cover_writer *const writers[] = {
        [COVER_TEXT] = cover_write_text,           [COVER_JSON] = cover_write_json, [COVER_LCOV] = cover_write_lcov,
        [COVER_COBERTURA] = cover_write_cobertura, [COVER_HTML] = cover_write_page,
    };
    writers[format](out, r);
}

void cover_add_findings(struct annotations *a, const struct cover_report *r) {
    uint32_t count;
    const struct cover_place **places = places_sorted(r, &count);
    for (uint32_t i = 0; i < count; i++) {
        if (!cover_open(places[i])) continue;
        struct diag *d = ARENA_NEW(a->sources->arena, struct diag);
        *d = open_diag(r, places[i]);
        a->items[a->count++] = d;
    }
}
