/** Who reads which topic, and how far behind it is. */
@NullMarked
package dev.cascade.console.groups;

import org.jspecify.annotations.NullMarked;
