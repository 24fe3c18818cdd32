/** Tokens, good and bad, and what every service does with them. */
@NullMarked
package dev.cascade.testing.identity;

import org.jspecify.annotations.NullMarked;
