/**
 * Who may do what at the brokers, derived from the topic catalogue, and the file by which a client
 * proves who it is; without Kafka's classes.
 */
@NullMarked
package dev.cascade.schemas.access;

import org.jspecify.annotations.NullMarked;
