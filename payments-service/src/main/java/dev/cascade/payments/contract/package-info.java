/** Avro to domain and back, and how state is written in the stores. */
@NullMarked
package dev.cascade.payments.contract;

import org.jspecify.annotations.NullMarked;
