/** Starting, watching and stopping the whole ecosystem on one machine. */
@NullMarked
package dev.cascade.local.run;

import org.jspecify.annotations.NullMarked;
