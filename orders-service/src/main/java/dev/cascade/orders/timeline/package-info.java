/**
 * All that happened to an order, told from the committed topics when somebody asks: which records
 * are about it, and what each of them says.
 */
@NullMarked
package dev.cascade.orders.timeline;

import org.jspecify.annotations.NullMarked;
