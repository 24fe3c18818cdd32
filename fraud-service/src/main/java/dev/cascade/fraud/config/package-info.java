/** What can be configured, and how the service is put together. */
@NullMarked
package dev.cascade.fraud.config;

import org.jspecify.annotations.NullMarked;
