/** What Cascade itself says: accounts with their entries, payments, orders. */
@NullMarked
package dev.cascade.local.reconcile.books;

import org.jspecify.annotations.NullMarked;
