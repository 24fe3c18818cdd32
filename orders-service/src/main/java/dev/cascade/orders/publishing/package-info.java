/** Writes requests and rules to their topics, and says where they stand. */
@NullMarked
package dev.cascade.orders.publishing;

import org.jspecify.annotations.NullMarked;
