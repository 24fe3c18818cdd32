/** The HTTP side: orders in, orders out, and waiting without a thread. */
@NullMarked
package dev.cascade.orders.rest;

import org.jspecify.annotations.NullMarked;
