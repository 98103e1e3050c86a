// What no test shows as cases that fail, for those who count cases: each place one, beside the tests.
#include "interp/cover/told.h"

static struct test_failure failure_of(const struct cover_report *r, const struct cover_place *p,
                                      struct explained_place place) {
    const struct diag d = open_diag(r, p);
    return (struct test_failure){.place = place,
                                 .at = p->at,
                                 .subject = d.args[0].en,
                                 .wanted = d.args[1].en,
                                 .actual = words_text(r->lang, WORDS_COVER_NOT_SEEN)};
}

void cover_put_cases(const struct cover_report *r, struct test_outcome *out, uint32_t *count) {
    uint32_t all;
    const struct cover_place **places = places_sorted(r, &all);
    for (uint32_t i = 0; i < all; i++) {
        const struct cover_place *p = places[i];
        if (!cover_open(p)) continue;
        struct location where = place_location(r, p);
        struct test_failure *failure = ARENA_NEW(r->arena, struct test_failure);
        *failure = failure_of(r, p, (struct explained_place){place_path(r, p), where.line, where.column});
        out[(*count)++] = (struct test_outcome){.title = open_message(r, p),
                                                .place = failure->place,
                                                .failures = failure,
                                                .failure_count = 1,
                                                .explanation = ""};
    }
}
