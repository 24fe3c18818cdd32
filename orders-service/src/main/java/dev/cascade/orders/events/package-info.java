/** What happens to orders, told to whoever listens, as it happens. */
@NullMarked
package dev.cascade.orders.events;

import org.jspecify.annotations.NullMarked;
