/** The service against a real broker and a real registry. */
@NullMarked
package dev.cascade.payments.component;

import org.jspecify.annotations.NullMarked;
