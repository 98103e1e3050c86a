#include "interp/cli/settings.h"

#include <string.h>

#include "interp/whatif/ask.h"

// ---- names for a hint

#define NAMES_ROOM 160u  // bytes: of a longer argument a message tells no more than its beginning

static void add(struct name_list *list, enum lang lang, const char *name) {
    struct text *words = &list->words[lang];
    if (list->told[lang] < list->count || words->length + strlen(name) > NAMES_ROOM) return;
    text_format(words, "%s%s", words->length ? (lang == LANG_ZH ? "、" : ", ") : "", name);
    list->told[lang]++;
}

void name_list_add(struct name_list *list, const char *en, const char *zh) {
    add(list, LANG_EN, en);
    add(list, LANG_ZH, zh);
    list->count++;
}

struct diag_arg name_list_end(struct name_list *list, struct arena *arena) {
    uint32_t more = list->count - list->told[LANG_EN];
    if (more) text_format(&list->words[LANG_EN], " and %u more", more);
    if (list->told[LANG_ZH] < list->count) text_format(&list->words[LANG_ZH], "等，共 %u 个", list->count);
    const char *en = text_keep(&list->words[LANG_EN], arena);
    return (struct diag_arg){en, text_keep(&list->words[LANG_ZH], arena)};
}

// ---- params

static bool is_in_earlier_version(const struct policy *p, uint32_t scheme, const struct param *param) {
    for (uint32_t i = 0; i < scheme; i++)
        for (uint32_t k = 0; p->schemes[i]->group == p->schemes[scheme]->group && k < p->schemes[i]->param_count; k++)
            if (name_equal(&p->schemes[i]->params[k]->def.name, &param->def.name)) return true;
    return false;
}

static void add_param(struct name_list *list, struct arena *a, const struct policy *p, const struct param *param) {
    const char *en = param_label(a, p, param, LANG_EN);
    name_list_add(list, en, param_label(a, p, param, LANG_ZH));
}

static void add_params_of(struct name_list *list, struct arena *a, const struct policy *p, uint32_t scheme) {
    const struct scheme *s = p->schemes[scheme];
    for (uint32_t i = 0; i < s->param_count; i++)
        if (!is_in_earlier_version(p, scheme, s->params[i])) add_param(list, a, p, s->params[i]);
}

// "ccb.x=1" is a slip in one of ccb's.
static bool may_be_of(const struct policy *p, const struct scheme *s, const char *text) {
    size_t word = strcspn(text, ".=");
    return text[word] == '.' && name_has_text(p, &s->def.name, text, word);
}

static struct diag_arg params_there_are(struct arena *a, const struct policy *p, const char *text) {
    struct name_list list = {0};
    for (uint32_t i = 0; i < p->scheme_count; i++)
        if (may_be_of(p, p->schemes[i], text)) add_params_of(&list, a, p, i);
    if (list.count) return name_list_end(&list, a);
    for (uint32_t i = 0; i < p->param_count; i++) add_param(&list, a, p, p->params[i]);
    for (uint32_t i = 0; i < p->scheme_count; i++) add_params_of(&list, a, p, i);
    return name_list_end(&list, a);
}

// ---- fields

static struct diag_arg fields_there_are(struct arena *a, const struct policy *p) {
    struct name_list list = {0};
    for (uint32_t i = 0; i < p->field_count; i++)
        if (may_group(&p->fields[i]))
            name_list_add(&list, name_text(p, &p->fields[i].def.name, LANG_EN),
                          name_text(p, &p->fields[i].def.name, LANG_ZH));
    return name_list_end(&list, a);
}

// ----

static struct diag_arg names_there_are(struct cli *cli, const struct policy *p, const struct diag *why) {
    if (why->hint == DIAG_NONE && why->id == DIAG_SETTING_UNKNOWN)
        return params_there_are(cli->arena, p, why->args[0].en);
    if (why->hint == DIAG_NONE && why->id == DIAG_BY_UNKNOWN) return fields_there_are(cli->arena, p);
    return (struct diag_arg){0};
}

int settings_complain(struct cli *cli, const struct policy *p, const struct diag *why) {
    const struct diag_arg there = names_there_are(cli, p, why);
    bool any = there.en && *there.en;
    cli_complain_with(cli, why->id, why->args, DIAG_MAX_ARGS, any ? DIAG_HINT_THERE_ARE : why->hint,
                      any ? &there : why->hint_args, any ? 1 : DIAG_MAX_ARGS);
    return why->id == DIAG_OUT_OF_MEMORY ? CLI_MEMORY : CLI_USAGE;
}

int settings_parse(struct cli *cli, const struct policy *p, const char *option, struct setting **settings,
                   uint32_t *parsed) {
    size_t count = option_count(cli, option);
    struct diag why = {0};
    *settings = ARENA_ARRAY(cli->arena, struct setting, count + 1);
    for (; *parsed < count; ++*parsed)
        if (!plan_add_setting(p, option_at(cli, option, *parsed), *settings, *parsed, &why))
            return settings_complain(cli, p, &why);
    return CLI_OK;
}
