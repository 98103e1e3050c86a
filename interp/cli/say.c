// What the program says beside its results: messages on standard error, and what it asks of the system.
#include <errno.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "grammar/base/calendar.h"
#include "interp/cli/cli.h"

void cli_say_raw(struct cli *cli, const struct text *t) {
    cli->no_memory |= t->failed;
    for (size_t at = 0; at < t->length;) {
        ssize_t put = write(STDERR_FILENO, t->bytes + at, t->length - at);
        if (put < 0 && errno == EINTR) continue;
        if (put <= 0) return;  // nobody is left to be told
        at += (size_t)put;
    }
}

// Names of files and what stands in data are in most of what is said.
void cli_say(struct cli *cli, const struct text *t) {
    struct text shown = {.failed = t->failed};
    diag_put_shown(&shown, text_string(t), t->length);
    cli_say_raw(cli, &shown);
    text_free(&shown);
}

void cli_print_shown(struct cli *cli, const struct text *t) {
    struct text shown = {.failed = t->failed};
    diag_put_shown(&shown, text_string(t), t->length);
    cli_print(cli, &shown);
    text_free(&shown);
}

void cli_print(struct cli *cli, const struct text *t) {
    cli->no_memory |= t->failed;
    if (!t->failed) output_write(cli->out, text_string(t), t->length);
}

void cli_print_result(struct cli *cli, struct text *t, bool for_people) {
    if (for_people) cli_print_shown(cli, t);
    else cli_print(cli, t);
    text_free(t);
}

const struct option report_options[] = {
    {.name = "output",
     .letter = 'o',
     .kind = OPTION_TEXT,
     .argument = {"FILE", "文件"},
     .about = {"write it to this file, whole or not at all", "报告写入该文件，要么完整，要么没有"}},
    {0},
};

static int write_file(struct cli *cli, const char *path, const struct text *t) {
    struct output *out = output_open(path, cli->interrupt);
    if (!out) return cli_cant_write(cli, path, errno);
    output_write(out, text_string(t), t->length);
    int error = output_commit(out);
    return error ? cli_cant_write(cli, path, error) : CLI_OK;
}

int cli_write_result(struct cli *cli, const char *path, struct text *t, bool for_people) {
    int code = CLI_OK;
    if (!path || strcmp(path, "-") == 0) return cli_print_result(cli, t, for_people), CLI_OK;
    if (t->failed) code = cli_out_of_memory(cli);
    else code = write_file(cli, path, t);
    text_free(t);
    return code;
}

void cli_complain_with(struct cli *cli, enum diag_id id, const struct diag_arg *args, size_t count, enum diag_id hint,
                       const struct diag_arg *hint_args, size_t hint_count) {
    struct diag d = {.id = id, .hint = hint};
    if (count) memcpy(d.args, args, count * sizeof *args);
    if (hint_count) memcpy(d.hint_args, hint_args, hint_count * sizeof *hint_args);
    struct text t = {0};
    text_put(&t, "pol: ");
    diag_render(&t, cli->lang, NULL, &d);
    cli_say(cli, &t);
    text_free(&t);
}

void cli_note_with(struct cli *cli, enum diag_id id, const struct diag_arg *args, size_t count) {
    struct diag_arg all[DIAG_MAX_ARGS] = {0};
    if (count) memcpy(all, args, count * sizeof *args);
    struct text t = {0};
    diag_message(&t, cli->lang, id, all);
    text_char(&t, '\n');
    cli_say(cli, &t);
    text_free(&t);
}

const char *cli_count(struct cli *cli, uint64_t count) {
    const struct number_text digits = number_text(count);
    return arena_copy(cli->arena, digits.text, strlen(digits.text));
}

struct diag_arg cli_reason(int error) {
    static const struct {
        int error;
        const char *zh;
    } reasons[] = {
        {ENOENT, "文件或文件夹不存在"},
        {EACCES, "没有权限"},
        {EPERM, "没有权限"},
        {ENOSPC, "磁盘已满"},
        {EDQUOT, "磁盘配额已用完"},
        {EISDIR, "这是一个文件夹"},
        {ENOTDIR, "路径中有一段不是文件夹"},
        {EROFS, "文件系统只读"},
        {EFBIG, "文件过大"},
        {EIO, "输入输出错误"},
        {EMFILE, "打开的文件过多"},
        {EBADF, "已关闭"},
        {ELOOP, "链接循环"},
        {ENOMEM, "内存不足"},
        {ENAMETOOLONG, "名称过长"},
    };
    const char *en = strerrordesc_np(error);
    struct diag_arg reason = {en ? en : "unknown error", NULL};
    for (size_t i = 0; i < sizeof reasons / sizeof *reasons; i++)
        if (reasons[i].error == error) reason.zh = reasons[i].zh;
    return reason;
}

int cli_out_of_memory(struct cli *cli) {
    cli_complain(cli, DIAG_OUT_OF_MEMORY, {0});
    return CLI_MEMORY;
}

int cli_cant_read(struct cli *cli, const char *path, int error) {
    cli_complain(cli, DIAG_CANT_READ, A(path), cli_reason(error));
    return error == ENOMEM ? CLI_MEMORY : CLI_IO;
}

int cli_cant_write(struct cli *cli, const char *path, int error) {
    if (error != EPIPE) cli_complain(cli, DIAG_CANT_WRITE, A(path), cli_reason(error));
    return error == ENOMEM ? CLI_MEMORY : CLI_IO;
}

#define CHINA_SECONDS_AHEAD (8 * 3600)
#define SECONDS_OF_DAY 86400

int32_t cli_today(void) {
    int64_t now = (int64_t)time(NULL) + CHINA_SECONDS_AHEAD;
    int32_t date = DATE_MIN;
    date_from_number(now / SECONDS_OF_DAY, &date);
    return date;
}

uint64_t cli_nanoseconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}
