#include <stdlib.h>
#include <string.h>

#include "interp/data/input/internal.h"

// Room for so many bytes and for what a chunk's buffer needs beyond its own. What grows piece by piece is doubled.
static bool carry_room(struct carry *c, size_t length) {
    size_t need = length + 1 + SCAN_PADDING, twice = 2 * c->capacity;
    return need <= c->capacity || chunk_room(&c->bytes, &c->capacity, need > twice ? need : twice);
}

void input_forget_last(struct input *in) {
    struct carry *c = &in->carry;
    size_t last = c->cut.end;
    if (!last) return;
    memmove(c->bytes, c->bytes + last, c->length - last);
    c->length -= last;
    c->cut.seen -= last;
    c->cut.end = c->cut.last = 0;
}

static bool too_long(const struct input *in, struct record_faults *faults) {
    char digits[RECORD_FAULT_DIGITS];
    struct slice arg = record_fault_number(digits, in->limit);
    struct record_fault *fault = record_fault_add(faults, DIAG_RECORD_TOO_LONG, &arg, 1);
    if (fault) fault->path = in->path;
    if (fault) fault->line = in->next_line;
    return false;
}

// Whether the first record does not end within the limit.
static bool is_too_long(const struct input *in, size_t from) {
    const struct carry *c = &in->carry;
    if (c->length - from < in->limit) return false;
    return in->cutter->cut(c->bytes, record_ends_from(from), from + in->limit).end == from;
}

static void cut_at_end(struct input *in) {
    struct carry *c = &in->carry;
    in->ends_bare = c->length > c->cut.end && c->bytes[c->length - 1] != '\n';
    if (in->ends_bare) c->bytes[c->length++] = '\n';
    c->cut = record_ends_from(c->length);
}

static bool is_cut(const struct input *in, const struct piece *piece) {
    if (piece->end || in->carry.length > INPUT_FRONT) return false;
    return piece->certainty == CUT_SURE || (piece->certainty == CUT_UNLESS_OPEN && !in->carry.cut.open);
}

// The usual case: where records end in the piece is known already. What is carried over goes before the piece.
static void put_before(const struct carry *c, struct chunk *chunk, const struct piece *piece) {
    chunk->previous = piece->start - c->length;
    chunk->start = chunk->previous + c->cut.end;
    chunk->end = piece->start + piece->length;
    if (c->length) memcpy(chunk->buffer + chunk->previous, c->bytes, c->length);
}

static bool append(struct carry *c, const struct chunk *chunk, const struct piece *piece) {
    if (!carry_room(c, c->length + piece->length)) return false;
    if (piece->length) memcpy(c->bytes + c->length, chunk->buffer + piece->start, piece->length);
    c->length += piece->length;
    return true;
}

// The carry's bytes become the chunk's, and the other way round.
static void exchange(struct carry *c, struct chunk *chunk, size_t from) {
    char *bytes = c->bytes;
    size_t capacity = c->capacity;
    c->bytes = chunk->buffer;
    c->capacity = chunk->capacity;
    chunk->buffer = bytes;
    chunk->capacity = capacity;
    chunk->previous = 0;
    chunk->start = from;
    chunk->end = c->length;
}

// What is carried over and the piece, in one, and where the records of both end. Where none does all of it is carried
// on, and the chunk is empty.
static bool join(struct input *in, struct chunk *chunk, const struct piece *piece, struct record_ends *cut,
                 struct record_faults *faults) {
    struct carry *c = &in->carry;
    size_t from = c->cut.end;
    c->lines += piece->found.newlines;
    c->plain &= piece->found.plain;
    chunk->start = chunk->end = 0;
    *cut = piece->cut;
    if (is_cut(in, piece)) return put_before(c, chunk, piece), true;
    if (!append(c, chunk, piece)) return record_faults_no_memory(faults);
    if (is_too_long(in, from)) return too_long(in, faults);
    if (piece->end) cut_at_end(in);
    else c->cut = in->cutter->cut(c->bytes, c->cut, c->length);
    *cut = c->cut;
    if (cut->end > from) exchange(c, chunk, from);
    return true;
}

// The last record that is one: blank lines do not come between a record and the one before it.
static struct slice last_record(const struct chunk *chunk, struct record_ends cut) {
    if (cut.last == cut.end)
        return (struct slice){chunk->buffer + chunk->previous, (uint32_t)(chunk->start - chunk->previous)};
    return (struct slice){chunk->buffer + cut.last, (uint32_t)(cut.end - cut.last)};
}

static bool carry_on(struct carry *c, struct slice last, struct slice rest, struct record_ends cut) {
    if (!carry_room(c, (size_t)last.length + rest.length)) return false;
    if (last.length) memcpy(c->bytes, last.text, last.length);
    if (rest.length) memcpy(c->bytes + last.length, rest.text, rest.length);
    c->length = (size_t)last.length + rest.length;
    c->cut = (struct record_ends){last.length, last.length, last.length + cut.seen - cut.end, cut.open};
    return true;
}

// The chunk is given another buffer, with what its own comes to as UTF-8.
static bool convert(struct input *in, struct chunk *chunk, struct slice rest, struct record_ends cut,
                    struct record_faults *faults) {
    struct chunk raw = *chunk;
    chunk->buffer = NULL;
    chunk->capacity = 0;
    bool good = input_convert(in, &raw, cut.end, chunk, faults);
    if (good) {
        struct record_ends made = in->cutter->cut(chunk->buffer, record_ends_from(chunk->start), chunk->end);
        good = carry_on(&in->carry, last_record(chunk, made), rest, cut) || record_faults_no_memory(faults);
    }
    free(raw.buffer);
    return good;
}

// Sets aside what comes behind the chunk's records, and the last of them.
static bool part(struct input *in, struct chunk *chunk, struct record_ends cut, struct record_faults *faults) {
    struct carry *c = &in->carry;
    struct slice rest = {chunk->buffer + cut.end, (uint32_t)(chunk->end - cut.end)};
    uint64_t lines = scan_newlines(rest.text, rest.length);
    chunk->plain = c->plain;
    chunk->marked = in->is_wide;
    chunk->first_line = in->next_line;
    in->next_line += c->lines - lines;
    c->lines = lines;
    c->plain = c->plain || scan_plain(rest.text, rest.length) == rest.length;
    input_find_encoding(in, chunk, cut.end, faults);
    if (in->encoding == ENCODING_GB18030 && !chunk->plain) return convert(in, chunk, rest, cut, faults);
    chunk->end = cut.end;
    return carry_on(c, last_record(chunk, cut), rest, cut) || record_faults_no_memory(faults);
}

static void pass_mark(const struct input *in, struct piece *piece) {
    size_t mark = in->mark < piece->length ? in->mark : piece->length;
    piece->start += mark;
    piece->length -= mark;
}

static bool settle(struct input *in, struct chunk *chunk, struct piece *piece, struct record_faults *faults) {
    struct record_ends cut;
    chunk->number = in->next_number;
    if (piece->failed) return record_faults_no_memory(faults);
    if (piece->error) return input_fault(in, faults, DIAG_INPUT_READ, strerror(piece->error));
    if (piece->cut_off) return input_fault(in, faults, DIAG_INPUT_CUT_OFF, "");
    if (piece->number == 0 && in->seekable) pass_mark(in, piece);
    if (!join(in, chunk, piece, &cut, faults)) return false;
    if (chunk->start == chunk->end) return true;
    if (!part(in, chunk, cut, faults)) return false;
    chunk->line = chunk->first_line;
    chunk->at = chunk->counted = chunk->start;
    chunk->records = 0;
    in->next_number++;
    return true;
}

// Whether there is anything to do in it.
static bool wait_for_turn(struct input *in, uint64_t number) {
    pthread_mutex_lock(&in->order);
    while (in->turn != number) pthread_cond_wait(&in->moved, &in->order);
    bool more = !in->done;
    pthread_mutex_unlock(&in->order);
    return more;
}

static void end_turn(struct input *in, bool done) {
    pthread_mutex_lock(&in->order);
    in->done |= done;
    in->turn++;
    pthread_cond_broadcast(&in->moved);
    pthread_mutex_unlock(&in->order);
}

static enum records_status take_turn(struct input *in, struct chunk *chunk, struct piece *piece,
                                     struct record_faults *faults) {
    enum records_status status = RECORDS_END;
    if (wait_for_turn(in, piece->number)) {
        status = settle(in, chunk, piece, faults) ? RECORDS_MORE : RECORDS_FAILED;
        if (status == RECORDS_MORE && piece->end && chunk->start == chunk->end) status = RECORDS_END;
    }
    end_turn(in, status != RECORDS_MORE || piece->end);
    return status;
}

enum records_status input_next(struct input *in, struct chunk *chunk, struct record_faults *faults) {
    enum records_status status = RECORDS_MORE;
    struct piece piece;
    do {
        if (!input_read(in, chunk, &piece)) return RECORDS_END;
        status = take_turn(in, chunk, &piece, faults);
    } while (status == RECORDS_MORE && chunk->start == chunk->end);  // a record goes on
    if (status == RECORDS_MORE) memset(chunk->buffer + chunk->end, 0, SCAN_PADDING);
    return status;
}

bool input_ends_bare(const struct input *in) { return in->ends_bare; }
