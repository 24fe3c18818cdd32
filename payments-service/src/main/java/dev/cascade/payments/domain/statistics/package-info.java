/** Counts, values and latencies that merge across partitions and instances. */
@NullMarked
package dev.cascade.payments.domain.statistics;

import org.jspecify.annotations.NullMarked;
