// Claims on all applicants, proved or broken. Each is compiled with its files, for what it names is typed like they
// are.
#include "interp/prove/prove.h"

#include <stdlib.h>
#include <string.h>

#include "grammar/base/calendar.h"
#include "grammar/check/editions.h"
#include "interp/api/api.h"
#include "interp/findings/findings.h"

struct pol_proof {
    enum pol_answer answer;
    bool holds;
    char as_of[11];
    struct text witness, story, after, odd, scope[2];
};

struct proving {
    const struct pol_file *files;
    size_t count;
    const char *claim;
    const struct pol_prove_options *options;
    struct compilation compilation;
    const struct policy *model;
    struct prove_options how;
    struct plan_world world;
    struct prover *prover;
    struct proof proof;
    struct pol_report *report;  // or NULL
    enum pol_status status;
};

static void load(struct proving *p) {
    const struct pol_prove_options *o = p->options;
    struct check_options how = {.scenario = o ? o->reforms : NULL, .scenario_count = o ? o->reform_count : 0};
    if (o && o->before_count) {
        api_load(&p->compilation, o->before, o->before_count);
        compilation_next_edition(&p->compilation);
    }
    api_load(&p->compilation, p->files, p->count);
    compilation_load_claim(&p->compilation, "claim", p->claim);
    bool editions = compilation_has_editions(&p->compilation);
    p->model = editions ? check_editions(&p->compilation, &how) : check_policy(&p->compilation, &how);
    if (!p->compilation.diags.errors) findings_assumed(&p->compilation, p->model);
}

// A claim that can't be asked is a slip of the caller's, like a reform that is not there, as long as the files are
// fine.
static bool is_of_call(const struct proving *p, const struct diag *d) {
    bool reform = d->id == DIAG_UNKNOWN_REFORM || d->id == DIAG_REFORM_ASKED_TWICE;
    if ((reform && !d->at.length) || d->id == DIAG_CLAIM_OF_ONE_WORLD) return true;
    const struct source_set *sources = &p->compilation.sources;
    return d->at.source < sources->count && sources->items[d->at.source]->is_condition;
}

static enum pol_status status_of(const struct proving *p) {
    const struct diags *ds = &p->compilation.diags;
    uint32_t of_call = 0;
    for (uint32_t i = 0; i < ds->count; i++)
        of_call += diag_info(ds->items[i]->id)->severity == SEVERITY_ERROR && is_of_call(p, ds->items[i]);
    if (!ds->errors) return POL_OK;
    return of_call == ds->errors ? POL_ERROR_ARGUMENT : POL_ERROR_POLICY;
}

static int32_t packed(const struct pol_date *d) { return d->year ? api_pack(*d) : 0; }

static bool is_fine(const struct pol_prove_options *o) {
    int32_t first = packed(&o->as_of), then = packed(&o->then_as_of);
    if ((o->as_of.year && !first) || (o->then_as_of.year && (!first || then <= first))) return false;
    return (o->reform_count > 0) + (o->before_count > 0) + (then != 0) <= 1;
}

static void make_ready(struct proving *p) {
    const struct pol_prove_options *o = p->options;
    p->world = (struct plan_world){.of = p->model->world_count ? &p->model->worlds[0] : NULL,
                                   .as_of = o ? packed(&o->then_as_of) : 0,
                                   .rejects = true};
    p->how = (struct prove_options){.lang = o && o->lang == POL_CHINESE ? LANG_ZH : LANG_EN,
                                    .lines = line_writer_new(&p->compilation),
                                    .as_of = o ? packed(&o->as_of) : 0,
                                    .missing = o && o->missing,
                                    .world = p->world.of || p->world.as_of ? &p->world : NULL};
}

static void check_worlds(struct proving *p) {
    const struct claim_text *c = p->model->claim_count ? p->model->claims[0].written : NULL;
    if (!c || !claim_compares(c->kind) || p->model->world_count || (p->options && p->options->then_as_of.year)) return;
    diag(&p->compilation.diags, DIAG_CLAIM_OF_ONE_WORLD, c->at, A(c->text));
}

static bool work(struct proving *p) {
    load(p);
    if (!p->compilation.diags.errors) check_worlds(p);
    p->status = status_of(p);
    diag_sort(&p->compilation.diags);
    if (p->report && !report_fill(p->report, &p->compilation)) return false;
    if (p->status != POL_OK) return true;
    make_ready(p);
    p->prover = prover_new(p->model, &p->how);
    return p->prover && prover_ask(p->prover, &p->model->claims[0], &p->proof);
}

static bool try_work(struct proving *p) {
    jmp_buf out_of_memory;
    if (setjmp(out_of_memory)) return false;
    compilation_init(&p->compilation, &out_of_memory);
    return work(p);
}

// ---- the answer

static struct pol_proof *tell(struct proving *p) {
    static const enum pol_answer answers[] = {
        [PROOF_FOUND] = POL_FOUND, [PROOF_NONE] = POL_PROVED, [PROOF_OPEN] = POL_OPEN};
    struct pol_proof *out = calloc(1, sizeof *out);
    if (!out) return NULL;
    out->answer = answers[p->proof.answer];
    out->holds = p->proof.answer != PROOF_OPEN && p->proof.holds;
    memcpy(out->as_of, p->proof.as_of, sizeof out->as_of);
    out->witness = p->proof.record, out->story = p->proof.story, out->after = p->proof.other;
    p->proof.record = p->proof.story = p->proof.other = (struct text){0};
    if (p->proof.odd) text_put(&out->odd, p->proof.odd);
    for (int lang = 0; lang < 2; lang++) text_put(&out->scope[lang], prove_scope(&p->how, &p->proof, (enum lang)lang));
    if (!out->scope[0].failed && !out->scope[1].failed && !out->odd.failed) return out;
    pol_proof_free(out);
    return NULL;
}

static void finish(struct proving *p) {
    proof_free(&p->proof);
    prover_free(p->prover);
    compilation_free(&p->compilation);
}

static enum pol_status answer(struct proving *p, pol_proof **proof) {
    if (!try_work(p)) return POL_ERROR_MEMORY;
    if (p->status != POL_OK) return p->status;
    *proof = tell(p);
    return *proof ? POL_OK : POL_ERROR_MEMORY;
}

enum pol_status pol_prove(const struct pol_file *files, size_t count, const char *claim,
                          const struct pol_prove_options *options, pol_proof **proof, pol_report **report) {
    struct proving *p = calloc(1, sizeof *p);
    struct pol_report *r = report ? report_new() : NULL;
    *proof = NULL;
    if (report) *report = NULL;
    enum pol_status status = POL_ERROR_MEMORY;
    if (options && !is_fine(options)) status = POL_ERROR_ARGUMENT;
    else if (p && (!report || r)) {
        *p = (struct proving){.files = files, .count = count, .claim = claim, .options = options, .report = r};
        status = answer(p, proof);
        finish(p);
    }
    free(p);
    if (report && status != POL_ERROR_MEMORY) *report = r;
    else pol_report_free(r);
    return status;
}

void pol_proof_free(pol_proof *proof) {
    if (!proof) return;
    text_free(&proof->witness), text_free(&proof->story), text_free(&proof->after), text_free(&proof->odd);
    text_free(&proof->scope[0]), text_free(&proof->scope[1]);
    free(proof);
}

enum pol_answer pol_proof_answer(const pol_proof *proof) { return proof->answer; }
bool pol_proof_holds(const pol_proof *proof) { return proof->holds; }
const char *pol_proof_as_of(const pol_proof *proof) { return proof->answer == POL_FOUND ? proof->as_of : NULL; }
const char *pol_proof_witness(const pol_proof *proof) {
    return proof->answer == POL_FOUND ? text_string(&proof->witness) : NULL;
}
const char *pol_proof_story(const pol_proof *proof) {
    return proof->answer == POL_FOUND ? text_string(&proof->story) : NULL;
}
static const char *where_there(const struct text *t) { return t->length ? text_string(t) : NULL; }
const char *pol_proof_story_after(const pol_proof *proof) { return where_there(&proof->after); }
const char *pol_proof_odd(const pol_proof *proof) { return where_there(&proof->odd); }
const char *pol_proof_scope(const pol_proof *proof, enum pol_lang lang) {
    return text_string(&proof->scope[lang == POL_CHINESE ? LANG_ZH : LANG_EN]);
}
