/**
 * An application that decides the committed history again beside the one that runs: under another
 * application id, up to a cut, by the clock of that time, and without a write to a topic that
 * anybody else reads.
 */
@NullMarked
package dev.cascade.streams.shadow;

import org.jspecify.annotations.NullMarked;
