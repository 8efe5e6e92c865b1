/* Headers: forgets the states of loop headers.
 *
 * A header's snapshot is only there for passes that put checks in front of the loop. Until then it keeps every slot of the frames alive in every iteration,
 * also those that no exit in the loop needs. After the last such pass it is dropped, and dead code removal can take what only it used. */
#include "passes.h"

bool hl_pass_headers(HlIr *ir)
{
    for (HlBlock *block = ir->first; block; block = block->next)
        block->header = NULL;
    return true;
}
