#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "interp/data/input/internal.h"

bool input_fault(const struct input *in, struct record_faults *faults, enum diag_id id, const char *more) {
    struct slice args[2] = {slice_of(in->path), slice_of(more)};
    struct record_fault *fault = record_fault_add(faults, id, args, 2);
    if (fault) fault->path = in->path;
    return false;
}

void input_close(struct input *in) {
    if (!in) return;
    if (in->fd > STDIN_FILENO) close(in->fd);
    if (in->encoding == ENCODING_GB18030) iconv_close(in->convert);
    pthread_cond_destroy(&in->moved);
    pthread_mutex_destroy(&in->order);
    pthread_mutex_destroy(&in->reading);
    free(in->carry.bytes);
    free(in);
}

// Standard input stands where whoever shares it left it, and must be left where reading stopped.
static bool open_file(struct input *in, struct record_faults *faults) {
    struct stat st;
    in->fd = strcmp(in->path, "-") ? open(in->path, O_RDONLY | O_CLOEXEC) : STDIN_FILENO;
    if (in->fd < 0 || fstat(in->fd, &st) != 0) return input_fault(in, faults, DIAG_INPUT_OPEN, strerror(errno));
    if (S_ISDIR(st.st_mode)) return input_fault(in, faults, DIAG_INPUT_DIRECTORY, "");
    in->regular = S_ISREG(st.st_mode);
    in->seekable = in->regular && in->fd != STDIN_FILENO && lseek(in->fd, 0, SEEK_CUR) == 0;
    if (in->seekable) posix_fadvise(in->fd, 0, 0, POSIX_FADV_SEQUENTIAL);
    return true;
}

struct input *input_open(const char *path, const struct record_cutter *cutter, size_t chunk_size, size_t record_limit,
                         struct record_faults *faults) {
    struct input *in = calloc(1, sizeof *in);
    if (!in) return record_faults_no_memory(faults), NULL;
    in->path = path;
    in->cutter = cutter;
    in->piece_size = chunk_size < INPUT_START ? INPUT_START : chunk_size;
    in->limit = record_limit;
    in->next_line = 1;
    in->carry.plain = true;
    pthread_mutex_init(&in->reading, NULL);
    pthread_mutex_init(&in->order, NULL);
    pthread_cond_init(&in->moved, NULL);
    if (open_file(in, faults)) return in;
    input_close(in);
    return NULL;
}

bool input_room(char **buffer, size_t *capacity, size_t need) {
    if (need <= *capacity) return true;
    char *wider = realloc(*buffer, need);
    if (!wider) return false;
    *buffer = wider;
    *capacity = need;
    return true;
}
