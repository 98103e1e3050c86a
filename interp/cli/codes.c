#include "interp/cli/codes.h"

#include <string.h>
#include <strings.h>

#include "grammar/base/nearest.h"
#include "interp/cli/findings.h"
#include "interp/cli/terminal.h"

#define ALL "all"

// Hints and labels have codes too, which nobody sees.
static bool is_shown(enum diag_id id) { return strchr("HL", diag_info(id)->code[0]) == NULL; }

static enum diag_id find(const char *word) {
    for (int id = DIAG_NONE + 1; id < DIAG_COUNT; id++)
        if (is_shown((enum diag_id)id) && strcasecmp(diag_info((enum diag_id)id)->code, word) == 0)
            return (enum diag_id)id;
    return DIAG_NONE;
}

static int unknown(struct cli *cli, const char *word) {
    struct nearest near = nearest_to(word);
    for (int id = DIAG_NONE + 1; id < DIAG_COUNT; id++)
        if (is_shown((enum diag_id)id)) nearest_offer(&near, diag_info((enum diag_id)id)->code);
    if (nearest_is_plain(&near))
        cli_complain_hint(cli, DIAG_CODE_UNKNOWN, DIAG_HINT_DID_YOU_MEAN, A(near.best), A(word));
    else cli_complain_hint(cli, DIAG_CODE_UNKNOWN, DIAG_HINT_CODE, {0}, A(word));
    return CLI_USAGE;
}

static void put_code(struct cli *cli, struct text *out, enum diag_id id) {
    if (findings_format(cli) == FINDINGS_JSON) code_write_json(out, cli->lang, id);
    else code_write_text(out, cli->lang, id, terminal_page_width(cli, NULL));
}

static void put_all(struct cli *cli, struct text *out) {
    for (int id = DIAG_NONE + 1; id < DIAG_COUNT; id++)
        if (is_shown((enum diag_id)id)) put_code(cli, out, (enum diag_id)id);
}

static int put_word(struct cli *cli, struct text *out, const char *word) {
    if (out->length && findings_format(cli) == FINDINGS_TEXT) text_char(out, '\n');
    if (strcmp(word, ALL) == 0) return put_all(cli, out), CLI_OK;
    enum diag_id id = find(word);
    if (id == DIAG_NONE) return unknown(cli, word);
    put_code(cli, out, id);
    return CLI_OK;
}

static int check_format(struct cli *cli) {
    enum findings_format format = findings_format(cli);
    if (format == FINDINGS_TEXT || format == FINDINGS_JSON) return CLI_OK;
    return cli_complain_hint(cli, DIAG_CODE_FORMAT, DIAG_HINT_CODE_FORMAT, {0}, A(option_text(cli, "format"))),
           CLI_USAGE;
}

int codes_explain(struct cli *cli) {
    struct text out = {0};
    int code = check_format(cli);
    for (size_t i = 0; i < option_count(cli, "explain") && code == CLI_OK; i++)
        code = put_word(cli, &out, option_at(cli, "explain", i));
    for (size_t i = 0; i < cli->operand_count && code == CLI_OK; i++) code = put_word(cli, &out, cli->operands[i]);
    if (code == CLI_OK) cli_print(cli, &out);
    text_free(&out);
    return code;
}
