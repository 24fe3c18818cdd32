/** What the service is configured with, and the parts that are built from it. */
@NullMarked
package dev.cascade.orders.config;

import org.jspecify.annotations.NullMarked;
