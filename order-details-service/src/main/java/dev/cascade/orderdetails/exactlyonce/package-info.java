/**
 * The consumer/producer pair: polled orders, their verdicts and the consumed offsets in one
 * transaction.
 */
@NullMarked
package dev.cascade.orderdetails.exactlyonce;

import org.jspecify.annotations.NullMarked;
