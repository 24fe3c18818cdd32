/**
 * The rules that an order's own fields must keep: pure, from an order and list prices to
 * violations.
 */
@NullMarked
package dev.cascade.orderdetails.domain;

import org.jspecify.annotations.NullMarked;
