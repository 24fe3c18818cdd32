/** Rows as records. */
package dev.cascade.connect.contract;
