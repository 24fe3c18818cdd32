/** Draws, runs and shrinks the steps of a seed. */
@NullMarked
package dev.cascade.simulation.run;

import org.jspecify.annotations.NullMarked;
