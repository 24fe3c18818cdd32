/** The service's Kafka Streams applications: what flows from which topic to which. */
@NullMarked
package dev.cascade.inventory.topology;

import org.jspecify.annotations.NullMarked;
