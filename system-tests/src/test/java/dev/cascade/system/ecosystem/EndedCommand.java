package dev.cascade.system.ecosystem;

/**
 * How a command ended.
 *
 * @param exitCode of the process
 * @param output what it wrote, errors too
 */
public record EndedCommand(int exitCode, String output) {}
