/** A real browser that looks at the console. */
@NullMarked
package dev.cascade.system.browser;

import org.jspecify.annotations.NullMarked;
