#include "interp/cli/progress.h"

#include <string.h>
#include <sys/stat.h>

#define SECOND 1000000000u
#define BAR_WIDTH 30u

void progress_start(struct progress *p, struct cli *cli, const char *path) {
    struct stat st;
    *p = (struct progress){.cli = cli, .began = cli_nanoseconds()};
    if (strcmp(path, "-") != 0 && stat(path, &st) == 0 && S_ISREG(st.st_mode)) p->size = (uint64_t)st.st_size;
}

static void put_bar(struct text *t, uint64_t bytes, uint64_t size) {
    uint64_t percent = bytes >= size ? 100 : bytes * 100 / size;
    size_t filled = (size_t)(percent * BAR_WIDTH / 100);
    text_char(t, '[');
    text_repeat(t, '#', filled);
    text_repeat(t, '.', BAR_WIDTH - filled);
    text_format(t, "] %3u%%  ", (unsigned)percent);
}

void progress_show(struct progress *p, uint64_t records, uint64_t bytes) {
    if (!p->cli->terminal_err) return;
    uint64_t now = cli_nanoseconds();
    if (now - p->began < SECOND || now - p->shown < SECOND / 10) return;
    p->shown = now;
    p->visible = true;
    struct text t = {0};
    text_put(&t, "\r\033[K");
    if (p->size && bytes) put_bar(&t, bytes, p->size);
    text_format(&t, p->cli->lang == LANG_ZH ? "%llu 条记录" : "%llu records", (unsigned long long)records);
    cli_say_raw(p->cli, &t);
    text_free(&t);
}

void progress_hide(struct progress *p) {
    if (!p->visible) return;
    struct text t = {0};
    text_put(&t, "\r\033[K");
    cli_say_raw(p->cli, &t);
    text_free(&t);
    p->visible = false;
}
