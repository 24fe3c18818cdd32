/**
 * Distributed traces across HTTP, topics and stores, in the header that W3C names {@code
 * traceparent}; spans of what is committed, and their way to a collector.
 */
@NullMarked
package dev.cascade.streams.tracing;

import org.jspecify.annotations.NullMarked;
