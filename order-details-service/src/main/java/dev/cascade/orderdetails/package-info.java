/** Checks the fields of an order that can be judged without anybody else's state. */
@NullMarked
package dev.cascade.orderdetails;

import org.jspecify.annotations.NullMarked;
