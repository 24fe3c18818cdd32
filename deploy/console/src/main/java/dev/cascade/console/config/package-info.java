/** What the console is configured with. */
@NullMarked
package dev.cascade.console.config;

import org.jspecify.annotations.NullMarked;
