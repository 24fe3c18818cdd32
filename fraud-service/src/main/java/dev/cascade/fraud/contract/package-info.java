/** From Avro and stores to the domain and back. */
@NullMarked
package dev.cascade.fraud.contract;

import org.jspecify.annotations.NullMarked;
