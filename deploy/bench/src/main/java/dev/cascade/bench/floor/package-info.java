/**
 * The floor: plain Kafka clients that do the records, topics and transactions of the services, and
 * no work. What it takes is what the machine can do at best.
 */
@NullMarked
package dev.cascade.bench.floor;

import org.jspecify.annotations.NullMarked;
