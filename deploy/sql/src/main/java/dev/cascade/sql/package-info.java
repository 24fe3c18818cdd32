/** {@code ./cascade sql}: queries on the topics, by Apache Flink. */
@org.jspecify.annotations.NullMarked
package dev.cascade.sql;
