/** Plain Kafka and Avro: reading topics as any outsider would, and writing what outsiders write. */
@NullMarked
package dev.cascade.bench.kafka;

import org.jspecify.annotations.NullMarked;
