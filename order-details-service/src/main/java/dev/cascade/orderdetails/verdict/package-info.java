/** From the bytes of an order to the bytes of its verdict, or of its dead letter. */
@NullMarked
package dev.cascade.orderdetails.verdict;

import org.jspecify.annotations.NullMarked;
