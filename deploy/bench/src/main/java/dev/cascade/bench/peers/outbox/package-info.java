/**
 * A design with databases: each service writes what it decides and what it tells in one transaction
 * of PostgreSQL, a relay publishes it to Kafka, and each reader knows what it has read.
 */
@NullMarked
package dev.cascade.bench.peers.outbox;

import org.jspecify.annotations.NullMarked;
