/**
 * What a service warns of, and what becomes of it, as facts on topics: without slowing the service,
 * and through Kafka's absence within bounds that are counted (ADR 14).
 */
@NullMarked
package dev.cascade.streams.journal;

import org.jspecify.annotations.NullMarked;
