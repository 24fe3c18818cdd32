/** Errors over HTTP as problem documents (RFC 9457). */
@NullMarked
package dev.cascade.streams.problem;

import org.jspecify.annotations.NullMarked;
