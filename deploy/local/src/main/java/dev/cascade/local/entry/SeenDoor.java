package dev.cascade.local.entry;

import java.util.List;

/**
 * A service as the entry sees it at one moment.
 *
 * @param port where it listens
 * @param instances all of them, and those that leave as long as they have requests under way
 */
public record SeenDoor(int port, List<SeenInstance> instances) {}
