/** What went wrong and what people did, as far as the console saw it. */
@NullMarked
package dev.cascade.console.journal;

import org.jspecify.annotations.NullMarked;
