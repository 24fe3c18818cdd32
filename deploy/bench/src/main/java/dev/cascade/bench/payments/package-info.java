/** Payments as load. */
@NullMarked
package dev.cascade.bench.payments;

import org.jspecify.annotations.NullMarked;
