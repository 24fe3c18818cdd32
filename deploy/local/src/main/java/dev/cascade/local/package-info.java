/** The launcher behind {@code ./cascade}: its commands, each a method of {@link Cascade}. */
@NullMarked
package dev.cascade.local;

import org.jspecify.annotations.NullMarked;
