/** What a service prints of its log: the same once in a while, not a thousand times. */
@NullMarked
package dev.cascade.streams.logs;

import org.jspecify.annotations.NullMarked;
