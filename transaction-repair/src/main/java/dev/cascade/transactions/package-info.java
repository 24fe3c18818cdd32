/**
 * Transactions that hang: open on a partition although their coordinator is done with them. They
 * are found, their outcome is looked up, and the marker that the broker lost is written.
 */
@NullMarked
package dev.cascade.transactions;

import org.jspecify.annotations.NullMarked;
