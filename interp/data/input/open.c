#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "interp/data/input/internal.h"

void input_close(struct input *in) {
    if (!in) return;
    if (in->fd > STDIN_FILENO) close(in->fd);
    if (in->convert != (iconv_t)-1) iconv_close(in->convert);
    if (in->is_wide) iconv_close(in->wide);
    free(in->head.bytes);
    free(in->head.decoded);
    pthread_cond_destroy(&in->moved);
    pthread_mutex_destroy(&in->order);
    pthread_mutex_destroy(&in->reading);
    free(in->carry.bytes);
    free(in);
}

// Standard input stands where whoever shares it left it, and must be left where reading stopped.
static bool open_file(struct input *in, struct record_faults *faults) {
    struct stat st;
    // A terminal that is read must not become the one whose closing ends the program.
    in->fd = strcmp(in->path, "-") ? open(in->path, O_RDONLY | O_CLOEXEC | O_NOCTTY) : STDIN_FILENO;
    if (in->fd < 0 || fstat(in->fd, &st) != 0) return input_fault(in, faults, DIAG_INPUT_OPEN, strerror(errno));
    if (S_ISDIR(st.st_mode)) return input_fault(in, faults, DIAG_INPUT_DIRECTORY, "");
    in->regular = S_ISREG(st.st_mode);
    in->size = in->regular && st.st_size > 0 ? (uint64_t)st.st_size : 0;
    in->modified = st.st_mtim;
    in->seekable = in->regular && in->fd != STDIN_FILENO && lseek(in->fd, 0, SEEK_CUR) == 0;
    if (in->seekable) posix_fadvise(in->fd, 0, 0, POSIX_FADV_SEQUENTIAL);
    return true;
}

static struct input *new_input(size_t chunk_size, size_t record_limit) {
    struct input *in = calloc(1, sizeof *in);
    if (!in) return NULL;
    in->convert = (iconv_t)-1;
    in->piece_size = chunk_size < INPUT_LEAST ? INPUT_LEAST : chunk_size;
    in->limit = record_limit;
    in->next_line = 1;
    in->carry.plain = true;
    pthread_mutex_init(&in->reading, NULL);
    pthread_mutex_init(&in->order, NULL);
    pthread_cond_init(&in->moved, NULL);
    return in;
}

struct input *input_open(const char *path, enum record_encoding encoding, size_t chunk_size, size_t record_limit,
                         struct record_faults *faults) {
    struct input *in = new_input(chunk_size, record_limit);
    if (!in) return record_faults_no_memory(faults), NULL;
    in->path = path;
    in->asked = encoding;
    if (open_file(in, faults) && input_look(in, faults)) return in;
    input_close(in);
    return NULL;
}

void input_count_from(struct input *in, uint64_t line) { in->next_line = line; }

void input_cut(struct input *in, const struct record_cutter *cutter) { in->cutter = cutter; }

uint64_t input_size(const struct input *in) { return in->size; }
