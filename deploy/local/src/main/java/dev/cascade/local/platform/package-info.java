/**
 * The platform that the services run on, as child processes: a Kafka broker, a schema registry, a
 * mail server, and what is installed in them. Used by the launcher and by the tests.
 */
@NullMarked
package dev.cascade.local.platform;

import org.jspecify.annotations.NullMarked;
