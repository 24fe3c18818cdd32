/**
 * Decides whether a run counts: reads the committed topics and holds them against the guarantees,
 * without any code of the services.
 */
@NullMarked
package dev.cascade.bench.audit;

import org.jspecify.annotations.NullMarked;
