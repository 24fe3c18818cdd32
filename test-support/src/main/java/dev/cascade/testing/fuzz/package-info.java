/** Records drawn from a seeded grammar, from good to impossible, for whoever reads them. */
@NullMarked
package dev.cascade.testing.fuzz;

import org.jspecify.annotations.NullMarked;
