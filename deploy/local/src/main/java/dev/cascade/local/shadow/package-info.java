/** Deciding the history again with another build or setting, and telling what differs. */
@NullMarked
package dev.cascade.local.shadow;

import org.jspecify.annotations.NullMarked;
