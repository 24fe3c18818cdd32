/** Writes what callers ask to Kafka, and opens the house accounts at start. */
@NullMarked
package dev.cascade.payments.publishing;

import org.jspecify.annotations.NullMarked;
