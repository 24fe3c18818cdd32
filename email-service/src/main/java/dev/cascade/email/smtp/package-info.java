/** Puts letters into words and hands them to a mail server. */
@NullMarked
package dev.cascade.email.smtp;

import org.jspecify.annotations.NullMarked;
