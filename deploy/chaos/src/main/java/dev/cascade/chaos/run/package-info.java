/** A run: load, one fault after the other, a look at everything after each. */
@NullMarked
package dev.cascade.chaos.run;

import org.jspecify.annotations.NullMarked;
