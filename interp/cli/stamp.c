#include "interp/cli/stamp.h"

#include <string.h>

#include "grammar/base/calendar.h"

static void digest_source(const struct source *source, char digest[SHA256_DIGITS + 1]) {
    struct sha256 s;
    sha256_begin(&s);
    sha256_add(&s, source->bytes, source->size);
    sha256_end(&s, digest);
}

// Of all that was read what is no policy is a notice.
static struct stamp_files gather_sources(struct cli *cli, const struct compilation *c, bool policies) {
    struct stamp_files files = {ARENA_ARRAY(cli->arena, struct stamp_file, c->sources.count + 1), 0};
    for (uint32_t i = 0; i < c->sources.count; i++) {
        if (compilation_has_tree(c, i) != policies || c->sources.items[i]->is_condition) continue;
        struct stamp_file *file = &files.items[files.count++];
        file->path = c->sources.items[i]->path;
        digest_source(c->sources.items[i], file->digest);
    }
    return files;
}

static struct stamp_files gather_lists(struct cli *cli, const struct inputs *in, enum lang lang) {
    const struct policy *p = in->policies.policy;
    struct stamp_files files = {ARENA_ARRAY(cli->arena, struct stamp_file, p->field_count + 1), 0};
    for (uint32_t i = 0; i < p->field_count; i++) {
        if (!in->lists[i]) continue;
        struct stamp_file *file = &files.items[files.count++];
        *file = (struct stamp_file){name_text(p, &p->fields[i].def.name, lang), list_path(in->lists[i]), ""};
        memcpy(file->digest, list_digest(in->lists[i]), sizeof file->digest);
    }
    return files;
}

static struct stamp_words gather_settings(struct cli *cli) {
    size_t count = option_count(cli, "set");
    const char **texts = ARENA_ARRAY(cli->arena, const char *, count + 1);
    for (size_t i = 0; i < count; i++) texts[i] = option_at(cli, "set", i);
    return (struct stamp_words){texts, (uint32_t)count};
}

static const char *date_text(struct cli *cli, int32_t date) {
    char text[11];
    if (!date) return NULL;
    date_format(date, text);
    return arena_copy(cli->arena, text, strlen(text));
}

void stamp_gather(struct cli *cli, struct inputs *in, enum lang lang, struct stamp *stamp) {
    const struct field *field = in->as_of_field;
    *stamp = (struct stamp){.version = POL_VERSION,
                            .as_of = date_text(cli, in->as_of),
                            .as_of_field = field ? name_text(in->policies.policy, &field->def.name, lang) : NULL,
                            .where = option_text(cli, "where"),
                            .settings = gather_settings(cli),
                            .reforms = {in->reforms.reforms, (uint32_t)in->reforms.reform_count},
                            .policies = gather_sources(cli, &in->policies.compilation, true),
                            .notices = gather_sources(cli, &in->policies.compilation, false),
                            .lists = gather_lists(cli, in, lang),
                            .data = {.path = in->path}};
}

int stamp_digest(struct cli *cli, struct inputs *in, struct stamp *stamp) {
    if (!in->stamps || records_digest(in->records, stamp->data.digest, &in->faults)) return CLI_OK;
    return inputs_failed(cli, in);
}
