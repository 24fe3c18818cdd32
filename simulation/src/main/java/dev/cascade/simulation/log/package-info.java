/** The log as Kafka keeps it: partitions, transactions and their markers, groups, fencing. */
@NullMarked
package dev.cascade.simulation.log;

import org.jspecify.annotations.NullMarked;
