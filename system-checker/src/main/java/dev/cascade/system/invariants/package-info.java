/** The guarantees of the design, section 7, as checks of what the topics say. */
@NullMarked
package dev.cascade.system.invariants;

import org.jspecify.annotations.NullMarked;
