/** What may happen to a product's stock: pure decisions, without Kafka, clock or logging. */
@NullMarked
package dev.cascade.inventory.domain;

import org.jspecify.annotations.NullMarked;
