/** Runs built topologies on the log: instances, tasks, stores, contexts, without a thread. */
@NullMarked
package dev.cascade.simulation.runtime;

import org.jspecify.annotations.NullMarked;
