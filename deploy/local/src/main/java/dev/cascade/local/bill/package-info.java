/**
 * What is packaged, by its bill of materials: under which licences, and with which known faults.
 */
@NullMarked
package dev.cascade.local.bill;

import org.jspecify.annotations.NullMarked;
