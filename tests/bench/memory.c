// Evaluation alone, decisions with their reasons included, over applicants already in columns:
//   bench_memory workload FILE.csv | shipped FILE.jsonl
// prints a line for each measurement: what, a tab, nanoseconds per applicant (the least of the rounds).
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "grammar/base/calendar.h"
#include "grammar/check/check.h"
#include "grammar/syntax/load.h"
#include "interp/data/records.h"
#include "interp/decide/decide.h"
#include "interp/eval/eval.h"
#include "interp/findings/findings.h"

#ifndef ROUNDS
#define ROUNDS 25
#endif
#ifndef BLOCK_ROWS
#define BLOCK_ROWS 0  // as pol eval has it
#endif
#define MAX_BLOCKS 8000

static void fail(const char *what) {
    fprintf(stderr, "bench_memory: %s\n", what);
    exit(1);
}

struct bench {
    struct compilation c;
    struct policy *policy;
    struct plan *plan;
    struct records *records;
    struct chunk chunks[MAX_BLOCKS];
    struct record_parser *parsers[MAX_BLOCKS];
    struct block *blocks[MAX_BLOCKS];
    uint32_t block_count;
    uint64_t rows;
    jmp_buf out_of_memory;
};

static void compile(struct bench *b, const char *const *paths) {
    if (setjmp(b->out_of_memory)) fail("out of memory");
    compilation_init(&b->c, &b->out_of_memory);
    b->c.prover = findings_prover();
    for (size_t i = 0; paths[i]; i++) compilation_load(&b->c, paths[i]);
    b->policy = check_policy(&b->c, &(struct check_options){0});
    if (b->c.diags.errors) fail("the policies do not compile; run it from the project's root");
    b->plan = plan_new(b->policy, &(struct plan_options){.as_of = DATE_PACK(2024, 7, 1)});
    if (!b->plan) fail("out of memory");
}

// One parser per block, since a parser owns the block it fills.
static void load_chunk(struct bench *b, struct chunk *chunk, struct record_faults *faults) {
    while (b->block_count < MAX_BLOCKS) {
        struct record_parser *p = record_parser_new(b->records);
        struct block *block = p ? record_parser_next(p, chunk, faults) : NULL;
        if (!block) record_parser_free(p);
        if (!block) return;
        b->parsers[b->block_count] = p;
        b->blocks[b->block_count++] = block;
        b->rows += block->rows;
    }
}

static void load(struct bench *b, const char *path, enum record_format format) {
    struct record_faults faults = {0};
    struct records_options options = {
        .policy = b->policy, .format = format, .path = path, .chunk_size = (size_t)8 << 20, .block_rows = BLOCK_ROWS};
    b->records = records_open(&options, &faults);
    if (!b->records) fail("the data cannot be read");
    uint32_t chunks = 0;
    while (chunks < MAX_BLOCKS && b->block_count < MAX_BLOCKS &&
           records_next(b->records, &b->chunks[chunks], &faults) == RECORDS_MORE)
        load_chunk(b, &b->chunks[chunks++], &faults);
    record_faults_free(&faults);
}

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e9 + (double)t.tv_nsec;
}

struct timing {
    double evaluate, decide;
};

static struct timing once(const struct bench *b, struct workspace *w, struct decisions *d) {
    struct timing t = {0};
    for (uint32_t i = 0; i < b->block_count; i++) {
        double start = now();
        if (!eval_block(w, b->blocks[i])) fail("out of memory");
        double evaluated = now();
        decide(d, w, b->blocks[i]);
        t.evaluate += evaluated - start;
        t.decide += now() - evaluated;
    }
    return t;
}

static void measure(const struct bench *b) {
    struct workspace *w = plan_workspace_new(b->plan, b->blocks[0]->capacity);
    struct decisions *d = decisions_new(b->plan, b->blocks[0]->capacity);
    if (!w || !d) fail("out of memory");
    struct timing best = {1e18, 1e18};
    uint32_t rules = 0;
    for (int i = 0; i < ROUNDS; i++) {
        struct timing t = once(b, w, d);
        if (t.evaluate + t.decide < best.evaluate + best.decide) best = t;
    }
    for (uint32_t s = 0; s < b->plan->scheme_count; s++)
        for (uint32_t o = 0; o < b->plan->schemes[s].offer_count; o++)
            rules += b->plan->schemes[s].offers[o].rule_count;
    double rows = (double)b->rows;
    printf("pol\t%.2f\n", (best.evaluate + best.decide) / rows);
    fprintf(stderr,
            "%.0f applicants, %u nodes, %u rules in effect: conditions %.2f ns, decisions %.2f ns, %.3f ns per rule\n",
            rows, b->plan->node_count, rules, best.evaluate / rows, best.decide / rows,
            (best.evaluate + best.decide) / rows / rules);
    workspace_free(w);
    decisions_free(d);
}

int main(int argc, char **argv) {
    static const char *const workload[] = {"tests/bench/workload.pol", NULL};
    static const char *const shipped[] = {"policies/boc.pol", "policies/sxb.pol", "policies/jsb.pol",
                                          "policies/ccb.pol", NULL};
    if (argc != 3) fail("bench_memory workload FILE.csv | shipped FILE.jsonl");
    bool is_workload = !strcmp(argv[1], "workload");
    struct bench *b = calloc(1, sizeof *b);
    if (!b) fail("out of memory");
    compile(b, is_workload ? workload : shipped);
    load(b, argv[2], is_workload ? RECORDS_CSV : RECORDS_JSONL);
    if (!b->block_count) fail("the data holds no applicant");
    measure(b);
    return 0;
}
