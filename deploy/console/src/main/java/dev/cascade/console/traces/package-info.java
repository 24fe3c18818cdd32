/**
 * The latest traces of the services, in bounded memory: a collector for a machine that has none.
 */
@NullMarked
package dev.cascade.console.traces;

import org.jspecify.annotations.NullMarked;
