/** Rows as people read them. */
@org.jspecify.annotations.NullMarked
package dev.cascade.sql.rows;
