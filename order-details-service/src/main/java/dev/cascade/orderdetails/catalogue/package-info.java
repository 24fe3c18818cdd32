/** List prices, kept in memory from the topic products. */
@NullMarked
package dev.cascade.orderdetails.catalogue;

import org.jspecify.annotations.NullMarked;
