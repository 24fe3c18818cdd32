/**
 * Orders as load: what is posted, how it is answered, and when each of its steps became visible.
 */
@NullMarked
package dev.cascade.bench.orders;

import org.jspecify.annotations.NullMarked;
