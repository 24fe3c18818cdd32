/** Who may do what at the brokers, derived from the topic catalogue; without Kafka's classes. */
@NullMarked
package dev.cascade.schemas.access;

import org.jspecify.annotations.NullMarked;
