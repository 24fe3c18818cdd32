/** The configuration of the service and the Kafka Streams applications made from it. */
@NullMarked
package dev.cascade.payments.config;

import org.jspecify.annotations.NullMarked;
