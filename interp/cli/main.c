#include <errno.h>
#include <fcntl.h>
#include <malloc.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "interp/cli/cli.h"
#include "interp/cli/interrupt.h"

#define COMMAND(name) extern const struct command command_##name;
#include "interp/cli/commands.def"
#undef COMMAND

static const struct command *const commands[] = {
#define COMMAND(name) &command_##name,
#include "interp/cli/commands.def"
#undef COMMAND
    NULL,
};

static enum lang environment_lang(void) {
    static const char *const variables[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
    for (size_t i = 0; i < sizeof variables / sizeof *variables; i++) {
        const char *value = getenv(variables[i]);
        if (value && *value) return strncmp(value, "zh", 2) == 0 ? LANG_ZH : LANG_EN;
    }
    return LANG_EN;
}

// Before anything is parsed, so that messages about the command line itself are in the language asked for.
static enum lang asked_lang(int argc, char **argv) {
    enum lang lang = environment_lang();
    for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++) {
        const char *value = strncmp(argv[i], "--lang=", 7) == 0 ? argv[i] + 7 : NULL;
        if (strcmp(argv[i], "--lang") == 0 && i + 1 < argc) value = argv[i + 1];
        int meant = value ? option_choice_meant(&common_options[0], value) : -1;
        if (meant >= 0) lang = meant == LANG_ZH ? LANG_ZH : LANG_EN;
    }
    return lang;
}

// The place of the command's word: the first that is neither an option nor an option's value; argc: there is none.
static int command_place(const struct cli *cli, int argc, char **argv) {
    for (int i = 1; i < argc; i++) {
        const char *word = argv[i];
        if (word[0] != '-' || !word[1]) return i;
        if (option_takes_value(cli, word)) i++;
    }
    return argc;
}

static bool has_word(int argc, char **argv, const char *word, const char *letter) {
    for (int i = 1; i < argc; i++)
        if (strcmp(argv[i], word) == 0 || strcmp(argv[i], letter) == 0) return true;
    return false;
}

static int without_command(struct cli *cli, int argc, char **argv) {
    if (has_word(argc, argv, "--version", "-V")) return command_find(cli, "version")->run(cli);
    struct text help = {0};
    help_program(&help, cli);
    bool asked = has_word(argc, argv, "--help", "-h");
    if (asked) cli_print(cli, &help);
    else if (argc == 1) cli_say(cli, &help);
    else cli_complain_hint(cli, DIAG_NO_COMMAND, DIAG_HINT_HELP, {0}, {0});
    text_free(&help);
    return asked ? CLI_OK : CLI_USAGE;
}

static int run_command(struct cli *cli, int argc, char **argv) {
    int place = command_place(cli, argc, argv);
    if (place == argc) return without_command(cli, argc, argv);
    cli->command = command_find(cli, argv[place]);
    if (!cli->command) return command_unknown(cli, argv[place]);
    char **words = ARENA_ARRAY(cli->arena, char *, (size_t)argc);
    int count = 0;
    for (int i = 1; i < argc; i++)
        if (i != place) words[count++] = argv[i];
    int code = options_parse(cli, count, words);
    if (code != CLI_OK || !option_given(cli, "help")) return code == CLI_OK ? cli->command->run(cli) : code;
    struct text help = {0};
    help_command(&help, cli->lang, cli->command);
    cli_print(cli, &help);
    text_free(&help);
    return CLI_OK;
}

// Without allocating.
static int memory_exhausted(enum lang lang) {
    const struct diag_info *info = diag_info(DIAG_OUT_OF_MEMORY);
    const char *text = diag_text(DIAG_OUT_OF_MEMORY, lang);
    const char *parts[] = {"pol: error[", info->code, "]: ", text, "\n"};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (write(STDERR_FILENO, parts[i], strlen(parts[i])) < 0) break;
    return CLI_MEMORY;
}

static int finish(struct cli *cli, int code) {
    int error = output_commit(cli->out);
    if (cli->no_memory) return memory_exhausted(cli->lang);
    if (!error) return code;
    if (error != EPIPE) cli_complain(cli, DIAG_CANT_WRITE_STDOUT, cli_reason(error));
    return CLI_IO;
}

// A standard descriptor that is closed would be given to the next file opened, and messages would end up in it. The
// stand-in refuses what the descriptor is for.
static void hold_standard_descriptors(void) {
    for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
        if (fcntl(fd, F_GETFD) < 0) open("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY);
}

// Large pieces of memory go back when they are freed, and new ones come untouched. Left to itself, glibc would keep
// those of each thread from the first that was freed on.
static void give_memory_back(void) {
#ifdef M_MMAP_THRESHOLD
    mallopt(M_MMAP_THRESHOLD, 512 << 10);
#endif
}

int main(int argc, char **argv) {
    give_memory_back();
    hold_standard_descriptors();
    signal(SIGPIPE, SIG_IGN);  // a closed pipe and a file grown too large come back as errors of write
    signal(SIGXFSZ, SIG_IGN);
    struct arena arena;
    struct interrupt interrupt;
    jmp_buf out_of_memory;
    interrupt_init(&interrupt);
    if (setjmp(out_of_memory)) {
        interrupt_unlink(&interrupt);
        return memory_exhausted(asked_lang(argc, argv));
    }
    arena_init(&arena, &out_of_memory);
    struct cli cli = {.commands = commands,
                      .lang = asked_lang(argc, argv),
                      .interrupt = &interrupt,
                      .arena = &arena,
                      .out_of_memory = &out_of_memory};
    cli.terminal_out = isatty(STDOUT_FILENO);
    cli.terminal_err = isatty(STDERR_FILENO);
    cli.out = output_open(NULL, NULL);
    if (!cli.out) return memory_exhausted(asked_lang(argc, argv));
    int code = finish(&cli, run_command(&cli, argc, argv));
    interrupt_stop(&interrupt);
    arena_free(&arena);
    return code;
}
