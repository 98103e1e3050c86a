// The program `pol`: one `struct command` per file of this folder, listed in commands.def. Only this folder prints,
// exits, reads the clock and the environment.
// A command's table of options feeds the parser, --help and the messages; its `run` answers with an exit code.
//
//     static const struct option options[] = {
//         {"check", 0, OPTION_FLAG, .about = {"say only whether a file would change", "只报告文件是否会改变"}},
//         {0},
//     };
//     static int run(struct cli *cli) {
//         if (!option_given(cli, "check")) …
//         for (size_t i = 0; i < cli->operand_count; i++) output_put(cli->out, cli->operands[i]);
//         return CLI_OK;
//     }
//     const struct command command_fmt = {.name = "fmt", .options = {options, NULL}, .run = run, …};
//
// Results go to cli->out, which main checks and closes; messages go through cli_complain and cli_say.
// Memory: what lasts as long as the program runs in one command may come from cli->arena.
#ifndef POL_CLI_CLI_H
#define POL_CLI_CLI_H
#include <setjmp.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "grammar/base/arena.h"
#include "grammar/base/text.h"
#include "grammar/diag/diag.h"
#include "interp/cli/output.h"

enum exit_code {
    CLI_OK,        // all well
    CLI_NO,        // the answer is no: check found errors, a test failed, fmt --check would change something
    CLI_USAGE,     // the command line makes no sense
    CLI_POLICY,    // a policy that is needed does not compile
    CLI_REJECTED,  // some records were rejected, the others done
    CLI_LIMIT,     // a limit was exceeded
    CLI_IO,        // input or output failed
    CLI_MEMORY,    // out of memory
    CLI_OPEN,      // a claim is not settled
};

enum option_kind {
    OPTION_FLAG,
    OPTION_TEXT,
    OPTION_CHOICE,  // one of `choices`
    OPTION_NUMBER,  // a whole number, `low` to `high`
    OPTION_DATE,    // 2024-07-01
};

struct option {
    const char *name;  // without its dashes; NULL ends a table
    char letter;       // -o, or 0
    enum option_kind kind;
    bool repeats;             // may be given more than once
    const char *argument[2];  // what help calls the value, by enum lang
    const char *choices;      // "jsonl|csv": the words in order of the command's enum
    const char *also;         // "|excel": what else people call each, parted by blanks; not taken, but understood
    int64_t low, high;
    const char *about[2];
};

struct example {
    const char *line;
    const char *about[2];
};

#define COMMAND_TABLES 7
#define ANY_NUMBER SIZE_MAX
struct cli;
struct command {
    const char *name;
    const char *about[2];                          // a line for the list of commands
    const char *operands[2];                       // "FILE|DIR…", as the usage line shows them
    size_t least, most;                            // operands; most 0: none, ANY_NUMBER: no end
    const struct option *options[COMMAND_TABLES];  // tables, the rest NULL; --lang and --help come by themselves
    const struct example *examples;                // ended by a NULL line
    const char *more[2];                           // further paragraphs of help, or NULL
    int (*run)(struct cli *cli);
};

struct given_option {
    const struct option *option;
    const char *text;  // NULL for a flag
};

struct cli {
    const struct command *const *commands;  // ended by NULL
    const struct command *command;
    enum lang lang;  // of messages: --lang, else the environment's
    struct given_option *given;
    size_t given_count;
    const char **operands;
    size_t operand_count;
    struct output *out;  // standard output
    struct interrupt *interrupt;
    bool terminal_out, terminal_err;
    struct arena *arena;     // lives until the program ends
    uint64_t warnings;       // printed so far, for --strict
    bool no_memory;          // a text was not complete; main says so, and it is the exit code
    jmp_buf *out_of_memory;  // set in main's frame; for compilation_init and every arena. From the main thread only
};

// By long name; a name that is in none of the command's tables is a mistake of the program and stops it.
bool option_given(const struct cli *cli, const char *name);
const char *option_text(const struct cli *cli, const char *name);  // the last one given; NULL: not given
size_t option_count(const struct cli *cli, const char *name);
const char *option_at(const struct cli *cli, const char *name, size_t index);  // of an option that repeats
int option_choice(const struct cli *cli, const char *name, int otherwise);     // index in `choices`
int64_t option_number(const struct cli *cli, const char *name, int64_t otherwise);
int32_t option_date(const struct cli *cli, const char *name);  // packed; 0: not given

// Language of results: --lang where it was given; else English, or the messages' where `for_people`.
enum lang cli_result_lang(const struct cli *cli, bool for_people);
// Prints "pol: error[U0101]: …" with an optional hint (DIAG_NONE: none).
#define cli_complain(cli, id, ...) cli_complain_with((cli), (id), DIAG_ARGS(__VA_ARGS__), DIAG_NONE, NULL, 0)
#define cli_complain_hint(cli, id, hint, hinted, ...) \
    cli_complain_with((cli), (id), DIAG_ARGS(__VA_ARGS__), (hint), DIAG_ARGS(hinted))
void cli_complain_with(struct cli *cli, enum diag_id id, const struct diag_arg *args, size_t count, enum diag_id hint,
                       const struct diag_arg *hint_args, size_t hint_count);
// A line of the registry without prefix, such as a summary.
#define cli_note(cli, id, ...) cli_note_with((cli), (id), DIAG_ARGS(__VA_ARGS__))
void cli_note_with(struct cli *cli, enum diag_id id, const struct diag_arg *args, size_t count);
// A count, as an argument of a message.
const char *cli_count(struct cli *cli, uint64_t count);
// To standard error, in one write: nothing in it steers the terminal.
void cli_say(struct cli *cli, const struct text *t);
void cli_say_raw(struct cli *cli, const struct text *t);  // but here: for a line that is drawn anew
// A whole text of results: for programs, and for people, whose terminal it does not steer.
void cli_print(struct cli *cli, const struct text *t);
void cli_print_shown(struct cli *cli, const struct text *t);
void cli_print_result(struct cli *cli, struct text *t, bool for_people);  // the one or the other; frees it
// For a command of whose result there is one text: --output, which cli_write_result takes.
extern const struct option report_options[];
// The same into a file, whole or not at all; NULL or "-": standard output. CLI_OK, or an exit code after its message.
int cli_write_result(struct cli *cli, const char *path, struct text *t, bool for_people);
// The reason of errno, as an argument of a message.
struct diag_arg cli_reason(int error);
int cli_out_of_memory(struct cli *cli);  // CLI_MEMORY, after its message
// CLI_IO, after the message that `path` can't be read (or written) for the reason of errno. A closed pipe is no news.
int cli_cant_read(struct cli *cli, const char *path, int error);
int cli_cant_write(struct cli *cli, const char *path, int error);

// The as-of date where none was given: today in China (UTC+8, which has no summer time), whatever TZ says.
int32_t cli_today(void);
uint64_t cli_nanoseconds(void);  // of a clock that never goes back

// The index of the choice that `text` is, or means (`EN`, `en_GB`, `english`); -1: none.
int option_choice_meant(const struct option *o, const char *text);
// Whether it is a `--format` that may be `json`, for which `--json` is short.
bool option_has_json(const struct option *o);

// options.c: fills in `given` and `operands`; CLI_OK, or CLI_USAGE after its message.
int options_parse(struct cli *cli, int argc, char **argv);
extern const struct option common_options[];
extern const struct option text_or_json_options[];  // --format, for a command that has these two
// CLI_USAGE, after its message that there are too few operands; for a command that needs some of them only at times.
int options_too_few(struct cli *cli);
// Whether `--name` or `-n` takes a value in some command: tells the command's own word from a value before it.
bool option_takes_value(const struct cli *cli, const char *word);
// help.c
void help_program(struct text *out, const struct cli *cli);
void help_command(struct text *out, enum lang lang, const struct command *c);
// commands.c
const struct command *command_find(const struct cli *cli, const char *name);  // NULL: there is none of that name
int command_unknown(struct cli *cli, const char *word);                       // CLI_USAGE, after its message
#endif
