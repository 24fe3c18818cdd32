/** The program, from outside and part by part. */
package dev.cascade.sql;
