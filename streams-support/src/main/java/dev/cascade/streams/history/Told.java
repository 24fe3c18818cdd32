package dev.cascade.streams.history;

import java.util.Map;

/**
 * What a record says, in a few words.
 *
 * @param service who wrote it
 * @param what happened
 * @param detail what else is worth knowing, by name; nothing about persons
 */
public record Told(String service, String what, Map<String, Object> detail) {}
