/** The running ecosystem as a user has it: its command, its HTTP, its topics, its mail. */
@NullMarked
package dev.cascade.system.ecosystem;

import org.jspecify.annotations.NullMarked;
