/** The HTTP interface of payments, accounts, statistics, control and generator. */
@NullMarked
package dev.cascade.payments.rest;

import org.jspecify.annotations.NullMarked;
