/** Kafka Connect, PostgreSQL, a broker and a registry, all real, and what they do together. */
package dev.cascade.connect;
