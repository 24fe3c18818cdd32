/** The connector {@code cascade-latest}: what a compacted topic says now, looked up by its key. */
@org.jspecify.annotations.NullMarked
package dev.cascade.sql.latest;
