/** The committed records of the topics, decoded with the schemas that the registry names. */
@NullMarked
package dev.cascade.auditor.log;

import org.jspecify.annotations.NullMarked;
