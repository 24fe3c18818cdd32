/** Requests of browsers, passed on to the services that answer them. */
@NullMarked
package dev.cascade.console.relay;

import org.jspecify.annotations.NullMarked;
