/* The connection to the compiler process: one at most.
 *
 * Owns: the process (started here), the channel to it, and the file with its messages. Knows nothing of jobs. Called by: client.c, under its lock.
 */
#ifndef HL_JIT_COMPILER_CONNECTION_H
#define HL_JIT_COMPILER_CONNECTION_H

#include "protocol.h"
#include <stdbool.h>
#include <stddef.h>

typedef enum HlArrival {
    HL_ARRIVAL_NONE,  /* nothing there yet */
    HL_ARRIVAL_REPLY,
    HL_ARRIVAL_ALIEN, /* a packet of another version of the protocol */
    HL_ARRIVAL_LOST,  /* the program has closed the channel */
    HL_ARRIVAL_END,   /* the process is gone */
} HlArrival;

int hl_connection_open(const char *path); /* starts the process; 0 or an error number */
bool hl_connection_is_open(void);
int hl_connection_process(void); /* its process number; 0: none */
int hl_connection_number(void); /* the channel's descriptor, to wait for; -1: none */
/* False: not now (the channel is full) or never (it has ended, which hl_connection_receive reports). */
bool hl_connection_send(const HlRequest *request, int file);
HlArrival hl_connection_receive(HlReply *reply); /* never blocks */
/* The first line that the process wrote on its standard error. */
void hl_connection_last_words(char *words, size_t size);
void hl_connection_close(void); /* the process ends by itself */
void hl_connection_kill(void);  /* it is ended; for one that does not answer. Also closes. */

#endif
