/** What somebody else says of an account: statement files and their formats. */
@NullMarked
package dev.cascade.local.reconcile.statement;

import org.jspecify.annotations.NullMarked;
