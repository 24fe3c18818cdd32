/** Statements of a file, and what runs them. */
@org.jspecify.annotations.NullMarked
package dev.cascade.sql.run;
