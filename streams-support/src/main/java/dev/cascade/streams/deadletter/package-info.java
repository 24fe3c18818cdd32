/** Records that cannot be read: where they go and what is said about them. */
@NullMarked
package dev.cascade.streams.deadletter;

import org.jspecify.annotations.NullMarked;
