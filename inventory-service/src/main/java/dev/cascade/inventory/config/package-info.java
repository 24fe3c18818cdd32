/** What can be configured, and how the service is put together. */
@NullMarked
package dev.cascade.inventory.config;

import org.jspecify.annotations.NullMarked;
