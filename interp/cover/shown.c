// What the tests that were missing are remarked with.
#include "grammar/base/path.h"
#include "interp/cover/told.h"

static void put_thing(const void *context, struct text *out, uint32_t thing) {
    const struct cover_report *r = context;
    uint32_t count;
    struct cover_place one = coverage_places(r->coverage, &count)[thing / 8];
    one.wanted = cover_bit(thing % 8), one.seen = 0, one.ruled_out = 0;
    struct location where = place_location(r, &one);
    text_format(out, "%s:%u:%u: %s", path_last(place_path(r, &one)), where.line, where.column, open_message(r, &one));
}

bool cover_write_tests(struct text *out, const struct cover_report *r, const struct shown_list *found) {
    return shown_write(out, found, &(struct shown_words){put_thing, r}, r->lang);
}
