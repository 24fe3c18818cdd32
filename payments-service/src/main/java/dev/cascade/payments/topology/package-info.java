/** The Kafka Streams topologies; each stage is named by what flows out of it. */
@NullMarked
package dev.cascade.payments.topology;

import org.jspecify.annotations.NullMarked;
