/** The contract with other services: Avro to domain and back, and how this service keeps state. */
@NullMarked
package dev.cascade.email.contract;

import org.jspecify.annotations.NullMarked;
