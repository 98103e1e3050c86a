// Coverage as one JSON object, keys in this order:
//
//   tests    run, failed
//   covered, of, ruled_out: outcomes; percent ("98.5", rounded down)
//   kinds    by the name of a kind: covered, of, ruled_out
//   places   [file, line, column, kind, scheme, name (null where it has none), wanted: [outcome], seen, ruled_out,
//   open]
//
// Kinds and outcomes are always the English words; names are in the report's language.
#include "grammar/base/json.h"

#include "interp/cover/told.h"

struct output {
    struct json_writer json;
    const struct cover_report *r;
};

static void put_sum(struct output *to, struct cover_sum sum) {
    json_put_int(&to->json, "covered", sum.seen);
    json_put_int(&to->json, "of", sum.wanted);
    json_put_int(&to->json, "ruled_out", sum.ruled_out);
}

static void put_percent(struct output *to, struct cover_sum sum) {
    struct text t = {0};
    cover_put_percent(&t, sum);
    json_put_string(&to->json, "percent", text_keep(&t, to->r->arena));
}

static void put_kinds(struct output *to) {
    json_open_object(&to->json, "kinds");
    for (enum cover_kind kind = 0; kind < COVER_KIND_COUNT; kind++) {
        json_open_object(&to->json, kind_name(kind));
        put_sum(to, cover_sums(to->r->coverage, kind));
        json_close_object(&to->json);
    }
    json_close_object(&to->json);
}

static void put_outcomes(struct output *to, const char *name, const struct cover_place *p, uint8_t outcomes) {
    json_open_array(&to->json, name);
    for (unsigned i = 0; i < outcome_count(p); i++)
        if (outcomes & cover_bit(i)) json_put_string(&to->json, NULL, outcome_name(p, i));
    json_close_array(&to->json);
}

static const char *name_of(const struct output *to, const struct name *name) {
    return name ? name_text(to->r->policy, name, to->r->lang) : NULL;
}

static void put_place(struct output *to, const struct cover_place *p) {
    struct location where = place_location(to->r, p);
    json_open_object(&to->json, NULL);
    json_put_place(&to->json, place_path(to->r, p), where.line, where.column);
    json_put_string(&to->json, "kind", kind_name(p->kind));
    json_put_string(&to->json, "scheme", p->scheme ? name_of(to, &p->scheme->def.name) : NULL);
    json_put_string(&to->json, "name", name_of(to, p->name));
    put_outcomes(to, "wanted", p, p->wanted);
    put_outcomes(to, "seen", p, p->wanted & p->seen);
    put_outcomes(to, "ruled_out", p, (uint8_t)(p->wanted & p->ruled_out & ~p->seen));
    put_outcomes(to, "open", p, cover_open(p));
    json_close_object(&to->json);
}

static void put_places(struct output *to) {
    uint32_t count;
    const struct cover_place **places = places_sorted(to->r, &count);
    json_open_array(&to->json, "places");
    for (uint32_t i = 0; i < count; i++) put_place(to, places[i]);
    json_close_array(&to->json);
}

void cover_write_json(struct text *out, const struct cover_report *r) {
    struct output to = {{.out = out}, r};
    struct cover_sum all = cover_sums(r->coverage, COVER_KIND_COUNT);
    json_open_object(&to.json, NULL);
    json_open_object(&to.json, "tests");
    json_put_int(&to.json, "run", r->test_count);
    json_put_int(&to.json, "failed", r->failed_count);
    json_close_object(&to.json);
    put_sum(&to, all);
    put_percent(&to, all);
    put_kinds(&to);
    put_places(&to);
    json_close_object(&to.json);
    text_char(out, '\n');
}
