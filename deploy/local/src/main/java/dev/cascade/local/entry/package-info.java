/**
 * The local entry port: a process of its own that spreads the requests for a service over those of
 * its instances that are ready. What it is told, and by whom, is in {@link
 * dev.cascade.local.entry.EntryDesk}; {@link dev.cascade.local.entry.EntryClient} tells it.
 */
@NullMarked
package dev.cascade.local.entry;

import org.jspecify.annotations.NullMarked;
