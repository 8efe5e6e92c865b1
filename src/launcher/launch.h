/* Shared by the parts of the launcher: launch.c (the command line), help.c (texts), start.c (inside Python). */
#ifndef HL_SRC_LAUNCHER_LAUNCH_H
#define HL_SRC_LAUNCHER_LAUNCH_H

#include <stdio.h>

/* Environment variables from launch.c to start.c, which removes them before Python sees its environment. */
#define HL_START_MESSAGE "HOTLOOP_START"
#define HL_START_PRELOAD "HOTLOOP_START_PRELOAD" /* the LD_PRELOAD that was there before, if any */

void hl_launch_help(FILE *out);
void hl_launch_version(FILE *out);

#endif
