/**
 * Requests drawn from a seeded grammar, sent as bytes, so that they may be no HTTP that a client
 * would send.
 */
@NullMarked
package dev.cascade.system.fuzz;

import org.jspecify.annotations.NullMarked;
