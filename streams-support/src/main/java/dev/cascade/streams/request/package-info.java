/** What a request says: its fields, how long its caller waits, and all that is wrong with it. */
@NullMarked
package dev.cascade.streams.request;

import org.jspecify.annotations.NullMarked;
