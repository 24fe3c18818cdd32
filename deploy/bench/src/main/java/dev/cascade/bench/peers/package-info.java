/**
 * Systems of other designs that take the same orders: how they are started, asked and checked, and
 * what their processes have in common.
 */
@NullMarked
package dev.cascade.bench.peers;

import org.jspecify.annotations.NullMarked;
