/** How an order lives: pure decisions over values, with time as an argument. */
@NullMarked
package dev.cascade.orders.domain;

import org.jspecify.annotations.NullMarked;
