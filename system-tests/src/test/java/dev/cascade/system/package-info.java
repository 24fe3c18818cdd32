/** The whole ecosystem, driven as its users drive it: HTTP, Kafka and SMTP. */
@NullMarked
package dev.cascade.system;

import org.jspecify.annotations.NullMarked;
