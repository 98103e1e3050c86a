// For people: each place of which an outcome was never seen, with its line, then the sums.
#include "interp/cover/told.h"
#include "interp/report/grid.h"

// ---- places

static void put_open(struct text *out, const struct cover_report *r, const struct cover_place *p) {
    const struct diag d = open_diag(r, p);
    diag_render(out, r->lang, r->policy->sources, &d);
}

static void put_places(struct text *out, const struct cover_report *r) {
    uint32_t count;
    const struct cover_place **places = places_sorted(r, &count);
    for (uint32_t i = 0; i < count; i++)
        if (cover_open(places[i])) put_open(out, r, places[i]);
}

void cover_write_text(struct text *out, const struct cover_report *r) {
    put_places(out, r);
    grid_write_text(out, cover_sums_table(r), r->width);
}
