/** What is packaged is known, and may be. */
package dev.cascade.dependencies;
