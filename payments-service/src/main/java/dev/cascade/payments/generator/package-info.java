/** Generates a load of payments, for demonstrations and measurements. */
@NullMarked
package dev.cascade.payments.generator;

import org.jspecify.annotations.NullMarked;
