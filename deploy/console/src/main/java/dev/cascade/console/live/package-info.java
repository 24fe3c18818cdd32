/** What browsers are told as it happens, by server-sent events. */
@NullMarked
package dev.cascade.console.live;

import org.jspecify.annotations.NullMarked;
