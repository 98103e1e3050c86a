// Cobertura's coverage.xml (coverage-04.dtd), which Jenkins, GitLab and Azure read: a class for each file, a line for
// each line on which a place begins, its outcomes as the line's branches. Nothing tells the time: the same run gives
// the same bytes.
#include "interp/cover/told.h"
#include "interp/report/markup.h"

struct sums {
    uint64_t lines, lines_hit, branches, branches_hit;
};

struct output {
    struct text *out;
    const struct cover_report *r;
    struct sums sums;
};

static void put_rate(struct text *out, const char *name, uint64_t hit, uint64_t of) {
    uint64_t parts = of ? hit * 10000 / of : 10000;
    text_format(out, " %s=\"%u.%04u\"", name, (unsigned)(parts / 10000), (unsigned)(parts % 10000));
}

static void put_rates(struct text *out, const struct sums *s) {
    put_rate(out, "line-rate", s->lines_hit, s->lines);
    put_rate(out, "branch-rate", s->branches_hit, s->branches);
    text_put(out, " complexity=\"0\"");
}

static void add_sums(struct sums *to, const struct sums *s) {
    to->lines += s->lines, to->lines_hit += s->lines_hit;
    to->branches += s->branches, to->branches_hit += s->branches_hit;
}

static uint32_t put_line(struct output *to, const struct cover_place *const *places, uint32_t count) {
    struct cover_sum all;
    uint32_t n = places_on_line(to->r, places, count, &all), line = place_location(to->r, places[0]).line;
    text_format(to->out,
                "          <line number=\"%u\" hits=\"%u\" branch=\"true\" condition-coverage=\"%u%% (%u/%u)\"/>\n",
                line, all.seen ? 1u : 0u, all.wanted ? all.seen * 100 / all.wanted : 100, all.seen, all.wanted);
    return n;
}

static struct sums sums_of(const struct output *to, const struct cover_place *const *places, uint32_t count) {
    struct sums sums = {0};
    struct cover_sum line;
    for (uint32_t i = 0; i < count;) {
        i += places_on_line(to->r, places + i, count - i, &line);
        add_sums(&sums, &(struct sums){1, line.seen != 0, line.wanted, line.seen});
    }
    return sums;
}

static void put_class(void *context, const struct cover_place *const *places, uint32_t count) {
    struct output *to = context;
    const char *path = place_path(to->r, places[0]);
    struct sums sums = sums_of(to, places, count);
    text_put(to->out, "        <class");
    markup_attribute(to->out, "name", path);
    markup_attribute(to->out, "filename", path);
    put_rates(to->out, &sums);
    text_put(to->out, ">\n          <methods/>\n          <lines>\n");
    for (uint32_t i = 0; i < count;) i += put_line(to, places + i, count - i);
    text_put(to->out, "          </lines>\n        </class>\n");
}

static void add_file(void *context, const struct cover_place *const *places, uint32_t count) {
    struct output *to = context;
    struct sums sums = sums_of(to, places, count);
    add_sums(&to->sums, &sums);
}

static void put_head(struct output *to) {
    const struct sums *s = &to->sums;
    text_put(to->out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                      "<!DOCTYPE coverage SYSTEM \"http://cobertura.sourceforge.net/xml/coverage-04.dtd\">\n<coverage");
    put_rates(to->out, s);
    text_format(to->out,
                " lines-covered=\"%llu\" lines-valid=\"%llu\" branches-covered=\"%llu\" branches-valid=\"%llu\""
                " version=\"pol " POL_VERSION "\" timestamp=\"0\">\n",
                (unsigned long long)s->lines_hit, (unsigned long long)s->lines, (unsigned long long)s->branches_hit,
                (unsigned long long)s->branches);
    text_put(to->out, "  <sources><source>.</source></sources>\n  <packages>\n    <package name=\"policies\"");
    put_rates(to->out, s);
    text_put(to->out, ">\n      <classes>\n");
}

void cover_write_cobertura(struct text *out, const struct cover_report *r) {
    struct output to = {out, r, {0}};
    each_file(r, add_file, &to);
    put_head(&to);
    each_file(r, put_class, &to);
    text_put(out, "      </classes>\n    </package>\n  </packages>\n</coverage>\n");
}
