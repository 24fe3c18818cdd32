/** Keeps what records say about persons out of what is said about records. */
@NullMarked
package dev.cascade.streams.personal;

import org.jspecify.annotations.NullMarked;
