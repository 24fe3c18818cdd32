/** When this instance may be relied on. */
@NullMarked
package dev.cascade.orderdetails.health;

import org.jspecify.annotations.NullMarked;
