/** A deterministic simulator: the real topologies on a log in memory, one thread, one seed. */
@NullMarked
package dev.cascade.simulation;

import org.jspecify.annotations.NullMarked;
