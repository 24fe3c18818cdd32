/** What the topics say, read as committed and decoded from the registry alone. */
@NullMarked
package dev.cascade.system.history;

import org.jspecify.annotations.NullMarked;
