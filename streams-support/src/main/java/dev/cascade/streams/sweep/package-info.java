/** Stores that keep what they need and no more, without an index by time. */
@NullMarked
package dev.cascade.streams.sweep;

import org.jspecify.annotations.NullMarked;
