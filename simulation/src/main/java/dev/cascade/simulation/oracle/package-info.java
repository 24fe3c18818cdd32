/** What must hold, said over the committed records with code that no service shares. */
@NullMarked
package dev.cascade.simulation.oracle;

import org.jspecify.annotations.NullMarked;
