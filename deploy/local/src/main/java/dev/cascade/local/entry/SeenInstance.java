package dev.cascade.local.entry;

/**
 * An instance as the entry sees it at one moment.
 *
 * @param address {@code host:port}
 * @param state {@code ready}; {@code not ready}, then it gets requests only while no other one is;
 *     or {@code leaving}, then it gets no more
 * @param underWay requests that were handed to it and are not answered
 */
public record SeenInstance(String address, String state, int underWay) {}
