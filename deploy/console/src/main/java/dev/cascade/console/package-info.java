/** The console: the whole ecosystem in a browser. */
@NullMarked
package dev.cascade.console;

import org.jspecify.annotations.NullMarked;
