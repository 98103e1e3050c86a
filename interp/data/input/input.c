#include <stdlib.h>
#include <string.h>

#include "interp/data/input/internal.h"

#define MUCH_BEHIND ((size_t)1 << 20)  // a quote that is open at the end, with so much behind it, is taken out alone

// Room for so many bytes and for what a chunk's buffer needs beyond its own. What grows piece by piece is doubled.
static bool carry_room(struct carry *c, size_t length) {
    size_t need = length + 1 + SCAN_PADDING, twice = 2 * c->capacity;
    return need <= c->capacity || chunk_room(&c->bytes, &c->capacity, need > twice ? need : twice);
}

static bool too_long(const struct input *in, struct record_faults *faults) {
    char digits[RECORD_FAULT_DIGITS];
    struct slice arg = record_fault_number(digits, in->limit);
    struct record_fault *fault = record_fault_add(faults, DIAG_RECORD_TOO_LONG, &arg, 1);
    if (fault) fault->path = in->path;
    if (fault) fault->line = in->next_line;
    return false;
}

// Whether the first record does not end within the limit; how far it was followed, then.
static bool is_too_long(const struct input *in, struct record_ends *first) {
    const struct carry *c = &in->carry;
    if (c->length < in->limit || (c->cut.end && c->cut.end <= in->limit)) return false;
    *first = in->cutter->cut(c->bytes, record_ends_from(0), in->limit);
    return first->end == 0;
}

// A quote that stays open so long is a stray one, and spoils its own line. Where that ends; where it does not, or none
// is open just there, the line before it: there one was. 0: it is a line alone that is too long.
static size_t end_of_stray(const struct input *in, const struct record_ends *first) {
    const struct carry *c = &in->carry;
    size_t at = first->open ? first->quote : in->limit < c->length ? in->limit : c->length;
    const char *newline = first->open ? memchr(c->bytes + at, '\n', c->length - at) : NULL;
    if (!newline) newline = memrchr(c->bytes, '\n', at);
    return newline ? (size_t)(newline - c->bytes) + 1 : 0;
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
    chunk->start = piece->start - c->length;
    chunk->end = piece->start + piece->length;
    if (c->length) memcpy(chunk->buffer + chunk->start, c->bytes, c->length);
}

static bool append(struct carry *c, const struct chunk *chunk, const struct piece *piece) {
    if (!carry_room(c, c->length + piece->length)) return false;
    if (piece->length) memcpy(c->bytes + c->length, chunk->buffer + piece->start, piece->length);
    c->length += piece->length;
    return true;
}

// The carry's bytes become the chunk's, and the other way round.
static void exchange(struct carry *c, struct chunk *chunk) {
    char *bytes = c->bytes;
    size_t capacity = c->capacity;
    c->bytes = chunk->buffer;
    c->capacity = chunk->capacity;
    chunk->buffer = bytes;
    chunk->capacity = capacity;
    chunk->start = 0;
    chunk->end = c->length;
}

// More than comes in with a piece, so that a long carry gets shorter.
static size_t part_size(const struct input *in) { return 2 * in->piece_size; }

// Goes on some way, or until a record ends.
static void cut_on(struct input *in) {
    struct carry *c = &in->carry;
    for (size_t to = c->cut.seen; to < c->length && !c->cut.end;) {
        to = c->length - to < part_size(in) ? c->length : to + part_size(in);
        c->cut = in->cutter->cut(c->bytes, c->cut, to);
    }
}

// Where the records of what is carried over end, as far as it is known. Of much that is left behind a stray quote some
// is cut at a time: each of its lines may be faulty. False: the first record is too long.
static bool cut_carry(struct input *in, bool ends, struct record_faults *faults) {
    struct carry *c = &in->carry;
    struct record_ends first;
    cut_on(in);
    first = c->cut;
    bool much = c->length > part_size(in), is_long = is_too_long(in, &first);
    bool is_stray = is_long || (ends && c->length > MUCH_BEHIND && first.open && !first.end);
    size_t stray = is_stray ? end_of_stray(in, &first) : 0;
    if (is_long && !stray) return too_long(in, faults);
    if (stray) c->cut = record_ends_from(stray);
    c->is_left = ends && much && c->cut.end && c->cut.end < c->length;
    if (ends && !c->is_left) cut_at_end(in);
    return true;
}

// What is carried over and the piece, in one, and where the records of both end. Where none does all of it is carried
// on, and the chunk is empty.
static bool join(struct input *in, struct chunk *chunk, const struct piece *piece, struct record_ends *cut,
                 struct record_faults *faults) {
    struct carry *c = &in->carry;
    c->lines += piece->found.newlines;
    c->plain &= piece->found.plain;
    chunk->start = chunk->end = 0;
    *cut = piece->cut;
    if (is_cut(in, piece)) return put_before(c, chunk, piece), true;
    if (!append(c, chunk, piece)) return record_faults_no_memory(faults);
    if (!cut_carry(in, piece->end, faults)) return false;
    *cut = c->cut;
    if (cut->end) exchange(c, chunk);
    return true;
}

static bool carry_on(struct carry *c, struct slice rest, struct record_ends cut) {
    if (!carry_room(c, rest.length)) return false;
    if (rest.length) memcpy(c->bytes, rest.text, rest.length);
    c->length = rest.length;
    c->cut = (struct record_ends){.seen = cut.seen - cut.end, .open = cut.open, .quote = cut.quote - cut.end};
    return true;
}

// The chunk is given another buffer, with what its own comes to as UTF-8.
static bool convert(struct input *in, struct chunk *chunk, struct slice rest, struct record_ends cut,
                    struct record_faults *faults) {
    struct chunk raw = *chunk;
    chunk->buffer = NULL;
    chunk->capacity = 0;
    bool good = input_convert(in, &raw, cut.end, chunk, faults);
    good = good && (carry_on(&in->carry, rest, cut) || record_faults_no_memory(faults));
    free(raw.buffer);
    return good;
}

// Sets aside what comes behind the chunk's records.
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
    return carry_on(c, rest, cut) || record_faults_no_memory(faults);
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
    if (in->is_hashed) input_hash_piece(in, chunk, piece);
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
    in->is_pending = in->carry.is_left;
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
    chunk->last = status == RECORDS_MORE && piece->end && !in->carry.is_left;
    end_turn(in, status != RECORDS_MORE || chunk->last);
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
