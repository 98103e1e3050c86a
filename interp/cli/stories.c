#include "interp/cli/stories.h"

#include <stdlib.h>

#include "interp/cli/terminal.h"
#include "interp/data/list/hash.h"

struct story {  // that is kept
    uint64_t hash, order;
    struct text text;
};

static int compare_numbers(uint64_t a, uint64_t b) { return a < b ? -1 : a > b; }

static int compare(const void *left, const void *right) {
    const struct story *a = left, *b = right;
    return a->hash != b->hash ? compare_numbers(a->hash, b->hash) : compare_numbers(a->order, b->order);
}

static int compare_orders(const void *left, const void *right) {
    return compare_numbers(((const struct story *)left)->order, ((const struct story *)right)->order);
}

static void drop(void *story) { text_free(&((struct story *)story)->text); }

void stories_open(struct stories *s, struct cli *cli) {
    *s = (struct stories){.cli = cli,
                          .format = (enum story_format)option_choice(cli, "format", STORY_TEXT),
                          .sample = (uint32_t)option_number(cli, "sample", 0),
                          .seed = (uint64_t)option_number(cli, "seed", 0)};
    s->coloured = terminal_colours(cli);
    s->kept = (struct few){.size = sizeof(struct story), .most = s->sample, .compare = compare, .drop = drop};
}

void stories_close(struct stories *s) {
    if (s->sample) few_free(&s->kept);
}

bool stories_want(struct stories *s, struct slice key) {
    s->offered++;
    if (!s->sample) return true;
    const struct story *last = few_last(&s->kept);
    s->hash = sample_hash(s->seed, key);
    return !last || s->hash < last->hash;
}

static void print_coloured(struct cli *cli, const struct text *t) {
    struct text shown = {.failed = t->failed}, coloured = {0};
    diag_put_shown(&shown, text_string(t), t->length);
    terminal_put_coloured(&coloured, &shown);
    cli_print(cli, &coloured);
    text_free(&shown);
    text_free(&coloured);
}

static void print(struct stories *s, const struct text *t) {
    if (s->format == STORY_JSON) {
        cli_print(s->cli, t);
        return;
    }
    if (s->told++) cli_print(s->cli, &(struct text){.bytes = "\n", .length = 1});
    if (s->coloured) print_coloured(s->cli, t);
    else cli_print_shown(s->cli, t);
}

bool stories_put(struct stories *s, struct text *text) {
    struct story story = {.hash = s->hash, .order = s->offered, .text = *text};
    bool good = !text->failed;
    *text = (struct text){0};
    if (good && s->sample) return few_put(&s->kept, &story);
    if (good) print(s, &story.text);
    drop(&story);
    return good;
}

void stories_end(struct stories *s) {
    if (!s->sample) return;
    const struct story *kept = s->kept.items;
    if (s->kept.count) qsort(s->kept.items, s->kept.count, sizeof *kept, compare_orders);
    for (uint32_t i = 0; i < s->kept.count; i++) print(s, &kept[i].text);
    cli_note(s->cli, DIAG_NOTE_SAMPLE, A(cli_count(s->cli, s->kept.count)), A(cli_count(s->cli, s->offered)),
             A(cli_count(s->cli, s->seed)));
}
