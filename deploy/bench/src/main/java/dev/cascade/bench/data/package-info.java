/** The products, customers and accounts that the bench uses; nobody else does. */
@NullMarked
package dev.cascade.bench.data;

import org.jspecify.annotations.NullMarked;
