/** From Avro to the domain and back. */
@NullMarked
package dev.cascade.orderdetails.contract;

import org.jspecify.annotations.NullMarked;
