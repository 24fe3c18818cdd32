/**
 * The design of the well-known microservices of Kafka Streams' examples, written anew: validators
 * and an aggregator at least once, a table of orders behind a blocking GET.
 */
@NullMarked
package dev.cascade.bench.peers.streams;

import org.jspecify.annotations.NullMarked;
