/**
 * What every module tests with: a harness for topologies, seeded randomness, layout rules, a real
 * broker and registry, and contract kits that services inherit.
 */
@NullMarked
package dev.cascade.testing;

import org.jspecify.annotations.NullMarked;
