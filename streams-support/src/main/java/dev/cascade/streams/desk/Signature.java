package dev.cascade.streams.desk;

/**
 * Who does something, and why.
 *
 * @param by who
 * @param why in a sentence
 */
public record Signature(String by, String why) {}
