/** Committed state, readable over HTTP: views, blocking reads, and finding the owner of a key. */
@NullMarked
package dev.cascade.streams.query;

import org.jspecify.annotations.NullMarked;
