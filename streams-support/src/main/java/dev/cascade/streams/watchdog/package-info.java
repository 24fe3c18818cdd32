/**
 * Notices what stands still without an error: an application that does not come back to RUNNING,
 * and transactions whose marker was lost, behind which every committed reader waits. It says why,
 * mends what it can, and starts the application anew.
 */
@NullMarked
package dev.cascade.streams.watchdog;

import org.jspecify.annotations.NullMarked;
