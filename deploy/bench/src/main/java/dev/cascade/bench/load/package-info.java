/** The open-loop load driver: arrivals by the clock, latency from the intended time. */
@NullMarked
package dev.cascade.bench.load;

import org.jspecify.annotations.NullMarked;
