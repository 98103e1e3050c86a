// A tracefile as lcov and genhtml read it: a line of the policy counts as executed where some test saw an outcome that
// stands on it; each outcome is a branch of the line on which its place begins.
#include "interp/cover/told.h"

struct output {
    struct text *out;
    const struct cover_report *r;
};

struct sums {
    uint32_t found, hit;
};

// `BRDA:line,block,branch,taken`: a block for each place.
static void put_branches(struct output *to, const struct cover_place *p, uint32_t block, struct sums *sums) {
    uint32_t line = place_location(to->r, p).line, branch = 0;
    uint8_t wanted = (uint8_t)(p->wanted & ~(p->ruled_out & ~p->seen));
    for (unsigned i = 0; i < outcome_count(p); i++) {
        if (!(wanted & cover_bit(i))) continue;
        bool seen = p->seen & cover_bit(i);
        text_format(to->out, "BRDA:%u,%u,%u,%c\n", line, block, branch++, seen ? '1' : '0');
        sums->found++, sums->hit += seen;
    }
}

static uint32_t put_line(struct output *to, const struct cover_place *const *places, uint32_t count,
                         struct sums *sums) {
    struct cover_sum all;
    uint32_t n = places_on_line(to->r, places, count, &all);
    text_format(to->out, "DA:%u,%c\n", place_location(to->r, places[0]).line, all.seen ? '1' : '0');
    sums->found++, sums->hit += all.seen != 0;
    return n;
}

static void put_sums(struct output *to, const char *found, const char *hit, struct sums sums) {
    text_format(to->out, "%s:%u\n%s:%u\n", found, sums.found, hit, sums.hit);
}

static void put_file(void *context, const struct cover_place *const *places, uint32_t count) {
    struct output *to = context;
    struct sums branches = {0}, lines = {0};
    text_format(to->out, "TN:\nSF:%s\n", place_path(to->r, places[0]));
    for (uint32_t i = 0; i < count; i++) put_branches(to, places[i], i, &branches);
    put_sums(to, "BRF", "BRH", branches);
    for (uint32_t i = 0; i < count;) i += put_line(to, places + i, count - i, &lines);
    put_sums(to, "LF", "LH", lines);
    text_put(to->out, "end_of_record\n");
}

void cover_write_lcov(struct text *out, const struct cover_report *r) {
    struct output to = {out, r};
    each_file(r, put_file, &to);
}
