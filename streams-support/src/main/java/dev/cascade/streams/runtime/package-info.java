/** Starts, watches, restarts and closes the Kafka Streams applications of a service. */
@NullMarked
package dev.cascade.streams.runtime;

import org.jspecify.annotations.NullMarked;
