/** Who reads and writes which topic, as the running applications and clients themselves say. */
@NullMarked
package dev.cascade.streams.lineage;

import org.jspecify.annotations.NullMarked;
