// The story of an applicant who was found.
#include <inttypes.h>

#include "interp/eval/causes.h"
#include "interp/explain/explain.h"
#include "interp/prove/applicant.h"
#include "interp/prove/internal.h"
#include "interp/run/fault_places.h"

bool story_operands(struct prover *p, const struct expr *const **exprs, size_t *count) {
    p->operands = explain_operands_new(p->policy);
    if (p->operands) *exprs = explain_operands_exprs(p->operands, count);
    return p->operands != NULL;
}

void story_free(struct prover *p) { explain_operands_free(p->operands); }

// The claim's offer, in the version that is reported of its scheme.
static const struct offer *offer_of(const struct prover *p, const struct policy_claim *c, uint32_t world) {
    if (!c->offer) return NULL;
    size_t group = p->plan->worlds[world][c->scheme->group];
    const struct scheme *s = p->plan->schemes[p->decisions->chosen[group * p->decisions->capacity]].scheme;
    return scheme_offer_named(s, c->offer->name.en ? c->offer->name.en : c->offer->name.zh);
}

static struct diag_arg words_of(struct text *t) {
    const char *words = text_string(t);
    return (struct diag_arg){words, words};
}

static void put_place(struct text *out, const struct policy *p, struct span at) {
    struct location where = source_locate(p->sources, at);
    text_format(out, ":%" PRIu32 ":%" PRIu32, where.line, where.column);
}

bool put_error(struct text *out, const struct prover *p) {
    const struct node *at = decision_fault(p->decisions, p->workspace, 0);
    struct span rows[2], place = at && at->origin ? at->origin->at : (struct span){0};
    struct text words[3] = {{0}, {0}, {0}};
    bool two = at && unique_rows(p->workspace, at, 0, rows);
    text_put(&words[0], at && at->origin ? p->policy->sources->items[place.source]->path : "");
    for (int i = 0; two && i < 2; i++) text_int(&words[1 + i], source_locate(p->policy->sources, rows[i]).line);
    if (!two && words[0].length) put_place(&words[0], p->policy, place);
    const struct diag_arg args[DIAG_MAX_ARGS] = {
        {WITNESS, WITNESS}, words_of(&words[0]), words_of(&words[1]), words_of(&words[2])};
    diag_message(out, p->options.lang, run_fault_id(at), args);
    text_char(out, '\n');
    for (int i = 0; i < 3; i++) out->failed |= words[i].failed, text_free(&words[i]);
    return !out->failed;
}

bool put_story(struct text *out, const struct prover *p, const struct proof *proof, const struct block *b,
               uint32_t world) {
    const struct explain_options how = {.lang = p->options.lang,
                                        .lines = p->options.lines,
                                        .operands = p->operands,
                                        .operands_at = world * p->extra_count + p->operands_at,
                                        .id = WITNESS,
                                        .as_of = world && proof->then_on ? proof->then_on : b->as_of[0],
                                        .settings = world ? p->options.world->settings : p->options.settings,
                                        .setting_count = world ? p->options.world->setting_count
                                                               : p->options.setting_count,
                                        .only = offer_of(p, proof->claim, world),
                                        .world = world,
                                        .only_scheme = proof->scheme};
    struct explanation *e = explain_build(p->decisions, p->workspace, b, 0, &how);
    if (e) explain_write_text(out, e, &(struct explain_looks){.width = proof->width, .brief = true});
    explain_free(e);
    return e && !out->failed;
}
