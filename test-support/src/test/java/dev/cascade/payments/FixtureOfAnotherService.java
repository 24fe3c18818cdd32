package dev.cascade.payments;

/** Stands for a class of another service. */
public final class FixtureOfAnotherService {

  public static final class Part {}
}
