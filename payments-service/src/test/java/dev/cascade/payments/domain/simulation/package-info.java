/** A deterministic simulation of the payment pipeline around the pure deciders. */
@NullMarked
package dev.cascade.payments.domain.simulation;

import org.jspecify.annotations.NullMarked;
