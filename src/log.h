/* The event log (--log) and the dumps (--dump): where they go and how a line looks.
 * Called by: hotness, nest, recorder. Never raises, never fails; formats no Python object. */
#ifndef HL_SRC_LOG_H
#define HL_SRC_LOG_H

/* "hotloop: file.py:12 function: hot, 1000 iterations". `where` is a nest's or loop's name; `format` starts with the event's word:
 * hot, recorded, compiled, entered, exit, given up, ... Does nothing unless options.log is on. */
void hl_log(const char *where, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* One line on stderr per process and text, whether or not the log is on: hotloop can't work here, the script runs interpreted. */
void hl_warn_once(const char *text);
/* Prints a dump part under a heading, if the letter (b r o g m) is in options.dump. */
int hl_dump_wanted(char letter);
void hl_dump(char letter, const char *where, const char *text);

#endif
