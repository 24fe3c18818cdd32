/** The topic catalogue as tables. */
@org.jspecify.annotations.NullMarked
package dev.cascade.sql.tables;
