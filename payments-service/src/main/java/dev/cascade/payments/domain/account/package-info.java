/** What an account is and how it takes commands and the legs of payments. */
@NullMarked
package dev.cascade.payments.domain.account;

import org.jspecify.annotations.NullMarked;
