/** Which payments a generated load consists of. */
@NullMarked
package dev.cascade.payments.domain.generator;

import org.jspecify.annotations.NullMarked;
