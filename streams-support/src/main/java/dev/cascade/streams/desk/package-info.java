/**
 * The desk at which an operator works a service's dead letters off: reads them, and replays or
 * discards each once, whoever else asks for it at the same moment.
 */
@NullMarked
package dev.cascade.streams.desk;

import org.jspecify.annotations.NullMarked;
