// A look at the beginning of an input without taking anything from it.
#ifndef POL_CLI_PEEK_H
#define POL_CLI_PEEK_H
// The first character that is neither white space nor a byte order mark; -1 where it can't be known without reading.
int peek_first_character(const char *path);
#endif
