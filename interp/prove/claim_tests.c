#include "interp/prove/claim_tests.h"

#include <stdlib.h>
#include <string.h>

struct claim_tests {
    const struct policy *policy;
    const struct prove_options *how;
    struct prover *prover;  // NULL: there are no claims
    const struct policy_claim **claims;
    uint32_t count;
};

static const char *file_of(const struct policy *p, const struct policy_claim *c) {
    return p->sources->items[c->decl->at.source]->path;
}

static bool is_asked(const struct policy *p, const struct policy_claim *c, const char *filter) {
    return !c->given && (!filter || strstr(c->decl->text, filter) || strstr(file_of(p, c), filter));
}

struct claim_tests *claim_tests_new(const struct policy *p, const struct prove_options *options, const char *filter) {
    struct claim_tests *all = calloc(1, sizeof *all);
    if (!all) return NULL;
    *all = (struct claim_tests){.policy = p, .how = options};
    all->claims = calloc((size_t)p->claim_count + 1, sizeof *all->claims);
    for (uint32_t i = 0; all->claims && i < p->claim_count; i++)
        if (is_asked(p, &p->claims[i], filter)) all->claims[all->count++] = &p->claims[i];
    if (all->count) all->prover = prover_new(p, options);
    if (all->claims && (!all->count || all->prover)) return all;
    claim_tests_free(all);
    return NULL;
}

void claim_tests_free(struct claim_tests *all) {
    if (!all) return;
    prover_free(all->prover);
    free(all->claims);
    free(all);
}

uint32_t claim_tests_count(const struct claim_tests *all) { return all->count; }

// ---- one of them

static struct explained_place place_of(const struct claim_tests *all, struct span at) {
    struct location where = source_locate(all->policy->sources, at);
    return (struct explained_place){all->policy->sources->items[at.source]->path, where.line, where.column};
}

static enum phrase_id what_came(const struct proof *proof) {
    if (proof->answer == PROOF_OPEN) return WORDS_TEST_CLAIM_OPEN;
    return proof->answer == PROOF_FOUND ? WORDS_TEST_CLAIM_BROKEN : WORDS_TEST_CLAIM_NOBODY;
}

static void add_failure(const struct claim_tests *all, const struct proof *proof, struct test_outcome *out) {
    const struct claim_text *written = proof->claim->written;
    enum lang lang = all->how->lang;
    struct test_failure *f = ARENA_NEW(&out->arena, struct test_failure);
    *f = (struct test_failure){.place = place_of(all, written->at),
                               .at = written->at,
                               .subject = written->text,
                               .wanted = words_text(lang, WORDS_TEST_CLAIM_HOLDS),
                               .actual = words_text(lang, what_came(proof))};
    out->failures = f;
    out->failure_count = 1;
}

static bool fill(const struct claim_tests *all, const struct proof *proof, struct test_outcome *out,
                 struct text *answer, struct text *json) {
    struct json_writer j = {.out = json};
    jmp_buf out_of_memory;
    if (setjmp(out_of_memory)) return false;
    arena_init(&out->arena, &out_of_memory);
    if (!out->passed) add_failure(all, proof, out);
    if (!out->passed || out->skipped) prove_put_answer(answer, all->how, proof);
    prove_put_json(&j, all->how, proof);
    out->explanation = arena_copy(&out->arena, text_string(answer), answer->length);
    out->claim = arena_copy(&out->arena, text_string(json), json->length);
    out->arena.out_of_memory = NULL;
    return !answer->failed && !json->failed;
}

static bool tell(const struct claim_tests *all, const struct proof *proof, struct test_outcome *out) {
    struct text answer = {0}, json = {0};
    bool told = fill(all, proof, out, &answer, &json);
    text_free(&answer);
    text_free(&json);
    return told;
}

bool claim_test_run(struct claim_tests *all, uint32_t test, struct test_outcome *out) {
    const struct policy_claim *claim = all->claims[test];
    *out = (struct test_outcome){.title = claim->decl->text, .place = place_of(all, claim->decl->head)};
    struct proof proof;
    bool good = prover_ask(all->prover, claim, &proof);
    out->skipped = good && proof.answer == PROOF_UNASKED ? words_text(all->how->lang, proof.why) : NULL;
    out->passed = good && (out->skipped || (proof.answer != PROOF_OPEN && proof.holds));
    good = good && tell(all, &proof, out);
    proof_free(&proof);
    return good;
}
