/**
 * How the service's domain looks on topics and in stores: Avro outside, a compact binary inside.
 */
@NullMarked
package dev.cascade.inventory.contract;

import org.jspecify.annotations.NullMarked;
