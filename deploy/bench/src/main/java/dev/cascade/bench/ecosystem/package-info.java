/** The ecosystem under test, from outside: its ports, its processes, its HTTP. */
@NullMarked
package dev.cascade.bench.ecosystem;

import org.jspecify.annotations.NullMarked;
