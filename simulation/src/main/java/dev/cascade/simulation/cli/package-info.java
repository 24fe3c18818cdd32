/** The command line. */
@NullMarked
package dev.cascade.simulation.cli;

import org.jspecify.annotations.NullMarked;
