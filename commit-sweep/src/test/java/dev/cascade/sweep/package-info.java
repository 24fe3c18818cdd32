/** Ends each application at each step of its transactions, and looks at what comes of it. */
@NullMarked
package dev.cascade.sweep;

import org.jspecify.annotations.NullMarked;
