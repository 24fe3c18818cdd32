/** Ready means running and queryable; alive means not given up. */
@NullMarked
package dev.cascade.streams.health;

import org.jspecify.annotations.NullMarked;
