/* A thread that does something every few milliseconds: see hook.h for what.
 *
 * Owns: the thread. It holds no GIL, blocks all signals, and runs the callback under a lock, which hl_ticker_stop takes. Called by: the hook. */
#ifndef HL_SRC_TICKER_H
#define HL_SRC_TICKER_H

#include <stdbool.h>

void hl_ticker_start(void (*callback)(void)); /* does nothing if it runs */
void hl_ticker_stop(void);                    /* afterwards the callback does not run */
bool hl_ticker_running(void);
void hl_ticker_after_fork_child(void); /* the child has no such thread */

#endif
