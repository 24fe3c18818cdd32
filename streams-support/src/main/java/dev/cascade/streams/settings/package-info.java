/** What configuration must be like before a service starts with it. */
@NullMarked
package dev.cascade.streams.settings;

import org.jspecify.annotations.NullMarked;
