/**
 * How much a customer may spend in one hour: pure, from an order and what is remembered to a
 * judgement.
 */
@NullMarked
package dev.cascade.fraud.domain;

import org.jspecify.annotations.NullMarked;
