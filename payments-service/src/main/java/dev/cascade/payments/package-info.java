/** Payments between accounts: each has its effect once, and all balances sum to zero. */
@NullMarked
package dev.cascade.payments;

import org.jspecify.annotations.NullMarked;
