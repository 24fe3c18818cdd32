/** Measures a running ecosystem from outside: {@code ./cascade bench}. */
@NullMarked
package dev.cascade.bench;

import org.jspecify.annotations.NullMarked;
