package dev.cascade.streams.journal;

import org.jspecify.annotations.Nullable;

/**
 * Something that became of the service or of one of its applications.
 *
 * @param event in kebab-case
 * @param application that it is about, null where it is about the service
 * @param detail for people
 */
record Happening(String event, @Nullable String application, String detail) {}
