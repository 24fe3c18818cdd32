/**
 * The ecosystem in one place: the services' topologies, what clients ask, and each step that can
 * happen.
 */
@NullMarked
package dev.cascade.simulation.world;

import org.jspecify.annotations.NullMarked;
