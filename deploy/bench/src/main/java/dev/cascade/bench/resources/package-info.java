/** What a run costs: processor time and memory of each process, and of the machine. */
@NullMarked
package dev.cascade.bench.resources;

import org.jspecify.annotations.NullMarked;
