/** What the service asks of other servers over HTTP. */
@NullMarked
package dev.cascade.streams.outgoing;

import org.jspecify.annotations.NullMarked;
