/** A proxy before the broker that knows the steps of transactions and can end a client at each. */
@NullMarked
package dev.cascade.testing.proxy;

import org.jspecify.annotations.NullMarked;
