#include <stdlib.h>
#include <string.h>

#include "grammar/check/accept.h"
#include "grammar/check/check.h"
#include "interp/api/api.h"
#include "interp/findings/findings.h"

const char *pol_version(void) { return POL_VERSION; }

struct pol_report *report_new(void) {
    return calloc(1, sizeof(struct pol_report));
}

static bool report_whole(const struct pol_report *r) {
    return !r->text[0].failed && !r->text[1].failed && !r->json[0].failed && !r->json[1].failed;
}

static void put_all(struct pol_report *r, struct source_set *sources, struct diag *const *items, uint32_t count) {
    for (int lang = 0; lang < 2; lang++) {
        text_char(&r->json[lang], '[');
        for (uint32_t i = 0; i < count; i++) {
            if (diag_is_wrong(items[i])) diag_render(&r->text[lang], (enum lang)lang, sources, items[i]);
            if (i) text_char(&r->json[lang], ',');
            diag_render_json(&r->json[lang], (enum lang)lang, sources, items[i]);
        }
        text_char(&r->json[lang], ']');
    }
}

// What a compilation has to say; false: out of memory. Both languages at once: what renders later would have to change
// the compilation's line maps, which threads share.
bool report_fill(struct pol_report *r, struct compilation *c) {
    r->errors = c->diags.errors;
    r->warnings = c->diags.warnings;
    put_all(r, &c->sources, c->diags.items, c->diags.count);
    return report_whole(r);
}

bool report_message(struct pol_report *r, const struct diag *d) {
    struct diag copy = *d, *one = &copy;
    r->errors = 1;
    put_all(r, NULL, &one, 1);
    return report_whole(r);
}

void pol_report_free(pol_report *report) {
    if (!report) return;
    for (int lang = 0; lang < 2; lang++) {
        text_free(&report->text[lang]);
        text_free(&report->json[lang]);
    }
    free(report);
}

unsigned pol_report_errors(const pol_report *report) { return report->errors; }
unsigned pol_report_warnings(const pol_report *report) { return report->warnings; }

static int lang_index(enum pol_lang lang) { return lang == POL_CHINESE ? LANG_ZH : LANG_EN; }

const char *pol_report_text(const pol_report *report, enum pol_lang lang) {
    return text_string(&report->text[lang_index(lang)]);
}
const char *pol_report_json(const pol_report *report, enum pol_lang lang) {
    return text_string(&report->json[lang_index(lang)]);
}

void api_load(struct compilation *c, const struct pol_file *files, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (files[i].text) compilation_load_text(c, files[i].path, files[i].text, files[i].size);
        else compilation_load(c, files[i].path);
    }
}

// The line maps are made on first use; here they are made while there is one thread and an arena to allocate from.
static void map_lines(struct source_set *sources) {
    for (uint32_t i = 0; i < sources->count; i++) source_locate(sources, (struct span){i, 0, 0});
}

static bool compile(struct pol_policy *p, const struct pol_file *files, size_t count, struct pol_report *report) {
    struct compilation *c = &p->compilation;
    api_load(c, files, count);
    p->model = check_policy(c, &(struct check_options){0});
    if (report && !c->diags.errors) findings_add(c, p->model);
    if (!report && !c->diags.errors) findings_assumed(c, p->model);
    if (report) accept_findings(c), accept_report_idle(c, false);
    diag_sort(&c->diags);
    map_lines(&c->sources);
    if (c->diags.errors == 0) api_index(p);
    return !report || report_fill(report, c);
}

static bool compile_or_unwind(struct pol_policy *p, const struct pol_file *files, size_t count,
                              struct pol_report *report) {
    jmp_buf out_of_memory;
    if (setjmp(out_of_memory)) return false;
    compilation_init(&p->compilation, &out_of_memory);
    p->compilation.prover = findings_prover();
    bool done = compile(p, files, count, report);
    p->compilation.arena.out_of_memory = NULL;  // this frame is about to go
    return done;
}

enum pol_status pol_policy_compile(const struct pol_file *files, size_t count, pol_policy **policy,
                                   pol_report **report) {
    struct pol_policy *p = calloc(1, sizeof *p);
    struct pol_report *r = report ? report_new() : NULL;
    *policy = NULL;
    if (report) *report = NULL;
    if (!p || (report && !r) || !compile_or_unwind(p, files, count, r)) {
        pol_policy_free(p);
        pol_report_free(r);
        return POL_ERROR_MEMORY;
    }
    if (report) *report = r;
    bool good = p->compilation.diags.errors == 0;
    if (good) *policy = p;
    else pol_policy_free(p);
    return good ? POL_OK : POL_ERROR_POLICY;
}

void pol_policy_free(pol_policy *policy) {
    if (!policy) return;
    compilation_free(&policy->compilation);
    free(policy);
}
