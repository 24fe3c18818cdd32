/**
 * Reconciliation: the ledger's entries against the payments that caused them, the payments against
 * their orders, and an account against a statement from outside. {@code books} is read from the
 * services' own HTTP, {@code statement} from a file; the checks are pure.
 */
@NullMarked
package dev.cascade.local.reconcile;

import org.jspecify.annotations.NullMarked;
