/** Records and consumed offsets, written together or not at all. */
@NullMarked
package dev.cascade.orderdetails.transaction;

import org.jspecify.annotations.NullMarked;
